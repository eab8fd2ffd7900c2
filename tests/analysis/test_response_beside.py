"""What stands beside the response table: effects, further tests, a benchmark, fragility, states and time."""

from __future__ import annotations

import math

import pytest

import hlhdash
from hlhdash.analysis.response_tests import against_benchmark, fragility, further_tests
from hlhdash.analysis.trajectories import trajectories
from scripts.browser import ROOT


@pytest.fixture(scope="module")
def study():
    return hlhdash.read_cohort(ROOT / "sample_data" / "ruxolitinib9.xlsx")


@pytest.fixture(scope="module")
def ebv(study):
    return hlhdash.response_table(study, against="EBV")


def test_the_effect_of_ebv_in_the_study(ebv):
    row = ebv.against_rest.iloc[0]
    assert (row["odds_ratio"], row["lower"]) == (0.0, 0.0)
    assert row["upper"] == pytest.approx(0.97101, abs=1e-5)
    assert (row["difference"], row["p"]) == (-0.75, pytest.approx(1 / 21))


def test_other_tests_of_the_same_table(ebv):
    found = {test.id: test.p for test in further_tests(ebv)}
    assert found == {
        "chi-squared": pytest.approx(0.0177060658),
        "yates": pytest.approx(0.0968750750),
        "mid-p": pytest.approx(1 / 42),
        "barnard": pytest.approx(0.0390625),
        "boschloo": pytest.approx(0.0390625),
    }


def test_tests_of_two_groups_say_that_there_are_four(study):
    found = {test.id: test for test in further_tests(hlhdash.response_table(study))}
    assert [name for name, test in found.items() if test.p is None] == ["yates", "barnard", "boschloo"]
    assert "the table has 4 rows" in found["barnard"].method


def test_a_test_nobody_knows_is_refused(ebv):
    with pytest.raises(hlhdash.CohortError, match="t-test is no test"):
        further_tests(ebv, ["t-test"])


def test_rates_against_a_benchmark(study):
    found = against_benchmark(hlhdash.response_table(study), 0.4)
    assert list(found.rows["p"]) == pytest.approx([0.1648, 1.0, 0.4, 0.4, 1.0])
    assert list(found.rows["p_holm"].iloc[:-1]) == pytest.approx([0.6592, 1.0, 1.0, 1.0])
    assert math.isnan(found.rows["p_holm"].iloc[-1])
    with pytest.raises(hlhdash.CohortError, match="A benchmark is a rate from 0 to 1"):
        against_benchmark(hlhdash.response_table(study), 40)


def test_one_patient_changes_the_studys_answer(ebv):
    found = fragility(ebv)
    assert found is not None
    cases = [(flip.group, flip.responder, flip.patients, round(flip.p, 4)) for flip in found.decisive]
    assert cases == [("EBV", False, 5, 0.2063), ("All others", True, 3, 0.1667)]


def test_no_patient_changes_the_answer_of_the_large_cohort():
    large = hlhdash.read_cohort(ROOT / "sample_data" / "invented120.csv")
    found = fragility(hlhdash.response_table(large, against="EBV"))
    assert found is not None
    assert found.decisive == ()
    assert len(found.flips) == 4


def test_without_a_test_there_is_no_fragility(study):
    assert fragility(hlhdash.response_table(study, by=None)) is None


def test_states_over_time_are_out_of_everyone(study):
    rows = hlhdash.states_over_time(study, "etiology").rows
    everyone = rows[rows["group"] == "All patients"].set_index("assessment")
    assert list(everyone.loc["response_week1", ["n", "CR", "PR", "improved", "died", "NE"]]) == [9, 0, 3, 5, 1, 0]
    assert list(everyone.loc["response_week8", ["n", "CR", "PR", "improved", "died", "NE"]]) == [9, 3, 0, 0, 1, 5]


def test_another_treatment_before_a_response_competes(study):
    found = hlhdash.time_to_response(study, by=None)
    assert list(found.patients["state"]) == [1, 3, 1, 1, 2, 3, 3, 3, 3]  # 2: died; 3: another HLH treatment
    assert found.endpoint.definition == (
        "Clock starts: day zero. Event: response (PR or better). Competing: death from any cause, start of another HLH "
        "treatment, HSCT. Censored at: last follow-up."
    )
    at = found.incidence.at([6, 7, 365])
    assert list(at.loc[at["state"] == 1, "incidence"]) == pytest.approx([0, 1 / 3, 1 / 3])


def test_paired_changes_are_of_the_same_children(study):
    ferritin = next(row for row in trajectories(study).rows if row.analyte == "ferritin")
    day_7, day_56 = ferritin.moments[1], ferritin.moments[3]
    assert day_7.change is not None
    assert day_56.change is not None
    assert (day_7.change.n, day_7.change.median) == (8, -4000.0)
    assert (day_56.change.n, day_56.change.median, ferritin.n) == (3, -12480.0, 9)


def test_table_one_by_group_with_tests(study):
    found = hlhdash.summary(study, "etiology", labs=True, compare=True)
    assert [(part.name, part.n) for part in found.groups] == [("EBV", 5), ("FHL", 2), ("AID", 1), ("unknown", 1)]
    assert found.comparisons["age_years"].p == pytest.approx(0.23677248677)
    assert found.comparisons["age_years"].method == "Kruskal-Wallis test, exact over 1,512 assignments"
    assert found.comparisons["lab:ebv_dna:"].p is None
    assert found.groups[0].numbers["lab:ferritin:"].median == 15300.0
