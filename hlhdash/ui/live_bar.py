"""The bar on stage: "what if" asked of a slide, which stays as it was pinned one step away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from hlhdash.cohort.endpoints import STANDARD, Endpoint
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.own_words import own_word
from hlhdash.language import message
from hlhdash.ui import visit
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown
from hlhdash.ui.sidebar import USUAL_FILTERS
from hlhdash.views import Condition, SurvivalView, View

LANDMARKS = (7.0, 14.0, 28.0, 56.0, 84.0)  # days
_ASKED = "_live_asked"
_ROUND = "_live_round"


@dataclass(frozen=True)
class Asked:
    """What is asked of a slide instead of what was pinned.

    Attributes
    ----------
    values : chosen values of each filter that was touched; none chosen means all
    endpoint, landmark : of curves
    """

    values: tuple[tuple[str, tuple[Any, ...]], ...]
    endpoint: Endpoint | None = None
    landmark: float | None = None


def asked_of(view: View, asked: Asked) -> View:
    """Return the view with what is asked instead."""
    touched = {name for name, _ in asked.values}
    kept = [one for one in view.lens.conditions if one.column not in touched]
    kept += [Condition(name, values) for name, values in asked.values if values]
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
    """Draw the bar and keep what it says.

    Parameters
    ----------
    view : as it was pinned
    place : of the slide, from 0
    """
    now = applied(view, place)
    cohort = visit.current().cohort
    columns = [name for name in USUAL_FILTERS if name in visit.current().groupings]
    is_curve = isinstance(now.settings, SurvivalView)
    places = st.columns(len(columns) + 2 * is_curve or 1, vertical_alignment="bottom")
    values = tuple(
        (name, chosen)
        for name, at in zip(columns, places, strict=False)
        if (chosen := _filter(cohort, name, now, at, place)) is not None
    )
    asked = Asked(values)
    if isinstance(view.settings, SurvivalView) and isinstance(now.settings, SurvivalView):
        with places[-2]:
            endpoint = _endpoint(view.settings, now.settings, place)
        with places[-1]:
            landmark = _landmark(view.settings, now.settings, place)
        asked = Asked(values, endpoint, landmark)
    kept = st.session_state.setdefault(_ASKED, {})
    if asked_of(view, asked) == view:
        kept.pop(place, None)
    else:
        kept[place] = asked


def _key(name: str, place: int) -> str:
    return f"live.{st.session_state.get(_ROUND, 0)}.{place}.{name}"


def _filter(cohort: Cohort, name: str, now: View, at: Any, place: int) -> tuple[Any, ...] | None:
    """Ask for the values of a column; None where the slide has another kind of filter on it."""
    say, values = words(), cohort.values(name)
    pinned = next((one for one in now.lens.conditions if one.column == name), None)
    if pinned is not None and not pinned.values:
        return None
    chosen = [i for i, value in enumerate(values) if pinned is not None and value in pinned.values]

    def written(i: int) -> str:
        value = values[i]
        own = message("missing") if value is None else own_word(name, value)
        return say(own) if own is not None else str(value)[:40]

    with at:
        found = st.multiselect(
            markdown(say(title(name))),
            range(len(values)),
            default=chosen,
            format_func=written,
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
        format_func=lambda day: say("None") if day is None else say("Day {day}", day=f"{day:g}"),
        key=_key("landmark", place),
    )
