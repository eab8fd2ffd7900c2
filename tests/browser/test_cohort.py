"""The Cohort screen in a real browser: answers, choices and files that come again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver
from tests.ui.test_cohort_screen import NEW, OLD

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A fresh visit; fails when anything was asked of another machine."""
    with driver.context(chromium, address, height=1600) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        yield page
        assert left == []


def drop(page: Page, tmp_path: Path, **files: str) -> None:
    paths = []
    for name, text in files.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    page.set_input_files("input[type=file]", paths)
    page.wait_for_timeout(800)
    driver.settle(page, 0.8)


def died(page: Page) -> str:
    return page.locator('[data-testid="stMetricValue"]').nth(1).inner_text()


def test_what_is_assumed_can_be_confirmed_and_what_was_chosen_taken_back(page: Page, tmp_path: Path) -> None:
    drop(page, tmp_path, old=OLD)
    page.get_by_role("button", name="That is right").click()
    driver.settle(page, 0.8)
    expect(page.get_by_text("1 question only you can answer")).to_have_count(0)
    page.get_by_text("Questions you answered").click()
    page.get_by_text("0 means dead").click()
    driver.settle(page, 0.8)
    assert died(page) == "2 (67 %)"
    drop(page, tmp_path, new=NEW)
    expect(page.get_by_text("What changed since old.csv")).to_be_visible()
    assert died(page) == "2 (50 %)"
    page.get_by_role("button", name="Read it without them").click()
    driver.settle(page, 0.8)
    expect(page.get_by_text("1 question only you can answer")).to_be_visible()


def test_the_query_list_is_an_excel_file(page: Page, tmp_path: Path) -> None:
    drop(page, tmp_path, old=OLD)
    page.get_by_role("tab", name="findings").click()
    driver.settle(page, 0.6)
    with page.expect_download() as download:
        page.get_by_role("button", name="Query list for Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    assert [sheet.cell(2, column).value for column in (1, 2, 4, 6)] == ["Not used", "ZQX2", 3, "2020-06-31"]


def test_the_choices_of_columns_can_be_saved(page: Page, tmp_path: Path) -> None:
    drop(page, tmp_path, old=OLD)
    page.get_by_role("button", name="That is right").click()
    driver.settle(page, 0.8)
    page.get_by_role("tab", name="Columns").click()
    driver.settle(page, 0.6)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the choices").click()
    saved = download.value.path().read_text(encoding="utf-8")
    assert '"vital_status": "1 means dead"' in saved
    assert "ZQX" not in saved


def settings(page: Page) -> None:
    page.get_by_role("button", name="How it was read").click()
    driver.settle(page, 0.6)


def test_another_encoding_can_be_chosen_and_one_that_is_wrong_is_refused(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "clinic.csv"
    path.write_bytes("编号,病因,开始日期,末次随访,结局\nA,家族性,2020-01-01,2020-03-01,存活\n".encode("gb18030"))
    page.set_input_files("input[type=file]", str(path))
    expect(page.get_by_text("Letters were read as gb18030.")).to_be_visible(timeout=20_000)
    settings(page)
    page.locator('[data-testid="stPopoverBody"] [data-testid="stSelectbox"]').click()
    page.get_by_role("option", name="Western Europe (cp1252)").click()
    expect(page.get_by_text("no column says which patient a row is")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Letters were read as gb18030.")).to_be_visible(timeout=20_000)


def test_a_data_cut_off_can_be_set(page: Page, tmp_path: Path) -> None:
    drop(page, tmp_path, old=OLD)
    settings(page)
    page.get_by_role("textbox", name="Data cut-off").fill("2020/4/1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The data reach to 2020-04-01.")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Last follow-up is later than the data cut-off, 2020-04-01.")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Take it from the file").click()
    expect(page.get_by_text("The data reach to 2020-06-01.")).to_be_visible(timeout=20_000)
