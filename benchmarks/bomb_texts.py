"""Text files that want much."""

from __future__ import annotations

from benchmarks.bomb_parts import COLUMNS, HEADER, ROW, ROWS


def long_text_file() -> bytes:
    """Make a text file of as many rows."""
    lines = (f"A{number},{','.join(ROW)}\n" for number in range(2, ROWS + 1))
    return (",".join(HEADER) + "\n" + "".join(lines)).encode()


def full_text_file(rows: int, columns: int, cell: str, end: str = "") -> bytes:
    """Make a text file of numbers, written as `cell` says with {row} and {column}."""
    names = ",".join((*HEADER, *(f"c{i}" for i in range(columns - len(HEADER)))))
    lines = (
        ",".join((f"A{row}", *ROW, *(cell.format(row=row, column=i) for i in range(columns - len(HEADER)))))
        for row in range(2, rows + 1)
    )
    return "\n".join((names, *lines, end)).encode()


def wide_text_file(rows: int = 300) -> bytes:
    """Make a text file of as many columns."""
    header = ",".join((*HEADER, *(f"c{i}" for i in range(COLUMNS - len(HEADER)))))
    lines = (",".join((f"A{i}", *ROW, *("x" for _ in range(COLUMNS - len(HEADER))))) for i in range(rows))
    return "\n".join((header, *lines)).encode()
