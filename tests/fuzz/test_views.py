"""Saved views changed by chance: a sentence or a view, never another error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import hlhdash
from hlhdash.views import (
    Condition,
    Lens,
    ResponseView,
    SurvivalView,
    SwimmerView,
    View,
    answer,
    open_view,
    read_saved_view,
    save_view,
)
from tests.fuzz.budget import budget

ROOT = Path(__file__).resolve().parents[2]
COHORT = hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.csv")
LENS = Lens("first_line_start", True, "days", (Condition("etiology", ("EBV", None)), Condition("age_years", (), 0, 5)))
DECK = (
    View(SwimmerView(group="etiology", facts=("sex",)), LENS, "first", "a note"),
    View(SurvivalView(by="etiology", against="EBV", times=(1.0, 6.0))),
    View(ResponseView(pooled=("EBV", "FHL"), benchmark=0.4)),
)
SAVED = json.loads(save_view(COHORT, {"arm": "etiology"}, DECK, {"coarsen": "years, 3"}).to_json())
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["etiology", "days", "stacked", "EBV", "rux_start", "overall survival", 10**400, "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of a saved view."""
    found = [path] if path else []
    keys = content if isinstance(content, dict) else range(len(content)) if isinstance(content, list) else ()
    return found + [one for key in keys for one in places(content[key], (*path, key))]


PLACES = places(SAVED)


def changed(path: tuple[Any, ...], value: Any) -> bytes:
    """Return the saved view with one value replaced."""
    content = json.loads(json.dumps(SAVED))
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(content).encode("utf-8", "surrogatepass")


@given(st.sampled_from(PLACES), ODD)
@example(("deck", 0, "lens", "conditions", 1, "low"), float("nan"))
@example(("deck", 1, "settings", "times"), [float("inf"), -1.0])
@budget(150)
def test_a_saved_view_with_one_value_changed(path: tuple[Any, ...], value: Any) -> None:
    try:
        saved = read_saved_view(changed(path, value), "view.json")
        for view in open_view(saved, COHORT).deck:
            answer(view, COHORT)
    except hlhdash.CohortError:
        return  # in a sentence; any other error is a find


@given(st.integers(0, len(json.dumps(SAVED)) - 1), st.binary(max_size=60))
@budget(200)
def test_a_saved_view_that_is_cut_off(end: int, more: bytes) -> None:
    with pytest.raises(hlhdash.CohortError, match=r"\.$"):
        read_saved_view(json.dumps(SAVED).encode()[:end] + b"\x00" + more, "view.json")
