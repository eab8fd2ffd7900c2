"""The table and words of one analyte over time."""

from __future__ import annotations

from hlhdash.analysis.fever import Fever
from hlhdash.analysis.first_time import FirstTime
from hlhdash.analysis.labs import WINDOWS, Labs
from hlhdash.analysis.labs_normal import BY_DAYS, Normalised
from hlhdash.analysis.labs_pairs import Quartiles
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, message
from hlhdash.numbers import rounded
from hlhdash.report.table import Column, Row, Table

FEW_DAYS = 4.0  # under which fever is counted in hours
_HALF = message(
    "Half by: the time by which half of all of them had become normal, who died among those who had not "
    "(cumulative incidence by Aalen and Johansen)."
)


def normal_rows(result: Labs, first: FirstTime | None = None) -> Table | None:
    """Return a row per group: who was not normal at day zero, and by which day they became so; None without limits.

    Parameters
    ----------
    first : of the same analyte and groups, for the day by which half had become normal; fever is counted in hours
    """
    if not result.normalised:
        return None
    asked = Column(message("Not normal at day zero"))
    return _by_when(result.normalised, result.by, first, asked, _asked(result), _notes(result))


def fever_rows(result: Fever) -> Table:
    """Return a row per group: who was asked about, and by which hour or day their recorded fever had ended."""
    notes = (
        message(
            "Of the patients followed after day zero whose fever did not end before it; who has no end recorded counts "
            "as not free of fever."
        ),
        _HALF,
    )
    heading = message("Fever: hours to its recorded end")
    asked = Column(message("Patients asked about"))
    return _by_when(result.ended, result.first.by, result.first, asked, heading, notes)


def _by_when(
    ended: tuple[Normalised, ...],
    by: str | None,
    first: FirstTime | None,
    asked: Column,
    heading: Message,
    notes: tuple[Message, ...],
) -> Table:
    hours = ended[0].days[0] < BY_DAYS[0]  # fever is asked about from the first day on
    rows = [
        Row(
            (
                one.group,
                str(len(one.abnormal)),
                *(f"{len(who)}/{len(one.abnormal)}" for who in (*one.by_day, one.ever)),
                _half(None if first is None else first.half(one.group), hours),
            )
        )
        for one in ended
    ]
    columns = (
        Column(title(by) if by else message("Group"), "left"),
        asked,
        *(Column(_by(day, hours)) for day in ended[0].days),
        Column(message("Ever")),
        Column(message("Half by hour") if hours else message("Half by day")),
    )
    return Table(heading, columns, tuple(rows), notes)


def pair_rows(result: Labs) -> Table | None:
    """Return a row per group: median before and after, and the change; None where nobody has both values."""
    if not result.paired:
        return None
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("Patients")),
        Column(message("Before, median (quartiles)")),
        Column(message("About day {day}, median (quartiles)", day=result.after_day)),
        Column(message("Change, median (quartiles)")),
        Column(message("Lower")),
        Column(message("Higher")),
    )
    rows = tuple(
        Row(
            (
                one.group,
                str(one.n),
                _quartiles(one.before),
                _quartiles(one.after),
                "–" if one.change is None else _quartiles(one.change),
                f"{len(one.lower)}/{one.n}",
                f"{len(one.higher)}/{one.n}",
            )
        )
        for one in result.paired
    )
    notes = [message("Before: the last value up to day zero. Only patients who have both values.")]
    inexact = sum(one.n - one.exact for one in result.paired)
    if inexact:
        notes.append(
            counted(
                "The change of {n} patient is not known, because a value is only a bound; lower or higher is counted "
                "where the bound settles it.",
                "The change of {n} patients is not known, because a value is only a bound; lower or higher is counted "
                "where the bound settles it.",
                inexact,
            )
        )
    heading = message("{analyte} before and after", analyte=result.title)
    return Table(heading, columns, rows, tuple(notes))


def _quartiles(one: Quartiles) -> Message:
    return message(
        "{median} ({lower} to {upper})", median=_short(one.median), lower=_short(one.lower), upper=_short(one.upper)
    )


def _short(value: float) -> str:
    said = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return said.replace("-", "\u2212")


def _asked(result: Labs) -> Message:
    if result.analyte == "temperature" and result.limits is not None:
        return message("Fever: hours to below {limit} °C", limit=f"{result.limits.high:g}")
    return message("{analyte}: by when it was normal", analyte=result.title)


def _by(day: float, hours: bool) -> Message:
    if hours and day < FEW_DAYS:
        return message("By hour {hour}", hour=f"{24 * day:g}")
    return message("By day {day}", day=f"{day:g}")


def _half(day: float | None, hours: bool) -> str | Message:
    if day is None:
        return message("not reached")
    return rounded(day * 24 if hours else day, 1).removesuffix(".0")


def _notes(result: Labs) -> tuple[Message, ...]:
    return (
        message(
            "A first normal value after day zero, of the patients whose last value up to day zero is not normal. "
            "Between two visits nobody knows: the day is that of the visit."
        ),
        _HALF,
        message("A value known only as a bound is judged where its bound decides, and counts as not normal elsewhere."),
    )


def fever_methods() -> list[Message]:
    """Say how the recorded end of fever was handled."""
    return [
        message("The day on which the file says that fever ended; temperatures are not used here."),
        message("Cumulative incidence by Aalen and Johansen; death before the end of fever competes."),
    ]


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
    if result.scale == "difference":
        said.append(
            message("Change from the last value up to day zero; patients whose baseline is a bound are left out.")
        )
    return said
