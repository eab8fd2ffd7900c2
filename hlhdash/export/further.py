"""The live figures of the further views, and the words around them that a slide and a report have."""

from __future__ import annotations

from typing import Any

from hlhdash import figures
from hlhdash.analysis.first_time import FirstTime
from hlhdash.analysis.groups import ALL
from hlhdash.analysis.labs import Labs
from hlhdash.analysis.patient import Patient
from hlhdash.analysis.safety import Safety
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.analysis.time_to_response import TimeToResponse
from hlhdash.analysis.waterfall import Waterfall
from hlhdash.export.paper import Paper
from hlhdash.figures.frame import Words
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.states import MOST_GROUPS
from hlhdash.figures.style import Look
from hlhdash.language import Message, message
from hlhdash.views import Answer, FeverView, LabsView, PatientView, SafetyView, SpeedView
from hlhdash.views.settings import screen_title
from hlhdash.views.table_settings import TABLES

MOST_DAYS = 120.0  # up to which an axis of labs counts days, whatever the lens says


def drawn(asked: Answer, look: Look, selected: frozenset[str] = frozenset()) -> figures.Figure:
    """Draw the figure of a further view as its screen shows it."""
    result, chosen = asked.result, asked.view.settings
    assert not isinstance(chosen, TABLES)  # they have none
    style: dict[str, Any] = {"look": look, "selected": selected}
    if isinstance(result, Labs) and isinstance(chosen, LabsView):
        return _labs(asked, result, chosen, style)
    if isinstance(result, FirstTime):
        return _first_time(asked, result, style)
    if isinstance(result, Waterfall):
        return figures.waterfall(result, **style)
    if isinstance(result, Patient) and isinstance(chosen, PatientView):
        last = max((float(panel.points["day"].max()) for panel in result.panels), default=0.0)
        unit = "days" if chosen.extent == "labs" and last < MOST_DAYS else asked.unit
        return figures.patient(result, look=look, unit=unit, extent=chosen.extent)
    if isinstance(result, Safety) and isinstance(chosen, SafetyView):
        return figures.safety(result, group=chosen.group, **style)
    if isinstance(result, StatesOverTime):
        groups = result.groups if len(result.groups) <= MOST_GROUPS else (ALL,)
        return figures.states(result, groups=groups, **style)
    assert isinstance(result, TimeToResponse)
    assert isinstance(chosen, SpeedView)
    return figures.time_to_response(result, unit=chosen.unit, **style)


def _labs(asked: Answer, result: Labs, chosen: LabsView, style: dict[str, Any]) -> figures.Figure:
    unit = "days" if chosen.until is not None and chosen.until < MOST_DAYS else asked.unit
    if chosen.shown == "strips":
        return figures.lab_strips(result, unit=unit, until=chosen.until, **style)
    view = "pairs" if chosen.shown == "pairs" else "time"
    return figures.labs(result, unit=unit, view=view, until=chosen.until, **style)


def _first_time(asked: Answer, result: FirstTime, style: dict[str, Any]) -> figures.Figure:
    if isinstance(asked.view.settings, SafetyView):
        return figures.time_to_adverse_event(result, unit=asked.unit, **style)
    unit = "days" if result.last_day < MOST_DAYS else asked.unit
    draw = figures.time_to_end_of_fever if isinstance(asked.view.settings, FeverView) else figures.time_to_normal
    return draw(result, unit=unit, **style)


def words(asked: Answer, look: Look) -> Words:
    """Say what a further view shows and where it comes from; its figure asks its question itself."""
    where, name = asked.result.provenance, look.say(_title(asked))
    alt = told(asked, look) if has_figure(asked) else name
    return Words(name, "", notices(where, look), (), sources(where, look), alt)


def has_figure(asked: Answer) -> bool:
    """Say whether a view has a figure; the others are tables."""
    return not isinstance(asked.view.settings, TABLES)


def told(asked: Answer, look: Look) -> str:
    """Say in a sentence what the figure shows, as the screen tells those who do not see it."""
    drawing: Any = drawn(asked, look)
    return str(drawing.layout["meta"]["alt"])


def title(asked: Answer, paper: Paper) -> str:
    """Return what a printed figure is called."""
    return paper.say(_title(asked))


def _title(asked: Answer) -> Message:
    result, screen = asked.result, screen_title(asked.view)
    if isinstance(asked.view.settings, TABLES):
        return asked.table.title
    if isinstance(result, Labs | FirstTime | Waterfall) and not isinstance(asked.view.settings, FeverView):
        return message("{screen}: {what}", screen=screen, what=result.title)
    if isinstance(result, Patient):
        return message("{screen}: {what}", screen=screen, what=result.patient_id)
    return screen
