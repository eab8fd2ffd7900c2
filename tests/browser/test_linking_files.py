"""Linking with files of one's own: the same patient everywhere, by mouse, by keyboard, in a box and past 150 lanes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver
from tests.browser.test_app import size, to, upload
from tests.browser.test_linking import chip

pytestmark = pytest.mark.browser
SAMPLES = driver.ROOT / "sample_data"
FILES = {"csv": SAMPLES / "ruxolitinib9.csv", "120": SAMPLES / "invented120.xlsx"}
ORDER = "() => [...document.querySelector('.js-plotly-plot').data[0].customdata]"
LANE = """([number, across]) => {
  const plot = document.querySelector('.js-plotly-plot'), box = plot.getBoundingClientRect();
  const {xaxis, yaxis} = plot._fullLayout, lane = plot.data[0].y[number];
  return [box.left + xaxis._offset + xaxis._length * across, box.top + yaxis._offset + yaxis.c2p(lane)];
}"""
# Where the last point of a patient, and of nobody else, lies in the window.
POINT = """who => {
  const found = [];
  for (const plot of document.querySelectorAll('.js-plotly-plot')) for (const trace of plot.calcdata ?? []) {
    const drawn = trace[0].trace, layout = plot._fullLayout, box = plot.getBoundingClientRect();
    const across = layout[(drawn.xaxis ?? 'x').replace('x', 'xaxis')];
    const up = layout[(drawn.yaxis ?? 'y').replace('y', 'yaxis')];
    for (const point of trace) {
      const people = [drawn.customdata?.[point.i]].flat();
      if (people.length === 1 && people[0] === who && drawn.mode?.includes('markers'))
        found.push([box.left + across._offset + across.c2p(point.x), box.top + up._offset + up.c2p(point.y)]);
    }
  }
  return found.at(-1);
}"""
# The patients whose marks lie in a part of the window.
INSIDE = """([left, right, top, bottom]) => {
  const plot = document.querySelector('.js-plotly-plot'), {xaxis, yaxis} = plot._fullLayout, found = new Set();
  const box = plot.getBoundingClientRect();
  for (const trace of plot.calcdata) for (const point of trace) {
    const drawn = trace[0].trace, people = drawn.customdata?.[point.i];
    if (!people?.length || (drawn.yaxis ?? 'y') !== 'y' || !drawn.mode?.includes('markers')) continue;
    const x = box.left + xaxis._offset + xaxis.c2p(point.x), y = box.top + yaxis._offset + yaxis.c2p(point.y);
    if (x > left && x < right && y > top && y < bottom) [people].flat().forEach(one => found.add(one));
  }
  return [...found].filter(Boolean).sort();
}"""


@pytest.fixture(params=FILES)
def page(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A visit with an uploaded file on the Swimmer screen; fails when anything was asked of another machine."""
    with driver.context(chromium, address, height=1600) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        upload(page, FILES[request.param])
        to(page, "Swimmer")
        yield page
        assert left == []


def click(page: Page, at: list[float]) -> None:
    page.mouse.click(at[0], at[1])
    driver.settle(page, 0.7)


def click_lane(page: Page, number: int) -> str:
    """Click in the empty end of a lane and return whose it is."""
    click(page, page.evaluate(LANE, [number, 0.985]))
    return page.evaluate(ORDER)[number]


def clear(page: Page) -> None:
    page.get_by_role("button", name="Clear", exact=True).click()
    driver.settle(page, 0.6)
    assert chip(page) == "Select patients"


def named(page: Page, who: str) -> Any:
    return page.locator(".js-plotly-plot .textpoint text").get_by_text(who, exact=True).first


def test_a_clicked_lane_is_the_same_patient_on_the_curve_in_patient_in_labs_and_in_the_tables(page: Page) -> None:
    who = click_lane(page, 7)
    assert chip(page) == who
    for screen in ("Survival", "Labs"):
        to(page, screen)
        expect(named(page, who)).to_be_visible()
    to(page, "Response")
    expect(page.locator(".js-plotly-plot").first.get_by_text(f"Outlined: {who}")).to_be_visible()
    pressed = page.locator('.hd-t button[aria-pressed="true"]')  # number and class, of a responder that too; and total
    assert pressed.count() == {"9 patients": 4, "120 patients": 6}[size(page)]
    to(page, "Patient")
    expect(page.locator(".js-plotly-plot").get_by_text(f"What was the course of {who}?")).to_be_visible()
    expect(page.locator(".js-plotly-plot").get_by_text(f"Where is {who} on the survival curve?")).to_be_visible()
    assert who not in page.url


