"""The sidebar as a lens that can be kept, and a kept lens put back into the sidebar."""

from __future__ import annotations

import math
from typing import Any, cast

import streamlit as st

from hlhdash.cohort.model import Cohort
from hlhdash.ui import address, visit
from hlhdash.ui.choices import UNITS
from hlhdash.views import Condition, Lens


def current(only: Condition | None = None) -> Lens:
    """Return the filters, day zero, unit and mask that the sidebar shows; patients chosen one by one are left out.

    Parameters
    ----------
    only : a part of these patients; it stands in place of a filter on the same column
    """
    opened = visit.current()
    zero = _chosen("zero", opened.cohort.day_zero)
    day_zero = zero if zero in opened.cohort.day_zero_choices and zero != opened.cohort.day_zero else None
    unit = _chosen("unit", "months")
    seen = Lens(day_zero, bool(_chosen("mask", opened.cohort.record_numbers)), unit if unit in UNITS else "months")
    cohort = seen.of(opened.cohort)
    found = [
        Condition(name, tuple(_plain(cohort.values(name)[i]) for i in chosen))
        for place, name in enumerate(opened.groupings)
        if (chosen := [i for i in _chosen(f"f{place}", []) if i < len(cohort.values(name))])
    ]
    found += _age(cohort)
    if only is not None:
        found = [*(one for one in found if one.column != only.column), only]
    return Lens(seen.day_zero, seen.masked, seen.unit, tuple(found))


def put(lens: Lens) -> None:
    """Set the sidebar to a lens; called before its controls are drawn."""
    opened = visit.current()
    st.session_state[address.state_key("mask")] = lens.masked
    st.session_state[address.state_key("unit")] = lens.unit
    st.session_state[address.state_key("zero")] = lens.day_zero or opened.cohort.day_zero
    cohort = Lens(lens.day_zero, lens.masked).of(opened.cohort)
    for one in lens.conditions:
        if one.values and one.column in opened.groupings:
            there = [_plain(value) for value in cohort.values(one.column)]
            places = [there.index(value) for value in one.values if value in there]
            st.session_state[address.state_key(f"f{opened.groupings.index(one.column)}")] = places
        elif one.column == "age_years" and one.low is not None and one.high is not None:
            low, high = _ages(cohort)
            st.session_state[address.state_key("age")] = (max(one.low, low), min(one.high, high))


def _chosen(name: str, default: Any) -> Any:
    return st.session_state.get(address.state_key(name), default)


def _age(cohort: Cohort) -> tuple[Condition, ...]:
    chosen = _chosen("age", None)
    if not isinstance(chosen, tuple) or chosen == _ages(cohort):
        return ()
    low, high = cast("tuple[float, float]", chosen)
    return (Condition("age_years", (), float(low), float(high)),)


def _ages(cohort: Cohort) -> tuple[float, float]:
    """Return the ends of the slider."""
    ages = cohort.patients["age_years"].dropna()
    return (float(math.floor(ages.min())), float(math.ceil(ages.max()))) if len(ages) else (0.0, 0.0)


def _plain(value: Any) -> Any:
    """Return a value of a table as a file can hold it."""
    return value.item() if hasattr(value, "item") else value
