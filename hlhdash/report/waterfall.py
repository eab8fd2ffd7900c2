"""The bars of a waterfall as a table."""

from __future__ import annotations

from hlhdash.analysis.waterfall import Waterfall
from hlhdash.cohort.fields import title
from hlhdash.language import counted, message
from hlhdash.report.response import CLASS_TITLES
from hlhdash.report.table import Column, Row, Table

_CHANGES = {
    "fold": message("Best over baseline"),
    "percent": message("Change (%)"),
    "difference": message("Change"),
}


def waterfall_rows(result: Waterfall) -> Table:
    """Return a row per bar: the value up to day zero, the best one after it, its day, the change, and the response."""
    columns = (
        Column(title("patient_id"), "left"),
        Column(message("Up to day zero ({unit})", unit=result.unit) if result.unit else message("Up to day zero")),
        Column(message("Best ({unit})", unit=result.unit) if result.unit else message("Best")),
        Column(message("On day")),
        Column(_CHANGES[result.scale]),
        Column(title("best_response"), "left"),
    )
    names = ("patient_id", "baseline", "best", "day", "change", "bounded", "response")
    rows = tuple(
        Row(
            (
                str(patient),
                f"{baseline:g}",
                f"{best:g}",
                f"{day:g}",
                f"{_changed(change, result)}{'*' if bounded else ''}",
                CLASS_TITLES.get(response, response) if isinstance(response, str) else message("not recorded"),
            )
        )
        for patient, baseline, best, day, change, bounded, response in zip(
            *(result.bars[name].tolist() for name in names), strict=True
        )
    )
    notes = [
        message("Best is the highest value after day zero.")
        if result.rises
        else message("Best is the lowest value after day zero.")
    ]
    if result.bars["bounded"].any():
        notes.append(message("* One of the two values is known only as a bound and stands at it."))
    if result.without:
        notes.append(
            counted(
                "{n} patient lacks a value up to day zero or after it.",
                "{n} patients lack a value up to day zero or after it.",
                len(result.without),
            )
        )
    heading = message("Best change of {analyte} from baseline", analyte=result.title)
    return Table(heading, columns, rows, tuple(notes))


def _changed(change: float, result: Waterfall) -> str:
    if result.scale == "fold":
        return f"{change:.3g}"
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    return f"{sign}{abs(change):.{0 if result.scale == 'percent' else 1}f}"
