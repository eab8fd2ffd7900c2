"""From clicking a lane to the figure repainted with that patient marked, over an empty Streamlit page, in one run.

Run `python -m benchmarks.linking`. Goals: at most 1.5 times the empty page with the sample, 2.5 with 500 patients.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from benchmarks import baseline
from benchmarks.invented import write_cohort
from benchmarks.screens import WATCH, change
from scripts import browser as driver

ROUNDS = 10
VISIBLE = 400.0  # pixels of a figure that stand in the window
KEY = "document.activeElement.dispatchEvent"
# As in benchmarks.screens, begun by the press of the mouse instead of that of a key.
BEGIN = (
    "() => { window.repainted = new Promise(done => document.addEventListener('pointerdown', () => done(("
    + "\n".join(line for line in WATCH.split("\n") if KEY not in line)
    + ")()), {capture: true, once: true})); }"
)


def click(page: Page, round_: int) -> float:
    """Click one of two lanes in turn and return the milliseconds until the figure is repainted."""
    box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    if box is None:
        raise RuntimeError("There is no figure to click in.")
    seen = min(box["height"], VISIBLE)  # hundreds of lanes reach far below the window
    page.evaluate(BEGIN)
    page.mouse.click(box["x"] + box["width"] * 0.95, box["y"] + seen * (0.2 if round_ % 2 else 0.5))
    taken = page.evaluate("() => window.repainted")
    driver.settle(page, 0.1)
    return float(taken)


def main() -> None:
    """Measure with the sample and with 500 patients, the empty page in turns with the swimmer."""
    with tempfile.TemporaryDirectory() as folder, driver.browser() as launched:
        large = write_cohort(Path(folder) / "invented500.csv", 500)
        with driver.server() as (app, _), driver.server(baseline.PAGE, options=baseline.OPTIONS) as (empty, _):
            for title, upload, goal in (("sample, 9 patients", None, 1.5), ("500 patients", large, 2.5)):
                with driver.context(launched, app) as (visit, _), driver.context(launched, empty) as (floor, _):
                    page, nothing = visit.new_page(), floor.new_page()
                    driver.go(nothing, empty)
                    driver.go(page, app, "swimmer")
                    if upload:
                        page.set_input_files("input[type=file]", str(upload))
                        page.wait_for_timeout(3_000)
                        driver.settle(page, 1)
                    least, taken = [], []
                    for round_ in range(ROUNDS + 2):
                        least.append(change(nothing, "Control", "ArrowUp" if round_ % 2 else "ArrowDown"))
                        taken.append(click(page, round_))
                low, high = statistics.median(least[2:]), statistics.median(taken[2:])
                print(f"{title}: empty page {low:.0f} ms, a lane {high:.0f} ms, {high / low:.2f} times (goal {goal})")


if __name__ == "__main__":
    main()
