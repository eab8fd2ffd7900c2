"""The patient's figure says what the result says: values, bounds, bands, treatments and events."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash.figures import Look, patient, place_on_curve
from hlhdash.figures.safety import GRADE_COLOURS
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
    assert found[:6] == ["Response", "By labs", "Events", "HLH-94", "ruxolitinib", "L-DEP"]
    assert found[6:9] == ["Temperature", "Ferritin", "sCD25"]
    assert len(found) == 6 + len(result.panels)


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


def test_hovering_over_a_verdict_tells_which_markers_decided(study: hlhdash.Cohort) -> None:
    told = [text for trace in patient(hlhdash.patient(study, "P7")).data for text in trace.hovertext or ()]
    assert "Week 1, by labs: Improved<br>Improved or normal: Ferritin<br>Still abnormal: " in " ".join(told)


def test_boxes_and_dots_beside_a_panel_are_the_cohorts(study: hlhdash.Cohort) -> None:
    found = hlhdash.patient(study, "P7")
    ferritin = next(one for one in found.panels if one.analyte == "ferritin")
    axis = f"y{[one.analyte for one in found.panels].index('ferritin') + 2}"
    box, dots = (trace for trace in patient(found).data if trace.yaxis == axis and trace.xaxis == "x2")
    assert sorted(set(box.y) - {None}) == sorted({*ferritin.baseline.quartiles, *ferritin.last.quartiles})
    assert list(dots.y) == [ferritin.baseline.own, ferritin.last.own]
    assert dots.hovertext[0].startswith("Ferritin, last value up to day zero: 28900; ")


def test_the_dot_is_on_the_curve_where_the_child_left(study: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(study)
    curve = result.overall.curve
    for one in study.roster:
        dot = place_on_curve(result, one, unit="days").data[-1]
        row = result.overall.patients.set_index("patient_id").loc[one]
        assert dot.x[0] == row["time"]
        assert dot.y[0] == pytest.approx(curve.at([row["time"]])["survival"].iloc[0], abs=1e-12)
        assert dot.marker.color == ("#0f172a" if row["event"] else "#ffffff")
    assert written(place_on_curve(result, "P7")).startswith(
        "Where is P7 on the survival curve? P7 died at 3.0 months; 7 of 8 others were followed longer."
    )
    with pytest.raises(ValueError, match="not on the curve"):
        place_on_curve(hlhdash.kaplan_meier(study.where(etiology="EBV")), "P1")


def with_events(*events: tuple[float, str, str, int | None]) -> hlhdash.Patient:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": [0], "last_follow_up": [90], "vital_status": ["alive"]})
    rows = pd.DataFrame(events, columns=["start_day", "kind", "label", "grade"]).assign(patient_id="A")
    labs = pd.DataFrame({"patient_id": ["A"] * 2, "day": [0, 80], "ferritin": ["3000", "400"]})
    return hlhdash.patient(hlhdash.read_cohort({"patients": people, "events": rows, "labs": labs}), "A")


def test_an_adverse_event_has_its_grade_in_words_colour_and_size() -> None:
    figure = patient(
        with_events((7, "adverse event", "Platelet count decreased", 3), (60, "adverse event", "Hypertension", 1))
    )
    marks = next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers+text")
    assert [text.strip() for text in marks.text] == ["Platelet count decreased, grade 3", "Hypertension, grade 1"]
    assert list(marks.hovertext) == ["Platelet count decreased, grade 3: day 7", "Hypertension, grade 1: day 60"]
    assert list(marks.marker.color) == [GRADE_COLOURS[3].light, GRADE_COLOURS[1].light]
    assert marks.marker.size[0] > marks.marker.size[1]


def test_a_mark_without_room_for_its_words_is_named_under_the_figure() -> None:
    figure = patient(with_events((30, "adverse event", "Sepsis", 4), (31, "adverse event", "Anemia", None)))
    marks = next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers+text")
    assert [text.strip() for text in marks.text] == ["", "Anemia"]
    assert "Marks without words: Sepsis, grade 4: day 30" in written(figure)


def test_a_word_is_cut_before_it_is_left_out_and_its_grade_never() -> None:
    term = "Aspartate aminotransferase increased"
    figure = patient(with_events((10, "adverse event", term, 2), (40, "adverse event", "Anemia", 1)))
    marks = next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers+text")
    assert [text.strip() for text in marks.text] == ["Aspartate aminotran…, grade 2", "Anemia, grade 1"]
    assert "Marks without words" not in written(figure)


def test_a_course_whose_end_nobody_recorded_is_hatched_in_its_own_colour_on_the_page() -> None:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": [0], "last_follow_up": [50], "vital_status": ["alive"]})
    courses = pd.DataFrame({"patient_id": ["A"], "drug": ["DEP"], "start_day": [3], "end_day": [None]})
    found = hlhdash.patient(hlhdash.read_cohort({"patients": people, "treatments": courses}), "A")
    bars = next(trace for trace in patient(found, look=Look()).data if trace.type == "bar")
    at = found.course.segments["label"].tolist().index("DEP")
    assert bars.marker.pattern.shape[at] == "/"
    assert bars.marker.pattern.bgcolor == Look().theme.page
    assert bars.marker.color[at] != Look().theme.page
