"""The Swimmer screen without a browser: what each choice changes, and what it says where it cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from scripts.browser import ROOT


@pytest.fixture
def app() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    return app.switch_page("pages/swimmer.py").run()


def figures(app: AppTest) -> list[dict[str, Any]]:
    assert not app.error
    return [json.loads(one.proto.spec) for one in app.get("plotly_chart")]


def lanes(app: AppTest) -> list[str]:
    return figures(app)[0]["data"][0]["customdata"]


def names(app: AppTest) -> set[str]:
    return {trace["name"] for trace in figures(app)[0]["data"] if "name" in trace}


def words(app: AppTest, number: int = 0) -> str:
    texts = [one["text"] for one in figures(app)[number]["layout"]["annotations"]]
    return " ".join(texts).replace("\u00a0", " ").replace("<br>", " ")


def keep(app: AppTest, **choices: object) -> AppTest:
    """Leave choices as their controls do, which are only made while their menu is open."""
    for name, value in choices.items():
        app.session_state[f"view.{name}"] = value
    return app.run()


def numbered(app: AppTest, title: str) -> str:
    """Return the id of a column in the list to sort by."""
    box = app.selectbox(key="view.sort")
    place = box.options.index(title)
    box.select_index(place).run()
    return str(app.selectbox(key="view.sort").value)


def test_lanes_are_sorted_by_any_column_of_the_file(app: AppTest) -> None:
    column = numbered(app, "Age")
    assert column.startswith("c")
    assert lanes(app) == ["P1", "P5", "P2", "P4", "P6", "P7", "P8", "P3", "P9"]
    assert "by age, then longest follow-up first" in words(app)
    assert app.query_params["sort"] == column


def test_the_patient_screen_steps_in_the_order_of_that_column(app: AppTest) -> None:
    numbered(app, "Age")
    app.switch_page("pages/patient.py").run()
    next(button for button in app.button if button.key == "patient.next").click().run()
    assert "What was the course of P5?" in app.get("plotly_chart")[0].proto.spec


def test_columns_are_picked_by_number_and_never_named_in_the_address(app: AppTest) -> None:
    column = numbered(app, "etiology_detail")
    keep(app, sort="follow-up", beside=[column])
    assert "UNC13D" in json.dumps(figures(app)[0]["data"][-1]["text"])
    assert "etiology_detail" not in str(dict(app.query_params))


def test_alignment_leaves_out_who_has_no_such_day_and_says_who(app: AppTest) -> None:
    keep(app, align="hsct")
    assert lanes(app) == ["P1", "P6", "P2", "P8"]
    assert "5 patients have no day of HSCT and so no lane: P3, P4, P5, P7, P9" in words(app)


def test_the_strip_and_the_waterfall_show_a_lab(app: AppTest) -> None:
    assert len(figures(app)) == 1
    keep(app, strip="a1", waterfall="a1")
    assert "Ferritin (strip)" in names(app)
    assert "What was the best change of ferritin?" in words(app, 1)
    assert "in the order of the lanes" in words(app, 1)
    keep(app, same_order=False)
    assert "least change first" in words(app, 1)


def test_a_lab_nobody_has_is_said_and_the_lanes_are_drawn(app: AppTest) -> None:
    app.sidebar.multiselect(key="view.f0").set_value([1]).run()
    assert lanes(app) == ["P1", "P2"]
    keep(app, strip="a9", waterfall="a9")
    assert lanes(app) == ["P1", "P2"]
    said = [one.value.replace("\\", "") for one in app.info]
    assert [one.split(",")[0] for one in said] == [
        "There is no EBV DNA among the patients who are looked at",
        "Nobody who is looked at has EBV DNA up to day zero and again later",
    ]


def test_a_short_time_is_counted_in_days(app: AppTest) -> None:
    keep(app, shown_days="63", lines=["28"])
    axis = figures(app)[0]["layout"]["xaxis"]
    assert axis["title"]["text"].startswith("Days from day zero")
    assert axis["range"][1] < 70
    assert "day 28" in words(app)


def test_what_waits_in_the_legend_is_drawn_when_asked_for(app: AppTest) -> None:
    def fever() -> dict[str, Any]:
        return next(trace for trace in figures(app)[0]["data"] if trace.get("name") == "Fever gone")

    assert fever()["visible"] == "legendonly"
    keep(app, marks=["milestones", "cutoff"], track=False)
    assert fever()["visible"] is True
    assert "Data cut-off" in names(app)
    assert "CR lasts" not in names(app)


def test_a_link_opens_the_choices_of_the_closed_menu() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"align": "hsct", "strip": "a1", "marks": "cutoff", "sort": "c1"}.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/swimmer.py").run()
    assert set(lanes(app)) == {"P1", "P2", "P6", "P8"}
    assert {"Ferritin (strip)", "Data cut-off"} <= names(app)
