"""The privacy check on the Cohort screen: one click coarsens every screen, one undoes it, and it is kept."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from hlhdash.ui import deck
from scripts.browser import ROOT
from tests.ui.test_cohort_screen import drop, everything

HEADER = "patient_id,sex,age_years,etiology,rux_start,last_follow_up,vital_status"
ROWS = [f"ZQX{i},F,{i}.37,{'EBV' if i < 5 else 'Quagga'},2020-01-0{i},2020-06-01,alive" for i in range(1, 7)]
FILE = "\n".join((HEADER, *ROWS)) + "\n"
COARSE = "Coarsened: ages in whole years, groups of fewer than 3 as “other”, dates and free text left out."


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def check(app: AppTest) -> AppTest:
    app.session_state["cohort.part"] = "Privacy check"  # the tests' app does not keep which tab is open
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click()
    return check(app)


def ages(app: AppTest) -> list[float]:
    return app.session_state["_visit"].cohort.patients["age_years"].tolist()


def test_one_click_coarsens_and_one_undoes_it(app: AppTest):
    check(drop(app, ("cohort.csv", FILE)))
    assert "are alone with theirs" in everything(app)
    assert ages(app)[0] == 1.37
    press(app, "Coarsen")
    assert COARSE in everything(app)
    assert ages(app) == [1, 2, 3, 4, 5, 6]
    assert set(app.session_state["_visit"].cohort.patients["etiology"]) == {"other"}
    press(app, "Show it as in the file again")
    assert COARSE not in everything(app)
    assert ages(app)[0] == 1.37


def test_a_new_file_stays_coarse(app: AppTest):
    press(check(drop(app, ("cohort.csv", FILE))), "Coarsen")
    drop(app, ("other.csv", FILE.replace("ZQX", "B")))
    assert ages(app) == [1, 2, 3, 4, 5, 6]
    assert app.session_state["_visit"].name == "other.csv"


def test_bands_are_chosen_beside_the_button(app: AppTest):
    check(drop(app, ("cohort.csv", FILE)))
    next(one for one in app.selectbox if one.key == "privacy.ages").select("bands")
    press(check(app), "Coarsen")
    patients = app.session_state["_visit"].cohort.patients
    assert patients["age_band"].tolist() == ["1 to 5"] * 5 + ["6 to 11"]
    assert not app.error


def test_no_screen_shows_what_was_coarsened(app: AppTest):
    press(check(drop(app, ("cohort.csv", FILE))), "Coarsen")
    for page in ("swimmer", "survival", "response", "patient", "labs", "safety", "cohort"):
        app.switch_page(f"pages/{page}.py").run()
        said = everything(app) + "".join(str(one.value) for one in app.dataframe) + str(app._tree)
        assert "Quagga" not in said
        assert ".37" not in said
        assert not app.exception


def test_a_saved_view_is_coarse_again(app: AppTest):
    press(check(drop(app, ("cohort.csv", FILE))), "Coarsen")
    app.switch_page("pages/survival.py").run()
    held, opened = app.session_state[deck._HELD], app.session_state["_visit"]
    saved = deck._maker(held, opened, deck.Lens())().to_json()
    assert json.loads(saved)["reading"] == {"coarsen": "years, 3"}
    other = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    drop(other, ("cohort.csv", FILE), ("view.json", saved))
    assert ages(other) == [1, 2, 3, 4, 5, 6]
