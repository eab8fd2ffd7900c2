"""Patient, Labs, Safety and the linked screens with files that lack something: a sentence, and the rest is shown."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import hlhdash
from hlhdash.ui import patient_screen
from scripts.browser import ROOT
from tests.figures.cohorts import wide_table

SAMPLE = ROOT / "sample_data" / "ruxolitinib9.xlsx"
SCREENS = ("cohort", "swimmer", "survival", "response", "patient", "labs", "safety")
PEOPLE = pd.DataFrame(
    {
        "patient_id": list("ABC"),
        "etiology": ["EBV", "EBV", "FHL"],
        "rux_start": [0, 0, 0],
        "last_follow_up": [90, 30, 60],
        "vital_status": ["alive", "dead", "alive"],
        "response_week1": ["PR", "NR", "CR"],
    }
)
LABS = pd.DataFrame({"patient_id": list("AABBC"), "day": [0, 7, 0, 7, 0], "analyte": "ferritin", "unit": "ng/mL"})
LABS = LABS.assign(value=["9000", "400", "3000", ">40000", "600"])
TREATMENTS = pd.DataFrame({"patient_id": ["A"], "treatment": ["ruxolitinib"], "start_day": [0], "end_day": [20]})
EVENTS = pd.DataFrame({"patient_id": ["A"], "kind": ["adverse event"], "label": ["Sepsis"], "grade": [3]})
EVENTS = EVENTS.assign(start_day=[4])


def opened(**sheets: pd.DataFrame) -> AppTest:
    out = io.BytesIO()
    with pd.ExcelWriter(out) as book:
        for name, table in sheets.items():
            table.to_excel(book, sheet_name=name, index=False)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    app.sidebar.get("file_uploader")[0].set_value([("made.xlsx", out.getvalue(), "application/octet-stream")])
    return app.run()


def to(app: AppTest, screen: str) -> AppTest:
    app.switch_page(f"pages/{screen}.py").run()
    assert not app.error, (screen, app.error)
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return everything that is written on the screen, with the spaces a reader sees."""
    blocks = [block.proto.body for block in app.get("html")]
    blocks += [one.value for kind in ("markdown", "caption", "info") for one in app.get(kind)]
    for chart in app.get("plotly_chart"):
        spec = json.loads(chart.proto.spec)
        blocks += [re.sub("<[^>]*>", "", note["text"]) for note in spec["layout"]["annotations"]]
        blocks.append(chart.proto.alt)
    return " ".join(blocks).replace("\xa0", " ").replace("\\", "")


def choose(app: AppTest, key: str, value: object) -> AppTest:
    app.selectbox(key=f"view.{key}").set_value(value).run()
    assert not app.error
    return app


def test_without_treatments_the_course_has_values_and_responses() -> None:
    words = said(to(opened(patients=PEOPLE.rename(columns={"rux_start": "diagnosis_day"}), labs=LABS), "patient"))
    assert "What was the course of A?" in words
    assert "The course of patient A: 0 courses of treatment, 1 analyte" in words
    assert "Response at each assessment" in words


def test_without_labs_patient_shows_the_rest_and_labs_says_what_a_sheet_looks_like() -> None:
    app = opened(patients=PEOPLE, treatments=TREATMENTS)
    words = said(to(app, "patient"))
    assert "What was the course of A?" in words
    assert "Where is A on the survival curve?" in words
    assert "Treatments, responses and events; the file has no laboratory values of this patient." in words
    assert "Diagnostic criteria and HScore cannot be said: the file has no value around the diagnosis" in words
    words = said(to(app, "labs"))
    assert "This file has no laboratory values. Add a sheet “labs” with the columns patient_id, day" in words


def test_fever_is_shown_where_a_file_has_only_the_day_on_which_it_ended() -> None:
    words = said(to(opened(patients=PEOPLE.assign(afebrile=[1, None, 2])), "labs"))
    assert "How soon does fever end?" in words
    assert "Fever: hours to its recorded end" in words
    assert "By hour 48" in words


def test_without_adverse_events_safety_shows_what_a_sheet_looks_like() -> None:
    app = to(opened(patients=PEOPLE), "safety")
    assert [one.label for one in app.main.selectbox] == []  # groups of nothing are not asked for
    words = said(app)
    assert "There are no adverse events among the patients who are looked at." in words
    assert "What such a sheet looks like (invented rows)" in words
    assert "Platelet count decreased" in words


def test_one_patient_is_shown_on_every_screen() -> None:
    app = opened(patients=PEOPLE.head(1), labs=LABS.head(2), treatments=TREATMENTS, events=EVENTS)
    for screen in SCREENS:
        to(app, screen)
    for view in ("time", "pairs", "normal", "strips"):
        choose(to(app, "labs"), "lview", view)
    assert "A was last seen alive at 3.0 months; 0 of 0 others were followed longer." in said(to(app, "patient"))


def test_a_patient_without_follow_up_is_in_patient_and_said_not_to_be_on_the_curve() -> None:
    people = PEOPLE.assign(last_follow_up=[None, 30, 60], vital_status=[None, "dead", "alive"])
    app = opened(patients=people, labs=LABS, events=EVENTS)
    app.session_state["view.selection.patients"] = frozenset({0})
    words = said(to(app, "patient"))
    assert "The course of patient A, whose follow-up is not recorded." in words
    assert "This patient is not on the survival curve:" in words
    words = said(to(app, "safety"))
    assert "No adverse event came on or after day zero in a patient who was followed after it" in words


