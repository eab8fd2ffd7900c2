"""The findings about a file as a table of a report."""

from __future__ import annotations

from hlhdash.cohort.findings import Finding
from hlhdash.language import message
from hlhdash.report.queries import LEVELS, TITLES, ranked
from hlhdash.report.table import Column, Row, Table

MOST = 200  # rows of a report; the query list of the Cohort screen has all


def finding_rows(findings: tuple[Finding, ...]) -> Table:
    """Return one row per finding, the gravest first: level, place, what was found and what to do."""
    rows = [
        Row(
            (
                LEVELS[one.level],
                one.patient,
                one.sheet,
                "" if one.row is None else str(one.row),
                one.sentence,
                one.remedy,
            )
        )
        for one in ranked(findings)
    ]
    names = ("level", "patient", "sheet", "row", "found", "remedy")
    columns = tuple(Column(TITLES[name], "right" if name == "row" else "left") for name in names)
    more = len(rows) - MOST
    notes = (message("{n} further findings are in the query list.", n=more),) if more > 0 else ()
    nothing = (message("Nothing about this file is in doubt."),) if not rows else ()
    return Table(message("Findings"), columns, tuple(rows[:MOST]), notes + nothing)
