"""The figure of an answer: printed, or live for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hlhdash import figures
from hlhdash.analysis.incidence import Incidence
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
from hlhdash.views import Answer, ResponseView, SurvivalView, SwimmerView

if TYPE_CHECKING:
    from hlhdash.figures import Figure, Look

MOST_LANES = 150  # that fit a page or a screen; more are shown in part
PART = 100


def printed(asked: Answer, paper: Paper, tallest: float = PAGE_HEIGHT) -> Drawing:
    """Draw the figure of an answer for print; of what can be lowered, in at most `tallest` points."""
    result, chosen = asked.result, asked.view.settings
    if isinstance(result, Swimmer) and isinstance(chosen, SwimmerView):
        lanes = _shortened(result)
        looks: dict[str, Any] = {
            name: getattr(chosen, name) for name in ("colour", "references", "until", "extras", "track")
        }
        return swimmer(lanes, paper, unit=asked.unit, tallest=tallest, **looks)
    if isinstance(result, ResponseTable) and isinstance(chosen, ResponseView):
        if chosen.shown == "forest":
            return forest(result, paper, benchmark=chosen.benchmark)
        return response(result, paper)
    if not isinstance(chosen, SurvivalView):
        return typeset(lambda look: drawn_further(asked, look), paper, further_title(asked, paper), tallest)
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
        lanes = _shortened(result)
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
        return drawn_further(asked, look, selected)
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
