"""The swimmer plot says what the result says: one trace per category, every mark in its lane, nothing hidden."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash.figures import Look, swimmer
from hlhdash.figures.lanes import lanes
from hlhdash.figures.palette import ETIOLOGY_COLOURS, luminance
from hlhdash.figures.swimmer_words import words
from hlhdash.numbers import UNIT_DAYS
from tests.figures.cohorts import cohort, wide_table
from tests.figures.reading import named, plain, sentences, written

ROWS = {
    "patient_id": ["A", "B", "C", "D"],
    "etiology": ["EBV", "EBV", "FHL", "FHL"],
    "rux_start": [0, 0, 0, 0],
    "rux_stop": ["ongoing", 30, 50, 60],
    "response_week1": ["PR", "died", "NR", "improved"],
    "vital_status": ["alive", "dead", "lost", "alive"],
    "last_follow_up": [400, 7, 300, 200],
}


def small(**changes: list[object]) -> hlhdash.Cohort:
    return hlhdash.read_cohort(pd.DataFrame(ROWS | changes))


def names(figure: go.Figure) -> go.Scatter:
    """Return the table beside the lanes: names from the top, then the cells of each further column."""
    return next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers+text")


def test_the_sample_has_one_trace_per_category(study: hlhdash.Cohort) -> None:
    found = {name: len(trace.x) for name, trace in named(swimmer(hlhdash.swimmer(study))).items()}
    assert found == {
        "Follow-up": 9,
        "HLH-94": 9,
        "ruxolitinib": 9,
        "DEP": 2,
        "L-DEP": 3,
        "CR lasts": 3,
        "PR lasts": 3,
        "Alive at last follow-up": 6,
        "Complete remission (CR)": 3,
        "Partial remission (PR)": 3,
        "Improved": 5,
        "HSCT": 4,
        "Death": 3,
        "Fever gone": 9,
    }


def test_bars_stand_where_the_result_has_them(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    bar = named(swimmer(result, unit="days"))["ruxolitinib"]
    segments = result.segments[result.segments["label"] == "ruxolitinib"]
    assert bar.base.tolist() == segments["start_day"].tolist()
    assert (bar.base + bar.x).tolist() == segments["end_day"].tolist()
    assert list(bar.customdata) == segments["patient_id"].tolist()


@pytest.mark.parametrize("unit", list(UNIT_DAYS))
def test_the_unit_scales_the_axis_and_nothing_else(study: hlhdash.Cohort, unit: str) -> None:
    result = hlhdash.swimmer(study)
    days, scaled = named(swimmer(result, unit="days")), named(swimmer(result, unit=unit))
    assert np.allclose(scaled["Death"].x * UNIT_DAYS[unit], days["Death"].x)
    assert scaled["Death"].hovertext.tolist() == days["Death"].hovertext.tolist()


def test_deaths_are_in_the_lanes_of_those_who_died(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    figure = swimmer(result, unit="days")
    death = named(figure)["Death"]
    assert dict(zip(death.customdata, death.x, strict=True)) == {"P8": 198, "P7": 91, "P5": 7}
    lanes = dict(zip(names(figure).y.tolist()[:9], names(figure).text[:9], strict=True))
    named_there = [plain(lanes[y]) for y in death.y.tolist()]
    assert named_there == list(death.customdata)


def test_a_legend_click_turns_off_one_category(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study))
    assert figure.layout.legend.groupclick == "toggleitem"
    unlisted = [trace for trace in figure.data if trace.showlegend is False]
    assert [(one.type, one.name) for one in unlisted] == [("bar", None), ("scatter", None)]  # ground and names of lanes
    assert [trace.name for trace in figure.data if trace.visible == "legendonly"] == ["Fever gone"]


def test_the_legend_beside_few_lanes_does_not_scroll(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study.where(etiology="AID")))
    margin = figure.layout.margin
    entries, headings = len(figure.data), sum(trace.legendgrouptitle.text is not None for trace in figure.data)
    size = figure.layout.template.layout.legend.font.size
    assert figure.layout.height - margin.t - margin.b >= (entries + headings) * size * 1.3 + 9 * headings


def test_how_follow_up_ends_is_told_apart() -> None:
    traces = named(swimmer(hlhdash.swimmer(small())))
    ends = {name: list(traces[name].customdata) for name in ("Treatment ongoing", "Alive at last follow-up")}
    assert ends == {"Treatment ongoing": ["A"], "Alive at last follow-up": ["D"]}
    assert list(traces["Lost to follow-up"].customdata) == ["C"]
    assert list(traces["Death"].customdata) == ["B"]


def test_an_end_that_nobody_recorded_is_hatched_under_a_name_of_its_own() -> None:
    traces = named(swimmer(hlhdash.swimmer(small(rux_stop=["ongoing", 7, None, None]))))
    unknown, known = traces["ruxolitinib, end not recorded"], traces["ruxolitinib"]
    assert list(unknown.customdata) == ["C", "D"]
    assert unknown.marker.pattern.shape == "/"
    assert known.marker.pattern.shape is None
    assert "from day 0, end not recorded" in unknown.hovertext[0]


def test_courses_that_overlap_lie_beside_one_another(study: hlhdash.Cohort) -> None:
    traces = named(swimmer(hlhdash.swimmer(study.where(patient_id="P6")), unit="days"))
    rux, ldep = traces["ruxolitinib"], traces["L-DEP"]
    assert rux.y[0] + rux.width[0] / 2 <= ldep.y[0] - ldep.width[0] / 2 + 1e-9


def test_no_mark_hides_another_of_the_same_day() -> None:
    events = pd.DataFrame(
        {
            "patient_id": ["A"] * 4,
            "kind": ["response", "relapse", "hsct", "death"],
            "label": ["PR", "relapse", "HSCT", "death"],
            "start_day": [7, 7, 8, 8],
        }
    )
    patients = pd.DataFrame(
        {
            "patient_id": ["A", "B"],
            "rux_start": [0, 0],
            "vital_status": ["dead", "alive"],
            "last_follow_up": [8, 700],
        }
    )
    figure = swimmer(hlhdash.swimmer(hlhdash.read_cohort({"patients": patients, "events": events})))
    traces = named(figure)
    heights = [traces[name].y[0] for name in ("Partial remission (PR)", "Relapse", "HSCT", "Death")]
    lane = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / np.ptp(figure.layout.yaxis.range)
    assert min(np.diff(sorted(heights))) * lane >= 0.8 * traces["Death"].marker.size / 1.1
    assert max(heights) - min(heights) < 1


def test_a_response_died_is_shown_once_as_the_death() -> None:
    traces = named(swimmer(hlhdash.swimmer(small())))
    assert "Died" not in traces
    assert len(traces["Death"].x) == 1


def test_colour_by_etiology_uses_the_colours_of_every_other_screen(study: hlhdash.Cohort) -> None:
    traces = named(swimmer(hlhdash.swimmer(study), colour="etiology"))
    assert traces["EBV"].marker.color == ETIOLOGY_COLOURS["EBV"].light
    assert traces["FHL"].marker.color == ETIOLOGY_COLOURS["FHL"].light
    assert set(traces["EBV"].customdata) == {"P5", "P6", "P7", "P8", "P9"}


def test_groups_have_a_header_with_their_size(study: hlhdash.Cohort) -> None:
    texts = sentences(swimmer(hlhdash.swimmer(study, group="etiology")))
    assert [text for text in texts if "■" in text] == [
        "■ EBV  5 patients",
        "■ FHL  2 patients",
        "■ AID  1 patient",
        "■ unknown  1 patient",
    ]


def test_lanes_are_labelled_with_patient_and_etiology(study: hlhdash.Cohort) -> None:
    labels = [plain(text) for text in names(swimmer(hlhdash.swimmer(study))).text]
    assert labels[:3] == ["P1", "P3", "P6"]
    assert labels[9:12] == ["FHL ■", "AID ■", "EBV ■"]
    grouped = [plain(text) for text in names(swimmer(hlhdash.swimmer(study, group="etiology"))).text]
    assert grouped == ["P6", "P9", "P8", "P7", "P5", "P1", "P2", "P3", "P4"]


def test_the_columns_a_user_picks_stand_beside_the_lanes_in_one_trace(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study, facts=("age_years", "etiology_detail", "best_response"))
    figure = swimmer(result)
    table = names(figure)
    columns = np.array([plain(text) for text in table.text]).reshape(4, 9)
    assert columns[0].tolist() == list(result.order)
    assert columns[1].tolist() == ["0.8", "3.6", "1.7", "1.2", "1.5", "5.0", "2.8", "2.1", "1.0"]
    assert columns[2].tolist()[:5] == ["PRF1", "sJIA-like", "EBV", "UNC13D", "–"]
    assert columns[3].tolist()[:3] == ["CR", "CR", "improved"]
    # A column ends at one place, and those further left begin further from the axis.
    reach = np.array(table.marker.size).reshape(4, 9)
    assert (reach == reach[:, :1]).all()
    assert (np.diff(reach[:, 0]) < 0).all()
    assert {"Patient", "Age", "etiology_detail", "Best response"} <= set(sentences(figure))


def test_a_lane_without_a_fact_says_so_and_hostile_headings_are_escaped() -> None:
    table = pd.DataFrame(ROWS | {"<b>x</b>": ["1", None, "<a href='http://x'>y</a>", "2"]})
    figure = swimmer(hlhdash.swimmer(hlhdash.read_cohort(table), facts=("<b>x</b>",), sort="file"))
    assert list(names(figure).text[4:6]) == ["1", "–"]
    assert "&lt;a href=" in names(figure).text[6]
    assert any("&lt;b&gt;x" in one.text for one in figure.layout.annotations)


def test_how_long_a_response_held_is_a_thin_track_below_the_treatments(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    traces = named(swimmer(result, unit="days"))
    lasting = traces["CR lasts"]
    assert dict(zip(lasting.customdata, (lasting.base + lasting.x).tolist(), strict=True)) == {
        "P1": 730,
        "P3": 639,
        "P4": 426,
    }
    assert lasting.base.tolist() == [56, 56, 56]
    assert "CR: from day 56, still so on day 730" in plain(lasting.hovertext[0])
    bar = traces["ruxolitinib"]
    assert lasting.y[0] - lasting.width[0] / 2 > bar.y[0] + bar.width[0] / 2
    assert "CR lasts" not in named(swimmer(result, track=False))


def test_lanes_aligned_on_a_milestone_name_who_has_none(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study, align="hsct"), unit="days")
    assert set(named(figure)["HSCT"].x) == {0}
    assert plain(figure.layout.xaxis.title.text) == "Days from HSCT"
    assert "5 patients have no day of HSCT and so no lane: P3, P4, P5, P7, P9" in written(figure)
    assert "HSCT" in sentences(figure)


def test_a_strip_tells_a_lab_in_every_lane_with_a_bar_of_its_colours(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study, strip="ferritin")
    figure = swimmer(result, unit="days")
    strip, cells = named(figure)["Ferritin (strip)"], result.strip.cells
    assert strip.base.tolist() == cells["start_day"].tolist()
    # The higher, the darker, from the one end of the bar to the other.
    by_value = [shade for _, shade in sorted(zip(cells["value"], strip.marker.color, strict=True))]
    brightness = [luminance(shade) for shade in by_value]
    assert brightness == sorted(brightness, reverse=True)
    scale = names(figure).marker
    assert (by_value[0], by_value[-1]) == (scale.colorscale[0][1], scale.colorscale[-1][1])
    assert np.allclose(10 ** np.array([scale.cmin, scale.cmax]), [cells["value"].min(), cells["value"].max()])
    assert scale.colorbar.title.text == "Ferritin (ng/mL)"
    assert scale.colorbar.ticktext == ("1k", "10k")
    assert "Colour strip: ferritin, each value from its day to the next one, for at most 28 days" in written(figure)


def test_low_platelets_have_the_colour_of_illness(study: hlhdash.Cohort) -> None:
    ferritin, platelets = (
        names(swimmer(hlhdash.swimmer(study, strip=name))).marker.colorscale for name in ("ferritin", "platelets")
    )
    assert [shade for _, shade in platelets] == [shade for _, shade in ferritin][::-1]


def with_adverse_events() -> hlhdash.Cohort:
    events = pd.DataFrame(
        {
            "patient_id": ["A", "A", "B", "C"],
            "kind": ["adverse event"] * 4,
            "label": ["Sepsis", "Anemia", "Sepsis", "Rash"],
            "grade": [4, 4, 2, None],
            "start_day": [20, 21, 5, 9],
        }
    )
    return hlhdash.read_cohort({"patients": pd.DataFrame(ROWS), "events": events})


def test_adverse_events_are_told_apart_by_grade_and_wait_in_the_legend() -> None:
    result = hlhdash.swimmer(with_adverse_events())
    waiting, drawn = named(swimmer(result)), named(swimmer(result, extras=("adverse event",)))
    grades = ["Adverse event", "Adverse event, grade 2", "Adverse event, grade 4"]
    assert [name for name in waiting if "dverse" in name] == grades
    assert {waiting[name].visible for name in grades} == {"legendonly"}
    assert {drawn[name].visible for name in grades} == {True}
    sizes = [np.max(drawn[name].marker.size) for name in grades]
    assert sizes == sorted(sizes)
    assert plain(drawn["Adverse event, grade 4"].hovertext[0]).endswith("Sepsis, grade 4: day 20")


def test_adverse_events_of_neighbouring_days_do_not_hide_one_another() -> None:
    drawn = named(swimmer(hlhdash.swimmer(with_adverse_events()), extras=("adverse event",)))
    two = drawn["Adverse event, grade 4"]
    assert two.x[1] - two.x[0] < 0.1
    assert two.y[0] != two.y[1]


def test_a_change_of_dose_is_marked_where_it_happened() -> None:
    treatments = pd.DataFrame(
        {
            "patient_id": ["A"] * 4,
            "treatment": ["ruxolitinib", "ruxolitinib", "ruxolitinib", "etoposide"],
            "start_day": [0, 14, 40, 3],
            "end_day": [14, 40, 80, 10],
            "dose": ["2.5 mg", "5 mg", "5 mg", "100 mg"],
        }
    )
    patients = pd.DataFrame({name: cells for name, cells in ROWS.items() if name not in ("rux_start", "rux_stop")})
    cohort = hlhdash.read_cohort({"patients": patients, "treatments": treatments})
    change = named(swimmer(hlhdash.swimmer(cohort), unit="days"))["Dose change"]
    assert change.x.tolist() == [14]
    assert plain(change.hovertext[0]).endswith("ruxolitinib: dose 2.5 mg, then 5 mg: day 14")


def test_the_data_cut_off_is_a_stroke_in_each_lane_on_request() -> None:
    table = pd.DataFrame(
        {
            "patient_id": ["A", "B"],
            "rux_start": ["2020-01-01", "2020-03-01"],
            "vital_status": ["alive", "alive"],
            "last_follow_up": ["2020-12-31", "2020-06-01"],
            "data_cutoff": ["2021-01-31", "2021-01-31"],
        }
    )
    result = hlhdash.swimmer(hlhdash.read_cohort(table), sort="file")
    assert result.lanes["cutoff_day"].tolist() == [396, 336]
    assert "Data cut-off" not in named(swimmer(result))
    strokes = named(swimmer(result, unit="days", extras=("cut-off",)))["Data cut-off"]
    assert strokes.x[[0, 3]].tolist() == [396, 336]
    masked = hlhdash.swimmer(hlhdash.read_cohort(table).masked(), sort="file")
    assert masked.lanes["cutoff_day"].tolist() == [396, 336]


def test_the_axis_ends_where_it_is_asked_to(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study), unit="days", until=63, references=(28, 365))
    low, high = figure.layout.xaxis.range
    assert -18 < low < -15.75
    assert 63 < high < 66
    assert [shape.x0 for shape in figure.layout.shapes] == [0, 28]


def test_hovering_tells_who_and_what(study: hlhdash.Cohort) -> None:
    traces = named(swimmer(hlhdash.swimmer(study)))
    where = list(traces["L-DEP"].customdata).index("P6")
    assert plain(traces["L-DEP"].hovertext[where]) == "P6 · EBV · F · 1.7 years L-DEP: day 7 to day 145"
    where = list(traces["Death"].customdata).index("P8")
    assert plain(traces["Death"].hovertext[where]) == (
        "P8 · EBV · M · 2.8 years · Week 1: improved · Best response: improved Death: day 198"
    )


def test_the_words_around_it_say_what_and_where_from(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study.where(etiology=["EBV", "FHL"])))
    words = written(figure)
    for fact in (
        "What happened to each patient?",
        "longest follow-up first",
        "Reconstruction from published totals, not patient data",
        "7 of 9 patients",
        "Day zero: Ruxolitinib start",
        "Data cut-off: 2020-01-29",
        "Filters: Etiology: EBV, FHL",
        f"File: ruxolitinib9.xlsx ({study.fingerprint[:8]})",
    ):
        assert fact in words
    assert plain(figure.layout.xaxis.title.text) == "Months from day zero (Ruxolitinib start)"


def test_it_can_be_told_in_one_sentence(study: hlhdash.Cohort) -> None:
    assert swimmer(hlhdash.swimmer(study)).layout.meta["alt"] == (
        "Swimmer plot, a lane for each of 9 patients: 3 died, 6 were alive at last follow-up; the longest follow-up "
        "is 24.0 months."
    )


def test_who_cannot_be_drawn_is_counted() -> None:
    result = hlhdash.swimmer(small(last_follow_up=[400, 7, None, 200]))
    assert result.not_drawn == ("C",)
    assert "1 patient without a day of last follow-up is not drawn" in written(swimmer(result))


def test_reference_lines_are_drawn_at_their_days(study: hlhdash.Cohort) -> None:
    figure = swimmer(hlhdash.swimmer(study), unit="weeks", references=(28, 365))
    assert [shape.x0 for shape in figure.layout.shapes] == [0, 4, 365 / 7]
    assert {"day zero", "day 28", "day 365"} <= set(sentences(figure))


@pytest.mark.parametrize("n", [120, 500, 1000])
def test_more_patients_are_no_more_traces(n: int) -> None:
    figure = swimmer(hlhdash.swimmer(cohort(n), group="etiology"))
    in_legend = [trace for trace in figure.data if trace.showlegend is not False]
    assert len({trace.name for trace in in_legend}) == len(in_legend)
    assert len(figure.data) - len(in_legend) <= 3
    assert len(figure.data) <= 24
    assert len(named(figure)["Follow-up"].x) == n


def test_a_tall_figure_has_its_time_axis_at_both_ends() -> None:
    tall, low = swimmer(hlhdash.swimmer(cohort(500))), swimmer(hlhdash.swimmer(cohort(12)))
    assert tall.layout.xaxis2.side == "top"
    assert tall.layout.xaxis2.matches == "x"
    assert "xaxis2" not in low.layout
    assert 3000 < tall.layout.height < 5000


def test_tight_lanes_are_named_in_part_so_that_names_do_not_touch() -> None:
    tall = swimmer(hlhdash.swimmer(cohort(500)))
    lane = (tall.layout.height - tall.layout.margin.t - tall.layout.margin.b) / 500
    assert min(np.diff(sorted(set(names(tall).y)))) * lane >= names(tall).textfont.size


def test_rare_treatments_of_a_long_list_share_a_legend_entry() -> None:
    table = wide_table(60)
    table["added_therapy"] = [f"protocol {i}" for i in range(60)]
    table["added_therapy_start"] = range(2, 62)
    table["added_therapy_stop"] = 90
    traces = named(swimmer(hlhdash.swimmer(hlhdash.read_cohort(table))))
    bars = {name.removesuffix(", end not recorded") for name, trace in traces.items() if trace.type == "bar"}
    assert len(bars - {"Follow-up", "CR lasts", "PR lasts"}) == 12
    assert "Other treatments" in bars
    assert any("protocol" in text for text in traces["Other treatments"].hovertext)


def test_a_room_gets_larger_words_and_marks(study: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(study)
    desk, room = swimmer(result), swimmer(result, look=Look(size="room"))
    assert room.layout.annotations[0].font.size > 1.5 * desk.layout.annotations[0].font.size
    assert named(room)["Death"].marker.size > 1.4 * named(desk)["Death"].marker.size


def test_a_file_without_treatments_and_events_says_what_would_draw_them() -> None:
    bare = pd.DataFrame({"patient_id": ["A"], "vital_status": ["alive"], "last_follow_up": [100]})
    figure = swimmer(hlhdash.swimmer(hlhdash.read_cohort(bare)))
    assert "No treatment has a day; a sheet “treatments” with patient_id" in written(figure)
    assert "No response or event has a day; a sheet “events” with patient_id" in written(figure)
    assert set(named(figure)) == {"Follow-up", "Alive at last follow-up"}


def test_nobody_to_draw_leaves_an_empty_plot_that_says_who_is_missing() -> None:
    table = pd.DataFrame({"patient_id": ["A", "B"], "vital_status": ["alive", "lost"], "last_follow_up": [100, None]})
    cohort = hlhdash.read_cohort(table).where(vital_status="lost")
    assert "1 patient without a day of last follow-up is not drawn" in written(swimmer(hlhdash.swimmer(cohort)))


def test_a_long_name_of_a_treatment_is_broken_in_the_legend_not_cut() -> None:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": [0], "last_follow_up": [90], "vital_status": ["alive"]})
    name = "methylprednisolone and cyclosporine A"
    courses = pd.DataFrame({"patient_id": ["A"], "drug": [name], "start_day": [0], "end_day": [60]})
    figure = swimmer(hlhdash.swimmer(hlhdash.read_cohort({"patients": people, "treatments": courses})))
    assert "methylprednisolone and<br>cyclosporine A" in named(figure)


def test_a_few_lanes_stand_apart_and_what_lies_in_each_stays_together(study: hlhdash.Cohort) -> None:
    usual = Look().sizes.lane
    few = lanes(hlhdash.swimmer(study, align="hsct"), Look(), 480, track=True)
    assert few.px == 2 * usual
    assert few.track.middle * few.px == pytest.approx(0.33 * 1.3 * usual)
    assert few.treatments.thick * few.px == pytest.approx(0.6 * usual)


def test_the_subtitle_says_what_the_colour_of_the_bars_is() -> None:
    def subtitle(colour: Literal["treatment", "etiology"], sort: str) -> str:
        result = hlhdash.swimmer(small(), sort=sort)
        return words(result, Look(), "months", colour).subtitle

    assert subtitle("treatment", "file") == "One lane per patient, in the order of the file; bars are treatments."
    assert subtitle("etiology", "file").endswith("bars are treatments, coloured by etiology.")
    assert subtitle("etiology", "rux_stop").endswith(
        "longest follow-up first; bars are treatments, coloured by etiology."
    )


def test_a_group_that_goes_on_elsewhere_says_how_many_it_has_in_all() -> None:
    result = hlhdash.swimmer(small(), group="etiology").only(0, 3)
    headers = [one.text for one in swimmer(result).layout.annotations if "■" in one.text]
    assert [plain(text) for text in headers] == ["■ EBV  2 patients", "■ FHL  1 of 2 patients"]


def test_headings_of_facts_stand_above_the_numbers_of_the_upper_axis() -> None:
    people = {name: values * 30 for name, values in ROWS.items()}
    tall = hlhdash.read_cohort(pd.DataFrame(people | {"patient_id": [f"P{i}" for i in range(120)]}))
    shifts = [
        [one.yshift for one in swimmer(hlhdash.swimmer(cohort)).layout.annotations if one.text == "Etiology"]
        for cohort in (small(), tall)
    ]
    assert shifts == [[3], [31]]
