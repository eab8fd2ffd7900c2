"""Nothing serious or critical stands in the way of a keyboard or a screen reader, on any page, in either theme."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import hlhdash
from hlhdash.ui.screens import SCREENS
from scripts import browser as driver

pytestmark = pytest.mark.browser


def serious(page: Page) -> list[tuple[str, str]]:
    """Return what axe finds serious or critical, with the element."""
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], node["html"][:160])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", [screen.address for screen in SCREENS])
def test_axe_finds_nothing_serious(chromium: Browser, address: str, screen: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "" if screen == SCREENS[0].address else screen)
        assert serious(page) == []
        assert left == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_with_a_patient_and_a_filter_chosen(
    chromium: Browser, address: str, dark: bool
) -> None:
    with driver.context(chromium, address, dark=dark, height=1400) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "swimmer")
        box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 7.5 / 9)
        driver.settle(page, 0.6)
        field = page.locator('[data-testid="stSidebar"] [data-testid="stMultiSelect"]').first
        field.scroll_into_view_if_needed()
        page.wait_for_timeout(300)
        field.click()
        page.get_by_role("option").first.click()
        driver.settle(page, 0.6)
        page.keyboard.press("Escape")
        page.locator('[data-testid="stSidebar"] [data-testid="stPopover"] button').first.click()
        driver.settle(page, 0.6)
        assert page.locator("[data-tag]").count() >= 2  # the filter's value, and the patient in the list
        assert serious(page) == []
        page.keyboard.press("Escape")
        for screen in SCREENS:
            page.click(f'[data-testid="stSidebarNav"] a:has-text("{screen.title}")')
            driver.settle(page, 0.6)
            assert (screen.address, serious(page)) == (screen.address, [])
        assert left == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", ["swimmer", "survival"])
def test_axe_finds_nothing_serious_in_the_open_menu(chromium: Browser, address: str, screen: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, screen)
        page.get_by_role("button", name="More", exact=True).first.click()
        driver.settle(page, 0.6)
        assert page.locator('[data-testid="stPopoverBody"] [role="combobox"]').count() >= 2
        assert serious(page) == []
        assert left == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_on_the_stage(chromium: Browser, address: str, dark: bool) -> None:
    with driver.context(chromium, address, dark=dark, width=1920, height=1080) as (visit, left):
        page = visit.new_page()
        driver.go(page, address, "labs")
        page.get_by_role("button", name="Add to the deck").click()
        driver.settle(page, 0.6)
        page.click('[data-testid="stSidebarNav"] a:has-text("Present")')
        driver.settle(page, 0.6)
        assert serious(page) == []
        page.get_by_role("button", name="Present").first.click()
        driver.settle(page, 1)
        expect(page.get_by_text("Slide 1 of 1")).to_be_visible()
        assert serious(page) == []
        page.keyboard.press("h")
        driver.settle(page, 0.6)
        expect(page.get_by_text("Black screen, and back").last).to_be_visible()
        assert serious(page) == []
        assert left == []


VIEWS = (
    "patient",
    "swimmer?group=2&strip=a1&waterfall=a1&marks=events-milestones",
    "survival?shown=stacked",
    "labs?lby=1",
    "labs?analyte=14&lby=1",  # the recorded end of fever
    *(f"labs?lview={view}&lby=1" for view in ("pairs", "normal", "strips")),
    "safety?sby=1",
    *(f"response?rview={view}" for view in ("forest", "course", "speed", "labs", "diagnosis", "before", "who")),
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious_in_any_view_of_an_uploaded_file(chromium: Browser, address: str, dark: bool) -> None:
    path = driver.ROOT / "sample_data" / "invented120.xlsx"
    fingerprint = hlhdash.read_cohort(path).fingerprint[:12]
    for view in VIEWS:
        screen, _, query = view.partition("?")
        with driver.context(chromium, address, dark=dark, height=1400) as (visit, left):
            page = visit.new_page()
            driver.go(page, address, screen, "&".join(filter(None, (query, f"file={fingerprint}"))))
            if view == VIEWS[0]:
                assert serious(page) == []  # a link that waits for its file
            page.set_input_files("input[type=file]", str(path))
            page.wait_for_timeout(1_500)
            driver.settle(page, 0.8)
            assert page.locator('[data-testid="stSidebar"] h3').first.inner_text() == "120 patients"
            assert set(filter(None, query.split("&"))) <= set(page.url.partition("?")[2].split("&"))
            assert (view, serious(page)) == (view, [])
            assert left == []


# A projector, and the usual screen at 200 %: the browser then lays the page out on half as many pixels.
WINDOWS = {"projector": (1280, 720), "zoomed": (720, 450)}
# What is wider than the window, and controls that lie on one another, by their words.
LAID_OUT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const wide = main.scrollWidth > main.clientWidth + 1 ? [`${main.scrollWidth} of ${main.clientWidth} pixels`] : [];
  const boxes = [...main.querySelectorAll('button, [role=combobox], h1, [data-testid=stMetric]')]
    .map(one => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ one, box }) => box.width > 1 && box.height > 1 && !one.closest('.modebar, [data-testid=stDataFrame]')
      && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
  const over = [];
  boxes.forEach(({ one, box }, i) => boxes.slice(i + 1).forEach(({ one: two, box: next }) => {
    if (one.contains(two) || two.contains(one)) return;
    const x = Math.min(box.right, next.right) - Math.max(box.left, next.left);
    const y = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
    if (x > 2 && y > 2) over.push(`${one.innerText || one.ariaLabel} on ${two.innerText || two.ariaLabel}`);
  }));
  return [...wide, ...over];
}"""


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_cut_off_or_lies_on_anything_else(chromium: Browser, address: str, window: str) -> None:
    width, height = WINDOWS[window]
    with driver.context(chromium, address, width=width, height=height) as (visit, left):
        page = visit.new_page()
        for screen in SCREENS:
            driver.go(page, address, "" if screen is SCREENS[0] else screen.address)
            assert (screen.address, page.evaluate(LAID_OUT)) == (screen.address, [])
        assert left == []


