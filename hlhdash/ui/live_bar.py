"""The bar on stage: "what if" asked of a slide, which stays as it was pinned one step away."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from hlhdash.cohort.endpoints import STANDARD, Endpoint
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.own_words import own_word
from hlhdash.language import Message, listed, message
from hlhdash.ui import visit
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown
from hlhdash.ui.sidebar import USUAL_FILTERS
from hlhdash.views import Condition, SurvivalView, View

LANDMARKS = (7.0, 14.0, 28.0, 56.0, 84.0)  # days
AGE = "age_years"
LONGEST_BUTTON = 40  # letters
Ages = tuple[float | None, float | None] | Literal["pinned"] | None
_ASKED = "_live_asked"
_ROUND = "_live_round"


@dataclass(frozen=True)
class Asked:
    """What is asked of a slide instead of what was pinned.

    Attributes
    ----------
    values : chosen values of each filter that was touched; none chosen means all
    endpoint, landmark : of curves
    ages : years, both ends included; None for all; "pinned" for what the slide has
    """

    values: tuple[tuple[str, tuple[Any, ...]], ...]
    endpoint: Endpoint | None = None
    landmark: float | None = None
    ages: Ages = "pinned"


def asked_of(view: View, asked: Asked) -> View:
    """Return the view with what is asked instead."""
    touched = {name for name, _ in asked.values} | ({AGE} if asked.ages != "pinned" else set())
    kept = [one for one in view.lens.conditions if one.column not in touched]
    kept += [Condition(name, values) for name, values in asked.values if values]
    kept += [Condition(AGE, (), *asked.ages)] if isinstance(asked.ages, tuple) else []
    settings = view.settings
    if isinstance(settings, SurvivalView):
        naive = settings.naive and asked.landmark is None
        endpoint = asked.endpoint or settings.endpoint
        settings = replace(settings, endpoint=endpoint, landmark=asked.landmark, naive=naive)
    order = {one.column: place for place, one in enumerate(view.lens.conditions)}
    kept.sort(key=lambda one: order.get(one.column, len(order)))
    return replace(view, settings=settings, lens=replace(view.lens, conditions=tuple(kept)))


def applied(view: View, place: int) -> View:
    """Return the view as the bar has changed it, whether the bar is seen or not."""
    asked = st.session_state.get(_ASKED, {}).get(place)
    return view if asked is None else asked_of(view, asked)


def forget(place: int | None = None) -> None:
    """Go back to a slide as it was pinned, or to all of them."""
    found = st.session_state.setdefault(_ASKED, {})
    for one in [place] if place is not None else list(found):
        found.pop(one, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # the controls begin anew


def draw(view: View, place: int) -> None:
    """Draw the bar, one line of buttons, and keep what it says.

    Parameters
    ----------
    view : as it was pinned
    place : of the slide, from 0
    """
    now = applied(view, place)
    with st.container(horizontal=True, vertical_alignment="center", key="stage_bar"):
        values, ages = _filters(now, place)
        asked = Asked(values, ages=ages)
        if isinstance(view.settings, SurvivalView) and isinstance(now.settings, SurvivalView):
            endpoint = _endpoint(view.settings, now.settings, place)
            asked = Asked(values, endpoint, _landmark(view.settings, now.settings, place), ages)
    kept = st.session_state.setdefault(_ASKED, {})
    if asked_of(view, asked) == view:
        kept.pop(place, None)
    else:
        kept[place] = asked
    if applied(view, place) != now:
        st.rerun()  # the buttons, drawn already, say what was chosen before


def _filters(now: View, place: int) -> tuple[tuple[tuple[str, tuple[Any, ...]], ...], Ages]:
    """Ask for patients: the usual columns one by one, ages, and all others of the file behind one button."""
    say, cohort, columns = words(), visit.current().cohort, visit.current().groupings
    usual = [name for name in USUAL_FILTERS if name in columns]
    others = [name for name in columns if name not in usual]
    found: list[tuple[str, tuple[Any, ...] | None]] = []
    for name in usual:
        with st.popover(_button(cohort, name, now), key=_key(f"open.{name}", place)):
            found.append((name, _filter(cohort, name, now, place)))
    ages = _ages(cohort, now, place)
    if others:
        changed = sum(one.column in others for one in now.lens.conditions)
        label = say("More filters ({n})", n=changed) if changed else say("More filters")
        with st.popover(label, key=_key("open.others", place)):
            found += [(name, _filter(cohort, name, now, place)) for name in others]
    return tuple((name, chosen) for name, chosen in found if chosen is not None), ages


def _button(cohort: Cohort, name: str, now: View) -> str:
    """Name a column with what is chosen of it."""
    say = words()
    chosen = next((one.values for one in now.lens.conditions if one.column == name), ())
    if not chosen:
        return markdown(say(title(name)))
    return markdown(
        say(
            "{column}: {values}",
            column=say(title(name)),
            values=say(listed([_written(name, value) for value in chosen])),
        ),
        LONGEST_BUTTON,
    )


def _ages(cohort: Cohort, now: View, place: int) -> Ages:
    """Ask for ages in years; what was pinned where the file tells too few."""
    known = cohort.patients[AGE].dropna()
    if known.nunique() < 2:
        return "pinned"
    say, low, high = words(), float(math.floor(known.min())), float(math.ceil(known.max()))
    set_ = next((one for one in now.lens.conditions if one.column == AGE), None)
    if set_ is not None and set_.values:
        return "pinned"
    here = (low, high) if set_ is None else (_within(set_.low, low, high, low), _within(set_.high, low, high, high))
    label = say("Age") if set_ is None else say("Age: {low} to {high} years", low=f"{here[0]:g}", high=f"{here[1]:g}")
    with st.popover(label, key=_key("open.age", place)):
        form, key = say("{age} years", age="%g"), _key("age", place)
        chosen = st.slider(say("Age"), low, high, here, step=0.5, format=form, key=key)
    if chosen == here:  # untouched, it stays as it was set, with an end open or beyond the ages of the file
        return None if set_ is None else (set_.low, set_.high)
    return None if chosen == (low, high) else chosen


def _within(value: float | None, low: float, high: float, otherwise: float) -> float:
    return otherwise if value is None else min(max(value, low), high)


def _key(name: str, place: int) -> str:
    return f"live.{st.session_state.get(_ROUND, 0)}.{place}.{name}"


def _written(name: str, value: Any) -> Message:
    own = message("missing") if value is None else own_word(name, value)
    return own if own is not None else message("{value}", value=str(value)[:40])


def _filter(cohort: Cohort, name: str, now: View, place: int) -> tuple[Any, ...] | None:
    """Ask for the values of a column; None where the slide has another kind of filter on it."""
    say, values = words(), cohort.values(name)
    pinned = next((one for one in now.lens.conditions if one.column == name), None)
    if pinned is not None and not pinned.values:
        return None
    chosen = [i for i, value in enumerate(values) if pinned is not None and value in pinned.values]
    found = st.multiselect(
        markdown(say(title(name))),
        range(len(values)),
        default=chosen,
        format_func=lambda i: say(_written(name, values[i])),
        placeholder=say("All"),
        key=_key(name, place),
    )
    return tuple(values[i] for i in found)


def _endpoint(pinned: SurvivalView, now: SurvivalView, place: int) -> Endpoint:
    """Ask for an endpoint of the same kind: with something that competes, or without."""
    say = words()
    names = [name for name, one in STANDARD.items() if bool(one.competing) == bool(pinned.endpoint.competing)]
    options = {name: STANDARD[name] for name in names}
    if pinned.endpoint not in options.values():
        options = {"pinned": pinned.endpoint} | options
    here = next((i for i, one in enumerate(options.values()) if one == now.endpoint), 0)
    chosen = st.selectbox(
        say("Endpoint"),
        list(options),
        index=here,
        format_func=lambda name: say(options[name].title),
        key=_key("endpoint", place),
        label_visibility="collapsed",
        width=320,
    )
    return options[chosen or next(iter(options))]


def _landmark(pinned: SurvivalView, now: SurvivalView, place: int) -> float | None:
    say = words()
    own = () if pinned.landmark is None else (pinned.landmark,)
    days: list[float] = sorted({*LANDMARKS, *own})
    options: list[float | None] = [None, *days]
    return st.selectbox(
        say("Landmark"),
        options,
        index=options.index(now.landmark) if now.landmark in options else 0,
        format_func=lambda day: say("No landmark") if day is None else say("Landmark: day {day}", day=f"{day:g}"),
        key=_key("landmark", place),
        label_visibility="collapsed",
        width=240,
    )
