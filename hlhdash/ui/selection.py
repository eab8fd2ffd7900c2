"""The selection: one or more patients, the same on every screen.

It is kept as places in the file's order, so that masks, filters and day zero cannot move it to another patient. It
never goes to the address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, listed, message
from hlhdash.ui import address, visit

LINKED = "linked"  # the fragments that a change of the selection redraws
NAMED_AT_MOST = 3
HALF = 0.35  # of a lane above and below its middle; between two lanes a box touches neither
Places = frozenset[int]
_CHOSEN = address.state_key("selection.patients")
_ONLY = address.state_key("selection.only")
_WITHOUT = address.state_key("selection.without")
_ROUND = "_selection_round"  # counts changes from elsewhere than a chart: the chart's own memory begins anew


def chosen() -> frozenset[str]:
    """Return the selected patients as the cohort of the view calls them, whether a filter hides them or not."""
    return frozenset(in_order())


def in_order() -> tuple[str, ...]:
    """Return the selected patients in the order of the file."""
    return _names(visit.view(), _kept(_CHOSEN))


def choose(patients: Iterable[str]) -> None:
    """Select these patients and nobody else."""
    places = {name: i for i, name in enumerate(visit.view().roster)}
    st.session_state[_CHOSEN] = frozenset(places[one] for one in patients if one in places)


def choose_place(place: int) -> None:
    """Select the patient of a row of the file, from 0, and nobody else."""
    st.session_state[_CHOSEN] = frozenset({place})


def choose_here(patients: Iterable[str]) -> None:
    """Select from a control, not from a figure, and redraw what shows the selection."""
    choose(patients)
    forget_clicks()


def forget_clicks() -> None:
    """Make every figure forget what was clicked in it; without that, the same click again would say nothing."""
    st.session_state[_ROUND] = _round() + 1


def clear() -> None:
    """Select nobody."""
    choose_here(())


def restrict() -> None:
    """Look at the selected patients only."""
    st.session_state[_ONLY] = _kept(_CHOSEN)
    st.session_state[_WITHOUT] = frozenset()
    clear()


def exclude() -> None:
    """Leave the selected patients out, with those left out before."""
    st.session_state[_WITHOUT] = _kept(_WITHOUT) | _kept(_CHOSEN)
    clear()


def let_back() -> None:
    """Look at everyone again."""
    st.session_state[_ONLY] = st.session_state[_WITHOUT] = frozenset()
    forget_clicks()


def narrowed(cohort: Cohort) -> Message | None:
    """Say whom the cohort is restricted to or does without; None where it is whole."""
    only, without = _kept(_ONLY), _kept(_WITHOUT)
    if only and without:
        return message(
            "Only {only}, without {without}",
            only=said(_names(cohort, only)),
            without=said(_names(cohort, without)),
        )
    if only:
        return message("Only {patients}", patients=said(_names(cohort, only)))
    return message("Without {patients}", patients=said(_names(cohort, without))) if without else None


def apply(cohort: Cohort) -> Cohort:
    """Restrict the cohort to, or take out of it, the patients that the user chose so; a filter of its own."""
    words = narrowed(cohort)
    if words is None:
        return cohort
    only, without = _kept(_ONLY), _kept(_WITHOUT)
    kept = [name for i, name in enumerate(cohort.roster) if (i in only or not only) and i not in without]
    return replace(cohort.where(patient_id=kept), filters=(*cohort.filters, ("patient_id", words)))


def said(patients: tuple[str, ...]) -> Message:
    """Name some patients, or say how many."""
    if len(patients) > NAMED_AT_MOST:
        return message("{n} patients", n=len(patients))
    return listed(tuple(name[:24] for name in patients))


def figure_key(name: str) -> str:
    """Return the key of a figure that patients can be selected in."""
    return f"figure.{name}.{_round()}"


def clicked(key: str, lanes: Mapping[str, float] | None = None) -> None:
    """Take over what was clicked or boxed in a figure; called before the screen is drawn.

    Parameters
    ----------
    lanes : patient_id to the height of the patient's lane, where a box selects lanes; None where it selects points
    """
    event: Any = st.session_state.get(key)
    found = event["selection"] if event else {"points": [], "box": []}
    points = patients_of(found["points"])
    choose(boxed(found["box"], lanes, points) if lanes and found["box"] else points)
    repaint()


def boxed(boxes: Iterable[Any], lanes: Mapping[str, float], points: list[str]) -> list[str]:
    """Return the patients whose lanes, each one high, a box touches, wherever on the time axis it was drawn.

    Parameters
    ----------
    points : the patients of the marks in the box: all that a box over every lane, a stretch of time, selects
    """
    ends = [sorted(box["y"]) for box in boxes]
    touched = [one for one, y in lanes.items() if any(low <= y + HALF and high >= y - HALF for low, high in ends)]
    return points if points and len(touched) == len(lanes) else touched


def repaint() -> None:
    """Redraw the chip and what shows the selection on the screen, and nothing else; from a callback only.

    Where all is drawn anyway, as when the reader goes to another screen at the same moment, nothing is asked for: that
    would end the drawing of the other screen, and the parts would be those of a screen that is gone.
    """
    running = get_script_run_ctx()
    if running is not None and running.fragment_ids_this_run:
        st.rerun(LINKED)


def patients_of(points: Iterable[Any]) -> list[str]:
    """Return the patients behind the points of a figure, from their `customdata`."""
    found: dict[str, None] = {}
    for point in points:
        people = point.get("customdata")
        several = people if isinstance(people, list) else [people]
        found |= dict.fromkeys(one for one in several if isinstance(one, str))
    return list(found)


def _kept(key: str) -> Places:
    return st.session_state.get(key, frozenset())


def _round() -> int:
    return int(st.session_state.get(_ROUND, 0))


def _names(cohort: Cohort, places: Places) -> tuple[str, ...]:
    return tuple(cohort.roster[i] for i in sorted(places) if i < len(cohort.roster))
