"""Selected patients have a ring on their own curve, at their own time."""

from __future__ import annotations

import hlhdash
from hlhdash.figures import survival
from tests.figures.reading import plain


def test_a_ring_stands_where_the_patient_died(study: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(study, by="etiology")
    figure = survival(result, unit="days", selected=frozenset({"P7"}))
    ring = next(trace for trace in figure.data if trace.mode == "markers+text")
    assert ring.x == (91,)
    assert round(ring.y[0], 12) == 0.6  # the second of five with EBV to die
    assert [plain(one) for one in ring.text] == ["P7"]
    assert ring.textposition == "top right"  # beside the step that comes down to it, not on it


def test_curves_without_a_selected_patient_are_dimmed(study: hlhdash.Cohort) -> None:
    figure = survival(hlhdash.kaplan_meier(study, by="etiology"), selected=frozenset({"P7"}))
    strong = {trace.legendgroup for trace in figure.data if trace.legendgroup and trace.opacity is None}
    assert strong == {"EBV"}


def test_somebody_who_is_on_no_curve_changes_nothing(study: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(study.where(etiology=["FHL", "AID"]), by="etiology")
    assert survival(result, selected=frozenset({"P7"})).to_dict() == survival(result).to_dict()
