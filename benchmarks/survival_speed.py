"""How long a million patients in days take, against lifelines on the same raw rows.

Run `python benchmarks/survival_speed.py`. Both sides draw what a survival page needs for four groups: curve,
log-log band, numbers at risk at ticks, and the log-rank test; the answers must be the same before the times count.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hlhdash import stats

PATIENTS = 1_000_000
GROUPS = ("EBV", "FHL", "MAS", "unknown")
TICKS = np.arange(0, 1826, 182.625)
RUNS = 3
GOAL = 0.2


@dataclass(frozen=True)
class Answer:
    """What both sides compute: survival, lower, upper and at risk at each tick of each group, and chi-squared."""

    band: np.ndarray
    at_risk: np.ndarray
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


def ours(data: pd.DataFrame, split: list[pd.DataFrame]) -> Answer:
    """Answer with hlhdash."""
    band, at_risk = [], []
    for rows in split:
        curve = stats.kaplan_meier(rows["time"], rows["event"])
        band.append(curve.at(TICKS)[["survival", "lower", "upper"]].to_numpy())
        at_risk.append(curve.counts(TICKS)["at_risk"].to_numpy())
    test = stats.logrank(data["time"], data["event"], data["group"], p="asymptotic")
    return Answer(np.array(band), np.array(at_risk), test.statistic)


def theirs(data: pd.DataFrame, split: list[pd.DataFrame]) -> Answer:
    """Answer with lifelines."""
    band, at_risk = [], []
    for rows in split:
        curve = KaplanMeierFitter().fit(rows["time"], rows["event"])
        limits = curve.confidence_interval_
        step = np.searchsorted(limits.index, TICKS, side="right") - 1
        survival = curve.survival_function_at_times(TICKS).to_numpy()
        band.append(np.column_stack([survival, limits.to_numpy()[step]]))
        at_risk.append([(rows["time"] >= tick).sum() for tick in TICKS])
    test = multivariate_logrank_test(data["time"], data["group"], data["event"])
    return Answer(np.array(band), np.array(at_risk), test.test_statistic)


def timed(answer: Callable[..., Answer], data: pd.DataFrame, split: list[pd.DataFrame]) -> tuple[Answer, float]:
    """Give the answer and the shortest of a few times in seconds."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        found = answer(data, split)
        times.append(perf_counter() - start)
    return found, min(times)


def main() -> None:
    """Compare answers, then times."""
    data = cohort()
    split = [data[data["group"] == name] for name in GROUPS]  # the same work for both, so not timed
    (mine, quick), (reference, slow) = timed(ours, data, split), timed(theirs, data, split)
    np.testing.assert_array_equal(mine.at_risk, reference.at_risk)
    # At day 0 nobody has died: lifelines has no width there, the beta product interval has.
    np.testing.assert_allclose(mine.band[:, 1:], reference.band[:, 1:], rtol=1e-9)
    np.testing.assert_allclose(mine.band[:, 0, 0], reference.band[:, 0, 0], rtol=1e-9)
    np.testing.assert_allclose(mine.chi_squared, reference.chi_squared, rtol=1e-9)
    print(f"{PATIENTS:,} patients, {len(GROUPS)} groups: hlhdash {quick:.2f} s, lifelines {slow:.2f} s")
    print(f"ratio {quick / slow:.3f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
