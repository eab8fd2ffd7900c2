"""The selected patients stand out; nobody selected changes nothing."""

from __future__ import annotations

import numpy as np

import hlhdash
from hlhdash.figures import swimmer
from hlhdash.figures.highlight import FADED, highlight, places


def test_a_point_of_several_patients_counts_where_one_is_selected() -> None:
    assert places([["A", "B"], [], ["C"], None, "B"], frozenset({"B"})).tolist() == [0, 4]


def test_nobody_selected_leaves_the_traces_as_they_are() -> None:
    trace = {"customdata": ["A"]}
    highlight([trace], frozenset())
    assert trace == {"customdata": ["A"]}


def test_a_trace_without_patients_is_not_dimmed() -> None:
    traces = [{"x": [1]}, {"customdata": np.array(["A", "B"], dtype=object)}]
    highlight(traces, frozenset({"B"}))
    assert traces[0] == {"x": [1]}
    assert traces[1]["selectedpoints"].tolist() == [1]
    assert traces[1]["unselected"] == {"marker": {"opacity": FADED}}


def test_every_lane_can_be_clicked_from_end_to_end(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    figure = swimmer(result)
    ground = figure.data[0]
    assert list(ground.customdata) == result.lanes["patient_id"].tolist()
    first, last = figure.layout.xaxis.range
    assert np.allclose(ground.base, first - (last - first))  # as far again on both sides, for who pans
    assert np.allclose(ground.base + ground.x, last + (last - first))
    assert ground.showlegend is False
