"""Views of labs, a patient, adverse events and response in time are kept, answered and written like others."""

from __future__ import annotations

import contextlib
import io
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import hlhdash
from hlhdash import views
from hlhdash.analysis.criteria import EmapalumabSettings, MidwestSettings
from hlhdash.command.report import main
from hlhdash.export.further import has_figure
from hlhdash.export.picture import live
from hlhdash.figures.style import Look
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.report.table import to_html
from hlhdash.views import (
    AssessedView,
    ChangeView,
    CharacteristicsView,
    Condition,
    CourseView,
    DiagnosisView,
    FeverView,
    LabsView,
    Lens,
    PatientView,
    SafetyView,
    SpeedView,
    View,
    WaterfallView,
)
from hlhdash.views.table_settings import TABLES
from tests.export.test_agreement import READERS, of_html

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "invented120.xlsx"
SAY = Translator("en")
DECK = (
    View(LabsView("ferritin", "etiology"), Lens(masked=True)),
    View(LabsView(shown="strips", until=None)),
    View(LabsView(shown="pairs", scale="percent", after_day=28)),
    View(LabsView(shown="normal", by="sex")),
    View(PatientView(3, "emapalumab", "all")),
    View(SafetyView("etiology", "EBV")),
    View(CourseView("etiology", "EBV", ("FHL", "AID"), True)),
    View(SpeedView(None, None, ("CR",), "counted"), title="How soon?"),
    View(SafetyView("sex", shown="first")),
    View(FeverView("sex")),
    View(WaterfallView("ferritin", True, "etiology", "etiology")),
    View(WaterfallView("platelets", False)),
    View(CharacteristicsView("etiology", True, True, ("FHL", "AID"), True)),
    View(ChangeView("etiology")),
    View(AssessedView("response_week8", "emapalumab", "agreement", EmapalumabSettings(assumed_normal=("cns",)))),
    View(AssessedView("response_week2", shown="differing", limits=MidwestSettings(count_rise=None))),
    View(AssessedView(rule="hlh-2004")),
    View(DiagnosisView(fever_from=38.3)),
    View(DiagnosisView("hscore")),
)
OF_TABLES = sum(isinstance(view.settings, TABLES) for view in DECK)
WITHOUT_RULE = ("characteristics", "before and after", "response from labs", "diagnosis")


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(SAMPLE)


def test_they_come_back_as_they_were(cohort: hlhdash.Cohort) -> None:
    saved = views.save_view(cohort, {}, DECK)
    again = views.read_saved_view(saved.to_json(), "view.json")
    assert again.deck == DECK
    assert views.open_view(again, cohort) == views.Opened(True, DECK, (), ())


@pytest.mark.parametrize("view", DECK, ids=lambda view: view.kind)
def test_each_has_a_table_and_is_a_figure_or_that_table(cohort: hlhdash.Cohort, view: View) -> None:
    asked = views.answer(view, cohort)
    assert has_figure(asked) == (not isinstance(view.settings, TABLES))
    if has_figure(asked):
        assert live(asked, Look(say=SAY)).layout["meta"]["alt"]
    assert plain_table(asked.table, SAY).rows


@pytest.mark.parametrize("kind", list(READERS))
def test_each_kind_of_report_has_their_tables(cohort: hlhdash.Cohort, kind: str, tmp_path: Path) -> None:
    saved, out = tmp_path / "view.json", tmp_path / f"report.{kind}"
    saved.write_bytes(views.save_view(cohort, {}, DECK[4:]).to_json())
    told = io.StringIO()
    assert main(["report", str(SAMPLE), "--view", str(saved), "--out", str(out), "--quiet"], told) == 0, told.getvalue()
    wanted = [plain_table(views.answer(view, cohort).table, SAY) for view in DECK[4:]]
    found = READERS[kind](out, len(wanted))
    if kind == "pptx":  # there numbers stand behind all figures, and a view that is a table where it is in the deck
        wanted = sorted(wanted, key=lambda one: one not in wanted[-OF_TABLES:])
    assert found == [[list(one.headings), *map(list, one.rows)] for one in wanted]


@pytest.mark.parametrize("view", DECK, ids=lambda view: view.kind)
def test_the_script_gives_the_same_result(cohort: hlhdash.Cohort, view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE.parent)
    asked = views.answer(view, cohort)
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(views.script(asked, {}), names)
    for one in fields(asked.result):
        mine, again = getattr(asked.result, one.name), getattr(names["result"], one.name)
        if isinstance(mine, pd.DataFrame):
            pd.testing.assert_frame_equal(mine, again)
        elif one.name in ("by", "against", "analyte", "rule", "patient_id", "groups", "order", "last_day"):
            assert mine == again


@pytest.mark.parametrize("view", DECK, ids=lambda view: view.kind)
def test_the_screen_shows_the_same_cells(cohort: hlhdash.Cohort, view: View) -> None:
    table = views.answer(view, cohort).table
    content = plain_table(table, SAY)
    assert of_html(to_html(table, SAY)) == [[list(content.headings), *map(list, content.rows)]]


def test_what_a_file_has_no_more_is_said(cohort: hlhdash.Cohort) -> None:
    nine = hlhdash.read_cohort(SAMPLE.with_name("ruxolitinib9.xlsx"))
    deck = (View(LabsView("unobtainium")), View(PatientView(50)), View(CourseView("no such column")))
    opened = views.open_view(views.save_view(cohort, {}, deck), nine)
    assert opened.deck == ()
    assert [str(one) for one in opened.lost] == [
        "View 1 (Labs) cannot be shown: this file has no values of unobtainium.",
        "View 2 (Patient) cannot be shown: this file has no patient number 51.",
        "View 3 (Response over time) cannot be shown: this file has no column no such column.",
    ]


def test_a_patient_outside_the_filters_is_refused(cohort: hlhdash.Cohort) -> None:
    other = next(i for i, one in enumerate(cohort.patients["etiology"]) if one != "MAS")
    lens = Lens(conditions=(Condition("etiology", ("MAS",)),))
    with pytest.raises(hlhdash.CohortError, match="does not meet the filters"):
        views.answer(View(PatientView(other), lens), cohort)


def test_a_view_without_a_rule_for_small_numbers_is_refused_where_they_are_hidden(cohort: hlhdash.Cohort) -> None:
    asked = views.answer(DECK[3], cohort)
    strange = replace(asked, view=View(LabsView(shown="strips")))
    with pytest.raises(hlhdash.CohortError, match="Small numbers cannot be hidden in this view"):
        views.masked(strange, 5)


@pytest.mark.parametrize("view", [view for view in DECK if view.kind in WITHOUT_RULE], ids=lambda view: view.kind)
def test_a_kind_without_a_rule_is_refused_where_small_numbers_are_hidden(cohort: hlhdash.Cohort, view: View) -> None:
    with pytest.raises(hlhdash.CohortError, match="Small numbers cannot be hidden in this view"):
        views.masked(views.answer(view, cohort), 5)
