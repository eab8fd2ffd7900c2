"""Tables beside the response table, as they are printed."""

from __future__ import annotations

import pytest

import hlhdash
from hlhdash import report
from hlhdash.analysis import criteria
from hlhdash.analysis.response_tests import against_benchmark, fragility
from hlhdash.analysis.trajectories import trajectories
from scripts.browser import ROOT


@pytest.fixture(scope="module")
def cohort():
    return hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def result(cohort):
    return hlhdash.response_table(cohort)


def cells(table, row):
    return tuple(map(str, table.rows[row].cells))


def test_effects(result):
    table = report.effects_rows(result)
    assert cells(table, 0) == ("EBV", "0/5 (0)", "3/4 (75)", "0 (0 to 0.97)", "−75 (−95 to −12)", "0.048", "0.190")
    assert cells(table, 2)[3] == "∞ (0.11 to ∞)"


def test_a_benchmark(result):
    table = report.benchmark_rows(result, against_benchmark(result, 0.4))
    assert table.title == "Response rates against 40 %"
    assert cells(table, 4) == ("Total", "3/9 (33)", "7 to 70 %", "1.000", "")


def test_the_fragility_sentence(result):
    found = fragility(result)
    assert found is not None
    assert report.response_fragility_words(found) == (
        "One patient changes the answer: P = 0.048 as it is; had one more patient of EBV responded, P = 0.524."
    )


def test_states_over_time(cohort):
    table = report.states_rows(hlhdash.states_over_time(cohort))
    assert cells(table, 1) == ("Week 8", "3/9 (33)", "0/9 (0)", "0/9 (0)", "0/9 (0)", "1/9 (11)", "5/9 (56)", "9")


def test_the_published_rates_are_those_of_the_papers():
    table = report.published_rows()
    assert cells(table, 3)[3:] == ("17/27 (63.0)", "42.4 to 80.6 %")
    assert table.notes[0] == "Different populations and different rules: a reference, not a comparison."


def test_agreement_names_kappa(cohort):
    found = hlhdash.assess(cohort)
    table = report.agreement_rows(found, criteria.compare(found))
    assert [cells(table, i) for i in range(3)] == [
        ("PR", "3", "0", "0"), ("Improved", "0", "5", "0"), ("Died", "0", "0", "1"),
    ]  # fmt: skip
    assert table.notes == ("9 of 9 agree; kappa 1.00 (1.00 to 1.00; Cohen's kappa, unweighted, with 95 % interval).",)


def test_which_markers_decided(cohort):
    table = report.assessed_rows(hlhdash.assess(cohort))
    assert cells(table, 1)[:4] == ("P2", "Improved", "Improved", "Ferritin")


def test_the_switch_for_added_therapy_is_in_the_title():
    large = hlhdash.read_cohort(ROOT / "sample_data" / "invented120.csv")
    for switch, title in (
        ("not counted", "Week 4: response (PR or better), not counted after added therapy"),
        ("counted", "Week 4: response (PR or better), counted also after added therapy"),
    ):
        table = report.response_rows(hlhdash.response_table(large, "response_week4", added_therapy=switch))
        assert table.title == title


def test_table_one_by_group_names_its_tests(cohort):
    table = report.table_one(hlhdash.summary(cohort, "etiology", compare=True))
    titles = [str(column.title) for column in table.columns]
    assert titles == [
        "Characteristic", "All patients", "EBV", "FHL", "AID", "unknown", "Std. diff.", "P",
    ]  # fmt: skip
    assert "Test: Kruskal-Wallis test, exact over 1,512 assignments: Age, years, Weight, kg." in table.notes


def test_trajectories(cohort):
    table = report.trajectory_rows(trajectories(cohort))
    row = next(i for i, one in enumerate(table.rows) if str(one.cells[0]) == "Ferritin, ng/mL")
    assert cells(table, row + 1) == (
        "", "7", "8/9", "7,350 (5,875 to 9,775; 3,300 to 20,300)", "8", "−4,000 (−7,850 to −3,200; −29,100 to −2,500)",
    )  # fmt: skip


def test_the_snippet_names_every_choice(cohort):
    pools = {"E": ["EBV", "FHL"]}
    result = hlhdash.response_table(cohort, pools=pools, planned=True, rule="midwest", interval="wilson")
    assert ", interval='wilson', pools={'E': ['EBV', 'FHL']}, planned=True, rule='midwest')" in report.snippet(result)
