"""Nothing serious or critical stands in the way of a screen reader in any view of a file; each figure has its words.

In a file of its own: it takes as long as all other screens in `test_accessible` together, and files share the work.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

import hlhdash
from scripts import browser as driver
from tests.browser.axe import serious
from tests.browser.laid_out import WINDOWS, misplaced

pytestmark = pytest.mark.browser

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

TABLES_ONLY = tuple(f"response?rview={view}" for view in ("labs", "diagnosis", "before", "who"))
AS_TABLES = {"swimmer": 2, "patient": 1}  # folded tables that say what a figure does: lanes, bars; values
# A figure, as many tables as figures at least, and the figures that have no words for those who do not see them.
TOLD = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const figures = [...main.querySelectorAll('.js-plotly-plot')];
  const unnamed = figures.filter(one => (one.closest('[aria-label]')?.ariaLabel || '').length < 20);
  const tables = main.querySelectorAll('table, [data-testid=stDataFrame]');
  const told = tables.length >= Math.max(1, figures.length);
  return [figures.length > 0, told, unnamed.map(one => one.textContent.slice(0, 80))];
}"""


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
            folded = page.locator("summary", has_text="as a table")
            assert (view, folded.count()) == (view, AS_TABLES.get(screen, 0))
            for one in folded.all():
                one.focus()
                page.keyboard.press("Enter")
                driver.settle(page, 0.6)
            assert (view, page.evaluate(TOLD)) == (view, [view not in TABLES_ONLY, True, []])
            for width, height in WINDOWS.values():
                page.set_viewport_size({"width": width, "height": height})
                driver.settle(page, 0.5)
                assert (view, width, misplaced(page)) == (view, width, [])
            assert left == []
