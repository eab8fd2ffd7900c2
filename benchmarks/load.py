"""Many visitors at once, the app with 120 children beside an empty Streamlit page in the same run.

Run `python -m benchmarks.load` on a machine that does nothing else. It ends by itself within `--minutes` (15), which it
divides among what it measures, and prints two Markdown tables. The first: how long a visitor takes to open the screen
and to look at three options once, one visitor after another; then how quickly each number of visitors is answered, who
go back and forth between these options, so that results are kept, with the share of the server's time that is in our
code; the empty page is there as Streamlit comes, which the app is told over, and with the app's configuration. The
second: how much more two servers answer than one, both behind nginx, which must be installed, with the example of
deploy/. `--visitors 1 10`, `--think 3`, `--screens` and `--replicas 0` (no second table) change the run.
Goals: p95 with 10 and 30 visitors at most twice that of the empty page, 50 visitors without an error, two servers at
least 1.7 times the answers of one.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import baseline, sampling
from benchmarks.budget import Budget, Part
from benchmarks.proxy import find_nginx, proxy
from benchmarks.visitors import OPTIONS, Errand, Load, visitors
from scripts import browser as driver

HERE = Path(__file__).parent
HEAD = ("screen", "visitors", "opened in s", "median ms", "p95 ms", "p95 over empty", "answers a second", "in our code")
BUSY = 20  # visitors who hardly think, so that servers answer as often as they can
SOON = 0.05  # mean seconds that they do
PLAIN = 10  # visitors whose opening takes as long as everything else that a part does
WARM = 2.0  # seconds of use before anything is measured


@dataclass(frozen=True)
class Subject:
    """What is visited: a script, its screen, the list whose options are chosen, and options of its server."""

    name: str
    script: Path
    page: str | None
    label: str
    options: tuple[str, ...] = ()


EMPTY = Subject("empty page", baseline.PAGE, None, "Control", baseline.OPTIONS)
TUNED = Subject("empty page, our configuration", baseline.PAGE, None, "Control")
FLOORS = (EMPTY, TUNED)
APP = tuple(
    Subject(page, HERE / "load_app.py", page, label)
    for page, label in (("survival", "Group by"), ("swimmer", "Sort by"), ("response", "Counts as response"))
)


@contextlib.contextmanager
def served(subject: Subject, told: Path | None = None) -> Iterator[str]:
    """Run a script; where a file is given, its server tells there whose code it runs."""
    environment = {"PYTHONPATH": str(driver.ROOT)} | ({sampling.TOLD: str(told)} if told else {})
    with driver.server(subject.script, options=(*OPTIONS, *subject.options), environment=environment) as (address, _):
        yield address


def measured(address: str, subject: Subject, n: int, think: float, part: Part) -> Load:
    """Warm the servers up, and let visitors use them for as long as there is."""
    errand = Errand(address, subject.page, subject.label, WARM, 0.1, part.opening)
    visitors(errand, 2)
    return visitors(replace(errand, seconds=part.measuring, think=think, opening=part.opening), n)


def our_share(subject: Subject, part: Part) -> float:
    """Return the share of our code in the time of a server that one visitor keeps busy."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "seen.json"
        with served(subject, told) as address:
            errand = Errand(address, subject.page, subject.label, WARM, SOON, part.opening)
            visitors(errand, 1)
            before = sampling.read(told)
            visitors(replace(errand, seconds=part.measuring), 1)
            time.sleep(2 * sampling.WRITTEN)
            return sampling.share(before, sampling.read(told))


def line(name: str, n: int, load: Load, floor: Load | None, ours: float | None) -> str:
    """Return one row of the table."""
    ratio = f"{load.quantile(0.95) / floor.quantile(0.95):.2f}" if floor and floor.taken and load.taken else ""
    cells = (
        name,
        str(n),
        f"{statistics.median(load.first):.1f}" if load.first else "",
        f"{load.quantile(0.5) * 1000:.0f}",
        f"{load.quantile(0.95) * 1000:.0f}",
        ratio,
        f"{load.per_second:.1f}",
        "" if ours is None else f"{ours * 100:.0f} %",
        str(len(load.errors)),
    )
    return f"| {' | '.join(cells)} |"


def one_server(subjects: list[Subject], numbers: list[int], think: float, budget: Budget) -> None:
    """Print the answers of one server to every number of visitors."""
    shares = {one: our_share(one, budget.next()) for one in subjects if one not in FLOORS}
    print(f"| {' | '.join(HEAD)} | errors |\n|{'---|' * (len(HEAD) + 1)}")
    with contextlib.ExitStack() as running:
        addresses = {one: running.enter_context(served(one)) for one in subjects}
        for n in numbers:
            floor: Load | None = None
            for subject in subjects:
                load = measured(addresses[subject], subject, n, think, budget.next())
                print(line(subject.name, n, load, floor, shares.get(subject)), flush=True)
                _tell(load)
                floor = load if subject is EMPTY else floor


def several_servers(subject: Subject, replicas: int, budget: Budget) -> None:
    """Print how much more several servers answer than one, each behind the same proxy."""
    print(f"\n| servers, {subject.name}, {BUSY} busy visitors | answers a second | over one | errors |")
    print("|---|---|---|---|")
    alone = 0.0
    for number in (1, replicas):
        part = budget.next()
        with contextlib.ExitStack() as running:
            addresses = [running.enter_context(served(subject)) for _ in range(number)]
            load = measured(running.enter_context(proxy(addresses)), subject, BUSY, SOON, part)
        alone = alone or load.per_second
        ratio = f"{load.per_second / alone:.2f}" if alone else ""
        print(f"| {number} | {load.per_second:.1f} | {ratio} | {len(load.errors)} |", flush=True)
        _tell(load)


def _tell(load: Load) -> None:
    for problem in sorted(set(load.errors)):
        print(f"<!-- {problem} -->")


def main() -> None:
    """Run every number of visitors on every subject, then several servers, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 10, 30, 50])
    parser.add_argument("--minutes", type=float, default=15.0, help="within which it ends")
    parser.add_argument("--think", type=float, default=3.0, help="mean seconds between an answer and the next change")
    parser.add_argument("--screens", nargs="+", choices=[one.name for one in APP], default=["survival"])
    parser.add_argument("--replicas", type=int, default=2, help="servers compared with one; 0 for none")
    asked = parser.parse_args()
    shown = [one for one in APP if one.name in asked.screens]
    several = asked.replicas > 1 and find_nginx() is not None
    screens = [PLAIN + n for n in asked.visitors for _ in range(len(FLOORS) + len(shown))]
    weights = [PLAIN] * len(shown) + screens + [PLAIN + BUSY] * 2 * several
    budget = Budget(asked.minutes * 60, weights)
    print(f"Within {asked.minutes:g} minutes, a change every {asked.think:g} s.\n", flush=True)
    one_server([*FLOORS, *shown], asked.visitors, asked.think, budget)
    if several:
        several_servers(shown[0], asked.replicas, budget)
    elif asked.replicas > 1:
        print("\nInstall nginx to compare several servers with one.")


if __name__ == "__main__":
    main()
