"""A patient touched on one screen is the same patient on every other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts import browser as driver

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    with driver.context(chromium, address) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "swimmer")
        yield page
        assert left == []


def click_lane(page: Page, lane: int, of: int, across: float = 0.9) -> None:
    """Click in a lane, counted from the top, at a share of the time axis."""
    box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * (lane + 0.5) / of)
    driver.settle(page, 0.6)


def chip(page: Page) -> str:
    return page.locator('[data-testid="stSidebar"] [data-testid="stPopover"] p').first.inner_text()


def to(page: Page, screen: str) -> None:
    page.click(f'[data-testid="stSidebarNav"] a:has-text("{screen}")')
    driver.settle(page, 0.6)


def test_a_clicked_lane_is_the_same_patient_on_the_curve_in_patient_in_labs_and_in_the_table(page: Page) -> None:
    click_lane(page, 7, 9)  # nothing but the thin line of P7's lane lies there
    assert chip(page) == "P7"
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.get_by_text("Lanes as a table").click()
    driver.settle(page, 0.8)
    box = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 12, box["y"] + 52)  # the first lane's row joins the row that is selected already
    driver.settle(page, 0.8)
    assert chip(page) == "P1, P7"
    click_lane(page, 7, 9)
    assert chip(page) == "P7"
    to(page, "Survival")
    expect(page.locator(".js-plotly-plot .textpoint text").get_by_text("P7", exact=True)).to_be_visible()
    to(page, "Labs")
    expect(page.locator(".js-plotly-plot .textpoint text").get_by_text("P7", exact=True)).to_be_visible()
    to(page, "Patient")
    expect(page.locator(".js-plotly-plot").get_by_text("What was the course of P7?")).to_be_visible()
    assert "P7" not in page.url


def test_the_same_lane_clicked_again_after_clearing_is_selected_again(page: Page) -> None:
    click_lane(page, 2, 9)
    page.get_by_role("button", name="Clear", exact=True).click()
    driver.settle(page, 0.6)
    assert chip(page) == "Select patients"
    click_lane(page, 2, 9)
    assert chip(page) == "P6"


def test_leaving_a_patient_out_changes_every_screen_and_comes_back(page: Page) -> None:
    click_lane(page, 7, 9)
    page.get_by_role("button", name="Exclude", exact=True).click()
    driver.settle(page, 0.8)
    to(page, "Survival")
    assert page.locator('[data-testid="stSidebar"] h3').first.inner_text() == "8 of 9 patients"
    page.get_by_role("button", name="Look at everyone again").click()
    driver.settle(page, 0.8)
    assert page.locator('[data-testid="stSidebar"] h3').first.inner_text() == "9 patients"


def test_arrow_keys_step_through_patients_in_the_order_of_the_swimmer(page: Page) -> None:
    to(page, "Patient")
    for expected in ("P3", "P6"):
        page.keyboard.press("ArrowRight")
        driver.settle(page, 0.6)
        assert chip(page) == expected
    page.keyboard.press("ArrowLeft")
    driver.settle(page, 0.6)
    assert chip(page) == "P3"


def test_a_patient_is_picked_by_keyboard_alone(page: Page) -> None:
    page.locator('[data-testid="stSidebar"] [data-testid="stPopover"] button').first.focus()
    page.keyboard.press("Enter")
    driver.settle(page, 0.6)
    page.get_by_role("combobox", name="Patients").focus()
    page.keyboard.type("P5")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    driver.settle(page, 0.8)
    assert chip(page) == "P5"


def test_a_step_of_the_curve_selects_who_left_there(page: Page) -> None:
    to(page, "Survival")
    centre = page.evaluate(
        """() => {
      const plot = document.querySelector('.js-plotly-plot');
      for (const trace of plot.calcdata) for (const point of trace) {
        const people = trace[0].trace.customdata?.[point.i];
        if (Array.isArray(people) && people.length === 1 && people[0] === 'P7') {
          const box = plot.getBoundingClientRect(), layout = plot._fullLayout;
          return [box.left + layout._size.l + layout.xaxis.c2p(point.x),
                  box.top + layout._size.t + layout.yaxis._offset - layout._size.t + layout.yaxis.c2p(point.y)];
        }
      }
    }"""
    )
    page.mouse.click(*centre)
    driver.settle(page, 0.6)
    assert chip(page) == "P7"


def test_a_bar_of_the_waterfall_is_the_lane_of_the_same_patient(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1700})
    driver.go(page, page.url.split("/swimmer")[0], "swimmer", "waterfall=a1")
    bars = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    assert bars is not None
    page.mouse.click(bars["x"] + bars["width"] * 2.7 / 8.4, bars["y"] + 25)  # the third of eight bars
    driver.settle(page, 0.8)
    assert chip(page) == "P6"
    shapes = page.evaluate("document.querySelector('.js-plotly-plot').layout.shapes")
    bands = [one for one in shapes if one["type"] == "rect" and one["layer"] == "below"]
    assert [(one["y0"], one["y1"]) for one in bands] == [(1.5, 2.5)]  # the third lane


def press_cell(page: Page, row: int, column: int) -> None:
    """Press a cell of the first table whose cells select patients."""
    cell = page.locator(f'.hd-t button[data-row="{row}"][data-column="{column}"]').first
    cell.scroll_into_view_if_needed()
    cell.click()
    driver.settle(page, 0.8)


def test_a_cell_of_the_response_table_selects_its_patients_and_is_marked_on_every_screen(page: Page) -> None:
    to(page, "Response")
    press_cell(page, 1, 2)  # FHL with a partial remission
    assert chip(page) == "P1"
    pressed = page.locator('.hd-t button[aria-pressed="true"]').all_inner_texts()
    assert pressed == ["2", "1", "1/2 (50)", "9", "3", "3/9 (33)"]
    expect(page.locator(".js-plotly-plot").first.get_by_text("Outlined: P1")).to_be_visible()
    to(page, "Survival")
    expect(page.locator(".js-plotly-plot .textpoint text").get_by_text("P1", exact=True)).to_be_visible()
    to(page, "Patient")
    expect(page.locator(".js-plotly-plot").get_by_text("What was the course of P1?")).to_be_visible()
    expect(page.locator(".js-plotly-plot").get_by_text("Where is P1 on the survival curve?")).to_be_visible()


def test_a_cell_is_pressed_by_keyboard(page: Page) -> None:
    to(page, "Response")
    page.locator('.hd-t button[data-row="0"][data-column="4"]').first.focus()
    page.keyboard.press("Enter")
    driver.settle(page, 0.8)
    assert chip(page) == "P5"


def test_a_bar_of_the_response_figure_selects_its_patients(page: Page) -> None:
    to(page, "Response")
    bar = page.locator(".js-plotly-plot .bars .point path").first
    bar.scroll_into_view_if_needed()
    box = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot .bars .point path')].map(one => {
          const box = one.getBoundingClientRect(); return [box.left, box.top, box.width, box.height];
        }).filter(box => box[2] > 20)"""
    )
    left, top, width, height = box[0]  # the first bar that has a width: partial remissions, FHL
    page.mouse.click(left + width * 0.2, top + height * 0.25)
    driver.settle(page, 0.8)
    assert chip(page) == "P1"


