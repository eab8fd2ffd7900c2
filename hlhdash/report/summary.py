"""Table 1 as a paper prints it, for all patients or with the groups side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable

from hlhdash.analysis.spread import Spread
from hlhdash.analysis.summary import Summary
from hlhdash.cohort.fields import ANALYTES, title
from hlhdash.cohort.own_words import own_word
from hlhdash.language import Message, listed, message
from hlhdash.numbers import count_share, p_value, rounded
from hlhdash.report.table import Column, Row, Table

UNITS = {"age_years": message("Age, years"), "weight_kg": message("Weight, kg")}
LABS = {
    f"lab:{analyte.name}:": message("{lab}, {unit}, at day zero", lab=analyte.title, unit=analyte.unit)
    for analyte in ANALYTES
}
ALL_TITLE = message("All patients")


def table_one(result: Summary) -> Table:
    """Return n (%) of every value and median (quartiles; range) of every number; missing in a row of its own."""
    rows = [_row(result, message("Patients"), [str(result.n), *(str(part.n) for part in result.groups)], "heading")]
    for name, found in {**result.numbers, **result.labs}.items():
        rows += _number_rows(result, name, found)
    for name, levels in result.words.items():
        rows.append(_row(result, message("{what}, n (%)", what=title(name)), None, "heading", name))
        for i, level in enumerate(levels):
            counts = [(level.n, result.n), *((part.words[name][i], part.n) for part in result.groups)]
            rows.append(
                _row(result, own_word(name, level.name) or level.name, [count_share(*pair) for pair in counts], "inner")
            )
    if result.transplanted:
        counts = [(result.transplanted, result.n), *((part.transplanted, part.n) for part in result.groups)]
        rows.append(_row(result, message("HSCT, n (%)"), [count_share(*pair) for pair in counts], "heading"))
    return Table(_heading(result), _columns(result), tuple(rows), _notes(result))


def _heading(result: Summary) -> Message:
    if result.by is None:
        return message("Who is in the cohort")
    return message("Who is in the cohort, by {column}", column=title(result.by))


def _columns(result: Summary) -> tuple[Column, ...]:
    compared = (Column(message("Std. diff.")), Column(message("P"))) if result.comparisons else ()
    groups = (Column(part.name) for part in result.groups)
    return (Column(message("Characteristic"), "left"), Column(ALL_TITLE), *groups, *compared)


def _row(result: Summary, name: str, cells: list[str] | None, level: str, column: str = "") -> Row:
    """Make a row as wide as the table, with the comparison of its column where that stands in it."""
    filled = cells if cells is not None else [""] * (1 + len(result.groups))
    found = result.comparisons.get(column)
    compared = ["", ""] if result.comparisons else []
    if found is not None:
        difference = "–" if math.isnan(found.difference) else rounded(found.difference, 2)
        compared = [difference, p_value(found.p)]
    kind = "heading" if level == "heading" else ("inner" if level == "inner" else "body")
    return Row((name, *filled, *compared), kind)


def _number_rows(result: Summary, name: str, found: Spread) -> list[Row]:
    """Return the rows of a number: one for all patients together, several where groups stand side by side."""
    spreads = [found, *(part.numbers.get(name) for part in result.groups)]
    sizes = [result.n, *(part.n for part in result.groups)]
    what = _number_title(result, name, found)
    missing = [n - (one.n if one is not None else 0) for one, n in zip(spreads, sizes, strict=True)]
    unknown = [
        _row(
            result,
            message("Not recorded, n (%)"),
            [count_share(*pair) for pair in zip(missing, sizes, strict=True)],
            "inner",
        )
    ]
    if not result.groups:
        row = _row(result, what, [spread_words(found)], "body", name)
        return [row, *unknown] if missing[0] and name in LABS else [row]
    decimals = decimals_of(spreads)
    return [
        _row(result, what, None, "heading", name),
        _row(result, message("Median (quartiles)"), [quartile_words(one, decimals) for one in spreads], "inner"),
        _row(result, message("Range"), [range_words(one, decimals) for one in spreads], "inner"),
        *(unknown if missing[0] else []),
    ]


def _number_title(result: Summary, name: str, found: Spread) -> Message:
    what = UNITS[name] if name in UNITS else LABS[name]
    if found.n == result.n or result.groups or name in LABS:
        return what
    return message("{what} (known of {n})", what=what, n=found.n)


def spread_words(found: Spread | None, decimals: int | None = None) -> str:
    """Write median (quartiles; range), each with the sign of a bounded value."""
    if found is None:
        return "–"
    median, low, high, smallest, largest = _parts(found, decimals_of([found]) if decimals is None else decimals)
    return message(
        "{median} ({low} to {high}; {smallest} to {largest})",
        median=median,
        low=low,
        high=high,
        smallest=smallest,
        largest=largest,
    )


def quartile_words(found: Spread | None, decimals: int) -> str:
    """Write median (quartiles)."""
    if found is None:
        return "–"
    median, low, high, _, _ = _parts(found, decimals)
    return message("{median} ({low} to {high})", median=median, low=low, high=high)


def range_words(found: Spread | None, decimals: int) -> str:
    """Write the smallest and the largest value."""
    if found is None:
        return "–"
    *_, smallest, largest = _parts(found, decimals)
    return message("{smallest} to {largest}", smallest=smallest, largest=largest)


def decimals_of(found: Iterable[Spread | None]) -> int:
    """Return the decimals all of these are written with: one, unless a value reaches 100."""
    ends = [end for one in found if one is not None for end in (one.smallest, one.largest)]
    return 0 if max((abs(end) for end in ends), default=0.0) >= 100 else 1


def _parts(found: Spread, decimals: int) -> list[str]:
    values = (found.median, found.lower_quartile, found.upper_quartile, found.smallest, found.largest)
    return [f"{sign}{number_words(value, decimals)}" for value, sign in zip(values, found.bounds, strict=True)]


def number_words(value: float, decimals: int) -> str:
    """Write a number with commas between thousands, and a true minus sign."""
    written = rounded(value, decimals)
    if abs(value) >= 1_000:
        written = f"{int(rounded(value, 0)):,}"
    if not float(written.replace(",", "")):
        written = written.lstrip("-")  # a difference that rounds to none has no sign
    return written.replace("-", "\u2212")


def _notes(result: Summary) -> tuple[Message, ...]:
    notes: list[Message] = [] if result.groups else [message("Numbers are median (quartiles; range).")]
    notes += [result.pooling.words] if result.pooling is not None else []
    if any(found.censored for found in result.labs.values()):
        notes.append(
            message("A value beyond what could be measured, such as >40,000, stands at its bound and carries its sign.")
        )
    if not result.comparisons:
        notes.append(message("No P values: this table describes, it does not test."))
        return tuple(notes)
    tests = dict.fromkeys(found.method for found in result.comparisons.values() if found.p is not None)
    notes.append(message("Std. diff.: standardised difference, the largest between two groups."))
    if any(found.censored for found in result.labs.values()):
        notes.append(message("No standardised difference is made of values that are known only by a bound."))
    notes.append(message("P values are not adjusted for {n} rows.", n=len(result.comparisons)))
    notes += [message("Test: {method}.", method=_tested_rows(result, method)) for method in tests]
    return tuple(notes)


def _tested_rows(result: Summary, method: Message) -> Message:
    rows = [name for name, found in result.comparisons.items() if found.method == method]
    named = [UNITS.get(name) or LABS.get(name) or title(name) for name in rows]
    return message("{method}: {rows}", method=method, rows=listed(named))
