"""The words around the figure of an analyte."""

from __future__ import annotations

from typing import Literal

from hlhdash.analysis.labs import Labs
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.labs_lines import MOST_WHISKERS
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside, plain
from hlhdash.language import Message, counted, message

View = Literal["time", "pairs", "strips"]


def words(result: Labs, look: Look, view: View, not_drawn: int = 0) -> Words:
    """Say what the figure asks, shows and leaves out.

    Parameters
    ----------
    not_drawn : patients for whom there is no room
    """
    name = inside(plain(look.say(result.title), 30))
    people = result.points["patient_id"].nunique()
    if view == "pairs":
        asked = message("How did {analyte} change by day {day}?", analyte=name, day=result.after_day)
        told = (
            message("Medians with quartiles of patients who have both values.")
            if result.pairs.empty
            else message("A thin line per patient who has both values; thick: medians with quartiles.")
        )
    elif view == "strips":
        asked = message("How does {analyte} move in each patient?", analyte=name)
        told = (
            message("A square per value; the worst at first stand above.")
            if result.by is None
            else message("A square per value; in each group the worst at first stand above.")
        )
    else:
        asked = (
            message("How does {analyte} move after day zero?", analyte=name)
            if result.by is None
            else message(
                "How does {analyte} move after day zero, by {column}?",
                analyte=name,
                column=inside(look.column(result.by)),
            )
        )
        told = _lines(result)
    named = plain(look.say(result.title), 30)
    alt = (
        # Pairs are only without lines where small counts are hidden, which the number of patients could tell.
        message("{analyte} up to day zero and later: medians of patients.", analyte=named)
        if view == "pairs" and result.pairs.empty
        else message(
            "{analyte} over time: {values} of {patients}.",
            analyte=named,
            patients=counted("{n} patient", "{n} patients", people),
            values=counted("{n} value", "{n} values", len(result.points)),
        )
    )
    caption = tuple(look.say(one) for one in _caption(result, view))
    return Words(
        look.say(asked),
        look.say(told),
        notices(result.provenance, look),
        (Items("", caption),) if caption else (),
        sources(result.provenance, look, *_left_out(result, not_drawn)),
        look.say(alt),
    )


def _lines(result: Labs) -> Message:
    """Say what thin and thick lines are, of those that are drawn."""
    if result.medians.empty:
        return message("A thin line per patient.")
    if result.by is None:
        return message("A thin line per patient; thick: median with quartiles.")
    if len(result.groups) <= MOST_WHISKERS:
        return message("A thin line per patient; thick: median with quartiles of each group.")
    return message("A thin line per patient; thick: median of each group.")


def _caption(result: Labs, view: View) -> list[Message]:
    said = []
    if view == "time" and not result.medians.empty:
        said.append(
            message(
                "Medians are of those still measured: one value each, nearest to days 0, 2, 7, 14, 28, 56 and later"
            )
        )
    if result.scale == "difference":
        said.append(message("Change: value minus the last one up to day zero"))
    if (result.points["bound"] != "").any():
        bounds = {
            "time": message(
                "Open triangles: the laboratory gave only a bound; it counts at its bound, the truth lies beyond"
            ),
            "pairs": message(
                "Open triangles: the laboratory gave only a bound; it counts at its bound, the truth lies beyond"
            ),
            "strips": message("Triangles: the laboratory gave only a bound; the truth lies beyond, where they point"),
        }
        said.append(bounds[view])
    if bool(result.medians["bounded"].any()) and view == "time":
        said.append(message("A median or quartile rests on such a bound"))
    if result.limits is not None and view != "strips":
        said.append(message("Shaded: normal by the response rule"))
    return said


def _left_out(result: Labs, not_drawn: int) -> list[Message]:
    said = []
    if result.without and result.scale == "value":
        said.append(counted("{n} patient has no value", "{n} patients have no value", result.without))
    elif result.without:
        said.append(
            counted(
                "{n} patient has no exact value up to day zero to compare with",
                "{n} patients have no exact value up to day zero to compare with",
                result.without,
            )
        )
    if result.other_units:
        said.append(
            counted(
                "{n} value in another unit is left out", "{n} values in another unit are left out", result.other_units
            )
        )
    if not_drawn:
        said.append(
            counted(
                "{n} patient is not drawn for want of room: use a filter",
                "{n} patients are not drawn for want of room: use a filter",
                not_drawn,
            )
        )
    return said
