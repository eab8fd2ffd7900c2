"""The tables of docs/simulation.md: simulated anew with fewer runs and another seed, within Monte Carlo error."""

from math import sqrt

import pytest

from scripts import simulate_survival as simulate

RUNS, SEED = 500, 77
ERRORS = 4  # standard errors: some two hundred shares are compared


def rows(first):
    """Cells of the table of docs/simulation.md whose first column has this title."""
    lines = iter(simulate.TABLE.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith(f"| {first} |"):
            next(lines)
            break
    table = []
    for line in lines:
        if not line.startswith("|"):
            break
        table.append([cell.strip() for cell in line.strip("|").split("|")])
    return table


def assert_close(share, percent, runs, written_runs):
    written = float(percent) / 100
    # Both are estimates; a share of 0 or 1 still has an error, that of one run more.
    middle = (share * runs + written * written_runs + 1) / (runs + written_runs + 2)
    room = ERRORS * sqrt(middle * (1 - middle) * (1 / runs + 1 / written_runs)) + 0.0005
    assert share == pytest.approx(written, abs=room)


@pytest.mark.slow
def test_intervals_cover_as_the_page_says():
    written = rows("interval")
    found = list(simulate.coverages(RUNS, SEED))
    assert len(written) == len(found) == 45
    for row, cells in zip(found, written, strict=True):
        assert cells[:3] == [row.interval, str(row.patients), f"{row.survival:.0%}"]
        shares = (row.held, row.above, row.below)
        kept = simulate.COVERAGE_RUNS * (1 - float(cells[6]) / 100)
        for share, percent in zip(shares, cells[3:6], strict=True):
            assert_close(share, percent, row.runs, kept)
        assert_close(row.missing, cells[6], RUNS, simulate.COVERAGE_RUNS)


@pytest.mark.slow
def test_tests_reject_as_the_page_says():
    written = rows("test")
    found = list(simulate.sizes(RUNS, SEED))
    assert len(written) == len(found) == 9
    for row, (test, groups, percent) in zip(found, written, strict=True):
        assert (test, groups) == (row.test, f"{row.sizes[0]} v {row.sizes[1]}")
        assert_close(row.found, percent, RUNS, simulate.SIZE_RUNS)


def test_the_page_says_what_the_defaults_rest_on():
    """The beta product interval keeps its word everywhere; the default comes close; the exact P does, others do not."""
    held = {tuple(cells[:3]): float(cells[3]) for cells in rows("interval")}
    found = {(test, groups): float(percent) for test, groups, percent in rows("test")}
    beta_product = [share for (interval, _, _), share in held.items() if interval == "bpcp"]
    log_log = [share for (interval, _, _), share in held.items() if interval == "log-log"]
    assert min(beta_product) >= 95 > 92 > min(share for (interval, _, _), share in held.items() if interval == "log")
    assert min(log_log) >= 94
    assert max(share for (test, _), share in found.items() if test.endswith("permutation P")) <= 5.5
    assert found["log-rank, asymptotic P", "2 v 18"] > 8
