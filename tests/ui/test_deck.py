"""The deck: what a screen shows is kept and shown again; files are written when their button is pressed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import hlhdash
from hlhdash import views
from hlhdash.analysis.criteria import EmapalumabSettings, MidwestSettings
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.views import (
    AssessedView,
    ChangeView,
    CharacteristicsView,
    Condition,
    CourseView,
    DiagnosisView,
    LabsView,
    Lens,
    PatientView,
    ResponseView,
    SpeedView,
    SurvivalView,
    SwimmerView,
    View,
)
from scripts.browser import ROOT

NINE = ROOT / "sample_data" / "ruxolitinib9.xlsx"
OWN = Endpoint("event-free survival", ("death", "relapse"), censoring=("hsct",), failure_day=14)
KEPT = (
    View(
        SwimmerView("etiology", "sex", "etiology", (28.0, 100.0), "hsct", ("etiology",), until=210.0, track=False),
        Lens(None, True, "weeks", (Condition("etiology", ("EBV", "FHL")),)),
    ),
    View(SurvivalView(by="etiology", against="EBV", medians=True, times=(6.0, 12.0)), Lens("first_line_start")),
    View(SurvivalView(by="hsct", landmark=56.0, tail="cut", table=False), Lens(unit="days")),
    View(SurvivalView(OWN, interval="plain", band="off")),
    View(SurvivalView(hlhdash.cohort.endpoints.STANDARD["time to HSCT"], shown="stacked", crossed=True)),
    View(ResponseView("forest", "best_response", "etiology", "EBV", ("CR",), interval="wilson", benchmark=0.3)),
    View(ResponseView(by="etiology", pooled=("FHL", "AID"), planned=True, denominator="evaluable", within="sex")),
    View(LabsView("haemoglobin", "etiology", "strips", "value", False, None), Lens(masked=True)),
    View(LabsView("ferritin", None, "pairs", "percent", None, None, 28)),
    View(PatientView(4, "emapalumab", "all")),
    View(CourseView("etiology", "EBV")),
    View(SpeedView("etiology", None, ("CR",), "counted", ("FHL", "AID"), True, "weeks")),
    View(ResponseView(rule="midwest", limits=MidwestSettings(count_rise=None, ferritin_below=400.0, alt_from=40.0))),
    View(CharacteristicsView("etiology", True, True, ("FHL", "AID"), True)),
    View(ChangeView("etiology")),
    View(AssessedView("response_week2", "emapalumab", limits=EmapalumabSettings(assumed_normal=("cns", "spleen")))),
    View(DiagnosisView(at="first_line_start", fever_from=38.3)),
)  # fmt: skip


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    uploader = app.get("file_uploader")[0]
    uploader.set_value([(name, content, "application/octet-stream") for name, content in files])
    return app.run()


def saved(deck: tuple[View, ...]) -> bytes:
    return views.save_view(hlhdash.read_cohort(NINE), {}, deck).to_json()


def held(app: AppTest) -> Any:
    return app.session_state["_deck"]


@pytest.mark.parametrize("number", range(len(KEPT)))
def test_a_dropped_view_is_shown_as_it_was(app: AppTest, number: int) -> None:
    view = KEPT[number]
    drop(app, ("view.json", saved((view,))))
    assert not app.exception
    assert not app.error
    assert app.title[0].value.lower() == view.screen
    assert held(app).settings == view.settings
    assert held(app).views == (view,)


def test_the_sidebar_comes_back_too(app: AppTest) -> None:
    drop(app, ("view.json", saved((KEPT[0],))))
    assert app.sidebar.subheader[0].value == "7 of 9 patients"
    assert app.sidebar.toggle[0].value is True


def test_another_file_is_told_first(app: AppTest) -> None:
    other = ROOT / "sample_data" / "invented120.csv"
    drop(app, ("view.json", saved((View(SurvivalView(by="etiology")),))), (other.name, other.read_bytes()))
    assert app.title[0].value == "Cohort"
    (warning,) = [one.value for one in app.warning if "made with another file" in one.value]
    assert "That file had 9 patients, this one has 120" in warning.replace("\\", "")
    next(one for one in app.button if one.label == "Open 1 view all the same").click().run()
    assert app.title[0].value == "Survival"
    assert held(app).settings == SurvivalView(by="etiology")
    assert not [one for one in app.warning if "made with another file" in one.value]


def test_a_view_whose_column_is_gone_is_said_and_left(app: AppTest) -> None:
    drop(app, ("view.json", saved((View(SurvivalView(by="donor")),))))
    assert any("this file has no column donor" in one.value.replace("\\", "") for one in app.warning)
    next(one for one in app.button if one.label == "Leave it").click().run()
    assert not app.warning


def test_a_damaged_view_is_refused_in_a_sentence(app: AppTest) -> None:
    content = json.loads(saved((View(SwimmerView()),))) | {"deck": 3}
    drop(app, ("view.json", json.dumps(content).encode()))
    assert "view\\.json is damaged" in app.error[0].value


def test_what_a_screen_shows_is_remembered(app: AppTest) -> None:
    app.switch_page("pages/survival.py").run()
    assert held(app).settings == SurvivalView(by="etiology")
    app.switch_page("pages/response.py").run()
    assert held(app).settings == ResponseView()
    assert held(app).views == ()


def test_saved_views_are_small(tmp_path: Path) -> None:
    assert len(saved(KEPT)) < 12_000
