"""Reports: one HTML file that asks nothing of any server, and a Word document with the same cells."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from html import unescape
from pathlib import Path

import docx
import pandas as pd
import pytest
from playwright.sync_api import Browser

import hlhdash
from hlhdash.cohort.endpoints import STANDARD
from hlhdash.export.briefing import Briefing, briefing
from hlhdash.export.document import document
from hlhdash.export.page import page
from hlhdash.language import Translator
from hlhdash.report.plain_table import plain_table
from hlhdash.views import Lens, ResponseView, SurvivalView, SwimmerView, View

SAY = Translator("en")
DECK = (
    View(SwimmerView()),
    View(SurvivalView(by="etiology", against="EBV"), title="Who lives?", note="Nine are few."),
    View(ResponseView()),
    View(SurvivalView(STANDARD["time to HSCT"], shown="stacked"), Lens(unit="days")),
)


@pytest.fixture(scope="module")
def report(nine: hlhdash.Cohort) -> Briefing:
    return briefing(nine, DECK, {})


def scripts(content: str) -> list[str]:
    return re.findall(r"<script>(.*?)</script>", content, re.DOTALL)


def test_the_policy_allows_what_is_in_the_file_and_nothing_else(report: Briefing) -> None:
    content = page(report, SAY).decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', content)
    found = scripts(content)
    assert len(found) == 2
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in found]
    assert unescape(policy) == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'; style-src 'unsafe-inline'; "
        "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )
    outside = content.replace(found[0], "")
    assert re.findall(r"(?:src|href)=\"(?!#)", outside) == []
    assert "http://" not in outside
    assert "https://" not in outside


def test_every_figure_is_drawn_without_a_request(report: Briefing, tmp_path: Path, chromium: Browser) -> None:
    place = tmp_path / "report.html"
    place.write_bytes(page(report, SAY))
    requests, complaints = [], []
    tab = chromium.new_page(viewport={"width": 1200, "height": 900})
    tab.on("request", lambda one: requests.append(one.url))
    tab.on("console", lambda one: complaints.append(one.text))
    tab.on("pageerror", lambda one: complaints.append(str(one)))
    tab.goto(place.as_uri())
    tab.wait_for_function("document.querySelectorAll('.js-plotly-plot').length === 4")
    assert requests == [place.as_uri()]
    assert complaints == []
    titles = tab.evaluate("[...document.querySelectorAll('.modebar-btn')].map(one => one.dataset.title)")
    assert not [title for title in titles if "cloud" in title.lower() or "edit" in title.lower()]
    assert tab.locator("#figure1").get_attribute("aria-label").startswith("Swimmer plot")
    tab.close()


def test_tables_of_the_page_hold_every_cell(report: Briefing) -> None:
    content = page(report, SAY).decode().replace("\u00a0", " ")
    tables = re.findall(r"<tbody>(.*?)</tbody>", content, re.DOTALL)
    assert len(tables) == len(DECK) + 2
    for table, shown in zip(
        [*(one.table for one in report.answers), report.flow, report.findings], tables, strict=True
    ):
        rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", shown)]
        assert [list(map(unescape, row)) for row in rows] == [list(row) for row in plain_table(table, SAY).rows]


def test_the_document_holds_figures_tables_and_words(report: Briefing) -> None:
    made = docx.Document(io.BytesIO(document(report, SAY)))
    assert len(made.inline_shapes) == 4
    assert len(made.tables) == len(DECK) + 2
    for asked, table in zip(report.answers, made.tables, strict=False):
        content = plain_table(asked.table, SAY)
        shown = [[cell.text for cell in row.cells] for row in table.rows]
        assert shown == [list(content.headings), *map(list, content.rows)]
    said = [one.text for one in made.paragraphs]
    assert "Who lives?" in said
    assert "Nine are few." in said
    assert any(one.startswith("Figure 2. Who lives? Kaplan-Meier curves, Overall survival by Etiology") for one in said)
    assert any("P = 0.167 (log-rank test, exact permutation P over all 126 assignments" in one for one in said)
    assert "Reconstruction from published totals, not patient data" in said


def test_masked_in_one_view_is_masked_in_the_report(nine: hlhdash.Cohort) -> None:
    table = nine.patients.assign(patient_id=[f"Child-{i}" for i in range(9)])[["patient_id", "etiology"]]
    table = table.assign(rux_start=0, last_follow_up=[30] * 9, vital_status=["alive"] * 8 + ["?"])
    cohort = hlhdash.read_cohort(table)
    deck = (View(SwimmerView(), Lens(masked=True)), View(SwimmerView()))
    content = page(briefing(cohort, deck, {}), SAY).decode()
    assert "Child-" not in content
    assert "P09" in content


def test_text_of_a_file_cannot_run() -> None:
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    table = pd.DataFrame(
        {
            "patient_id": [hostile, "=cmd|' /C calc'!A0", "c"],
            "rux_start": 0,
            "last_follow_up": [10, 20, 30],
            "vital_status": ["alive", "dead", "alive"],
            "arm": ["@SUM(1)", "<b>x</b>", "<b>x</b>"],
        }
    )
    report = briefing(hlhdash.read_cohort(table), (View(SwimmerView(group="arm"), title=hostile),), {})
    content = page(report, SAY).decode()
    assert len(scripts(content)) == 2
    assert "<img" not in content
    assert "onerror=alert(1)>" not in content.replace("&gt;", "")
    (block,) = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', content, re.DOTALL)
    assert "<" not in block
    assert json.loads(block)["config"]["showSendToCloud"] is False
    made = docx.Document(io.BytesIO(document(report, SAY)))
    ids = {row.cells[0].text for row in made.tables[0].rows}
    assert "'=cmd|' /C calc'!A0" in ids
