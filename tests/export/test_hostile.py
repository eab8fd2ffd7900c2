"""Every file that can be taken along from a hostile cohort, opened and searched for anything live."""

from __future__ import annotations

import csv
import io

import pytest

import hlhdash
from hlhdash import export
from hlhdash.export.briefing import Briefing, briefing
from hlhdash.export.kinds import REPORT_KINDS
from hlhdash.export.paper import Paper
from hlhdash.export.picture import printed
from hlhdash.language import Translator
from hlhdash.report import queries
from hlhdash.report.files import KINDS, table_file
from hlhdash.report.summary import table_one
from hlhdash.views import (
    FeverView,
    ResponseView,
    SurvivalView,
    SwimmerView,
    View,
    WaterfallView,
    open_view,
    read_saved_view,
    save_view,
)
from tests import hostile
from tests.live import OWN_SCRIPT, live

SAY = Translator("en")


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(hostile.workbook(), hostile.FILE)


@pytest.fixture(scope="module")
def deck() -> tuple[View, ...]:
    title, note = hostile.ATTACKS[0], hostile.ATTACKS[3]
    return (
        View(SwimmerView(group="etiology", facts=("etiology", "gene", hostile.HEADER)), title=title, note=note),
        View(SurvivalView(by="line_of_therapy"), title=hostile.ATTACKS[6], note=note),
        View(ResponseView(by="etiology"), title=hostile.ATTACKS[4], note=note),
    )


@pytest.fixture(scope="module")
def report(cohort: hlhdash.Cohort, deck: tuple[View, ...]) -> Briefing:
    return briefing(cohort, deck, {})


def test_the_attacks_reach_the_cohort(cohort: hlhdash.Cohort) -> None:
    assert len(cohort) == hostile.PATIENTS
    assert hostile.ATTACKS[0] in set(cohort.patients["etiology"])
    assert hostile.HEADER in cohort.patients


@pytest.mark.parametrize("kind", REPORT_KINDS)
def test_reports(report: Briefing, kind: str) -> None:
    data = REPORT_KINDS[kind].write(report, SAY, None)
    assert live(f"report.{kind}", data) == [OWN_SCRIPT] * 2 * (kind == "html")


@pytest.mark.parametrize("kind", KINDS)
def test_tables(cohort: hlhdash.Cohort, report: Briefing, kind: str) -> None:
    for table in (*(asked.table for asked in report.answers), table_one(hlhdash.summary(cohort)), report.findings):
        assert live(f"table.{kind}", table_file(table, kind, SAY)) == []  # type: ignore[arg-type]


def test_query_lists(cohort: hlhdash.Cohort) -> None:
    assert live("queries.xlsx", queries.query_workbook(cohort.findings, SAY)) == []
    data = queries.query_csv(cohort.findings, SAY)
    assert live("queries.csv", data) == []
    assert len(list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))) == len(cohort.findings) + 1


def test_the_waterfall_and_the_end_of_fever(cohort: hlhdash.Cohort) -> None:
    views = (WaterfallView("ferritin", group="etiology"), FeverView(hostile.HEADER))
    report = briefing(cohort, tuple(View(one, title=hostile.ATTACKS[3]) for one in views), {})
    for kind in ("html", "xlsx"):
        data = REPORT_KINDS[kind].write(report, SAY, None)
        assert live(f"report.{kind}", data) == [OWN_SCRIPT] * 2 * (kind == "html")
    for asked, width in zip(report.answers, (85, 120), strict=True):
        assert live("table.md", table_file(asked.table, "md", SAY)) == []
        assert live("figure.svg", export.figure_file(printed(asked, Paper(width, True, SAY)), "svg")) == []


@pytest.mark.parametrize("kind", export.KINDS)
@pytest.mark.parametrize("place", range(3))
def test_figures_for_print(report: Briefing, kind: str, place: int) -> None:
    data = export.figure_file(printed(report.answers[place], Paper(180, False, SAY)), kind)  # type: ignore[arg-type]
    assert live(f"figure.{kind}", data) == []


def test_a_saved_view_comes_back_as_it_was(cohort: hlhdash.Cohort, deck: tuple[View, ...]) -> None:
    saved = read_saved_view(save_view(cohort, {}, deck).to_json(), hostile.FILE)
    opened = open_view(saved, cohort)
    assert opened.deck == deck
    assert opened.lost == ()
