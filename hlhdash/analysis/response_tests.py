"""Tests of a response table on request: further tests, a benchmark, and how much hangs on one patient."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.cohort.findings import CohortError
from hlhdash.language import Message, message
from hlhdash.stats.fisher import fisher_p

FurtherTest = Literal["chi-squared", "yates", "mid-p", "barnard", "boschloo"]
FURTHER_TESTS: tuple[FurtherTest, ...] = get_args(FurtherTest)
_DRAWS = 20_000  # of each changed table, only where it is too large to be worked out
LEVEL = 0.05  # what is called evidence, for the fragility alone


@dataclass(frozen=True)
class NamedTest:
    """One test of the whole table: its P, None where it cannot be made, and its name or the reason."""

    id: FurtherTest
    p: float | None
    method: Message


@dataclass(frozen=True)
class Flip:
    """One patient who counts otherwise: in which group, whether as a responder now, how many are like that, and P."""

    group: str
    responder: bool
    patients: int
    p: float


@dataclass(frozen=True)
class Fragility:
    """Whether one patient changes the answer of the overall test.

    Attributes
    ----------
    p : of the table as it is
    flips : every single change, the one with the largest effect on the verdict first
    decisive : those that move P across 0.05
    """

    p: float
    flips: tuple[Flip, ...]
    decisive: tuple[Flip, ...]


@dataclass(frozen=True)
class Benchmark:
    """Response rates against a rate fixed beforehand.

    Attributes
    ----------
    rate : the benchmark
    rows : group, responders, n, proportion, lower, upper, p, p_holm (over the groups; NaN for the total), total last
    method : the test
    """

    rate: float
    rows: pd.DataFrame
    method: Message


def further_tests(result: ResponseTable, which: Iterable[str] = FURTHER_TESTS) -> tuple[NamedTest, ...]:
    """Test the same table by other named tests; Yates, Barnard and Boschloo compare two groups only.

    Raises
    ------
    CohortError
        For a test that is not known.
    """
    asked = tuple(which)
    unknown = [str(name) for name in asked if name not in FURTHER_TESTS]
    if unknown:
        raise CohortError(
            message("{test} is no test; choose of: {tests}.", test=unknown[0][:40], tests=", ".join(FURTHER_TESTS))
        )
    table = result.table[result.table.sum(axis=1) > 0]
    return tuple(_tested(name, table) for name in FURTHER_TESTS if name in asked)


def _tested(name: FurtherTest, table: np.ndarray) -> NamedTest:
    if len(table) < 2:
        return NamedTest(name, None, message("One group only: nothing to compare."))
    ways: dict[str, Callable[[np.ndarray], stats.ChiSquared | stats.MidP | stats.Unconditional]] = {
        "chi-squared": stats.chi_squared,
        "yates": lambda counts: stats.chi_squared(counts, yates=True),
        "mid-p": stats.fisher_midp,
        "barnard": stats.barnard,
        "boschloo": stats.boschloo,
    }
    try:
        found = ways[name](table)
    except stats.StatsError as problem:
        return NamedTest(name, None, problem.sentence)
    return NamedTest(name, found.p, found.method)


def against_benchmark(result: ResponseTable, rate: float) -> Benchmark:
    """Test the response rate of every group, and of all patients, against a rate fixed beforehand.

    Raises
    ------
    CohortError
        Where it is no rate from 0 to 1.
    """
    records = result.rows.to_dict("records")
    name = result.rows.columns[0]
    try:
        tests = [stats.binomial_test(row["responders"], row["n"], rate) for row in records]
    except stats.StatsError as problem:
        raise CohortError(problem.sentence) from None
    filled = [i for i, row in enumerate(records[:-1]) if row["n"]]
    holm = np.full(len(records), np.nan)
    holm[filled] = stats.holm([tests[i].p for i in filled])
    rows = pd.DataFrame(
        {
            "group": result.rows[name].to_numpy(object),
            **{column: result.rows[column] for column in ("responders", "n", "proportion", "lower", "upper")},
            "p": [test.p if test.n else np.nan for test in tests],
            "p_holm": holm,
        }
    )
    return Benchmark(tests[-1].benchmark, rows, tests[-1].method)


def fragility(result: ResponseTable) -> Fragility | None:
    """Let each patient in turn count otherwise and test again; None where there is no test.

    Patients of one group who count alike are one case, so at most two tests per group are made.
    """
    if result.p is None:
        return None
    table, flips = result.table, []
    for row, name in enumerate(result.known):
        for column in (0, 1):
            if table[row, column]:
                changed = table.copy()
                changed[row, column] -= 1
                changed[row, 1 - column] += 1
                p = fisher_p(changed, draws=_DRAWS)
                flips.append(Flip(name, column == 0, int(table[row, column]), p))
    is_evidence = result.p <= LEVEL
    decisive = [flip for flip in flips if (flip.p <= LEVEL) != is_evidence]
    flips.sort(key=lambda flip: -flip.p if is_evidence else flip.p)
    decisive.sort(key=lambda flip: -flip.p if is_evidence else flip.p)
    return Fragility(result.p, tuple(flips), tuple(decisive))
