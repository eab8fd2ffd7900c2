"""Labs before and after as a table."""

from __future__ import annotations

from hlhdash.analysis.spread import Spread
from hlhdash.analysis.trajectories import Trajectories
from hlhdash.cohort.fields import ANALYTES, title
from hlhdash.language import message
from hlhdash.report.summary import decimals_of, spread_words
from hlhdash.report.table import Column, Row, Table

_TITLES = {analyte.name: message("{lab}, {unit}", lab=analyte.title, unit=analyte.unit) for analyte in ANALYTES}


def trajectory_rows(result: Trajectories) -> Table:
    """Return median (quartiles; range) of each analyte on each day, and the change in the same children."""
    columns = (
        Column(message("Laboratory value"), "left"),
        *((Column(title(result.by), "left"),) if result.by is not None else ()),
        Column(message("Day")),
        Column(message("Patients")),
        Column(message("Median (quartiles; range)")),
        Column(message("Both measured")),
        Column(message("Change from day 0")),
    )
    decimals = _decimals(result)
    rows = []
    for row in result.rows:
        for i, moment in enumerate(row.moments):
            named = (_TITLES[row.analyte] if i == 0 else "", *([row.group if i == 0 else ""] if result.by else []))
            spread, change = moment.spread, moment.change
            cells = (
                str(moment.day),
                f"{spread.n if spread else 0}/{row.n}",
                spread_words(spread, decimals[row.analyte]),
                "" if moment.day == 0 else str(change.n if change else 0),
                "" if moment.day == 0 else spread_words(change, decimals[row.analyte]),
            )
            rows.append(Row((*named, *cells), "body"))
    notes = (
        message("Day 0 is the last value on or before day zero; any other day the nearest value within its window."),
        message("A value beyond what could be measured stands at its bound with its sign and has no change."),
        *([result.pooling.words] if result.pooling is not None else []),
    )
    return Table(message("Laboratory values before and after"), columns, tuple(rows), notes)


def _decimals(result: Trajectories) -> dict[str, int]:
    """Return the decimals of each analyte, the same on every day."""
    found: dict[str, list[Spread | None]] = {}
    for row in result.rows:
        found.setdefault(row.analyte, []).extend(moment.spread for moment in row.moments)
    return {analyte: decimals_of(spreads) for analyte, spreads in found.items()}
