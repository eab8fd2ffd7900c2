"""How long exact tests of tables take: two columns by many groups, and three columns, against the time promised.

Run `python -m benchmarks.table_speed`. Each line is the slowest of five invented tables: seconds of the processor, and
that as a share of the promise (a tenth of a second for two columns and 200 patients, three seconds for 5 x 3 and 120).
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hlhdash import stats

SEED, TABLES, RUNS = 2004, 5, 3
TWO_COLUMNS = (3, 6, 9, 12, 15, 20, 30, 40)
PROMISED = {2: 0.1, 3: 3.0}


def invented(groups: int, columns: int, patients: int, random: np.random.Generator) -> np.ndarray:
    """Invent a table of groups of unequal sizes with much the same outcomes."""
    sizes = 1 + random.multinomial(patients - groups, random.dirichlet(np.full(groups, 2.0)))
    outcomes = random.dirichlet(np.full(columns, 20.0), groups)
    return np.array([random.multinomial(size, row) for size, row in zip(sizes, outcomes, strict=True)])


def seconds(table: np.ndarray) -> float:
    """Time the exact test of one table: the best of a few runs."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        found = stats.fisher_exact(table)
        times.append(process_time() - start)
        if found.monte_carlo_error is not None:
            raise SystemExit(f"A table of {table.shape} was drawn, not worked out: {table.tolist()}")
    return min(times)


def main() -> None:
    random = np.random.default_rng(SEED)
    stats.fisher_exact([[3, 1], [1, 3]])
    for groups, columns, patients in (*((groups, 2, 200) for groups in TWO_COLUMNS), (5, 3, 120)):
        slowest = max(seconds(invented(groups, columns, patients, random)) for _ in range(TABLES))
        print(f"{groups:3} x {columns}, {patients} patients: {slowest:.3f} s, {slowest / PROMISED[columns]:.2f}")


if __name__ == "__main__":
    main()
