"""The choices of the Survival screen: the question first, what is seldom changed behind one button."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, cast

import streamlit as st

from hlhdash.analysis.landmark import grouping_title, status_at, usual_landmark
from hlhdash.analysis.survival import Interval
from hlhdash.cohort.endpoints import (
    ADDED_THERAPY,
    NO_RESPONSE,
    STANDARD,
    Endpoint,
    Intercurrent,
    is_known_code,
    response_endpoint,
)
from hlhdash.cohort.endpoints import endpoint as endpoint_called
from hlhdash.cohort.fields import assessment_day, title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message
from hlhdash.report import ASKED
from hlhdash.ui import sidebar, visit
from hlhdash.ui.choices import ADDED_THERAPY as ADDED_THERAPY_WAYS
from hlhdash.ui.choices import (
    BANDS,
    FAILURE_DAYS,
    HANDLED,
    INTERVALS,
    LANDMARK_DAYS,
    SHOWN,
    TAILS,
    TIMES,
)
from hlhdash.ui.controls import kept, kept_some, kept_switch, pick, pick_of_file, pick_some, switch, words
from hlhdash.ui.response_controls import count_added_therapy
from hlhdash.views import SurvivalView

PARTS = {
    "death": message("Death"),
    "relapse": message("Relapse"),
    "failure": message("No response by a day"),
    "hsct": message("HSCT"),
    "added": message("Added therapy"),
}
RESPONSE_TIME = "time to response"
PART_NAMES = {"failure": NO_RESPONSE, "added": ADDED_THERAPY}


@dataclass(frozen=True)
class Choices:
    """What the screen shows.

    Attributes
    ----------
    endpoint, by, against, landmark, naive, interval : as `hlhdash.kaplan_meier` takes them
    shown : "survival", "side by side" or "stacked"
    facet : the column whose values get a figure each
    band, tail, ticks, medians, table, crossed : how the figure is drawn
    times : the times in the table, in the unit of the screen
    """

    endpoint: Endpoint
    by: str | None
    against: str | None
    landmark: float | None
    naive: bool
    interval: Interval
    shown: Literal["survival", "side by side", "stacked"]
    facet: str | None
    band: Literal["few", "on", "off"]
    tail: Literal["dashed", "cut", "full"]
    ticks: bool
    medians: bool
    table: bool
    crossed: bool
    times: tuple[float, ...]


def draw(cohort: Cohort, unit: str) -> Choices:
    """Ask for the question and the looks."""
    say = words()
    everyone = visit.current()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = pick(say("Endpoint"), _endpoints(cohort), name="endpoint", default="overall survival")
        endpoint = _handled(_own_parts(everyone.cohort.endpoint(name)))
        later = tuple(n for n in everyone.landmark_groupings if n not in endpoint.parts)
        columns = (*everyone.known_at_day_zero, *later)
        by = pick_of_file(
            say("Group by"),
            [None, *columns],
            lambda column: _grouped(column, later),
            name="by",
            default="etiology" if "etiology" in columns else None,
        )
        landmark, naive, against = None, False, None
        if by is not None and by in later:
            naive = kept_switch("naive")
            default = f"{usual_landmark(by):g}"
            landmark = float(pick(say("Landmark"), _landmarks(by), name=f"at.{later.index(by)}", default=default))
        if by is not None:
            against = _against(by, landmark, naive, endpoint, later)
        # Where something competes, its share is the honest picture; the two kinds keep their own choice.
        way = ("shown.competing", "side by side") if endpoint.competing else ("shown", "survival")
        shown = pick(say("Show as"), SHOWN, name=way[0], default=way[1])
        _options(endpoint, by in later)
    return Choices(
        endpoint,
        by,
        against,
        landmark,
        naive,
        kept("interval", INTERVALS, "log-log"),
        shown,
        _facet(everyone.known_at_day_zero, by),
        kept("band", BANDS, "few"),
        kept("tail", TAILS, "dashed"),
        kept_switch("ticks", default=True),
        kept_switch("medians"),
        kept_switch("counts_below", default=True),
        kept_switch("crossed"),
        _times(unit),
    )


def kept_view(chosen: Choices, unit: str) -> SurvivalView:
    """Return the choices as they can be kept; a figure for each value of a column is not among them."""
    names = [one.name for one in fields(SurvivalView) if one.name != "times"]
    times = () if chosen.times == ASKED[unit] else chosen.times
    return SurvivalView(**{name: getattr(chosen, name) for name in names}, times=times)


def _endpoints(cohort: Cohort) -> dict[str, Message]:
    """Return the standard endpoints, those of the file, then time to any other milestone that somebody has."""
    found = {name: one.title for name, one in STANDARD.items()}
    found |= {name: one.title for name, one in visit.current().cohort.cause_endpoints.items()}
    found |= {name: endpoint_called(name).title for name in cohort.recorded_endpoints if is_known_code(name)}
    for milestone in cohort.milestones:
        name = f"time to {milestone}"
        try:
            asked = endpoint_called(name)
        except CohortError:
            continue
        if milestone not in ("hsct", "afebrile") and visit.current().cohort.patients[milestone].notna().any():
            found[name] = asked.title
    return found


def _grouped(column: str | None, later: tuple[str, ...]) -> str:
    say = words()
    if column is None:
        return say("No groups")
    if column in later:
        return say("{column} (landmark)", column=say(grouping_title(column)))
    return say(title(column))


def _landmarks(by: str) -> dict[str, Message]:
    """Return the landmarks to choose from: none before an assessment's own day, which is among them."""
    usual = usual_landmark(by)
    first = usual if assessment_day(by) is not None else 0
    days = sorted({usual, *(float(day) for day in LANDMARK_DAYS if float(day) >= first)})
    return {f"{day:g}": message("Day {day}", day=f"{day:g}") for day in days}