def test_a_lane_of_zero_length_is_drawn_on_every_screen() -> None:
    people = PEOPLE.assign(last_follow_up=[90, 0, 60])  # B died on day zero
    treatments = pd.DataFrame({"patient_id": ["A", "B"], "treatment": "ruxolitinib", "start_day": 0, "end_day": [9, 0]})
    app = opened(patients=people, labs=LABS, treatments=treatments, events=EVENTS)
    for screen in SCREENS:
        to(app, screen)
    lanes = json.loads(to(app, "swimmer").get("plotly_chart")[0].proto.spec)["data"][0]
    assert lanes["customdata"] == ["A", "C", "B"]
    app.session_state["view.selection.patients"] = frozenset({1})
    assert "B died at 0 months; 2 of 2 others were followed longer." in said(to(app, "patient")).replace("0.0", "0")


def test_a_cohort_in_which_everybody_left_on_day_zero_still_has_its_screens() -> None:
    app = opened(patients=PEOPLE.assign(last_follow_up=0, vital_status="alive"), labs=LABS)
    for screen in SCREENS:
        to(app, screen)
    assert "What happened to each patient?" in said(to(app, "swimmer"))


def test_without_treatments_the_swimmer_has_lanes_and_what_happened_in_them() -> None:
    words = said(to(opened(patients=PEOPLE.drop(columns="rux_start").assign(diagnosis_day=0)), "swimmer"))
    assert "What happened to each patient?" in words


def test_events_before_day_zero_only_leave_safety_with_a_sentence() -> None:
    words = said(to(opened(patients=PEOPLE, events=EVENTS.assign(start_day=-4)), "safety"))
    assert "No adverse event came on or after day zero in a patient who was followed after it" in words


def test_a_lab_with_one_value_is_drawn_and_says_what_cannot_be_compared() -> None:
    app = to(opened(patients=PEOPLE, labs=LABS.head(1)), "labs")
    assert "Ferritin over time: 1 value of 1 patient." in said(app)
    choose(app, "lview", "pairs")
    assert "Nobody has a value up to day zero and another near day 7." in said(app)
    choose(app, "lview", "strips")
    assert "How does ferritin move in each patient?" in said(app)
    choose(app, "lview", "normal")
    assert "so nothing can be seen in time" in said(app)


def test_mixed_units_are_not_mixed_in_a_figure() -> None:
    labs = LABS.assign(unit=["ng/mL", "ng/mL", "ng/mL", "furlong", "ng/mL"])
    app = to(opened(patients=PEOPLE, labs=labs), "labs")
    assert "1 value in another unit is left out" in said(app)
    app.session_state["view.selection.patients"] = frozenset({1})
    assert "What was the course of B?" in said(to(app, "patient"))


def test_values_that_are_not_above_zero_have_no_logarithmic_axis() -> None:
    app = to(opened(patients=PEOPLE, labs=LABS.assign(value=[0, 400, 3000, 900, 600])), "labs")
    choose(app, "laxis", "log")
    assert "A logarithmic axis cannot show values that are not above 0; the axis is linear." in said(app)


def test_no_value_in_the_time_shown_is_said() -> None:
    app = to(opened(patients=PEOPLE, labs=LABS.assign(day=[400, 407, 400, 407, 400])), "labs")
    assert "No value lies within the time shown. Choose a longer one." in said(app)


def test_a_thousand_patients_are_shown_on_every_screen() -> None:
    table = wide_table(1000)
    labs = pd.DataFrame({"patient_id": table["patient_id"], "day": 0, "analyte": "ferritin", "value": range(600, 1600)})
    events = pd.DataFrame({"patient_id": table["patient_id"], "kind": "adverse event", "label": "Sepsis"})
    app = opened(patients=table, labs=labs, events=events.assign(grade=3, start_day=1))
    for screen in SCREENS:
        to(app, screen)
    choose(to(app, "labs"), "lview", "strips")
    assert "850 patients are not drawn for want of room" in said(app)


@pytest.mark.parametrize("screen", SCREENS)
def test_leaving_a_patient_out_works_on_every_screen(screen: str) -> None:
    app = opened(patients=PEOPLE, labs=LABS, treatments=TREATMENTS, events=EVENTS)
    to(app, screen)
    app.session_state["view.selection.patients"] = frozenset({2})
    app.run()
    next(button for button in app.button if button.key == "chip.exclude").click().run()
    assert not app.error
    assert app.sidebar.subheader[0].value == "2 of 3 patients"
    assert "Without C" in " ".join(one.value for one in app.sidebar.caption)
    people = [one for chart in app.get("plotly_chart") for one in behind(chart)]
    assert "C" not in people
    assert screen == "cohort" or "2 of 3 patients" in said(app)


@pytest.mark.parametrize("screen", SCREENS[1:])
def test_leaving_everybody_out_is_said(screen: str) -> None:
    app = opened(patients=PEOPLE, labs=LABS, treatments=TREATMENTS, events=EVENTS)
    to(app, screen)
    app.session_state["view.selection.patients"] = frozenset({0, 1, 2})
    app.run()
    next(button for button in app.button if button.key == "chip.exclude").click().run()
    assert not app.error
    assert not app.exception


def behind(chart: object) -> list[str]:
    """Return the patients behind the points of a figure."""
    found: list[str] = []
    for trace in json.loads(chart.proto.spec)["data"]:
        for one in trace.get("customdata", []):
            found += one if isinstance(one, list) else [one]
    return [one for one in found if isinstance(one, str)]


def test_a_course_without_labs_is_shown_in_the_unit_of_the_sidebar() -> None:
    with_labs = hlhdash.patient(hlhdash.read_cohort(SAMPLE), "P1")
    without = replace(with_labs, panels=())
    assert patient_screen.unit(with_labs, "months", "labs") == "days"
    assert patient_screen.unit(without, "months", "labs") == "months"
