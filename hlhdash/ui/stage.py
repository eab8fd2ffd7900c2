"""The stage: one slide over the whole window, moved by keys, with everything else out of sight."""

from __future__ import annotations

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
from hlhdash.report.table import shortened
from hlhdash.ui import deck, live_bar, show, visit
from hlhdash.ui.choices import LEAST
from hlhdash.ui.controls import kept, kept_switch, words
from hlhdash.ui.escape import markdown
from hlhdash.ui.stage_keys import KEYS, MOMENTS, Stage, after
from hlhdash.views import Answer, SurvivalView, SwimmerView, View

FEW_ROWS, MOST_ROWS = 12, 20  # of a table on a slide, that can be read from the last row
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

_STYLE = """<style>
[data-testid=stSidebar],[data-testid=stHeader],[data-testid=stToolbar],[data-testid=stExpandSidebarButton]{display:none}
[data-testid=stMainBlockContainer]{max-width:none;padding:1.4rem 2.6rem .4rem}
.st-key-stage_keys{position:fixed;right:0;bottom:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
[data-testid=stAppViewContainer] h1{font-size:2.6rem;padding:0}
.st-key-stage_table_large .hd-t{font-size:1.75rem}.st-key-stage_table_small .hd-t{font-size:1.3rem}
[class*=st-key-stage_table] .hd-n{font-size:1.1rem}
.st-key-stage_said p,.st-key-stage_said td,.st-key-stage_said th{font-size:1.7rem;line-height:1.45}
</style><span></span>"""  # a style alone would be kept when the stage is left
_BLACK = '<div style="position:fixed;inset:0;background:#000;z-index:1000000"></div>'


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
    st.html(_STYLE)
    _buttons(len(slides))
    if stage.black:
        st.html(_BLACK)
        return
    if stage.keys:
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
    say = words()
    if stage.bar:
        live_bar.draw(pinned, stage.at)
    view = live_bar.applied(pinned, stage.at)
    shown = _answered(view, stage)
    if view.title:
        st.title(markdown(view.title), anchor=False)
    if shown.answer is None:
        problem = shown.problem
        st.title(say(message("This slide cannot be shown")), anchor=False)
        with st.container(key="stage_said"):
            st.markdown(markdown(say(problem.sentence) if problem else "", 1_000))
    elif not has_figure(shown.answer):
        content = shown.answer.table
        size = "large" if len(content.rows) <= FEW_ROWS else "small"
        with st.container(key=f"stage_table_{size}"):
            show.table(shortened(content, MOST_ROWS))
    else:
        look = replace(show.look(), size="room")
        drawn = live(_without_later(shown.answer, stage), look, selected=_spotlight(shown.answer, stage))
        if stage.moment is not None and isinstance(view.settings, SwimmerView | SurvivalView):
            drawn = figures.until(drawn, stage.moment / MOMENTS, look)
        show.figure(_held_axes(drawn, pinned, stage), name=f"stage.{stage.at}")
    computed = say(
        "Slide {n} of {slides} · computed at {clock} from file {fingerprint} · H for the keys",
        n=stage.at + 1,
        slides=slides,
        clock=time.strftime("%H:%M:%S", time.localtime(shown.at)),
        fingerprint=shown.fingerprint[:FINGERPRINT],
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(computed)
        if view != pinned:
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