CONTROLS = """() => {
  const controls = ['[role=combobox]', '[data-testid=stPopover] button', '[data-testid=stButton] button']
    .map(one => `[data-testid=stMain] ${one}`);
  const found = document.querySelectorAll(controls.join());
  window.controls = [...found].filter(one => !one.disabled && one.checkVisibility());  // a key brings an unseen copy
  return window.controls.map(one => one.ariaLabel || one.innerText);
}"""
PLACES = """() => window.controls.map(one => one.getBoundingClientRect().toJSON())"""
FOCUSED = "() => window.controls.indexOf(document.activeElement)"
AROUND = 12  # pixels; the frame of a list is wider than the words in it


def look(page: Page, place: dict[str, float]) -> bytes:
    """Take a picture of a control with what is around it."""
    x, y = place["x"] - AROUND, place["y"] - AROUND
    return page.screenshot(
        clip={"x": x, "y": y, "width": place["width"] + 2 * AROUND, "height": place["height"] + 2 * AROUND}
    )


def with_controls(page: Page, address: str, screen: str) -> None:
    """Open a screen as it is in use: with a file that has adverse events, and a deck with a slide."""
    driver.go(page, address, "labs" if screen == "present" else "" if screen == SCREENS[0].address else screen)
    if screen in ("safety", "patient"):
        page.set_input_files("input[type=file]", str(driver.ROOT / "sample_data" / "invented120.xlsx"))
        page.wait_for_timeout(1_500)
        driver.settle(page, 0.8)
    if screen == "present":
        page.get_by_role("button", name="Add to the deck").click()
        driver.settle(page, 0.6)
        page.click('[data-testid="stSidebarNav"] a:has-text("Present")')
        driver.settle(page, 0.6)


# Every screen, with how many controls it has at least.
KEYS = {"cohort": 1, "swimmer": 4, "survival": 4, "response": 4, "patient": 3, "labs": 4, "safety": 3, "present": 3}


def test_the_keyboard_is_tried_on_every_screen() -> None:
    assert set(KEYS) == {screen.address for screen in SCREENS}


@pytest.mark.parametrize("screen", KEYS)
def test_the_keyboard_reaches_every_control_in_order_and_its_place_is_seen(
    chromium: Browser, address: str, screen: str
) -> None:
    with driver.context(chromium, address, height=3000) as (visit, left):
        page = visit.new_page()
        with_controls(page, address, screen)
        wanted, places = page.evaluate(CONTROLS), page.evaluate(PLACES)
        plain = [look(page, place) for place in places]
        reached, hidden = [], []
        for _ in range(120):
            page.keyboard.press("Tab")
            page.wait_for_timeout(50)
            if (i := page.evaluate(FOCUSED)) >= 0:
                page.wait_for_timeout(250)  # a frame changes its colour slowly
                reached.append(wanted[i])
                if look(page, places[i]) == plain[i]:
                    hidden.append(wanted[i])
            if len(reached) == len(wanted):
                break
        assert reached == wanted  # in the order in which they stand on the screen
        assert len(wanted) >= KEYS[screen]
        assert hidden == []
        assert left == []
