"""The figure of an answer: printed, or live for a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hlhdash import figures
from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.patient import Patient
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.export.drawing import Drawing
from hlhdash.export.forest import forest
from hlhdash.export.further import drawn as drawn_further
from hlhdash.export.further import title as further_title
from hlhdash.export.incidence import incidence
from hlhdash.export.kaplan_meier import FEW, kaplan_meier
from hlhdash.export.paper import PAGE_HEIGHT, Paper
from hlhdash.export.response import response
from hlhdash.export.swimmer import swimmer
from hlhdash.export.typeset import typeset
from hlhdash.language import message
from hlhdash.views import Answer, ResponseView, SurvivalView, SwimmerView

if TYPE_CHECKING:
    from hlhdash.figures import Figure, Look

MOST_LANES = 150  # that fit a page or a screen; more are shown in part
PART = 100
WALL_LANES, WALL_PART = 60, 40  # the same on a slide, which nobody scrolls
WALL_PANELS = 7


def printed(asked: Answer, paper: Paper, tallest: float = PAGE_HEIGHT) -> Drawing:
    """Draw the figure of an answer for print; of what can be lowered, in at most `tallest` points."""
    result, chosen = asked.result, asked.view.settings
    if isinstance(result, Swimmer) and isinstance(chosen, SwimmerView):
        lanes = _on_a_wall(result) if tallest < PAGE_HEIGHT else _shortened(result)
        looks: dict[str, Any] = {
            name: getattr(chosen, name) for name in ("colour", "references", "until", "extras", "track")
        }
        return swimmer(lanes, paper, unit=asked.unit, tallest=tallest, **looks)
    if isinstance(result, ResponseTable) and isinstance(chosen, ResponseView):
        if chosen.shown == "forest":
            return forest(result, paper, benchmark=chosen.benchmark)
        return response(result, paper)
    if not isinstance(chosen, SurvivalView):
        shown = _fewer(asked) if tallest < PAGE_HEIGHT else asked
        return typeset(lambda look: drawn_further(shown, look), paper, further_title(asked, paper), tallest)
    if isinstance(result, Incidence):
        way = "stacked" if chosen.shown == "stacked" else "side by side"
        return incidence(result, paper, unit=asked.unit, way=way)
    assert isinstance(result, Survival)
    return kaplan_meier(
        result,
        paper,
        unit=asked.unit,
        counts=None if chosen.table else "none",
        medians=chosen.medians,
        **_looks(result, chosen),
    )


def live(asked: Answer, look: Look, selected: frozenset[str] = frozenset()) -> Figure:
    """Draw the figure of an answer as the screen shows it, with some patients standing out.

    Where small counts are hidden, nothing that is told by pointing and nothing of who is behind a mark is left.
    """
    drawn = _live(asked, look, selected)
    data: Any = drawn.data if asked.least else ()
    for trace in data:
        trace.update(customdata=None, hovertext=None, hoverinfo="skip")
    return drawn


def _live(asked: Answer, look: Look, selected: frozenset[str]) -> Figure:
    result, chosen = asked.result, asked.view.settings
    if isinstance(result, Swimmer) and isinstance(chosen, SwimmerView):
        lanes = _on_a_wall(result, selected) if look.size == "room" else _shortened(result)
        return figures.swimmer(
            lanes,
            look=look,
            unit=asked.unit,
            colour=chosen.colour,
            references=chosen.references,
            until=chosen.until,
            extras=chosen.extras,
            track=chosen.track,
            selected=selected,
        )
    if isinstance(result, ResponseTable) and isinstance(chosen, ResponseView):
        if chosen.shown == "forest":
            return figures.forest(result, look=look, benchmark=chosen.benchmark, selected=selected)
        return figures.response(result, look=look, selected=selected)
    if not isinstance(chosen, SurvivalView):
        return drawn_further(_fewer(asked) if look.size == "room" else asked, look, selected)
    if isinstance(result, Incidence):
        way = "stacked" if chosen.shown == "stacked" else "side by side"
        return figures.incidence(
            result, look=look, unit=asked.unit, way=way, naive_curve=chosen.crossed, selected=selected
        )
    assert isinstance(result, Survival)
    return figures.survival(
        result,
        look=look,
        unit=asked.unit,
        table=chosen.table,
        medians=chosen.medians,
        selected=selected,
        **_looks(result, chosen),
    )


def _looks(result: Survival, chosen: SurvivalView) -> dict[str, Any]:
    band = chosen.band == "on" or (chosen.band == "few" and len(result.groups) <= FEW)
    return {"band": band, "censor_marks": chosen.ticks, "tail": chosen.tail}


def _shortened(result: Swimmer) -> Swimmer:
    """Return at most what a page holds, with a sentence on the figure that says which part it is."""
    return result if len(result.lanes) <= MOST_LANES else result.only(0, PART)


def _on_a_wall(result: Swimmer, selected: frozenset[str] = frozenset()) -> Swimmer:
    """Return at most as many lanes as can be read from the last row: the first ones, or those about one patient."""
    if len(result.lanes) <= WALL_LANES:
        return result
    place = next((i for i, one in enumerate(result.order) if one in selected), 0)
    return result.only(place - place % WALL_PART, WALL_PART)


def _fewer(asked: Answer) -> Answer:
    """Return the answer with at most as many panels of one patient as can be read from the last row."""
    child = asked.result
    if not isinstance(child, Patient) or len(child.panels) <= WALL_PANELS:
        return asked
    said = message(
        "The first {most} of {n} analytes; the screen of the patient has all", most=WALL_PANELS, n=len(child.panels)
    )
    where = child.provenance
    note = said if where.note is None else message("{note}; {more}", note=where.note, more=said)
    seen = replace(child, panels=child.panels[:WALL_PANELS], provenance=replace(where, note=note))
    return replace(asked, result=seen)
