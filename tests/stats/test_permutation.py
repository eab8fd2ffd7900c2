"""The exact permutation P: every assignment, or seeded draws."""

from itertools import permutations

import numpy as np
import pytest

from hlhdash.stats import logrank, permutation
from hlhdash.stats.assignments import count, drawn, every


def by_brute_force(time, event, group, strata=None, weights="logrank"):
    """Share of distinct relabellings, one asymptotic test each, at or above the observed statistic."""
    layers = np.zeros(len(time), dtype=int) if strata is None else np.asarray(strata)
    observed = logrank(time, event, group, strata=strata, weights=weights, p="asymptotic").statistic
    labelled = {()}
    for layer in np.unique(layers):
        inside = [g for g, where in zip(group, layers, strict=True) if where == layer]
        labelled = {done + new for done in labelled for new in set(permutations(inside))}
    order = np.argsort(layers, kind="stable")
    hits = 0
    for labels in labelled:
        shuffled = np.empty(len(time), dtype=object)
        shuffled[order] = labels
        statistic = logrank(time, event, list(shuffled), strata=strata, weights=weights, p="asymptotic").statistic
        hits += statistic >= observed * (1 - 1e-9)
    return hits / len(labelled), len(labelled)


def test_the_reference_of_five_against_five(small_sample):
    expected = small_sample["permutation_logrank"]["five_five"]
    rows = expected["data"]
    found = logrank(*([row[key] for row in rows] for key in ("time", "status", "group")))
    assert found.statistic == pytest.approx(expected["chi2"], rel=1e-9)
    assert found.p_asymptotic == pytest.approx(expected["p_asymptotic"], rel=1e-9)
    assert found.p == pytest.approx(expected["p_exact"], rel=1e-12)
    assert found.assignments == expected["assignments"]


@pytest.mark.parametrize("weights", ["logrank", "peto", ("fleming-harrington", 0.5, 1)])
def test_two_groups_by_brute_force(weights):
    time, event, group = [3, 5, 5, 6, 8, 8, 9], [1, 1, 0, 1, 1, 1, 0], list("aababbb")
    found = logrank(time, event, group, weights=weights)
    assert (found.p_exact, found.assignments) == by_brute_force(time, event, group, weights=weights)


def test_three_groups_by_brute_force():
    time, event, group = [3, 5, 5, 6, 8, 8, 9], [1, 1, 0, 1, 1, 1, 0], list("aacbbcb")
    found = logrank(time, event, group)
    assert (found.p_exact, found.assignments) == by_brute_force(time, event, group)


def test_labels_stay_within_their_stratum():
    time, event = [3, 5, 5, 6, 8, 8, 9, 2], [1, 1, 0, 1, 1, 1, 0, 1]
    group, strata = list("aababbba"), [0, 0, 0, 0, 1, 1, 1, 1]
    found = logrank(time, event, group, strata=strata)
    assert (found.p_exact, found.assignments) == by_brute_force(time, event, group, strata)


def test_a_stratum_with_one_group_only_adds_nothing():
    time, event, group = [3, 5, 6, 8, 9, 11], [1, 1, 1, 1, 0, 1], list("ababba")
    alone = logrank(time, event, group)
    found = logrank([*time, 4, 7], [*event, 1, 1], [*group, "a", "a"], strata=[0] * 6 + [1] * 2)
    assert found.p_exact == alone.p_exact
    assert found.assignments == alone.assignments == 20


def test_six_against_twelve_lists_18564_assignments():
    rng = np.random.default_rng(3)
    found = logrank(rng.integers(1, 50, 18), rng.integers(0, 2, 18), np.arange(18) < 6)
    assert (found.assignments, found.monte_carlo_error) == (18_564, None)


def test_nine_against_forty_draws_and_says_so():
    rng = np.random.default_rng(3)
    time, event, group = rng.integers(1, 400, 49), rng.integers(0, 2, 49), np.arange(49) < 9
    found, again = logrank(time, event, group), logrank(time, event, group)
    assert found.assignments == 200_000
    assert found.p == again.p
    assert found.monte_carlo_error == pytest.approx(np.sqrt(found.p * (1 - found.p) / 200_000))
    assert found.method == (
        f"log-rank test, permutation P from 200,000 seeded draws (Monte Carlo error {found.monte_carlo_error:.2g}), "
        "supposing groups censored alike"
    )
    other = logrank(time, event, group, seed=1)
    assert 0 < abs(other.p - found.p) < 5 * found.monte_carlo_error


def test_draws_agree_with_the_full_list():
    rng = np.random.default_rng(8)
    time, event, group = rng.integers(1, 50, 16), rng.integers(0, 2, 16), np.arange(16) < 5
    full = logrank(time, event, group)
    doubled = logrank(time, event, group, strata=np.zeros(16))
    assert full.p_exact == doubled.p_exact
    # A second stratum without events changes no statistic but multiplies the assignments past the limit.
    padded = logrank(
        np.concatenate([time, np.full(12, 60)]),
        np.concatenate([event, np.zeros(12, dtype=int)]),
        np.concatenate([group, np.arange(12) < 4]),
        strata=np.repeat([0, 1], [16, 12]),
    )
    assert padded.assignments == 200_000
    assert padded.p_exact == pytest.approx(full.p_exact, abs=5 * padded.monte_carlo_error)


def test_a_draw_can_never_give_p_0():
    """Ten die first, one a day, and they are one group: 1 of C(50, 10) assignments."""
    time, group = np.arange(1, 51), np.arange(50) < 10
    found = logrank(time, np.arange(50) < 10, group, draws=1000)
    assert found.p == 1 / 1001


def test_a_huge_cohort_gets_fewer_draws(monkeypatch):
    monkeypatch.setattr(permutation, "_WORK", 60_000)
    n = 200
    found = logrank(np.arange(n) % 70 + 1, np.arange(n) < 20, np.arange(n) % 2)
    assert found.assignments == 300
    assert "from 300 seeded draws" in found.method


def test_a_small_group_in_a_large_cohort_is_quick_to_draw():
    n = 100_000
    found = logrank(np.arange(n) % 700 + 1, np.arange(n) % 3 == 0, np.arange(n) < 4)
    assert found.assignments == 200_000


@pytest.mark.parametrize(("sizes", "ways"), [((2, 3), 10), ((2, 1, 2), 30), ((0, 3), 1), ((1, 1, 1, 1), 24)])
def test_every_assignment_is_listed_once(sizes, ways):
    listed = every(sizes)
    rows = {tuple(zip(m, g, strict=True)) for m, g in zip(listed.member.tolist(), listed.group.tolist(), strict=True)}
    assert count(sizes) == len(listed.member) == len(rows) == ways
    for row in rows:
        assert [sum(g == label for _, g in row) for label in range(len(sizes) - 1)] == list(sizes[:-1])


@pytest.mark.parametrize("sizes", [(2, 3), (1, 1, 3), (50, 52)])
def test_draws_are_equally_likely(sizes):
    random = np.random.default_rng(11)
    sample = drawn(sizes, 20_000, random)
    n, members = sum(sizes), sum(sizes[:-1])
    assert (np.diff(sample.member, axis=1) > 0).all()
    share = np.bincount(sample.member.ravel(), minlength=n) / 20_000
    assert share == pytest.approx(np.full(n, members / n), abs=0.02)
    for label, size in enumerate(sizes[:-1]):
        taken = np.bincount(sample.member[sample.group == label], minlength=n) / 20_000
        assert taken == pytest.approx(np.full(n, size / n), abs=0.02)
