"""How long the swimmer figure of 1,000 patients takes to build: `python -m benchmarks.swimmer_speed`.

Goals: at most 50 ms, and at most one trace per legend entry and three more, whatever the number of patients.
"""

from __future__ import annotations

import statistics
import time

import hlhdash
from benchmarks.invented import cohort_table

ROUNDS = 15


def main() -> None:
    """Print the median time of the figure and its traces for 9 to 1,000 patients."""
    for n in (9, 120, 500, 1000):
        result = hlhdash.swimmer(hlhdash.read_cohort(cohort_table(n)))
        taken = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            figure = hlhdash.figures.swimmer(result)
            taken.append(1000 * (time.perf_counter() - start))
        traces = figure.to_dict()["data"]
        in_legend = sum(trace.get("showlegend", True) is not False for trace in traces)
        print(
            f"{n:5d} patients: {statistics.median(taken):6.1f} ms, "
            f"{len(traces)} traces, {in_legend} of them in the legend"
        )


if __name__ == "__main__":
    main()
