"""No small count of what happened in time can be read or worked out: its least and largest possible values differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

import hlhdash
from hlhdash.analysis.groups import ALL
from hlhdash.analysis.response_result import AddedTherapy
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.cohort.provenance import Provenance
from hlhdash.report.small_counts import LATE, TIMELY, hidden_responses, responses_tally, split_classes
from hlhdash.report.small_further import EVER, WITH, cell, states_tally, step, steps_tally, term_tally
from hlhdash.report.suppression import Counts, hidden
from hlhdash.report.tally import SIZE, Tally

SEEDS = range(8)


def worked_out(counts: Counts, closed: frozenset[int], least: int) -> list[int]:
    """Return the small counts that can have one value only: whole numbers, sums and what is open being known."""
    n = len(counts.values)
    sums = np.zeros((len(counts.sums), n))
    for row, one in enumerate(counts.sums):
        sums[row, one.total] = 1
        sums[row, list(one.parts)] -= 1
    values = np.array(counts.values, dtype=float)
    unknown = np.array([i in closed or i in counts.unseen for i in range(n)])
    ends_of: Any = (np.where(unknown, 0.0, values), np.where(unknown, values.max(), values))
    bounds = Bounds(*ends_of)
    known = LinearConstraint(sums, 0, 0)
    found = []
    for place in range(n):
        if counts.values[place] >= least or place in counts.fixed:
            continue
        aim = np.eye(n)[place]
        ends = [milp(sign * aim, constraints=known, bounds=bounds, integrality=np.ones(n)).fun for sign in (1, -1)]
        if ends[0] is None or round(ends[0]) == round(-ends[1]):
            found.append(place)
    return found


def safe(tally: Tally, least: int) -> bool:
    counts = tally.counts()
    return worked_out(counts, hidden(counts, least), least) == []


@pytest.fixture(scope="module")
def cohort() -> hlhdash.Cohort:
    return hlhdash.read_cohort(Path(__file__).parents[2] / "sample_data" / "invented120.xlsx")


@pytest.mark.parametrize("by", [None, "sex", "etiology"])
@pytest.mark.parametrize("response", ["response_week2", "response_week8", "best_response"])
@pytest.mark.parametrize("counting", ["counted", "not counted"])
def test_responses_after_added_therapy_cannot_be_worked_out(
    cohort: hlhdash.Cohort, by: str | None, response: str, counting: AddedTherapy
) -> None:
    result = hlhdash.response_table(cohort, response=response, by=by, added_therapy=counting)
    assert result.not_counted > 0
    tally, closed = responses_tally(result), hidden_responses(result, 5)
    parts = {f"{part} {name}": name for name in split_classes(result) for part in (LATE, TIMELY)}
    assert bool(parts) == (counting == "not counted")
    # A figure shows the two parts of a class only where it shows the class.
    unseen = {place for (row, name), place in tally.places.items() if (row, parts.get(name, name)) in closed}
    assert worked_out(tally.counts(), frozenset(unseen), 5) == []


def test_where_all_responses_count_none_is_hidden_for_coming_late(cohort: hlhdash.Cohort) -> None:
    counted = hlhdash.response_table(cohort, response="response_week8", by=None, added_therapy="counted")
    assert sorted(hidden_responses(counted, 5)) == [(0, "NE"), (0, "NR"), (1, "NE"), (1, "NR")]


def states(seed: int, groups: int, n: int, assessments: int = 2) -> StatesOverTime:
    """Return a random course of a few patients: who died stays dead."""
    random = np.random.default_rng(seed)
    sizes = random.integers(n, 2 * n, groups)
    rows: list[dict[str, Any]] = []
    labels = [f"g{i}" for i in range(groups)]
    died = [np.zeros(size, dtype=bool) for size in sizes]
    for k in range(assessments):
        seen = []
        for i, size in enumerate(sizes):
            died[i] |= random.random(size) < 0.2
            seen.append(np.where(died[i], "died", random.choice(["CR", "PR", "NR"], size)))
        for label, classes in [*zip(labels, seen, strict=True), (ALL, np.concatenate(seen))]:
            counts = {name: int((classes == name).sum()) for name in ("CR", "PR", "improved", "NR", "died", "NE")}
            rows.append({"group": label, "assessment": f"a{k}", "day": 7 * k, "n": len(classes)} | counts)
    table = pd.DataFrame(rows)
    where = Provenance("f", "0", int(sizes.sum()), int(sizes.sum()), "ruxolitinib_start", None, (), (), None)
    return StatesOverTime("g", tuple(f"a{k}" for k in range(assessments)), table, pd.DataFrame(), where)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("least", [3, 5])
def test_no_small_number_of_steps_in_time_can_be_worked_out(seed: int, least: int) -> None:
    random = np.random.default_rng(seed)
    n = random.integers(3, 25, 3)
    by_day = [np.sort(random.integers(0, size + 1, 4)).tolist() for size in n]
    assert safe(steps_tally(n.tolist(), by_day), least)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("least", [3, 5])
def test_no_small_class_over_time_can_be_worked_out(seed: int, least: int) -> None:
    assert safe(states_tally(states(seed, 2, 12)), least)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_small_grade_can_be_worked_out(seed: int) -> None:
    random = np.random.default_rng(seed)
    grades = pd.Series(random.integers(0, 12, 4), index=[0, 1, 2, 3])
    assert safe(term_tally(grades, int(grades.sum() + random.integers(0, 20))), 5)


def test_two_days_between_which_nobody_was_seen_hide_nothing_of_each_other() -> None:
    tally = steps_tally([40], [[10, 10, 20]])
    assert tally.hidden(5) == frozenset()
    assert tally.places[0, step(0)] == tally.places[0, step(1)]


def test_a_step_of_a_few_hides_the_earlier_day() -> None:
    # 12 by the first day and 14 ever: two came later, and nobody prints them.
    assert steps_tally([40], [[12, 14]]).hidden(5) == frozenset({(0, step(0))})


def test_a_group_whose_rest_is_small_hides_how_many_had_it() -> None:
    assert steps_tally([20, 30], [[17], [10]]).hidden(5) == frozenset({(0, EVER)})


def test_a_rare_term_is_hidden_and_a_common_one_is_not() -> None:
    assert (0, WITH) in term_tally(pd.Series({1: 2, 3: 1}), 40).hidden(5)
    assert term_tally(pd.Series({1: 12, 3: 8}), 40).hidden(5) == frozenset()


def test_small_grades_are_put_together_with_the_next_one() -> None:
    assert term_tally(pd.Series({1: 12, 2: 9, 3: 1}), 40).hidden(5) == frozenset({(0, "2"), (0, "3")})


def test_deaths_between_two_assessments_are_protected() -> None:
    died = {"a0": 6, "a1": 8}
    rows = [
        {"group": ALL, "assessment": a, "day": d, "n": 40, "CR": 20 - k, "PR": 14, "improved": 0, "NR": 0, "NE": 0}
        | {"died": died[a], "PR": 20 + k - died[a]}
        for k, (a, d) in enumerate((("a0", 7), ("a1", 14)))
    ]
    where = Provenance("f", "0", 40, 40, "ruxolitinib_start", None, (), (), None)
    result = StatesOverTime(None, ("a0", "a1"), pd.DataFrame(rows), pd.DataFrame(), where)
    tally = states_tally(result)
    closed = tally.hidden(5)
    assert (0, SIZE) not in closed
    assert {(0, cell("a0", "died")), (0, cell("a1", "died"))} & closed
    assert safe(tally, 5)
