"""From starting a server to the first painted figure, the app over an empty Streamlit page with the same packages.

Run `python -m benchmarks.cold_start` on a machine that does nothing else; `--rounds 7` changes how often each is
started. The app is opened on its swimmer plot: its own first screen has no figure. The two take turns, so that a slow
moment of the machine meets both; the first start of each is not counted, because it compiles what Python keeps
compiled. Medians and their ratio are printed. Goal: at most 1.3.
"""

from __future__ import annotations

import argparse
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from scripts import browser as driver

GOAL = 1.3
PAINTED = ".js-plotly-plot .xtick text"  # words of an axis: a figure that loads Plotly early is never seen
SUBJECTS = {"empty page": (Path(__file__).parent / "cold_page.py", ""), "app": (driver.ROOT / "app.py", "swimmer")}
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}  # as installed: Python keeps what it has compiled


@dataclass(frozen=True)
class Start:
    """One cold start, in seconds.

    Attributes
    ----------
    answered : until the server said that it is up
    painted : until the first figure stood in the browser
    """

    answered: float
    painted: float


def start(launched: Browser, script: Path, screen: str) -> Start:
    """Start a server, open a screen of it, and return how long that took."""
    begun = time.perf_counter()
    with driver.server(script, environment=COMPILED) as (address, _):
        answered = time.perf_counter() - begun
        with driver.context(launched, address) as (visit, _):
            page = visit.new_page()
            page.goto(f"{address}/{screen}", wait_until="commit")
            page.wait_for_selector(PAINTED, timeout=120_000)
            return Start(answered, time.perf_counter() - begun)


def report(taken: dict[str, list[Start]]) -> str:
    """Return the medians of each subject, and the ratio of the app to the empty page."""
    painted = {name: statistics.median(one.painted for one in starts) for name, starts in taken.items()}
    lines = [
        f"{name:10s} {painted[name]:5.2f} s to the first figure, of it "
        f"{statistics.median(one.answered for one in starts):5.2f} s until the server answered "
        f"({min(one.painted for one in starts):.2f} to {max(one.painted for one in starts):.2f})"
        for name, starts in taken.items()
    ]
    ratio = painted["app"] / painted["empty page"]
    return "\n".join([*lines, f"{ratio:.2f} times the empty page (goal {GOAL})"])


def main() -> None:
    """Start both in turns, and print the medians."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold_start")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    taken: dict[str, list[Start]] = {name: [] for name in SUBJECTS}
    with driver.browser() as launched:
        for round_ in range(rounds + 1):
            for name, (script, screen) in SUBJECTS.items():
                one = start(launched, script, screen)
                if round_:
                    taken[name].append(one)
    print(report(taken))


if __name__ == "__main__":
    main()
