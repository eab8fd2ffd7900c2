"""From changing a control to the figure repainted, each screen over an empty Streamlit page, in one run.

Run `python benchmarks/screens.py`. The empty page is a control and an empty figure whose title is the control's value.
Screens and the empty page take turns, so that a slow moment of the machine meets both; medians and their ratios are
printed. Goals: at most 1.5 with the sample, at most 2.5 with 500 patients.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import baseline
from benchmarks.invented import write_cohort
from scripts import browser as driver

ROUNDS = 10
CONTROLS = {"Swimmer": "Sort by", "Survival": "Group by", "Response": "Counts as response"}

# Resolves with the milliseconds from now to the last change inside a figure, once nothing has changed for a while.
WATCH = """
() => new Promise((resolve, reject) => {
  const start = performance.now();
  let last = 0;
  const observer = new MutationObserver(changes => {
    if (changes.some(c => (c.target.nodeType === 1 ? c.target : c.target.parentElement)?.closest('.js-plotly-plot')))
      last = performance.now();
  });
  observer.observe(document.body, {childList: true, subtree: true, attributes: true, characterData: true});
  const wait = () => {
    const idle = performance.now() - last;
    if (performance.now() - start > 20000) { observer.disconnect(); reject(new Error('Nothing was repainted.')); }
    else if (last && idle > 400) { observer.disconnect(); resolve(last - start); } else setTimeout(wait, 20);
  };
  document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', code: 'Enter', bubbles: true}));
  wait();
})
"""


def change(page: Page, label: str, key: str) -> float:
    """Choose the option below or above and return the milliseconds until the figure is repainted."""
    page.get_by_role("combobox", name=label, exact=True).click()
    page.keyboard.press(key)
    page.wait_for_timeout(120)
    taken = page.evaluate(WATCH)
    driver.settle(page, 0.1)
    return float(taken)


def measure(pages: dict[str, Page]) -> dict[str, float]:
    """Return the median milliseconds of each page, all taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for round_ in range(ROUNDS + 2):
        for name, page in pages.items():
            value = change(page, CONTROLS.get(name, "Control"), "ArrowUp" if round_ % 2 else "ArrowDown")
            if round_ >= 2:  # the first two warm up
                taken[name].append(value)
    return {name: statistics.median(values) for name, values in taken.items()}


def main() -> None:
    """Measure with the sample and with 500 patients."""
    with tempfile.TemporaryDirectory() as folder, driver.browser() as launched:
        large = write_cohort(Path(folder) / "invented500.csv", 500)
        with driver.server() as (app, _), driver.server(baseline.PAGE, options=baseline.OPTIONS) as (empty, _):
            for title, upload, goal in (("sample, 9 patients", None, 1.5), ("500 patients", large, 2.5)):
                with driver.context(launched, app) as (visit, _), driver.context(launched, empty) as (floor, _):
                    pages = {"empty": floor.new_page()}
                    driver.go(pages["empty"], empty)
                    for screen in CONTROLS:
                        page = visit.new_page()
                        driver.go(page, app, screen.lower())
                        if upload:
                            page.set_input_files("input[type=file]", str(upload))
                            page.wait_for_timeout(3_000)
                            driver.settle(page, 1)
                        pages[screen] = page
                    found = measure(pages)
                print(f"{title}: empty page {found['empty']:.0f} ms")
                for screen in CONTROLS:
                    ratio = found[screen] / found["empty"]
                    print(f"  {screen:9s} {found[screen]:5.0f} ms, {ratio:4.2f} times the empty page (goal {goal})")


if __name__ == "__main__":
    main()