def test_a_point_of_a_lab_and_a_tick_or_step_of_the_curve_select_their_patient(page: Page) -> None:
    who = page.evaluate(ORDER)[3]
    for screen in ("Labs", "Survival"):
        to(page, screen)
        click(page, page.evaluate(POINT, who))
        assert (screen, chip(page)) == (screen, who)
        clear(page)


@pytest.mark.parametrize(
    ("screen", "box"), [("Survival", (0.02, 0.35, 0.01, 0.9)), ("Labs", (0.3, 0.99, 0.02, 0.45))], ids=str
)
def test_a_box_over_marks_selects_their_patients(
    page: Page, screen: str, box: tuple[float, float, float, float]
) -> None:
    to(page, screen)
    page.hover(".js-plotly-plot")
    page.locator(".js-plotly-plot [data-val=select]").first.click()
    page.wait_for_timeout(300)
    field = page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    assert field is not None
    left, right = (round(field["x"] + field["width"] * share) for share in box[:2])
    top, bottom = (round(field["y"] + field["height"] * share) for share in box[2:])
    inside = page.evaluate(INSIDE, [left, right, top, bottom])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=5)
    page.mouse.up()
    driver.settle(page, 0.8)
    assert len(inside) > 0
    assert sorted(chip(page).split(", ")) == (inside if len(inside) < 4 else [f"{len(inside)} patients"])


def press(page: Page, name: str) -> None:
    """Press a button of the chip by keyboard."""
    bar = page.locator('[data-testid="stSidebar"] [data-testid="stBaseButton-tertiary"]:visible')
    bar.filter(has_text=re.compile(rf"^{name}$")).focus()
    page.keyboard.press("Enter")
    driver.settle(page, 1)


def test_the_chip_opens_restricts_excludes_and_clears_by_keyboard(page: Page) -> None:
    n = int(size(page).split(" ")[0])
    who = click_lane(page, 2)
    press(page, "Exclude")
    assert size(page) == f"{n - 1} of {n} patients"
    expect(page.get_by_text(f"Without {who}").first).to_be_visible()
    assert who not in page.evaluate(ORDER)
    press(page, "Look at everyone again")
    assert size(page) == f"{n} patients"
    assert page.evaluate(ORDER)[2] == who
    click_lane(page, 4)
    press(page, "Clear")
    assert chip(page) == "Select patients"
    who = click_lane(page, 5)
    press(page, "Restrict")
    assert (size(page), page.evaluate(ORDER)) == (f"1 of {n} patients", [who])
    press(page, "Look at everyone again")
    who = click_lane(page, 6)
    press(page, "Open")
    expect(page.locator("h1")).to_have_text("Patient")
    expect(page.locator(".js-plotly-plot").get_by_text(f"What was the course of {who}?")).to_be_visible()


def test_keys_step_through_patients_in_the_order_of_the_sorted_and_grouped_swimmer(page: Page) -> None:
    for control, option in (("Sort by", "Time to response, soonest first"), ("Group by", "Sex")):
        page.get_by_role("combobox", name=control).click()
        page.get_by_role("option", name=option, exact=True).click()
        driver.settle(page, 0.8)
    order = page.evaluate(ORDER)
    to(page, "Patient")
    for who in order[1:4]:
        page.keyboard.press("ArrowRight")
        driver.settle(page, 0.7)
        assert chip(page) == who
    page.keyboard.press("ArrowLeft")
    driver.settle(page, 0.7)
    assert chip(page) == order[2]


def test_past_150_lanes_a_page_of_them_links_as_the_first_does(chromium: Browser, address: str, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with (SAMPLES / "invented120.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows, *([f"K{row[0]}", *row[1:]] for row in rows)])
    with driver.context(chromium, address, height=1600) as (visit, left):
        page = visit.new_page()
        driver.go(page, address)
        upload(page, path)
        to(page, "Swimmer")
        first = page.evaluate(ORDER)
        page.get_by_role("combobox", name="Patients, in this order").click()
        page.get_by_role("option", name="201 to 240 of 240").click()
        driver.settle(page, 0.8)
        last = page.evaluate(ORDER)
        assert (len(first), len(last), set(first) & set(last)) == (100, 40, set())
        who = click_lane(page, 12)
        assert chip(page) == who == last[12]
        to(page, "Survival")
        expect(named(page, who)).to_be_visible()
        to(page, "Patient")
        expect(page.get_by_text("Patient 213 of 240, in the order of the swimmer plot")).to_be_visible()
        assert left == []
