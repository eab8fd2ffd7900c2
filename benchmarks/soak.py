"""Hours of visits: files are uploaded, screens walked, filters set, figures exported; the memory must stay flat.

Run `python -m benchmarks.soak --minutes 60`; it prints the server's memory each minute as a Markdown table. Streamlit
keeps a visit for two minutes after its end, so the first minutes rise. The tests run it shortened.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.caller import Caller, calling
from benchmarks.invented import cohort_table
from scripts import browser as driver

SCREENS = ("Swimmer", "Survival", "Response", "Patient", "Labs", "Safety")
EXPORTS = {"Swimmer": "SVG", "Survival": "PNG, 300 dpi", "Response": "PDF"}
SIZES = (30, 120, 300)  # patients
PAGE = 4096  # bytes


def resident(pid: int) -> float:
    """Return the MB a process holds in memory (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE / 2**20


def walk(visit: Caller, data: bytes) -> None:
    """Upload a file, look at every screen, take a figure of some along, and filter.

    Raises
    ------
    RuntimeError
        Where a screen says that it could not be drawn.
    """
    visit.upload("soak.csv", data)
    for screen in SCREENS:
        visit.goto(screen)
        if screen in EXPORTS:
            visit.expand("Take along")
            visit.download(EXPORTS[screen])
        if "could not be drawn" in visit.text():
            raise RuntimeError(f"{screen} could not be drawn.")
    visit.goto("Response")
    sex = visit.find("multiselect", "Sex")
    visit.pick("Sex", [sex.options[0]])
    visit.goto("Survival")
    visit.pick("Sex", [])


@dataclass
class Soak:
    """What came of it so far: visits that ended well, and what went wrong."""

    visits: int = 0
    errors: list[str] = field(default_factory=list)


def visit_again_and_again(address: str, until: float, told: Soak, seed: int) -> None:
    """Open one visit after another until a moment of the clock."""
    chance = random.Random(seed)
    while time.monotonic() < until:
        data = cohort_table(chance.choice(SIZES), chance.randrange(10**6)).to_csv(index=False).encode()
        try:
            with calling(address) as visit:
                walk(visit, data)
            told.visits += 1
        except (RuntimeError, OSError, LookupError) as problem:
            told.errors.append(f"{type(problem).__name__}: {problem}"[:200])


def main() -> None:
    """Soak the server and print its memory each minute."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--visitors", type=int, default=2, help="at the same time")
    asked = parser.parse_args()
    with driver.server(driver.ROOT / "server.py") as (address, pid):
        told, until = Soak(), time.monotonic() + 60 * asked.minutes
        threads = [
            threading.Thread(target=visit_again_and_again, args=(address, until, told, seed), daemon=True)
            for seed in range(asked.visitors)
        ]
        for one in threads:
            one.start()
        print("| minute | visits | memory, MB | errors |")
        print("|---|---|---|---|")
        minute = 0
        while time.monotonic() < until:
            print(f"| {minute} | {told.visits} | {resident(pid):.0f} | {len(told.errors)} |", flush=True)
            time.sleep(min(60.0, max(0.0, until - time.monotonic())))
            minute += 1
        for one in threads:
            one.join()
        print(f"| {minute} | {told.visits} | {resident(pid):.0f} | {len(told.errors)} |", flush=True)
        time.sleep(150)  # the last visits may come back for two minutes
        print(f"| all ended | {told.visits} | {resident(pid):.0f} | {len(told.errors)} |", flush=True)
        for problem in sorted(set(told.errors)):
            print(f"<!-- {problem} -->")


if __name__ == "__main__":
    main()
