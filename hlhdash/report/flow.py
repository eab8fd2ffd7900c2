"""From rows read to patients used, as a table."""

from __future__ import annotations

from hlhdash.analysis.flow import Flow, Usable
from hlhdash.cohort.findings import RowsRead
from hlhdash.language import Message, listed, message
from hlhdash.report.table import Column, Row, Table

NAMED_AT_MOST = 6  # patients that one row of the table names


def flow_table(flow: Flow) -> Table:
    """Return how many rows were read, how many patients there are, and how many each analysis can use, and why."""
    rows = [row for sheet in flow.rows for row in _of_sheet(sheet)]
    rows.append(Row((message("Patients in the file"), str(flow.n_total), ""), "heading"))
    if flow.n < flow.n_total:
        rows.append(Row((message("Patients who meet the filters"), str(flow.n), ""), "heading"))
    rows += [row for analysis in flow.analyses for row in _of_analysis(analysis)]
    columns = (Column(message("What"), "left"), Column(message("Used")), Column(message("Who is left out"), "left"))
    return Table(message("Who can be used for what"), columns, tuple(rows))


def _of_sheet(sheet: RowsRead) -> list[Row]:
    if not sheet.sheet:
        return []
    name = message("Rows of sheet {sheet}", sheet=sheet.sheet)
    used = message("{used} of {n}", used=sheet.used, n=sheet.n)
    reasons = [Row((message("not used: {why}", why=why), str(n), ""), "inner") for why, n in sheet.not_used]
    return [Row((name, used, ""), "body"), *reasons]


def _of_analysis(analysis: Usable) -> list[Row]:
    used = message("{used} of {n}", used=analysis.used, n=analysis.n)
    reasons = [
        Row((message("left out: {why}", why=one.reason), str(len(one.patients)), _some(one.patients)), "inner")
        for one in analysis.left_out
    ]
    nobody = message("nobody") if not reasons else ""
    return [Row((analysis.analysis, used, nobody), "body"), *reasons]


def _some(patients: tuple[str, ...]) -> Message | str:
    shown = [patient[:20] for patient in patients[:NAMED_AT_MOST]]
    return listed([*shown, *(["…"] if len(patients) > NAMED_AT_MOST else [])])
