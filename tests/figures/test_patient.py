"""The patient's figure says what the result says: values, bounds, bands, treatments and events."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash.figures import Look, patient
from hlhdash.numbers import UNIT_DAYS
from tests.figures.reading import drawn, plain, written


def names(figure: go.Figure) -> list[str]:
    return [
        plain(one).strip()
        for one in next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text").text
    ]


def panel(figure: go.Figure, result: hlhdash.Patient, analyte: str) -> go.Scatter:
    axis = f"y{[one.analyte for one in result.panels].index(analyte) + 2}"
    return next(trace for trace in figure.data if trace.yaxis == axis)


@pytest.fixture(scope="module")
def result(study: hlhdash.Cohort) -> hlhdash.Patient:
    return hlhdash.patient(study, "P6")


def test_rows_and_panels_are_named_from_the_top(result: hlhdash.Patient) -> None:
    found = [name.split("\u2003")[0] for name in names(patient(result))]
    assert found[:5] == ["Response", "Events", "HLH-94", "ruxolitinib", "L-DEP"]
    assert found[5:8] == ["Temperature", "Ferritin", "sCD25"]
    assert len(found) == 5 + len(result.panels)


@pytest.mark.parametrize("unit", list(UNIT_DAYS))
def test_values_stand_at_their_days_in_every_unit(result: hlhdash.Patient, unit: str) -> None:
    trace = panel(patient(result, unit=unit), result, "ferritin")
    points = next(one.points for one in result.panels if one.analyte == "ferritin")
    assert [round(x * UNIT_DAYS[unit], 6) for x in trace.x] == points["day"].tolist()
    assert trace.y.tolist() == points["value"].tolist()


def test_a_bounded_value_is_open_and_points_where_the_truth_lies() -> None:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": [0], "last_follow_up": [50], "vital_status": ["alive"]})
    labs = pd.DataFrame({"patient_id": ["A"] * 3, "day": [0, 7, 14], "ferritin": [">40000", "3000", "<500"]})
    result = hlhdash.patient(hlhdash.read_cohort({"patients": people, "labs": labs}), "A")
    figure = patient(result)
    trace = panel(figure, result, "ferritin")
    assert list(trace.marker.symbol) == ["triangle-up-open", "circle", "triangle-down-open"]
    assert "gave only a bound" in written(figure)


def test_the_normal_band_is_the_childs_own(result: hlhdash.Patient) -> None:
    figure = patient(result)
    axis = f"y{[one.analyte for one in result.panels].index('scd25') + 2}"
    band = next(shape for shape in figure.layout.shapes if shape.yref == axis)
    assert (band.y0, band.y1) == (398, 1940)  # the child is 1.7 years old


def test_the_whole_follow_up_reaches_its_end(result: hlhdash.Patient) -> None:
    end = float(result.course.lanes["end_day"].iloc[0])
    assert patient(result, unit="days", extent="all").layout.xaxis.range[1] > end
    assert patient(result, unit="days").layout.xaxis.range[1] < 60


def test_a_child_of_whom_little_is_known_is_drawn_all_the_same() -> None:
    people = pd.DataFrame({"patient_id": ["A", "B"], "rux_start": [0, 0], "last_follow_up": [None, 0]})
    cohort = hlhdash.read_cohort(people.assign(vital_status=[None, "dead"]))
    for one in ("A", "B"):
        figure = patient(hlhdash.patient(cohort, one), extent="all")
        assert written(figure).startswith(f"What was the course of {one}?")


def test_hostile_text_of_every_kind_is_drawn_as_it_is_written() -> None:
    evil = "<a href='http://evil.test'>x</a>"
    people = pd.DataFrame({"patient_id": [evil], "rux_start": [0], "last_follow_up": [50], "vital_status": ["alive"]})
    courses = pd.DataFrame(
        {"patient_id": [evil], "treatment": [evil], "start_day": [0], "end_day": [9], "dose": [evil]}
    )
    events = pd.DataFrame({"patient_id": [evil], "kind": ["adverse event"], "label": [evil], "start_day": [3]})
    labs = pd.DataFrame({"patient_id": [evil], "day": [0], "analyte": [evil], "value": [3], "unit": [evil]})
    cohort = hlhdash.read_cohort({"patients": people, "treatments": courses, "events": events, "labs": labs})
    figure = patient(hlhdash.patient(cohort, str(cohort.patients["patient_id"].iloc[0])))
    assert [text for text in drawn(figure) if "<a " in text] == []


def test_plotly_accepts_every_property(result: hlhdash.Patient) -> None:
    for dark in (False, True):
        go.Figure(patient(result, look=Look(dark=dark)).to_dict())
