"""The counts of what happened in time, of adverse events and of pairs of values, with how they add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from hlhdash.analysis.groups import ALL
from hlhdash.analysis.labs import Labs
from hlhdash.analysis.labs_normal import Normalised
from hlhdash.analysis.safety import Safety
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.analysis.time_to_response import TimeToResponse
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.report.tally import SIZE, Tally

EVER, WITH, SEVERE_ONES, LOWER, HIGHER = "ever", "with an event", "severe", "lower", "higher"
_DIED, _SAME = "died", "neither"


def step(k: int) -> str:
    """Name the count of those in whom something was seen by the k-th day asked about."""
    return f"by {k}"


def cell(assessment: str, response_class: str) -> str:
    """Name the count of a class at an assessment."""
    return f"{assessment}: {response_class}"


def steps_tally(n: Sequence[int], by_day: Sequence[Sequence[int]]) -> Tally:
    """Take how many of each group something was seen in by each day, and ever at the end.

    Parameters
    ----------
    n : patients of each group
    by_day : for each group counts that never fall, the last being those in whom it was ever seen
    """
    tally = _sizes(n)
    days = [*(step(k) for k in range(len(by_day[0]) - 1)), EVER]
    for k in range(len(days) - 1, -1, -1):
        whole = SIZE if k == len(days) - 1 else days[k + 1]
        tally.inside(days[k], [one[k] for one in by_day], whole, same=whole != SIZE)
    return tally


def speed_tally(result: TimeToResponse, days: Sequence[float]) -> Tally:
    """Take how many responded by each day."""
    groups = [result.patients[(result.patients["group"] == name).to_numpy(bool)] for name in result.order]
    seen = [one.loc[(one["state"] == 1).to_numpy(bool), "day"] for one in groups]
    by_day = [[*(int((one <= day).sum()) for day in days), len(one)] for one in seen]
    return steps_tally([len(one) for one in groups], by_day)


def normal_tally(result: Labs) -> Tally:
    """Take how many became normal by each day."""
    return ended_tally(result.normalised)


def ended_tally(ended: Sequence[Normalised]) -> Tally:
    """Take in how many of each group something had ended by each day."""
    counts = [[*(len(who) for who in one.by_day), len(one.ever)] for one in ended]
    return steps_tally([len(one.abnormal) for one in ended], counts)


def pairs_tally(result: Labs) -> Tally:
    """Take whose value fell and whose rose."""
    tally = _sizes([one.n for one in result.paired])
    for row, one in enumerate(result.paired):
        parts = {LOWER: len(one.lower), HIGHER: len(one.higher)}
        same = one.n - sum(parts.values())
        tally.split((row, SIZE), parts | ({_SAME: same} if same else {}), unseen={_SAME})
    return tally


def lines_tally(result: Labs) -> Tally:
    """Take how many patients of each group have a line."""
    lines = result.points.groupby("group")["patient_id"].nunique()
    return _sizes([int(lines.get(name, 0)) for name in result.groups])


def safety_tally(result: Safety) -> Tally:
    """Take who had an adverse event, and a severe one."""
    tally = _sizes([one.n for one in result.rates])
    tally.inside(WITH, [len(one.patients) for one in result.rates], SIZE)
    tally.inside(SEVERE_ONES, [len(one.severe) for one in result.rates], WITH)
    return tally


def term_tally(grades: pd.Series, n: int) -> Tally:
    """Take the patients of one term by worst grade; `SIZE` is everybody, `WITH` those who had it.

    Parameters
    ----------
    grades : patients by grade
    """
    tally = Tally(1, frozenset({WITH}))
    tally.column(SIZE, [n])
    tally.inside(WITH, [int(grades.sum())], SIZE)
    tally.split((0, WITH), {str(grade): int(k) for grade, k in grades.items()})
    return tally


def states_tally(result: StatesOverTime) -> Tally:
    """Take the classes of each group at each assessment; row 0 is the first group, the last one all patients.

    Who died stays dead, so that deaths between two assessments can be worked out.
    """
    groups = [name for name in result.groups if name != ALL] + [ALL]
    table: Any = result.rows.set_index(["group", "assessment"])
    tally = Tally(len(groups))
    tally.column(SIZE, [int(table.loc[(name, result.assessments[0]), "n"]) for name in groups])
    used = [name for name in RESPONSES if result.rows[name].any()]
    rows, later = range(len(groups)), None
    for assessment in sorted(result.assessments, key=lambda one: -float(table.loc[(ALL, one), "day"])):
        for name in used:
            counts = [int(table.loc[(group, assessment), name]) for group in groups]
            after = None if later is None or name != _DIED else [tally.value(i, cell(later, name)) for i in rows]
            if after is not None and all(a <= b for a, b in zip(counts, after, strict=True)):
                tally.inside(cell(assessment, name), counts, cell(str(later), name), same=True)
            else:
                tally.column(cell(assessment, name), counts)
        tally.adds_up(SIZE, [cell(assessment, name) for name in used])
        later = assessment
    return tally


def _sizes(n: Sequence[int]) -> Tally:
    """Begin with how large the groups are; how many there are in all is known, though no row says it."""
    tally = Tally(len(n) + 1 if len(n) > 1 else 1)
    tally.column(SIZE, [*n, sum(n)] if len(n) > 1 else n)
    return tally
