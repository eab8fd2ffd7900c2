"""The stage: one slide over the whole window, moved by keys, with everything else out of sight."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, fields, replace
from typing import Any

import streamlit as st

from hlhdash import figures, views
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.export.further import has_figure
from hlhdash.export.picture import live
from hlhdash.figures.provenance import FINGERPRINT
from hlhdash.language import message
from hlhdash.report.plain_table import plain_table
from hlhdash.report.table import shortened
from hlhdash.ui import deck, live_bar, show, stage_style, visit
from hlhdash.ui.choices import LEAST
from hlhdash.ui.controls import kept, kept_switch, words
from hlhdash.ui.escape import markdown
from hlhdash.ui.stage_keys import KEYS, MOMENTS, Stage, after
from hlhdash.views import Answer, SurvivalView, SwimmerView, View

MOST_ROWS = 14  # of a table on a slide, that can be read from the last row
_STAGE = "_stage"
_ANSWERS = "_stage_answers"
_AXES = "_stage_axes"

# What each setting that makes or compares groups is where everyone is shown together.
_EVERYONE: dict[str, Any] = {
    "by": None,
    "group": None,
    "against": None,
    "landmark": None,
    "naive": False,
    "pooled": (),
    "planned": False,
    "compare": False,
}


@dataclass(frozen=True)
class Shown:
    """A slide's numbers, and when and from which file they were computed."""

    answer: Answer | None
    problem: CohortError | None
    at: float
    fingerprint: str


def now() -> Stage | None:
    """Return where the presentation stands, None when there is none."""
    return st.session_state.get(_STAGE)


def enter() -> None:
    """Go on stage with the first slide."""
    st.session_state[_STAGE] = Stage()
    st.session_state[_ANSWERS], st.session_state[_AXES] = {}, {}
    live_bar.forget()


def draw() -> None:
    """Draw the slide; the keys are buttons out of sight, so that no script of ours listens to the keyboard."""
    stage, slides = now(), deck.held().views
    if stage is None or not slides:
        return
    stage = replace(stage, at=min(stage.at, len(slides) - 1))
    _buttons(len(slides))
    if stage.black:
        st.html(stage_style.sheet("", None))
        st.html(stage_style.BLACK)
        return
    if stage.keys:
        st.html(stage_style.sheet("", None))
        _help()
        return
    _slide(slides[stage.at], stage, len(slides))


def _press(key: str) -> None:
    stage = now()
    led = None if stage is None else after(stage, key, len(deck.held().views))
    if stage is not None and key == "pinned":
        live_bar.forget(stage.at)
    st.session_state[_STAGE] = led
    if led is None:
        for kept_here in (_ANSWERS, _AXES):
            st.session_state.pop(kept_here, None)


def _buttons(slides: int) -> None:
    say = words()
    with st.container(key="stage_keys"):
        for action, keys, title in KEYS:
            for key in keys:
                st.button(say(title), key=f"stage.{action}.{key}", shortcut=key, on_click=_press, args=(action,))
        for number in range(1, min(slides, 9) + 1):
            st.button(
                say("Slide {n}", n=number),
                key=f"stage.slide.{number}",
                shortcut=str(number),
                on_click=_press,
                args=(str(number),),
            )


def _slide(pinned: View, stage: Stage, slides: int) -> None:
    say, style = words(), st.empty()
    if stage.bar:
        live_bar.draw(pinned, stage.at)
    view = live_bar.applied(pinned, stage.at)
    shown = _answered(view, stage)
    title, tall, tabled = view.title, None, None
    if shown.answer is None:
        title = say(message("This slide cannot be shown"))
        _heading(title)
        problem = shown.problem
        with st.container(key="stage_said"):
            st.markdown(markdown(say(problem.sentence) if problem else "", 1_000))
    elif not has_figure(shown.answer):
        content = shortened(shown.answer.table, MOST_ROWS)
        tabled = plain_table(content, say)
        _heading(title)
        with st.container(key=stage_style.TABLE):
            show.table(content)
    else:
        look = replace(show.look(), size="room")
        drawn = live(_without_later(shown.answer, stage), look, selected=_spotlight(shown.answer, stage))
        if stage.moment is not None and isinstance(view.settings, SwimmerView | SurvivalView):
            drawn = figures.until(drawn, stage.moment / MOMENTS, look)
        drawn = _held_axes(drawn, pinned, stage)
        layout: Any = drawn.layout
        tall = float(layout.height)
        _heading(title)
        with st.container(key=stage_style.FIGURE):
            show.figure(drawn, name=f"stage.{stage.at}")
    style.html(stage_style.sheet(title, tall, tabled))
    _foot(shown, stage, slides, changed=view != pinned)


