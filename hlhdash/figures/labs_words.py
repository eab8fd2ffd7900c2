"""The words around the figure of an analyte."""

from __future__ import annotations

from typing import Literal

from hlhdash.analysis.labs import Labs
from hlhdash.figures.frame import Items, Words
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import inside, plain
from hlhdash.language import Message, counted, message

View = Literal["time", "pairs"]


def words(result: Labs, look: Look, view: View) -> Words:
    name = inside(plain(look.say(result.title), 30))
    people = result.points["patient_id"].nunique()
    if view == "pairs":
        asked = message("How did {analyte} change by day {day}?", analyte=name, day=result.after_day)
        told = message("A line per patient who has both values.")
    elif result.by is None:
        asked = message("How does {analyte} move after day zero?", analyte=name)
        told = message("A thin line per patient; thick: median with quartiles.")
    else:
        asked = message(
            "How does {analyte} move after day zero, by {column}?", analyte=name, column=inside(look.column(result.by))
        )
        told = message("A thin line per patient; thick: median with quartiles of each group.")
    alt = message(
        "{analyte} of {n} patients over time, {values} values.",
        analyte=plain(look.say(result.title), 30),
        n=people,
        values=len(result.points),
    )
    return Words(
        look.say(asked),
        look.say(told),
        notices(result.provenance, look),
        (Items("", tuple(look.say(one) for one in _caption(result, view))),),
        sources(result.provenance, look, *_left_out(result)),
        look.say(alt),
    )


def _caption(result: Labs, view: View) -> list[Message]:
    said = []
    if view == "time":
        said.append(
            message(
                "Medians are of those still measured: one value each, nearest to days 0, 2, 7, 14, 28, 56 and later"
            )
        )
    if (result.points["bound"] != "").any():
        said.append(
            message("Open triangles: the laboratory gave only a bound; it counts at its bound, the truth lies beyond")
        )
    if bool(result.medians["bounded"].any()) and view == "time":
        said.append(message("A median or quartile falls on such a bound"))
    if result.limits is not None:
        said.append(message("Green: normal by the response rule"))
    return said or [message("One value per patient and day")]


def _left_out(result: Labs) -> list[Message]:
    said = []
    if result.without:
        said.append(counted("{n} patient has no value", "{n} patients have no value", result.without))
    if result.other_units:
        said.append(
            counted(
                "{n} value in another unit is left out", "{n} values in another unit are left out", result.other_units
            )
        )
    return said