def test_a_row_of_the_table_of_patients_selects_and_shows_the_selection(page: Page) -> None:
    click_lane(page, 7, 9)
    to(page, "Cohort")
    page.get_by_role("tab", name="Patients").click()
    driver.settle(page, 0.8)
    page.set_viewport_size({"width": 1440, "height": 1500})
    driver.settle(page, 0.5)
    box = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 12, box["y"] + 52)  # the first row joins the row that is selected already
    driver.settle(page, 0.8)
    assert chip(page) == "P1, P7"


def test_curves_of_time_to_response_show_the_selected_patient(page: Page) -> None:
    click_lane(page, 7, 9)
    to(page, "Response")
    page.get_by_role("radio", name="Time to response").or_(
        page.get_by_text("Time to response", exact=True)
    ).first.click()
    driver.settle(page, 0.8)
    expect(page.locator(".js-plotly-plot .textpoint text").get_by_text("P7", exact=True)).to_be_visible()


LOOKED_AT = """() => {
  const plot = document.querySelector('.js-plotly-plot');
  return [plot._fullLayout.xaxis.range.map(end => Math.round(end * 100) / 100), plot._fullLayout.dragmode,
          plot._fullData.filter(one => one.visible === 'legendonly').length];
}"""


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag across the figure; both ends as shares of the axes."""
    box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    assert box is not None
    (x0, y0), (x1, y1) = ((box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end))
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move(x1, y1, steps=5)
    page.mouse.up()
    driver.settle(page, 0.8)


def test_what_is_zoomed_into_and_hidden_stays_when_a_patient_is_selected(page: Page) -> None:
    whole = page.evaluate(LOOKED_AT)
    drag(page, (0.7, 0.5), (0.6, 0.5))
    page.locator(".js-plotly-plot .legendtoggle").first.click()
    page.wait_for_timeout(800)
    moved = page.evaluate(LOOKED_AT)
    assert moved[0][0] > whole[0][0]
    assert moved[2] == whole[2] + 1
    click_lane(page, 7, 9)
    assert chip(page) == "P7"
    assert page.evaluate(LOOKED_AT) == moved
    page.get_by_role("button", name="Clear", exact=True).click()
    driver.settle(page, 0.8)
    assert page.evaluate(LOOKED_AT) == moved
    box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    assert box is not None
    page.mouse.dblclick(box["x"] + box["width"] * 0.95, box["y"] + box["height"] * 0.5)
    driver.settle(page, 0.8)
    assert page.evaluate(LOOKED_AT)[0] == whole[0]


def test_a_box_selects_the_lanes_it_touches_and_the_mode_stays(page: Page) -> None:
    page.hover(".js-plotly-plot")
    page.locator(".js-plotly-plot [data-val=select]").click()
    page.wait_for_timeout(300)
    drag(page, (0.95, 2.1 / 9), (0.99, 3.9 / 9))  # nothing is drawn there
    assert chip(page) == "P2, P6"
    assert page.evaluate(LOOKED_AT)[1] == "select"


def test_a_cell_of_the_survival_table_selects_its_patients(page: Page) -> None:
    to(page, "Survival")
    page.get_by_role("combobox", name="Group by").click()
    page.get_by_role("option", name="Etiology").first.click()
    driver.settle(page, 0.8)
    press_cell(page, 1, 1)
    chosen = chip(page)
    assert chosen == "P1, P2"


def test_a_row_of_the_lanes_and_a_lane_take_turns(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 1500})
    page.get_by_text("Lanes as a table").click()
    driver.settle(page, 0.8)
    table = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    assert table is not None
    click_lane(page, 7, 9)
    page.mouse.click(table["x"] + 12, table["y"] + 52 + 7 * 35)  # the row of P7 is selected: it is let go
    driver.settle(page, 0.8)
    assert chip(page) == "Select patients"
    click_lane(page, 7, 9)  # the figure has forgotten its earlier click
    assert chip(page) == "P7"
