"""How long survival takes: a million patients against lifelines, and what small groups ask for.

Run `python -m benchmarks.survival_speed`. On a million patients in days both sides split the raw rows into four groups
and draw what a survival page needs: curve, log-log band, median, numbers at risk at ticks, and the log-rank test; the
answers must be the same before the times count. The rest has a time of its own as its goal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hlhdash import stats

PATIENTS = 1_000_000
GROUPS = ("EBV", "FHL", "MAS", "unknown")
TICKS = np.arange(0, 1826, 182.625)
T = TypeVar("T")
RUNS = 3
GOAL = 0.2


@dataclass(frozen=True)
class Answer:
    """What both sides compute: survival, lower, upper and at risk at each tick of each group, medians, chi-squared."""

    band: np.ndarray
    at_risk: np.ndarray
    medians: list[float | None]
    chi_squared: float


def cohort() -> pd.DataFrame:
    """Invent the patients: whole days, five years of follow-up, a hazard for each group."""
    random = np.random.default_rng(2004)
    group = random.integers(0, len(GROUPS), PATIENTS)
    death = random.exponential(np.array([900.0, 600.0, 1500.0, 1000.0])[group])
    censoring = random.uniform(200, 1826, PATIENTS)
    return pd.DataFrame(
        {
            "time": np.ceil(np.minimum(death, censoring)),
            "event": (death <= censoring).astype(int),
            "group": np.array(GROUPS)[group],
        }
    )


def ours(data: pd.DataFrame) -> Answer:
    """Answer with hlhdash: the labels are told apart once, for the groups and for the test."""
    group = pd.Categorical(data["group"], categories=GROUPS)
    time, event = data["time"].to_numpy(), data["event"].to_numpy()
    band, at_risk, medians = [], [], []
    for number in range(len(GROUPS)):
        inside = group.codes == number
        curve = stats.kaplan_meier(time[inside], event[inside])
        found = curve.columns_at(TICKS)
        band.append(np.column_stack([found["survival"], found["lower"], found["upper"]]))
        at_risk.append(found["n_at_risk"])
        medians.append(curve.median.value)
    test = stats.logrank(time, event, group, p="asymptotic")
    return Answer(np.array(band), np.array(at_risk), medians, test.statistic)


def theirs(data: pd.DataFrame) -> Answer:
    """Answer with lifelines."""
    band, at_risk, medians = [], [], []
    for name in GROUPS:
        rows = data[data["group"] == name]
        curve = KaplanMeierFitter().fit(rows["time"], rows["event"])
        limits = curve.confidence_interval_
        step = np.searchsorted(limits.index, TICKS, side="right") - 1
        survival = curve.survival_function_at_times(TICKS).to_numpy()
        band.append(np.column_stack([survival, limits.to_numpy()[step]]))
        at_risk.append([(rows["time"] >= tick).sum() for tick in TICKS])
        medians.append(float(curve.median_survival_time_))
    test = multivariate_logrank_test(data["time"], data["group"], data["event"])
    return Answer(np.array(band), np.array(at_risk), medians, test.test_statistic)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Give the answer and the shortest of a few times in seconds."""
    answers, times = [], []
    for _ in range(RUNS):
        start = perf_counter()
        answers.append(work())
        times.append(perf_counter() - start)
    return answers[-1], min(times)


def million() -> None:
    """Compare answers, then times."""
    data = cohort()
    (mine, quick), (reference, slow) = timed(lambda: ours(data)), timed(lambda: theirs(data))
    np.testing.assert_array_equal(mine.at_risk, reference.at_risk)
    # At day 0 nobody has died: lifelines has no width there, the beta product interval has.
    np.testing.assert_allclose(mine.band[:, 1:], reference.band[:, 1:], rtol=1e-9)
    np.testing.assert_allclose(mine.band[:, 0, 0], reference.band[:, 0, 0], rtol=1e-9)
    np.testing.assert_allclose(mine.chi_squared, reference.chi_squared, rtol=1e-9)
    assert mine.medians == reference.medians
    print(f"{PATIENTS:,} patients, {len(GROUPS)} groups: hlhdash {quick:.2f} s, lifelines {slow:.2f} s")
    print(f"ratio {quick / slow:.3f} (goal: at most {GOAL})")


def small(n1: int, n2: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Invent two groups: times in days, events, and who is in the second."""
    random, n = np.random.default_rng(9), n1 + n2
    return np.ceil(random.exponential(400, n)), (random.random(n) < 0.6).astype(int), np.arange(n) >= n1


def responders(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Invent patients of whom half respond within eight weeks: times, events and days of response."""
    random = np.random.default_rng(9)
    response = np.where(random.random(n) < 0.5, np.ceil(random.uniform(0, 56, n)), np.nan)
    return np.ceil(random.exponential(200, n)) + 60, (random.random(n) < 0.6).astype(int), response


def main() -> None:
    """Print every time beside its goal."""
    million()
    weeks = np.arange(7, 57)
    tasks: list[tuple[str, float, Callable[[], object]]] = [
        ("exact permutation P, 6 v 12, 18,564 assignments", 0.2, lambda: stats.logrank(*small(6, 12))),
        ("permutation P, 9 v 40, 200,000 draws", 2, lambda: stats.logrank(*small(9, 40))),
        ("landmark strip, 200 patients, 50 landmarks", 2, lambda: stats.landmark_strip(*responders(200), weeks)),
        ("detectable difference, 9 v 40", 2, lambda: stats.detectable_difference(9, 40, 0.6, 365, 1000)),
        *(
            (f"fragility, {n1} v {n2}", 1.0, lambda n1=n1, n2=n2: stats.fragility(*small(n1, n2), at=365))
            for n1, n2 in ((4, 5), (6, 12), (60, 60), (250, 250))
        ),
    ]
    for name, goal, work in tasks:
        print(f"{name}: {timed(work)[1]:.3f} s (goal: at most {goal:g} s)")


if __name__ == "__main__":
    main()
