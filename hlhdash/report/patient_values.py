"""The laboratory values of one child as a table."""

from __future__ import annotations

from hlhdash.analysis.patient import Patient
from hlhdash.analysis.patient_panels import Panel
from hlhdash.language import Message, message
from hlhdash.report.table import Column, Row, Table


def patient_value_rows(result: Patient) -> Table | None:
    """Return a row per day with a value of each analyte, as they are drawn; None where nothing was measured.

    Several values of one day are listed in the order of the file; one known only as a bound has its sign.
    """
    if not result.panels:
        return None
    values = [_of_days(one) for one in result.panels]
    days = sorted({day for one in values for day in one})
    columns = (Column(message("Day"), "left"), *(Column(_heading(one)) for one in result.panels))
    rows = tuple(Row((f"{day:g}", *(", ".join(one.get(day, ())) for one in values))) for day in days)
    return Table(message("Laboratory values"), columns, rows)


def _heading(panel: Panel) -> Message:
    return message("{analyte} ({unit})", analyte=panel.title, unit=panel.unit) if panel.unit else panel.title


def _of_days(panel: Panel) -> dict[float, list[str]]:
    found: dict[float, list[str]] = {}
    points = panel.points
    for day, value, bound in zip(
        points["day"].tolist(), points["value"].tolist(), points["bound"].tolist(), strict=True
    ):
        found.setdefault(day, []).append(f"{bound}{value:,g}")
    return found
