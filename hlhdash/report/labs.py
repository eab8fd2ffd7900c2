"""The table and words of one analyte over time."""

from __future__ import annotations

from hlhdash.analysis.labs import BY_DAYS, WINDOWS, Labs
from hlhdash.cohort.fields import title
from hlhdash.language import Message, message
from hlhdash.numbers import rounded
from hlhdash.report.table import Column, Row, Table


def normal_rows(result: Labs) -> Table | None:
    """Return a row per group: who was not normal at day zero, and by which day they became so; None without limits."""
    if not result.normalised:
        return None
    rows = [
        Row(
            (
                one.group,
                str(one.abnormal),
                *(f"{k}/{one.abnormal}" for k in one.by_day),
                f"{one.ever}/{one.abnormal}",
                "–" if one.median is None else rounded(one.median, 1).removesuffix(".0"),
            )
        )
        for one in result.normalised
    ]
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("Not normal at day zero")),
        *(Column(message("By day {day}", day=day)) for day in BY_DAYS),
        Column(message("Ever")),
        Column(message("Median day")),
    )
    return Table(
        message("When did {analyte} become normal?", analyte=result.title), columns, tuple(rows), _notes(result)
    )


def _notes(result: Labs) -> tuple[Message, ...]:
    return (
        message(
            "A first normal value after day zero, of the patients whose last value up to day zero is not normal. "
            "Between two visits nobody knows: the day is that of the visit."
        ),
        message(
            "The median day is that of the patients who became normal; patients who died or were lost are not in it."
        ),
        message("A value known only as a bound is judged where its bound decides, and counts as not normal elsewhere."),
    )


def labs_methods(result: Labs) -> list[Message]:
    """Say how the values of an analyte were handled."""
    said = [
        message(
            "Medians and quartiles by R's type 7, over one value per patient: the nearest to the day in its window."
        ),
        message(
            "Windows in days: {windows}; day 0 is the last value up to it.",
            windows=", ".join(f"{day} ± {within}" for day, within in WINDOWS if day),
        ),
        message("A value that the laboratory gave only as a bound stands at its bound; nothing is imputed."),
    ]
    if result.scale == "percent":
        said.append(
            message("Percent of the last value up to day zero; patients whose baseline is a bound are left out.")
        )
    return said
