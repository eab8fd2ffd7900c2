"""Tables as CSV that no spreadsheet runs: text that looks like a formula is defused."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

# With the full-width signs, which Excel takes for the same in Chinese, Japanese and Korean.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")

# A spreadsheet that splits lines at semicolons or tabs, as a German one does, begins a cell in the middle of ours.
_WITHIN = re.compile(f'([;\t\r\n][\\s"]*)(?=[{re.escape("".join(_FORMULA_STARTS))}])')
_LINK = re.compile(r"\s*(?:\{=|(?:ftp|http)s?://|mailto:|(?:in|ex)ternal:|file:)", re.IGNORECASE)


def defused(cell: object) -> object:
    """Put an apostrophe before text that a spreadsheet would take for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _in_a_line(cell: object) -> object:
    """Defuse what would be a formula in a cell of its own, too, where the line is split at another sign."""
    found = defused(cell)
    return _WITHIN.sub(r"\1'", found) if isinstance(found, str) else found


def unlinked(text: str) -> str:
    """Put an apostrophe before text that XlsxWriter would make a formula or a link of, such as an address."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or _LINK.match(text) else text


def to_csv(table: pd.DataFrame) -> bytes:
    """Write a table as UTF-8 CSV with a byte-order mark, so that Excel reads Chinese."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_in_a_line(str(name)) for name in table.columns])
    for row in table.itertuples(index=False):
        writer.writerow(["" if cell is None or cell is pd.NA or cell != cell else _in_a_line(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")
