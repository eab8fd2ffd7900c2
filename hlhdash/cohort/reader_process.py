"""Reads one SPSS, Stata or SAS file from standard input and writes its table to standard output.

That is a line of JSON with the different values of each column, then for every cell which of them it is: most cells
of a large file say what another one says.

This runs as a process of its own, started by `reader`: the C library that reads these files ends the process it runs
in on some damaged files, and that must not be the server. Nothing touches the disk. It imports nothing of hlhdash, so
that it starts quickly.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import math
import os
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

MEMORY = 400 * 2**20  # bytes that a file may take beside what the libraries have taken; 5 million cells take 300
TOO_MANY, BROKEN, TOO_LONG, TOO_DIFFERENT = 3, 4, 5, 6  # exit codes


@dataclass(frozen=True)
class Limits:
    """What a table may hold: cells, letters of all texts together, different values counted column by column.

    A table of more ends the process with `TOO_MANY`, `TOO_LONG` or `TOO_DIFFERENT`.
    """

    cells: int
    letters: int
    different: int


def plain(cell: Any) -> Any:
    """Return a cell as JSON has it: a text, a number, null, or a date as {"date": ...}."""
    if cell is None or isinstance(cell, (str, int)):
        return cell
    if isinstance(cell, float):
        return cell + 0.0 if math.isfinite(cell) else None  # 0 for -0, which equals it
    if isinstance(cell, dt.datetime):
        return None if cell != cell else {"date": cell.date().isoformat()}  # NaT is unlike itself
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    item = getattr(cell, "item", None)
    return plain(item()) if item is not None else str(cell)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    most = _taken() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _taken() -> int:
    """Return the bytes of addresses this process has; where that is not told, much."""
    try:
        with open("/proc/self/statm") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 2 * 2**30


def coded(column: Sequence[Any]) -> tuple[list[Any], array[int]]:
    """Return the different values of a column, and of each cell which of them it is."""
    places = dict(zip(dict.fromkeys(column), itertools.count(), strict=False))
    return list(places), array("i", map(places.__getitem__, column))


def _letters(values: list[Any], codes: array[int]) -> int:
    """Return the letters of all texts of a column as if each were written out."""
    lengths = [len(value) if isinstance(value, str) else 0 for value in values]
    return sum(map(lengths.__getitem__, codes)) if any(lengths) else 0


def table(kind: str, data: bytes, limits: Limits) -> Iterator[bytes]:
    """Give the table in pieces: the line that begins it, and of each column which values its cells are.

    The line has the headers, their labels, the words of codes, the number of rows and the different values.
    """
    import pyreadstat

    read = getattr(pyreadstat, f"read_{kind}")
    _, about = read(io.BytesIO(data), metadataonly=True, output_format="dict")
    width = len(about.column_names)
    if width * (about.number_rows or 1) > limits.cells:
        sys.exit(TOO_MANY)
    columns, about = read(io.BytesIO(data), output_format="dict", row_limit=limits.cells // max(1, width))
    headers, rows = list(columns), len(next(iter(columns.values()), ()))
    values, codes = [], []
    letters = different = 0
    for header in headers:
        held, which = coded(columns.pop(header))  # let go of: texts and numbers that repeat take most of the memory
        different += len(held) - (None in held)
        letters += _letters(held, which)
        if letters > limits.letters:
            sys.exit(TOO_LONG)
        if different > limits.different:
            sys.exit(TOO_DIFFERENT)
        values.append([plain(value) for value in held])
        codes.append(which.tobytes())
    words = about.variable_value_labels
    told = {
        "headers": list(map(str, headers)),
        "labels": {str(name): label for name, label in about.column_names_to_labels.items() if label},
        "words": {str(name): [[plain(code), str(word)] for code, word in one.items()] for name, one in words.items()},
        "rows": rows,
        "values": values,
    }
    yield json.dumps(told).encode() + b"\n"
    yield from codes


def main() -> None:
    """Read standard input, write standard output; the exit code tells what went wrong."""
    import pyreadstat  # noqa: F401 - before memory is limited

    _limit_memory()
    try:
        written = list(table(sys.argv[1], sys.stdin.buffer.read(), Limits(*map(int, sys.argv[2:]))))
    except MemoryError:
        sys.exit(TOO_LONG)
    except Exception as problem:  # the text of an error could quote a cell
        sys.exit(TOO_LONG if "alloc" in str(problem) else BROKEN)
    sys.stdout.buffer.writelines(written)


if __name__ == "__main__":
    main()
