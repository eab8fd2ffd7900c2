"""How long the swimmer plot takes to lay out and to draw: `python -m benchmarks.swimmer_speed`.

Every lane has its marks (responses, transplants, deaths, adverse events by grade), how long responses held and three
facts beside it; then a colour strip of ferritin too. Goals for the figure of 1,000 patients: at most 50 ms, and at most
one trace per legend entry and three more, whatever the number of patients.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import hlhdash
from benchmarks.invented import cohort_sheets

ROUNDS = 15
FACTS = ("etiology", "age_years", "sex")


def shortest_ms(work: Callable[[], Any]) -> float:
    """Return the shortest milliseconds of some rounds: what else runs on the machine only makes them longer."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return min(taken)


def measure(cohort: hlhdash.Cohort, strip: str | None) -> str:
    """Return a line of times and traces for one cohort."""
    result = hlhdash.swimmer(cohort, facts=FACTS, strip=strip)

    def draw() -> hlhdash.figures.Figure:
        return hlhdash.figures.swimmer(result, extras=("adverse event",))

    lanes = shortest_ms(lambda: hlhdash.swimmer(cohort, facts=FACTS, strip=strip))
    traces = draw().to_dict()["data"]
    in_legend = sum(trace.get("showlegend", True) is not False for trace in traces)
    return (
        f"{len(cohort):5d} patients{', strip' if strip else '':7s}, {len(result.markers):4d} marks: "
        f"figure {shortest_ms(draw):5.1f} ms, lanes {lanes:5.1f} ms, {len(traces)} traces, {in_legend} in the legend"
    )


def main() -> None:
    """Print the times and the traces for 9 to 1,000 patients, without and with a colour strip."""
    for n in (9, 120, 500, 1000):
        cohort = hlhdash.read_cohort(cohort_sheets(n))
        for strip in (None, "ferritin"):
            print(measure(cohort, strip))


if __name__ == "__main__":
    main()
