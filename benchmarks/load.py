"""Many visitors at once, the app with 120 children beside an empty Streamlit page in the same run.

Run `python -m benchmarks.load` on a machine that does nothing else; it prints a Markdown table. `--visitors 1 10`,
`--seconds 30` and `--think 3` change the run; `--replicas 2` puts so many servers of each app behind nginx, which must
be installed, with the example of deploy/, and compares with one. Goals: p95 with 10 and 30 visitors at most twice that
of the empty page, 50 visitors without an error, two replicas at least 1.7 times the answers of one.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.proxy import proxy
from benchmarks.visitors import OPTIONS, Errand, Load, visitors
from scripts import browser as driver

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Subject:
    """What is visited: a script, its screen, and the list whose options are chosen."""

    name: str
    script: Path
    page: str | None
    label: str


EMPTY = Subject("empty page", HERE / "empty_page.py", None, "Control")
APP = tuple(
    Subject(page, HERE / "load_app.py", page, label)
    for page, label in (("survival", "Group by"), ("swimmer", "Sort by"), ("response", "Counts as response"))
)


@contextlib.contextmanager
def served(subject: Subject, replicas: int) -> Iterator[str]:
    """Run a script, as several servers behind a proxy where more than one is asked for."""
    environment = {"PYTHONPATH": str(driver.ROOT)}
    with contextlib.ExitStack() as stack:
        addresses = [
            stack.enter_context(driver.server(subject.script, options=OPTIONS, environment=environment))[0]
            for _ in range(replicas)
        ]
        yield addresses[0] if replicas == 1 else stack.enter_context(proxy(addresses))


def line(name: str, n: int, load: Load, floor: Load | None) -> str:
    """Return one row of the table."""
    ratio = f"{load.quantile(0.95) / floor.quantile(0.95):.2f}" if floor is not None and floor.taken else ""
    cells = (
        name,
        str(n),
        f"{load.quantile(0.5) * 1000:.0f}",
        f"{load.quantile(0.95) * 1000:.0f}",
        ratio,
        f"{load.per_second:.1f}",
        str(len(load.errors)),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Run every number of visitors on every subject, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load")
    parser.add_argument("--visitors", type=int, nargs="+", default=[1, 10, 30, 50])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=3.0, help="mean seconds between an answer and the next change")
    parser.add_argument("--screens", nargs="+", choices=[one.name for one in APP], default=["survival"])
    parser.add_argument("--replicas", type=int, default=1)
    asked = parser.parse_args()
    subjects = [EMPTY, *(one for one in APP if one.name in asked.screens)]
    print(f"{asked.seconds:g} s each, a change every {asked.think:g} s, {asked.replicas} server(s) of each.\n")
    print("| screen | visitors | median ms | p95 ms | p95 over empty | answers a second | errors |")
    print("|---|---|---|---|---|---|---|")
    for n in asked.visitors:
        floor: Load | None = None
        for subject in subjects:
            with served(subject, asked.replicas) as address:
                errand = Errand(address, subject.page, subject.label, asked.seconds, asked.think)
                visitors(replace(errand, seconds=2, think=0.1), 2 * asked.replicas)  # warm
                load = visitors(errand, n)
            print(line(subject.name, n, load, floor), flush=True)
            for problem in sorted(set(load.errors)):
                print(f"<!-- {problem} -->")
            floor = load if subject is EMPTY else floor


if __name__ == "__main__":
    main()
