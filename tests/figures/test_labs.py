"""The figure of an analyte says what the result says: every value, bounds open, the selected over all."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash.figures import Look, lab_strips, labs
from hlhdash.figures.labs_lines import opacity
from hlhdash.figures.labs_pairs import OPEN
from hlhdash.figures.labs_strips import rows
from tests.figures.conftest import SAMPLES
from tests.figures.reading import drawn, sentences, written


def small(*values: str, etiology: str = "EBV") -> hlhdash.Cohort:
    n = len(values)
    people = pd.DataFrame({"patient_id": [f"P{i}" for i in range(n)], "rux_start": 0, "last_follow_up": 90})
    people = people.assign(vital_status="alive", etiology=etiology)
    rows = pd.DataFrame({"patient_id": people["patient_id"], "day": range(n), "analyte": "ferritin", "value": values})
    return hlhdash.read_cohort({"patients": people, "labs": rows})


def test_every_value_is_a_point_with_its_patient(study: hlhdash.Cohort) -> None:
    result = hlhdash.labs(study, "ferritin")
    trace = labs(result, unit="days").data[0]
    at = np.flatnonzero(~np.isnan(trace.x))
    assert trace.x[at].tolist() == result.points["day"].tolist()
    assert trace.y[at].tolist() == result.points["value"].tolist()
    assert [trace.customdata[i] for i in at] == result.points["patient_id"].tolist()


def test_a_line_never_joins_two_patients(study: hlhdash.Cohort) -> None:
    trace = labs(hlhdash.labs(study, "ferritin")).data[0]
    for i in range(1, len(trace.x)):
        apart = np.isnan(trace.x[i]) or np.isnan(trace.x[i - 1])
        assert apart or trace.customdata[i] == trace.customdata[i - 1]


def test_medians_are_those_of_the_result(study: hlhdash.Cohort) -> None:
    result = hlhdash.labs(study, "ferritin")
    trace = labs(result).data[1]
    assert trace.y.tolist() == result.medians["median"].tolist()
    assert np.allclose(trace.y + trace.error_y.array, result.medians["upper"])
    assert np.allclose(trace.y - trace.error_y.arrayminus, result.medians["lower"])


def test_bounds_are_open_symbols() -> None:
    symbols = labs(hlhdash.labs(small("900", ">40000", "<500"), "ferritin")).data[0].marker.symbol
    assert [one for one in symbols if one.endswith("-open")] == ["triangle-up-open", "triangle-down-open"]


def test_the_selected_patient_is_drawn_again_over_all(study: hlhdash.Cohort) -> None:
    result = hlhdash.labs(study, "ferritin")
    figure = labs(result, selected=frozenset({"P7"}))
    own = result.points[result.points["patient_id"] == "P7"]
    assert figure.data[-1].y.tolist() == own["value"].tolist()
    assert figure.data[-1].text[-1] == "\u2002<b>P7</b>"
    chosen = {figure.data[0].customdata[i] for i in figure.data[0].selectedpoints}
    assert chosen == {"P7"}


def test_days_after_the_last_one_shown_are_left_out(study: hlhdash.Cohort) -> None:
    trace = labs(hlhdash.labs(study, "ferritin"), until=10).data[0]
    assert np.nanmax(trace.x) == 7


def test_pairs_stand_beside_each_other(study: hlhdash.Cohort) -> None:
    result = hlhdash.labs(study, "ferritin", by="etiology")
    figure = labs(result, view="pairs")
    lines, middles = figure.data[:4], figure.data[4:]
    assert [list(trace.x[:2]) for trace in lines] == [[0, 1], [2, 3], [4, 5], [6, 7]]
    assert sum(len(trace.x) for trace in lines) == 3 * len(result.pairs)
    assert [list(trace.y) for trace in middles] == [[one.before.median, one.after.median] for one in result.paired]


def test_the_selected_pair_is_drawn_again_over_all(study: hlhdash.Cohort) -> None:
    result = hlhdash.labs(study, "ferritin")
    figure = labs(result, view="pairs", selected=frozenset({"P7"}))
    own = result.pairs.set_index("patient_id").loc["P7"]
    assert list(figure.data[-1].y) == [own["before"], own["after"], None]
    assert figure.data[-1].text[1].endswith("<b>P7</b>")


def test_strips_have_a_square_per_value_in_the_patients_row(study: hlhdash.Cohort) -> None:
    result = hlhdash.labs(study, "ferritin", by="etiology")
    figure = lab_strips(result, selected=frozenset({"P7"}))
    laid = rows(result, None)
    trace = figure.data[0]
    assert len(trace.x) == len(result.points)
    assert [laid.places[one] for one in trace.customdata] == list(trace.y)
    assert np.allclose(10**trace.marker.color, result.points["value"])
    assert list(laid.headings) == list(result.groups)
    assert laid.rows == 9 + len(result.groups)
    assert {trace.customdata[i] for i in trace.selectedpoints} == {"P7"}


def test_the_worst_first_value_is_on_top_and_low_counts_are_worse(study: hlhdash.Cohort) -> None:
    for analyte, worst in (("ferritin", "max"), ("platelets", "min")):
        first = hlhdash.labs(study, analyte).points.drop_duplicates("patient_id").set_index("patient_id")["value"]
        top = next(iter(rows(hlhdash.labs(study, analyte), None).places))
        assert first[top] == getattr(first, worst)()


def test_a_bound_in_a_strip_is_a_triangle_and_too_many_patients_are_said() -> None:
    trace = lab_strips(hlhdash.labs(small("900", ">40000", "<500"), "ferritin")).data[0]
    assert sorted(trace.marker.symbol) == ["square", "triangle-down", "triangle-up"]
    many = hlhdash.labs(small(*map(str, range(600, 800))), "ferritin")
    assert rows(many, None).left_out == 50
    assert "50 patients are not drawn for want of room" in written(lab_strips(many))


def test_ferritin_is_logarithmic_and_haemoglobin_is_not(study: hlhdash.Cohort) -> None:
    assert labs(hlhdash.labs(study, "ferritin")).layout.yaxis.type == "log"
    assert labs(hlhdash.labs(study, "haemoglobin")).layout.yaxis.type == "linear"


def test_the_band_is_what_the_rule_calls_normal(study: hlhdash.Cohort) -> None:
    figure = labs(hlhdash.labs(study, "haemoglobin"))
    assert [shape.y0 for shape in figure.layout.shapes if shape.type == "rect"] == [90]
    percent = labs(hlhdash.labs(study, "haemoglobin", scale="percent"))
    assert [shape for shape in percent.layout.shapes if shape.type == "rect"] == []


@pytest.mark.parametrize("view", ["time", "pairs"])
def test_one_value_is_drawn(view: str) -> None:
    figure = labs(hlhdash.labs(small("700"), "ferritin"), view="pairs" if view == "pairs" else "time")
    go.Figure(figure.to_dict())
    assert len(sentences(figure)) > 4


def test_hostile_groups_are_drawn_as_they_are_written() -> None:
    cohort = small("900", "800", etiology="<a href='http://evil.test'>x</a>")
    figure = labs(hlhdash.labs(cohort, "ferritin", by="etiology"), selected=frozenset({"P0"}))
    assert [text for text in drawn(figure) if "<a " in text] == []


def test_the_words_say_how_bounds_are_treated_and_who_has_no_value(study: hlhdash.Cohort) -> None:
    assert "it counts at its bound" in written(labs(hlhdash.labs(small("900", "<500"), "ferritin")))
    assert "4 patients have no value" in written(labs(hlhdash.labs(study, "ebv_dna")))
    for dark in (False, True):
        go.Figure(labs(hlhdash.labs(study, "ferritin", by="etiology"), look=Look(dark=dark)).to_dict())


def test_before_and_after_are_said_at_the_axis_or_where_groups_are_many_in_its_title(study: hlhdash.Cohort) -> None:
    few = labs(hlhdash.labs(study, "ferritin", by="etiology"), view="pairs").layout.xaxis
    assert list(few.ticktext) == ["before", "day 7"] * 4
    many = labs(hlhdash.labs(invented(), "ferritin", by="etiology"), view="pairs").layout.xaxis
    assert (many.ticktext, many.tickvals) == ((), ())
    assert many.title.text == "In each group, last value up to day zero (left) and nearest to day 7"


def test_the_names_of_groups_stand_beside_strips_that_are_lower_than_a_word(study: hlhdash.Cohort) -> None:
    def anchors(result: hlhdash.Labs) -> set[str]:
        found = lab_strips(result).layout.annotations
        groups = {f"<b>{group}</b>" for group in result.groups}
        return {one.xanchor for one in found if one.text in groups}

    assert anchors(hlhdash.labs(study, "ferritin", by="etiology")) == {"left"}
    assert anchors(hlhdash.labs(invented(), "ferritin", by="etiology")) == {"right"}


def test_quartiles_are_promised_only_where_they_are_drawn(study: hlhdash.Cohort) -> None:
    said = "A thin line per patient; thick: median with quartiles of each group."
    assert said in sentences(labs(hlhdash.labs(study, "ferritin", by="etiology")))
    ten = sentences(labs(hlhdash.labs(invented(), "ferritin", by="etiology")))
    assert "A thin line per patient; thick: median of each group." in ten
    assert said not in ten


def invented() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLES / "invented120.xlsx")


def test_lines_of_many_are_fainter_than_those_of_few() -> None:
    assert [opacity(n) for n in (9, 60, 120, 240, 1000)] == [0.38, 0.38, 0.19, 0.095, 0.05]


def test_a_bounded_value_lies_over_the_others_of_its_pairs() -> None:
    people = pd.DataFrame(
        {
            "patient_id": ["A", "B", "C"],
            "rux_start": 0,
            "last_follow_up": 90,
            "ferritin_d0": [">40000", "900", "800"],
            "ferritin_d7": ["700", "600", "500"],
        }
    )
    trace = labs(hlhdash.labs(hlhdash.read_cohort(people), "ferritin"), view="pairs").data[0]
    assert list(trace.customdata[0::3]) == ["B", "C", "A"]
    assert list(trace.marker.symbol[6:8]) == ["triangle-up-open", "circle"]
    assert list(trace.marker.line.width) == [0.8] * 6 + [OPEN, 0.8, 0.8]


def test_no_median_is_promised_where_none_is_drawn() -> None:
    said = written(labs(hlhdash.labs(small("900"), "ferritin")))
    assert "A thin line per patient." in said
    assert "edian" not in said


@pytest.mark.parametrize("view", ["time", "pairs"])
def test_a_median_among_many_lines_lies_on_a_line_of_the_page(view: Literal["time", "pairs"]) -> None:
    result = hlhdash.labs(hlhdash.read_cohort(SAMPLES / "invented120.xlsx"), "ferritin")
    _, halo, median = labs(result, view=view).data
    assert (halo.line.color, list(halo.x), list(halo.y)) == ("#ffffff", list(median.x), list(median.y))
    assert halo.line.width == median.line.width + 3
