"""Table 1 as a paper prints it."""

from __future__ import annotations

from hlhdash.analysis.summary import Spread, Summary
from hlhdash.cohort.fields import title
from hlhdash.language import Message, message
from hlhdash.numbers import percent, rounded
from hlhdash.report.table import Column, Row, Table

UNITS = {"age_years": message("Age, years"), "weight_kg": message("Weight, kg")}


def table_one(result: Summary) -> Table:
    """Return n (%) of every value and median (quartiles; range) of every number; missing in a row of its own."""
    rows = [Row((message("Patients"), str(result.n)), "heading")]
    for name, spread in result.numbers.items():
        rows.append(Row((_number_title(name, spread, result.n), _spread(spread)), "body"))
    for name, levels in result.words.items():
        rows.append(Row((message("{what}, n (%)", what=title(name)), ""), "heading"))
        rows += [
            Row((level.name, f"{level.n} ({percent(level.n / result.n, result.n).removesuffix(' %')})"), "inner")
            for level in levels
        ]
    if result.transplanted:
        share = percent(result.transplanted / result.n, result.n).removesuffix(" %")
        rows.append(Row((message("HSCT, n (%)"), f"{result.transplanted} ({share})"), "heading"))
    columns = (Column(message("Characteristic"), "left"), Column(message("All patients")))
    notes = (message("Numbers are median (quartiles; range). No P values: this table describes, it does not test."),)
    return Table(message("Who is in the cohort"), columns, tuple(rows), notes)


def _number_title(name: str, spread: Spread, n: int) -> Message:
    if spread.n == n:
        return UNITS[name]
    return message("{what} (known of {n})", what=UNITS[name], n=spread.n)


def _spread(spread: Spread) -> Message:
    return message(
        "{median} ({low} to {high}; {smallest} to {largest})",
        median=rounded(spread.median, 1),
        low=rounded(spread.lower_quartile, 1),
        high=rounded(spread.upper_quartile, 1),
        smallest=rounded(spread.smallest, 1),
        largest=rounded(spread.largest, 1),
    )
