"""Files that are small and want much: each is refused or read within 5 s and 500 MB, in a sentence.

Run `python -m benchmarks.bombs`; it reads each in a process of its own and prints what came of it, processor seconds
and peak memory, of its own process for SPSS, Stata and SAS too, as a Markdown table. The tests hold each file to the
same memory.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bomb_archives as archives
from benchmarks import bomb_programs as programs
from benchmarks import bomb_sheets as sheets
from benchmarks import bomb_texts as texts
from benchmarks import old_workbooks as old

ROOT = Path(__file__).resolve().parents[1]
MOST_MEMORY = 500  # MB at the peak, the modules included
LIMIT = 3 * 2**30  # bytes of address space: a file that wants more must not take the machine with it


@dataclass(frozen=True)
class Outcome:
    """What came of reading a file: its patients or the sentence of the refusal, processor seconds, peak in MB."""

    said: str
    patients: int | None
    seconds: float
    peak: float


BOMBS: dict[str, Callable[[], bytes]] = {
    "rows.xlsx": sheets.long_sheet,
    "rows.csv": texts.long_text_file,
    "cells.xlsx": lambda: sheets.full_sheet(150_000, 40),
    "numbers.xlsx": lambda: sheets.full_sheet(100_000, 40),
    "numbers.csv": lambda: texts.full_text_file(100_000, 40, "{row}.{column}"),
    # An empty line at the end: not read by column.
    "numbers_by_row.csv": lambda: texts.full_text_file(100_000, 40, "{row}.{column}", "\n"),
    "just_few_enough.csv": lambda: texts.full_text_file(100_000, 12, "{row}.{column}"),
    "repeated_by_row.csv": lambda: texts.full_text_file(100_000, 50, "{column}", "\n"),
    "columns.xlsx": sheets.wide_sheet,
    "columns.csv": texts.wide_text_file,
    "many_columns.csv": lambda: texts.wide_text_file(1_450),
    "merges.xlsx": sheets.merges,
    "merged_codes.xlsx": sheets.merged_codes,
    "formulas.xlsx": sheets.formulas,
    "external_links.xlsx": archives.external_links,
    "macros.xlsm": archives.macros,
    "entities.xlsx": archives.entities,
    "inflating.xlsx": sheets.inflating_xlsx,
    "below_the_limit.xlsx": sheets.below_the_limit,
    "one_text.xlsx": sheets.one_text_in_every_cell,
    "repeated.xls": lambda: sheets.old_workbook(60_000, "x" * 30_000),
    "repeated_a_little.xls": lambda: sheets.old_workbook(60_000, "x" * 1_500),
    "corner.xls": lambda: old.book(old.texts([]), old.number(0, 0, 1) + old.number(65_535, 255, 1)),
    "sheets.xls": lambda: old.book(old.texts([]), old.number(0, 0, 1) + old.number(60_000, 70, 1), 200),
    "nested.zip": archives.nested,
    "nested.xlsx": archives.nested_workbook,
    "binary.xlsb": archives.binary_workbook,
    "repeated.ods": lambda: archives.open_document(1_000_000),
    "repeated_a_little.ods": lambda: archives.open_document(3_000),
    "repeated_text.ods": lambda: archives.open_document(1_000, "x" * 30_000),
    "repeated.parquet": lambda: programs.parquet(100_000, lambda rows: {"note": ["x" * 10_000] * rows}),
    "zeros.parquet": lambda: programs.parquet(100_000, lambda rows: {f"c{i}": [0.0] * rows for i in range(45)}),
    "lists.parquet": lambda: programs.parquet(20_000, lambda rows: {"list": [[0] * 500] * rows}),
    "numbers.parquet": lambda: programs.parquet(100_000, lambda rows: programs.numbers(rows, 36)),
    "columns.parquet": lambda: programs.parquet(1, lambda _: {f"c{i}": [1] for i in range(40_000)}),
    "zeros.sav": lambda: programs.spss(100_000, {f"c{i}": 0.0 for i in range(45)}),
    "numbers.sav": lambda: programs.spss(100_000, programs.numbers(100_000, 45)),
    "repeated.sav": lambda: programs.spss(4_000, {"note": "x" * 30_000}),
    "zeros.dta": lambda: programs.stata(100_000, {f"c{i}": 0.0 for i in range(45)}),
    "numbers.dta": lambda: programs.stata(100_000, programs.numbers(100_000, 45)),
    "repeated.dta": lambda: programs.stata(4_000, {"note": "x" * 30_000}),
    "repeated_much.dta": lambda: programs.stata(50_000, {"note": "x" * 60_000}),
    "rows.dta": lambda: programs.stata_that_claims(2**31),
    "rows.xpt": lambda: programs.sas_transport(300_000),
    "columns.xpt": lambda: programs.sas_that_claims(9_999),
    "zeros.csv.gz": lambda: gzip.compress(bytes(2**29), 9),
    "numbers_gz.rds": lambda: programs.r_objects(lambda data: gzip.compress(data, 9)),
    "numbers_bz2.rds": lambda: programs.r_objects(bz2.compress),
    "numbers_xz.rds": lambda: programs.r_objects(lambda data: lzma.compress(data, preset=0)),
    "lists.rds": programs.r_nested_lists,
    "claims.rds": programs.r_claims,
}

_CHILD = """
import json, os, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]),) * 2)
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import hlhdash, hlhdash.cohort.reading
patients = None
before = resource.getrusage(resource.RUSAGE_SELF)
try:
    cohort = hlhdash.read_cohort(sys.argv[1])
    patients, said = len(cohort), f"{len(cohort)} patients, {len(cohort.findings)} findings"
except hlhdash.CohortError as problem:
    said = str(problem)
except MemoryError:
    said = "MemoryError"
used, reader = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime + reader.ru_utime + reader.ru_stime
# Not ru_maxrss: that begins with the peak of the process that started this one.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([said, patients, seconds, max(peak, reader.ru_maxrss) / 1024]))
"""


def read_alone(path: Path, limit: int = LIMIT) -> Outcome:
    """Read a file in a process of its own, which may not take more than `limit` bytes of addresses (Linux)."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path), str(limit)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        return Outcome(f"the process ended with {done.returncode}", None, float("inf"), float("inf"))
    return Outcome(*json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Read each file and print the table."""
    wanted = sys.argv[1:] or list(BOMBS)
    print("| file | size | seconds | peak MB | what is said |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            path = Path(folder) / name
            path.write_bytes(BOMBS[name]())
            found = read_alone(path)
            size = path.stat().st_size / 1000
            print(f"| {name} | {size:,.0f} kB | {found.seconds:.1f} | {found.peak:.0f} | {found.said} |", flush=True)
            path.unlink()


if __name__ == "__main__":
    main()