def _heading(title: str) -> None:
    if title:
        st.title(markdown(title), anchor=False)


def _foot(shown: Shown, stage: Stage, slides: int, *, changed: bool) -> None:
    """Say which slide it is and when its numbers were computed, and offer the bar."""
    say = words()
    computed = say(
        "Slide {n} of {slides} · computed at {clock} from file {fingerprint} · H for the keys",
        n=stage.at + 1,
        slides=slides,
        clock=f"{_in_the_room(shown.at):%H:%M:%S}",
        fingerprint=shown.fingerprint[:FINGERPRINT],
    )
    with st.container(horizontal=True, vertical_alignment="center", key="stage_foot"):
        st.caption(computed)
        if changed:
            st.caption(say("Changed from the slide as it was pinned; A brings it back."))
        st.button(
            say("Bar"),
            icon=":material/tune:",
            type="tertiary",
            help=say("Filters, endpoint and landmark: F"),
            key="stage.bar",
            on_click=_press,
            args=("bar",),
        )


def _in_the_room(moment: float) -> dt.datetime:
    """Return a time as a clock of the room shows it: the browser tells its zone, the server may be set to another."""
    behind = st.context.timezone_offset  # minutes; None before the browser has told it
    zone = None if behind is None else dt.timezone(-dt.timedelta(minutes=behind))
    return dt.datetime.fromtimestamp(moment, zone)


def _held_axes(drawn: figures.Figure, pinned: View, stage: Stage) -> figures.Figure:
    """Return the figure on the axis of time that the slide began with, so that the eye can compare."""
    if not isinstance(pinned.settings, SwimmerView | SurvivalView):
        return drawn
    axes: dict[Any, tuple[float, float]] = st.session_state.setdefault(_AXES, {})
    layout: Any = drawn.layout
    begun = axes.setdefault((stage.at, pinned), tuple(layout.xaxis.range))
    layout.xaxis.range = begun
    return drawn


def _answered(view: View, stage: Stage) -> Shown:
    """Return a slide's numbers: computed once, and again only when what is asked or the file is another."""
    everyone = visit.current()
    safe = kept_switch("safe", default=True)
    asked = _revealed(view, stage).safe() if safe else _revealed(view, stage)
    least = int(kept("least", LEAST, "5")) if safe else 0
    answers: dict[Any, Shown] = st.session_state.setdefault(_ANSWERS, {})
    key = (everyone.cohort.fingerprint, tuple(sorted(everyone.mapping.items(), key=str)), asked, least)
    if key not in answers:
        answers[key] = _compute(asked, everyone.cohort, least, safe=safe)
    return answers[key]


def _compute(view: View, cohort: Cohort, least: int, *, safe: bool) -> Shown:
    moment = time.time()
    try:
        found = views.masked(views.answer(view, cohort), least)
    except CohortError as problem:
        return Shown(None, problem, moment, cohort.fingerprint)
    if safe:
        hidden = words()("hidden")
        where = replace(found.result.provenance, data_cutoff=hidden, source=hidden)
        found = replace(found, result=replace(found.result, provenance=where))
    return Shown(found, None, moment, cohort.fingerprint)


def _revealed(view: View, stage: Stage) -> View:
    """Return the view as far as it is revealed: everyone together first, then the groups."""
    if stage.step != "all":
        return view
    chosen = view.settings
    grouped = {one.name for one in fields(chosen)} & set(_EVERYONE)
    return replace(view, settings=replace(chosen, **{name: _EVERYONE[name] for name in grouped}))


def _spotlight(found: Answer, stage: Stage) -> frozenset[str]:
    """Return who is in the spotlight: of those on the slide, as the lanes or else the file have them."""
    lanes = found.result
    people = lanes.order if isinstance(lanes, Swimmer) else tuple(found.cohort.patients["patient_id"])
    return frozenset({people[stage.spot % len(people)]}) if stage.step == "patient" and people else frozenset()


def _without_later(found: Answer, stage: Stage) -> Answer:
    """Return the answer without a table under the axis while the time machine runs: it would tell what is to come."""
    chosen = found.view.settings
    if stage.moment is None or not isinstance(chosen, SurvivalView):
        return found
    return replace(found, view=replace(found.view, settings=replace(chosen, table=False)))


def _help() -> None:
    say = words()
    lines = "".join(f"| {' '.join(f'`{key}`' for key in keys)} | {say(title)} |\n" for _, keys, title in KEYS)
    digits = f"| `1` … `9` | {say('That slide')} |\n"
    with st.container(key="stage_said"):
        st.markdown(f"| {say('Key')} | {say('What it does')} |\n|---|---|\n{lines}{digits}")
