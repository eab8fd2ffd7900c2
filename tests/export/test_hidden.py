"""Every kind of report hides the same small counts as the stage, also in the data behind its charts."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

import hlhdash
from hlhdash import views
from hlhdash.command.report import main
from hlhdash.views import Answer, ResponseView, SurvivalView, View
from tests.export.conftest import SAMPLES
from tests.export.test_agreement import READERS, printed

DECK = (View(ResponseView()), View(SurvivalView(by="etiology")), View(ResponseView("forest")))
SAMPLE = SAMPLES / "ruxolitinib9.xlsx"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("hidden") / "view.json"
    place.write_bytes(views.save_view(hlhdash.read_cohort(SAMPLE), {}, DECK).to_json())
    return place


@pytest.fixture(scope="module")
def wanted() -> list[Answer]:
    cohort = hlhdash.read_cohort(SAMPLE)
    return [views.masked(views.answer(view, cohort), 5) for view in DECK]


def report(saved: Path, kind: str) -> Path:
    out = saved.with_name(f"report.{kind}")
    told = io.StringIO()
    arguments = ["report", str(SAMPLE), "--view", str(saved), "--out", str(out), "--quiet", "--hide-under", "5"]
    assert main(arguments, told) == 0
    return out


@pytest.mark.parametrize("kind", list(READERS))
def test_tables_of_a_report_are_those_of_the_stage(saved: Path, wanted: list[Answer], kind: str) -> None:
    found = READERS[kind](report(saved, kind), len(DECK))
    assert found == [printed(asked) for asked in wanted]
    assert "[c]" in {cell for one in found for row in one for cell in row}


def test_a_chart_holds_no_hidden_count(saved: Path) -> None:
    slides: Any = Presentation(str(report(saved, "pptx"))).slides
    (chart,) = [shape.chart for shape in slides[0].shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == ["EBV", "Total"]
    series = {one.name: list(one.values) for one in chart.plots[0].series}
    assert series == {"improved": [0, 5], "Hidden classes": [5, 4]}
    (at_risk,) = [shape.table for shape in slides[1].shapes if shape.has_table]
    counts = [cell.text_frame.text for cell in list(at_risk.rows)[1].cells]
    assert (counts[:2], set(counts[2:])) == (["EBV", "5"], {"[c]"})


def test_a_page_holds_neither_patients_nor_who_was_left_out(saved: Path) -> None:
    content = report(saved, "html").read_text()
    assert 'id="findings"' not in content
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', content)
    assert [len(re.findall(r'"P[0-9]"', block)) for block in blocks] == [0, 0, 0]
    assert "hidden, because fewer than 5 patients" in content


def test_a_size_must_be_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", str(SAMPLE), "--out", "x.html", "--hide-under", "five"])
    assert "five must be a whole number from 0 (nothing is hidden) to 100" in capsys.readouterr().err
