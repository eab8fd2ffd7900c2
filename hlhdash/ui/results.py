"""Results of this visit: while the patients on the screen stay the same, nothing is computed twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from hlhdash.cohort.model import Cohort
from hlhdash.ui import visit

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
MOST = 64  # results of one cohort and their tables; what was not asked for the longest goes first
MOST_FIGURES = 8  # a figure of 500 patients takes a megabyte
_RESULTS = "_results"


@dataclass(frozen=True)
class _Results:
    """What was computed of one cohort, the latest asked for last."""

    cohort: Cohort
    found: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    figures: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)


def _kept(found: OrderedDict[Hashable, Any], most: int, key: Hashable, make: Callable[[], R]) -> R:
    """Return what is kept under a key, made once."""
    if key not in found:
        found[key] = make()
        while len(found) > most:
            found.popitem(last=False)
    found.move_to_end(key)
    return found[key]


def computed(compute: Callable[Concatenate[Cohort, P], R], cohort: Cohort, *args: P.args, **settings: P.kwargs) -> R:
    """Return `compute(cohort, *args, **settings)`; computed once for the same cohort and settings.

    Results of the cohort on the screen live in the memory of this visit and go with it: another filter, file or day
    zero drops them all. Those of any other cohort, and what `compute` raises, are not kept.
    """
    if cohort is not visit.view():
        return compute(cohort, *args, **settings)
    key = (compute, _frozen(args), _frozen(settings))
    return _kept(_shelf().found, MOST, key, lambda: compute(cohort, *args, **settings))


def made(found: T, make: Callable[Concatenate[T, P], R], *args: P.args, **settings: P.kwargs) -> R:
    """Return `make(found, *args)`, such as the table of a result of `computed`; made once as long as both are kept."""
    return _of(_shelf().found, MOST, found, lambda: make(found, *args, **settings), make, args, settings)


def drawn(found: T, draw: Callable[Concatenate[T, P], R], *args: P.args, **settings: P.kwargs) -> R:
    """Return `draw(found, *args, **settings)`, a figure that nobody changes; the last few are kept like results.

    Another control changed, something unfolded or one choice compared with another and back: the figure is there.
    """
    return _of(_shelf().figures, MOST_FIGURES, found, lambda: draw(found, *args, **settings), draw, args, settings)


def _of(kept: OrderedDict[Hashable, Any], most: int, found: object, make: Callable[[], R], *asked: Any) -> R:
    # The result stays with what was made of it, or another object could come to have its id.
    return _kept(kept, most, (id(found), _frozen(asked)), lambda: (found, make()))[1]


def _shelf() -> _Results:
    cohort = visit.view()
    kept: _Results | None = st.session_state.get(_RESULTS)
    if kept is None or kept.cohort is not cohort:
        kept = st.session_state[_RESULTS] = _Results(cohort)
    return kept


def _frozen(value: Any) -> Hashable:
    """Return settings as something that can be looked up; 1 and True are not the same."""
    if isinstance(value, dict):
        return tuple((name, _frozen(one)) for name, one in sorted(value.items()))
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    return type(value), value
