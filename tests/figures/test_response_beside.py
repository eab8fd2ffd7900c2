"""The forest, states over time and time to response, built with Plotly's own checks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash import figures
from hlhdash.analysis.groups import ALL
from scripts.browser import ROOT


@pytest.fixture(scope="module")
def cohort():
    return hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")


def texts(figure):
    return " ".join(str(note.text) for note in figure.layout.annotations).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", ["screen", "room"])
def test_every_property_is_one_plotly_knows(cohort, dark, size):
    look = figures.Look(dark=dark, size=size)
    result = hlhdash.response_table(cohort)
    drawn = (
        figures.forest(result, look=look, benchmark=0.4),
        figures.states(hlhdash.states_over_time(cohort, "etiology"), look=look, groups=(ALL, "EBV")),
        figures.time_to_response(hlhdash.time_to_response(cohort), look=look),
    )
    assert [len(go.Figure(one.to_dict()).data) for one in drawn] == [2, 5, 4]


def test_the_forest_has_a_row_per_group_and_published_rates_in_grey(cohort):
    figure = figures.forest(hlhdash.response_table(cohort), benchmark=0.4)
    assert list(figure.data[0].x) == pytest.approx([0, 0.5, 1, 1, 1 / 3])
    assert list(figure.data[1].x) == pytest.approx([1 / 3, 0, 0.75, 17 / 27, 22 / 34])
    assert "different population" in texts(figure)
    assert "benchmark of 40 %" in texts(figure)


def test_states_are_shares_of_everyone(cohort):
    figure = figures.states(hlhdash.states_over_time(cohort))
    assert {trace.name: list(trace.x) for trace in figure.data}["died"] == pytest.approx([1 / 9, 1 / 9])
    assert [round(sum(trace.x[i] for trace in figure.data), 9) for i in range(2)] == [1, 1]


def test_time_to_response_steps_at_the_assessment(cohort):
    figure = figures.time_to_response(hlhdash.time_to_response(cohort, by=None))
    assert (figure.data[0].x[-2], figure.data[0].y[-1]) == (7, pytest.approx(1 / 3))
    assert "All patients, 3/9" in texts(figure)


def test_a_pooling_made_after_looking_is_a_warning_on_the_figure(cohort):
    result = hlhdash.response_table(cohort, pools={"E": ["EBV", "FHL"]})
    for draw in (figures.response, figures.forest):
        assert "Pooled after looking at the data: E (EBV, FHL)" in texts(draw(result)).replace("<br>", " ")


def test_a_rule_is_named_on_the_figure(cohort):
    assert "Midwest/Marsh rule" in texts(figures.response(hlhdash.response_table(cohort, rule="midwest")))


def test_hostile_groups_stay_text():
    bad = '<a href="http://x">x</a>'
    table = pd.DataFrame(
        {
            "patient_id": ["A", "B"],
            "rux_start": ["2020-01-01"] * 2,
            "last_follow_up": ["2020-09-01"] * 2,
            "vital_status": ["alive"] * 2,
            "arm": [bad, "y"],
            "response_week1": ["PR", "NR"],
        }
    )
    cohort = hlhdash.read_cohort(table)
    result = hlhdash.response_table(cohort, by="arm")
    for drawn in (
        figures.forest(result),
        figures.states(hlhdash.states_over_time(cohort, "arm"), groups=(bad,)),
        figures.time_to_response(hlhdash.time_to_response(cohort, "arm")),
    ):
        assert "<a href" not in str(drawn.to_dict())
