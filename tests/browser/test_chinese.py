"""The switch of the language in a real browser, and links opened in another language than they were made in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A visit of an English browser; fails when anything was asked of another machine."""
    with driver.context(chromium, address) as (visit, left):
        yield visit.new_page()
        assert left == []


def switch(page: Page, language: str) -> None:
    page.get_by_role("radio", name=language).click()
    driver.settle(page, 0.8)


def chosen(page: Page, label: str) -> str:
    return page.get_by_role("combobox", name=label).first.input_value()


def choose(page: Page, label: str, option: str) -> None:
    field = page.get_by_role("combobox", name=label).first
    field.scroll_into_view_if_needed()
    page.wait_for_timeout(300)  # a list that opens while the sidebar still scrolls closes again
    field.click()
    page.get_by_role("option", name=option, exact=True).click()
    driver.settle(page, 0.6)


def test_the_switch_changes_every_word_and_stays_in_the_address(page: Page, address: str) -> None:
    driver.go(page, address, "swimmer")
    expect(page.locator("h1")).to_have_text("Swimmer")
    switch(page, "简体中文")
    expect(page.locator("h1")).to_have_text("泳道图")
    assert "lang=zh" in page.url
    page.click('[data-testid="stSidebarNav"] a:has-text("生存")')
    driver.settle(page, 0.8)
    expect(page.locator("h1")).to_have_text("生存")
    expect(page.locator(".js-plotly-plot").get_by_text("生存是否因病因而异？").first).to_be_visible()
    assert "lang=zh" in page.url
    page.reload()
    driver.settle(page, 0.8)
    expect(page.locator("h1")).to_have_text("生存")
    switch(page, "English")
    expect(page.locator("h1")).to_have_text("Survival")
    assert "lang=en" in page.url


def test_settings_survive_the_switch_there_and_back(page: Page, address: str) -> None:
    driver.go(page, address, "swimmer")
    choose(page, "Sort by", "Etiology, then follow-up")
    choose(page, "Time in", "weeks")
    switch(page, "简体中文")
    assert (chosen(page, "排序"), chosen(page, "时间单位")) == ("先按病因，再按随访", "周")
    choose(page, "排序", "文件顺序")
    switch(page, "English")
    assert (chosen(page, "Sort by"), chosen(page, "Time in")) == ("Order of the file", "weeks")
    assert "sort=file" in page.url
    assert "unit=weeks" in page.url


def test_settings_of_a_screen_that_is_not_shown_survive_the_switch(page: Page, address: str) -> None:
    driver.go(page, address, "swimmer")
    choose(page, "Sort by", "Order of the file")
    page.click('[data-testid="stSidebarNav"] a:has-text("Response")')
    driver.settle(page, 0.8)
    page.get_by_role("radio", name="Rates").click()
    driver.settle(page, 0.6)
    switch(page, "简体中文")
    expect(page.get_by_role("radio", name="缓解率")).to_be_checked()
    page.click('[data-testid="stSidebarNav"] a:has-text("泳道图")')
    driver.settle(page, 0.8)
    assert chosen(page, "排序") == "文件顺序"


def test_a_link_made_in_one_language_opens_in_the_other(page: Page, address: str) -> None:
    driver.go(page, address, "response", "lang=zh&rview=forest&unit=weeks&f0=1")
    expect(page.get_by_role("radio", name="缓解率")).to_be_checked()
    link = page.url
    colleague = page.context.new_page()
    colleague.goto(link.replace("lang=zh", "lang=en"))
    driver.settle(colleague, 0.8)
    expect(colleague.get_by_role("radio", name="Rates")).to_be_checked()
    assert chosen(colleague, "Time in") == "weeks"
    assert colleague.locator('[data-testid="stSidebar"] h3').first.inner_text().endswith("of 9 patients")
    assert "unit=weeks" in colleague.url


def test_a_chinese_browser_is_answered_in_chinese_unless_the_link_says_otherwise(
    chromium: Browser, address: str
) -> None:
    visit = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = visit.new_page()
    driver.go(page, address)
    expect(page.locator("h1")).to_have_text("队列")
    assert "lang=" not in page.url
    driver.go(page, address, "", "lang=en")
    expect(page.locator("h1")).to_have_text("Cohort")
    visit.close()


def test_a_link_that_waits_for_its_file_is_explained_in_the_language_it_asks_for(page: Page, address: str) -> None:
    driver.go(page, address, "", "lang=zh&file=000000000000&unit=weeks")
    expect(page.get_by_text("该链接显示的是另一个文件的视图")).to_be_visible()
    switch(page, "English")
    expect(page.get_by_text("This link shows a view of another file")).to_be_visible()
    assert "file=000000000000" in page.url
    assert "lang=en" in page.url


def test_a_question_of_the_file_is_not_answered_by_the_switch(page: Page, address: str, tmp_path: Path) -> None:
    path = tmp_path / "asks.csv"
    rows = [f"P{i},0{i}/04/2019,0{i}/10/2019,{i % 2}" for i in range(1, 9)]
    path.write_text("\n".join(["patient_id,rux_start,last_follow_up,death_event", *rows]), encoding="utf-8")
    driver.go(page, address)
    page.set_input_files("input[type=file]", str(path))
    page.wait_for_timeout(800)
    driver.settle(page, 0.6)
    asked = page.locator('[data-testid="stMain"] [data-testid="stRadio"]')
    before = asked.count()
    assert before > 0
    switch(page, "简体中文")
    expect(page.locator("h1")).to_have_text("队列")
    assert asked.count() == before
    assert "map=" not in page.url
    assert page.locator('[data-testid="stException"]').count() == 0
