"""The selection: kept by place, shown by the names of the moment, the same on every screen."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from hlhdash.ui import selection
from hlhdash.ui.selection import boxed, patients_of
from scripts.browser import ROOT


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def to(app: AppTest, screen: str) -> AppTest:
    return app.switch_page(f"pages/{screen}.py").run()


def select(app: AppTest, *places: int) -> AppTest:
    app.session_state["view.selection.patients"] = frozenset(places)
    return app.run()


def chip(app: AppTest) -> str:
    return app.sidebar.get("popover")[0].proto.popover.label


def press(app: AppTest, key: str) -> AppTest:
    return next(button for button in app.button if button.key == key).click().run()


def lanes(app: AppTest) -> list[str]:
    spec = json.loads(app.get("plotly_chart")[0].proto.spec)
    return spec["data"][0]["customdata"]


def test_points_of_one_and_of_several_patients_give_each_once_in_order() -> None:
    points = [{"customdata": "B"}, {"customdata": ["A", "B"]}, {"customdata": 4}, {}, {"customdata": None}]
    assert patients_of(points) == ["B", "A"]


def test_a_box_selects_the_lanes_it_touches_wherever_on_the_time_axis_it_lies() -> None:
    lanes = {"A": 0.0, "B": 1.0, "C": 2.0}
    assert boxed([{"x": [40, 50], "y": [2.2, 0.8]}], lanes, []) == ["B", "C"]
    assert boxed([{"x": [40, 50], "y": [0.4, 0.6]}], lanes, ["A"]) == []  # between two lanes


def test_a_box_over_every_lane_is_a_stretch_of_time_and_selects_who_has_a_mark_in_it() -> None:
    lanes = {"A": 0.0, "B": 1.0, "C": 2.0}
    assert boxed([{"x": [5, 6], "y": [-0.5, 2.5]}], lanes, ["C"]) == ["C"]
    assert boxed([{"x": [5, 6], "y": [-0.5, 2.5]}], lanes, []) == ["A", "B", "C"]


def test_nobody_is_selected_at_first(app: AppTest) -> None:
    assert chip(app) == "Select patients"


def test_the_chip_names_up_to_three_patients_and_counts_more(app: AppTest) -> None:
    assert chip(select(app, 6)) == "P7"
    assert chip(select(app, 0, 6)) == "P1, P7"
    assert chip(select(app, 0, 1, 2, 3)) == "4 patients"


def test_a_mask_renames_the_selection_and_does_not_move_it(app: AppTest) -> None:
    select(app, 6)
    app.sidebar.toggle[0].set_value(True).run()
    assert chip(app) == "P07"


def test_excluding_takes_the_patient_out_of_every_screen_and_can_be_undone(app: AppTest) -> None:
    to(app, "swimmer")
    select(app, 6)
    press(app, "chip.exclude")
    assert app.sidebar.subheader[0].value == "8 of 9 patients"
    assert "P7" not in lanes(app)
    assert "Without P7" in app.get("plotly_chart")[0].proto.spec.replace("\u00a0", " ")
    assert chip(app) == "Select patients"
    press(app, "chip.all")
    assert app.sidebar.subheader[0].value == "9 patients"


def test_restricting_leaves_nobody_else(app: AppTest) -> None:
    to(app, "swimmer")
    select(app, 0, 6)
    press(app, "chip.restrict")
    assert lanes(app) == ["P1", "P7"]
    assert app.sidebar.subheader[0].value == "2 of 9 patients"


def test_clearing_selects_nobody(app: AppTest) -> None:
    select(app, 6)
    press(app, "chip.clear")
    assert chip(app) == "Select patients"


def test_the_patient_screen_shows_the_selected_child_and_steps_in_the_swimmers_order(app: AppTest) -> None:
    to(app, "patient")
    select(app, 6)
    spec = app.get("plotly_chart")[0].proto.spec
    assert "What was the course of P7?" in spec
    press(app, "patient.next")
    assert chip(app) == "P5"  # the shortest follow-up comes last
    assert next(button for button in app.button if button.key == "patient.next").disabled


def test_no_address_holds_a_patient(app: AppTest) -> None:
    select(app, 6)
    assert "P7" not in str(dict(app.query_params))


@pytest.mark.parametrize(
    ("running", "asked"),
    [(["a part"], [selection.LINKED]), ([], [])],  # of the parts, and of all, as on the way to another screen
)
def test_parts_are_redrawn_alone_only_where_not_all_is_drawn(
    monkeypatch: pytest.MonkeyPatch, running: list[str], asked: list[str]
) -> None:
    found: list[str] = []
    monkeypatch.setattr(selection, "get_script_run_ctx", lambda: SimpleNamespace(fragment_ids_this_run=running))
    monkeypatch.setattr(selection.st, "rerun", found.append)
    selection.repaint()
    assert found == asked
