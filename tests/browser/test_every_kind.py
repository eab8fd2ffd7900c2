"""Every kind and shape of file through the upload in a real browser: what the Cohort screen shows of it, exactly.

What each file becomes, cell by cell, is asserted in `tests.examples`; here it is what a clinician sees.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

import hlhdash
from hlhdash.language import Translator
from hlhdash.report import reading as reading_report
from hlhdash.report.flow import flow_table
from hlhdash.report.summary import table_one
from scripts import browser as driver
from tests.examples.telling import examples, read

pytestmark = pytest.mark.browser
say = Translator()


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """One visit, into which one file after the other is dropped; fails when anything leaves the machine."""
    with driver.server() as (address, _), driver.context(chromium, address, height=1600) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        yield page
        assert left == []


def shown(page: Page, place: str) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(place).all_inner_texts()]


def rows_of(table) -> list[str]:
    return [" ".join(" ".join(say(cell) for cell in row.cells).split()) for row in table.rows]


@pytest.mark.parametrize("name", examples())
def test_the_cohort_screen_shows_exactly_what_was_read(page: Page, name: str) -> None:
    paths = examples()[name]
    cohort = read(name)
    page.set_input_files("input[type=file]", [str(path) for path in paths])
    caption = page.locator('[data-testid="stSidebar"] [data-testid="stCaptionContainer"]').first
    expect(caption).to_have_text(" + ".join(path.name for path in paths), timeout=20_000)
    driver.settle(page, 0.15)

    assert page.locator('[data-testid="stAlertContentError"]').count() == 0
    counted = hlhdash.summary(cohort)
    metrics = shown(page, '[data-testid="stMetricValue"]')
    assert [metrics[0], metrics[1].split(" ")[0], *metrics[2:]] == [
        str(len(cohort)),
        str(counted.died),
        str(counted.transplanted),
        str(counted.lost),
    ]
    understood = " ".join(map(say, reading_report.understood(cohort)))
    expect(page.get_by_text(understood, exact=True)).to_be_visible()
    open_questions = len([question for question in cohort.questions if not question.answered])
    expect(page.get_by_text("only you can answer")).to_have_count(1 if open_questions else 0)
    if open_questions:
        expect(page.get_by_text("only you can answer")).to_contain_text(f"{open_questions} question")
    expect(page.get_by_role("tab").nth(2)).to_contain_text(f"{len(cohort.findings)} finding")
    tables = [rows_of(table_one(counted)), rows_of(flow_table(hlhdash.exclusion_flow(cohort)))]
    for found, expected in zip(page.locator("table").all()[:2], tables, strict=True):
        assert [" ".join(row.split()) for row in found.locator("tbody tr").all_inner_texts()] == expected