def _against(by: str, landmark: float | None, naive: bool, endpoint: Endpoint, later: tuple[str, ...]) -> str | None:
    if by not in later:
        return sidebar.against(by, name="against")
    say = words()
    try:
        _, order = status_at(visit.current().cohort, by, float("inf") if naive else landmark or 0, endpoint)
    except CohortError:
        return None
    if len(order) < 3:
        return None
    return pick_of_file(
        say("Compare"),
        [None, *order],
        lambda value: say("All groups") if value is None else say("{value} against the rest", value=value[:40]),
        name="against",
        default=None,
    )


def _own_parts(endpoint: Endpoint) -> Endpoint:
    """Return event-free survival with the parts that were ticked."""
    if endpoint.name != "event-free survival":
        return endpoint
    day = float(kept("failure_day", FAILURE_DAYS, "28"))
    parts = tuple(PART_NAMES.get(part, part) for part in kept_some("parts", PARTS)) or endpoint.parts
    return Endpoint(endpoint.name, parts, failure_day=day)


def _handled(endpoint: Endpoint) -> Endpoint:
    if endpoint.name == RESPONSE_TIME:
        return response_endpoint(added_therapy=ADDED_THERAPY_WAYS[kept_switch("added")])
    handled: dict[str, Intercurrent] = {
        "hsct": cast("Intercurrent", kept("with_hsct", HANDLED, "ignore")),
        ADDED_THERAPY: cast("Intercurrent", kept("with_added", HANDLED, "ignore")),
    }
    return endpoint.with_intercurrent(handled)


def _facet(columns: tuple[str, ...], by: str | None) -> str | None:
    chosen = kept("facet", {str(i): message("{column}", column=name) for i, name in enumerate(columns)}, "")
    return columns[int(chosen)] if chosen and columns[int(chosen)] != by else None


def _times(unit: str) -> tuple[float, ...]:
    chosen = kept_some(f"times.{unit}", TIMES[unit])
    return tuple(float(one) for one in chosen) if chosen else ASKED[unit]


def _options(endpoint: Endpoint, later: bool) -> None:
    """Offer what is seldom changed; its controls are made only while it is open."""
    say = words()
    with st.popover(say("More"), icon=":material/tune:", on_change="rerun") as more:
        if not more.open:
            return
        if endpoint.name == "event-free survival":
            pick_some(say("What counts (empty: death, relapse, no response)"), PARTS, name="parts")
            if NO_RESPONSE in endpoint.parts:
                pick(say("No response counts from"), FAILURE_DAYS, name="failure_day", default="28")
        if endpoint.name == RESPONSE_TIME:
            count_added_therapy()
        else:
            pick(say("HSCT before the event is"), HANDLED, name="with_hsct", default="ignore")
            pick(say("Added therapy before the event is"), HANDLED, name="with_added", default="ignore")
        pick(say("Interval"), INTERVALS, name="interval", default="log-log")
        pick(say("Interval band"), BANDS, name="band", default="few")
        pick(say("Where few are at risk"), TAILS, name="tail", default="dashed")
        columns = visit.current().known_at_day_zero
        facets = {"": message("One figure")} | {
            str(i): message("One for each: {column}", column=title(name)) for i, name in enumerate(columns)
        }
        pick(say("Figures"), facets, name="facet", default="")
        unit = sidebar.time_unit()
        pick_some(say("Times in the table (empty: the usual ones)"), TIMES[unit], name=f"times.{unit}")
        switch(say("Ticks where patients are censored"), name="ticks", default=True)
        switch(say("Mark the medians"), name="medians")
        switch(say("Numbers at risk under the axis"), name="counts_below", default=True)
        if endpoint.competing:
            switch(say("Show 1 minus Kaplan-Meier, crossed out"), name="crossed")
        if later:
            switch(
                say("Without the landmark (naive)"),
                name="naive",
                help=say("Biased: whoever lives to have it looks as if it made them live. For teaching only."),
            )
