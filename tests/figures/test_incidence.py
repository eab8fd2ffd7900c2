"""Cumulative incidence, hazard ratios, landmarks: what the figures hold."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash import figures, stats
from tests.figures.cohorts import cohort
from tests.figures.reading import named, sentences, written


@pytest.fixture(scope="module")
def many() -> hlhdash.Cohort:
    return cohort(120)


def test_a_panel_for_each_event_with_a_curve_per_group(many):
    result = hlhdash.cumulative_incidence(many, "time to HSCT", by="sex")
    figure = figures.incidence(result, unit="days")
    assert [trace.xaxis for trace in figure.data] == [None, None, "x2", "x2"]
    curve, table = figure.data[0], result.groups[0].of(1)
    assert np.asarray(curve.x).tolist() == table["time"].tolist()
    assert np.asarray(curve.y).tolist() == table["incidence"].tolist()
    assert {"HSCT", "Death from any cause"} <= set(sentences(figure))
    assert "by Gray's test" in written(figure)


def test_a_step_knows_its_patients(many):
    result = hlhdash.cumulative_incidence(many, "time to HSCT")
    people = [name for step in figures.incidence(result).data[0].customdata for name in step]
    wanted = result.overall.patients.query("state == 1")["patient_id"]
    assert sorted(people) == sorted(wanted)


def test_events_can_be_stacked_in_a_panel_per_group(many):
    figure = figures.incidence(hlhdash.cumulative_incidence(many, "time to HSCT", by="sex"), way="stacked")
    assert [trace.stackgroup for trace in figure.data] == ["panel0", "panel0", "panel1", "panel1"]


def test_one_minus_kaplan_meier_is_crossed_out(many):
    figure = figures.incidence(hlhdash.cumulative_incidence(many, "time to HSCT"), naive_curve=True)
    crossed = [trace for trace in figure.data if trace.name.startswith("<s>")]
    assert len(crossed) == 1
    assert crossed[0].y[-1] > figure.data[0].y[-1]


def test_a_landmark_says_what_it_does_and_moves_the_clock(many):
    figure = figures.survival(hlhdash.kaplan_meier(many, by="hsct", landmark=100))
    assert "patients are grouped by what had happened by day 100 and followed from that day on" in written(figure)
    assert figure.layout.xaxis.title.text.replace("\xa0", " ") == "Months from the landmark, day 100"


def test_naive_curves_are_watermarked(many):
    figure = figures.survival(hlhdash.kaplan_meier(many, by="hsct", naive=True))
    assert "immortal-time bias" in sentences(figure)
    assert "For teaching only" in written(figure)
    assert "immortal-time bias" not in written(figures.survival(hlhdash.kaplan_meier(many, by="hsct")))


def test_medians_are_marked_where_they_are_reached():
    table = hlhdash.kaplan_meier(cohort(120), by="sex")
    reached = [one.curve.median.value for one in table.groups if one.curve.median.value is not None]
    marked = figures.survival(table, unit="days", medians=True).layout.shapes
    assert [line.x1 for line in marked[::2]] == reached


def test_hazard_ratios_stand_in_one_trace_and_few_events_in_words(many, study):
    figure = figures.hazards(hlhdash.hazard_ratios(many, ("sex", "hsct")))
    assert len(figure.data[0].x) == 2
    assert "after it" in written(figure)
    assert "too few for a hazard ratio" in written(figures.hazards(hlhdash.hazard_ratios(study, ("sex",))))


def test_the_ratio_over_the_landmarks(many):
    table = many.survival_table().merge(many.patients[["patient_id", "hsct"]], on="patient_id")
    strip = stats.landmark_strip(table["time"], table["event"], table["hsct"], [90, 100, 110, 120])
    figure = figures.landmark_strip(strip)
    assert np.asarray(figure.data[1].y).tolist() == strip["hazard_ratio"].tolist()


@pytest.mark.parametrize("dark", [False, True])
def test_every_property_is_one_that_plotly_knows(many, study, dark):
    look = figures.Look(dark=dark)
    for figure in (
        figures.incidence(hlhdash.cumulative_incidence(many, "time to HSCT", by="etiology"), look=look),
        figures.incidence(hlhdash.cumulative_incidence(many, "time to HSCT"), look=look, naive_curve=True),
        figures.incidence(hlhdash.cumulative_incidence(study, "time to HSCT", by="sex"), look=look, way="stacked"),
        figures.hazards(hlhdash.hazard_ratios(many, ("etiology", "hsct")), look=look),
        figures.survival(hlhdash.kaplan_meier(many, by="hsct", naive=True), look=look, medians=True),
    ):
        go.Figure(figure.to_dict())  # raises where a property or a value is not known


def test_the_legend_names_every_group_once(many):
    figure = figures.incidence(hlhdash.cumulative_incidence(many, "time to HSCT", by="sex"))
    shown = [trace.name for trace in figure.data if trace.showlegend]
    assert len(shown) == len(set(shown)) == 2
    assert set(shown) == set(named(figure))


def test_the_check_of_proportional_hazards_is_the_log_log_of_the_curves(many):
    result = hlhdash.kaplan_meier(many, by="sex")
    figure = figures.log_log(result, unit="days")
    table = result.groups[0].curve.table.query("0 < survival < 1 and time > 0")
    assert np.asarray(figure.data[0].x).tolist() == table["time"].tolist()
    assert np.asarray(figure.data[0].y).tolist() == np.log(-np.log(table["survival"])).tolist()
    go.Figure(figure.to_dict())


def test_marks_of_the_log_log_are_the_patients_who_left_there_and_the_selected_stand_out(many):
    result = hlhdash.kaplan_meier(many, by="sex")
    one = result.groups[0]
    first = one.patients[one.patients["event"] == 1].sort_values("time")["patient_id"].iloc[0]
    figure = figures.log_log(result, selected=frozenset({first}))
    assert first in figure.data[0].customdata[0]
    assert [list(trace.selectedpoints) for trace in figure.data] == [[0], []]


def test_who_is_not_yet_followed_stands_in_a_row_of_its_own(many):
    figure = figures.survival(hlhdash.simon_makuch(many, "hsct"))
    table = named(figure)["At risk, events and censored"]
    headings = [text.split("<br>")[0] for text in table.text if "<b>" in text]
    assert [text.replace("\u2003", "").replace("\u2002", "").strip() for text in headings] == [
        "<b>At risk</b>", "<b>Events</b>", "<b>Censored</b>", "<b>Not yet followed</b>",
    ]  # fmt: skip
