"""Response by group: who counts, who does not, and the tests over responders."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.groups import REST


def cohort(**columns):
    n = len(next(iter(columns.values())))
    base = {
        "patient_id": [f"P{i}" for i in range(1, n + 1)],
        "rux_start": ["2020-01-01"] * n,
        "last_follow_up": ["2020-12-31"] * n,
        "vital_status": ["alive"] * n,
    }
    return hlhdash.read_cohort(pd.DataFrame(base | columns))


def test_a_missing_assessment_is_in_the_denominator_as_not_responding():
    result = hlhdash.response_table(cohort(etiology=["EBV"] * 4, response_week1=["PR", "NR", "", "CR"]))
    row = result.groups.iloc[0]
    assert (row["n"], row["responders"], row["NE"]) == (4, 2, 1)


def test_evaluable_patients_only_leaves_it_out():
    found = cohort(etiology=["EBV"] * 4, response_week1=["PR", "NR", "", "CR"])
    row = hlhdash.response_table(found, denominator="evaluable").groups.iloc[0]
    assert (row["n"], row["responders"], row["NE"]) == (3, 2, 1)


def test_a_death_before_the_assessment_is_a_non_response():
    found = cohort(
        etiology=["EBV", "EBV"],
        response_week4=["", "PR"],
        vital_status=["dead", "alive"],
        last_follow_up=["2020-01-20", "2020-12-31"],
    )
    row = hlhdash.response_table(found, response="response_week4").groups.iloc[0]
    assert (row["died"], row["NE"], row["PR"], row["responders"], row["n"]) == (1, 0, 1, 1, 2)


def test_a_death_after_the_assessment_leaves_it_not_evaluable():
    found = cohort(
        etiology=["EBV", "EBV"],
        response_week1=["", "PR"],
        vital_status=["dead", "alive"],
        last_follow_up=["2020-03-20", "2020-12-31"],
    )
    row = hlhdash.response_table(found).groups.iloc[0]
    assert (row["died"], row["NE"]) == (0, 1)


@pytest.mark.parametrize(("switch", "responders"), [("not counted", 1), ("counted", 2)])
def test_a_response_after_added_therapy_is_not_counted_for_the_study_drug(switch, responders):
    found = cohort(
        etiology=["EBV", "EBV"],
        response_week4=["PR", "PR"],
        added_therapy=["L-DEP", ""],
        added_therapy_start=["2020-01-10", ""],
    )
    result = hlhdash.response_table(found, response="response_week4", added_therapy=switch)
    assert result.not_counted == 1
    assert result.total["responders"] == responders


def test_added_therapy_on_the_day_of_the_assessment_comes_too_late_to_matter():
    found = cohort(etiology=["EBV"], response_week1=["PR"], added_therapy=["L-DEP"], added_therapy_start=["2020-01-08"])
    assert hlhdash.response_table(found).not_counted == 0


def test_another_day_zero_changes_no_response():
    found = cohort(
        etiology=["EBV", "FHL"],
        first_line_start=["2019-12-01", "2019-11-01"],
        response_week4=["", "PR"],
        vital_status=["dead", "alive"],
        last_follow_up=["2020-01-20", "2020-12-31"],
    )
    one = hlhdash.response_table(found, response="response_week4").rows
    other = hlhdash.response_table(found.with_day_zero("first_line_start"), response="response_week4").rows
    pd.testing.assert_frame_equal(one, other)


def test_a_patient_without_an_etiology_is_shown_and_left_out_of_the_test():
    found = cohort(etiology=["EBV", "EBV", "FHL", ""], response_week1=["PR", "NR", "NR", "PR"])
    result = hlhdash.response_table(found)
    assert list(result.rows["etiology"]) == ["EBV", "FHL", "Not recorded", "Total"]
    assert result.total["n"] == 4
    assert result.p == 1.0
    assert list(result.against_rest["rest_n"]) == [1]


def test_one_group_has_no_test_and_says_so():
    result = hlhdash.response_table(cohort(etiology=["EBV"] * 3, response_week1=["PR", "NR", "CR"]))
    assert result.p is None
    assert result.method == "One group only: nothing to compare."
    assert result.against_rest.empty


def test_one_value_against_the_rest_is_one_comparison():
    found = cohort(etiology=["EBV", "EBV", "FHL", "MAS"], response_week1=["NR", "NR", "PR", "PR"])
    result = hlhdash.response_table(found, against="EBV")
    assert list(result.groups["etiology"]) == ["EBV", REST]
    assert len(result.against_rest) == 1
    assert result.p == pytest.approx(1 / 3)


def test_an_assessment_the_file_does_not_have_is_refused_in_a_sentence():
    with pytest.raises(hlhdash.CohortError, match=r"There is no response Week 8 in this file\. It has: Week 1"):
        hlhdash.response_table(cohort(etiology=["EBV"], response_week1=["PR"]), response="response_week8")


def test_the_best_response_counts_from_the_day_it_was_first_seen():
    found = cohort(
        etiology=["EBV", "EBV"],
        response_week1=["PR", "improved"],
        response_week4=["PR", "PR"],
        best_response=["PR", "PR"],
        added_therapy=["L-DEP", "L-DEP"],
        added_therapy_start=["2020-01-15", "2020-01-15"],
    )
    result = hlhdash.response_table(found, response="best_response")
    assert list(result.patients["after_added_therapy"]) == [False, True]


def four(**columns):
    return cohort(etiology=["EBV", "CAEBV", "FHL", "MAS"], response_week1=["NR", "NR", "PR", "PR"], **columns)


def test_a_pooling_made_after_looking_is_marked_so():
    result = hlhdash.response_table(four(), pools={"EBV or CAEBV": ["EBV", "CAEBV"]})
    assert list(result.groups["etiology"]) == ["EBV or CAEBV", "FHL", "MAS"]
    assert result.pooling is not None
    assert result.pooling.words == (
        "Pooled after looking at the data: EBV or CAEBV (EBV, CAEBV). "
        "P values of groups chosen in this way are too small."
    )


def test_a_planned_pooling_stands_against_the_rest():
    pools = {"EBV or CAEBV": ["EBV", "CAEBV"]}
    result = hlhdash.response_table(four(), pools=pools, planned=True, against="EBV")
    assert list(result.groups["etiology"]) == ["EBV or CAEBV", REST]
    assert result.p == pytest.approx(1 / 3)
    assert result.pooling is not None
    assert result.pooling.words.startswith("Pooled as planned beforehand")


def test_a_pooling_that_counts_somebody_twice_is_refused():
    with pytest.raises(hlhdash.CohortError, match="EBV stands in two groups"):
        hlhdash.response_table(four(), pools={"a": ["EBV"], "b": ["EBV"]})


def test_strata_are_held_apart():
    found = cohort(
        etiology=["EBV", "EBV", "FHL", "FHL"] * 2,
        response_week1=["NR", "NR", "PR", "PR", "NR", "PR", "PR", "PR"],
        line_of_therapy=["salvage"] * 4 + ["first-line"] * 4,
    )
    result = hlhdash.response_table(found, within="line_of_therapy")
    assert result.stratified is not None
    assert result.stratified.strata == 2
    assert result.stratified.p_exact == pytest.approx(2 * (1 / 6) * (1 / 2))
    assert result.p == pytest.approx(1 / 7)


def test_a_sustained_response_held_for_28_days():
    found = cohort(
        etiology=["EBV"] * 6,
        response_week1=["PR", "PR", "PR", "PR", "NR", ""],
        response_week4=["PR", "NR", "PR", "PR", "NR", ""],
        relapse=["", "", "2020-01-20", "", "", ""],
        last_follow_up=["2020-12-31", "2020-12-31", "2020-12-31", "2020-01-30", "2020-12-31", "2020-12-31"],
    )
    result = hlhdash.response_table(found, "sustained_response")
    assert list(result.patients["response_class"]) == ["PR", "NR", "NR", "NE", "NR", "NE"]


def test_a_column_of_the_file_with_response_words_can_be_the_response():
    result = hlhdash.response_table(
        cohort(etiology=["EBV", "EBV", "FHL"], response_week1=["PR", "PR", "PR"], bone_marrow=["CR", "NR", "odd"]),
        "bone_marrow",
    )
    assert list(result.patients["response_class"]) == ["CR", "NR", "NE"]
    assert result.unknown == ("odd",)


def test_everybody_or_nobody_responding_is_no_evidence_and_says_why():
    all_of_them = hlhdash.response_table(cohort(etiology=["EBV", "FHL"], response_week1=["PR", "CR"]))
    assert (all_of_them.p, all_of_them.method) == (1.0, "everybody responds, so nothing can differ")
    nobody = hlhdash.response_table(cohort(etiology=["EBV", "FHL"], response_week1=["NR", "NR"]))
    assert (nobody.p, nobody.method) == (1.0, "nobody responds, so nothing can differ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"by": "patient_id"}, "Every patient has an identifier of their own"),
        ({"by": ["etiology"]}, "Group by the name of one column"),
        ({"by": 5}, "Group by the name of one column"),
        ({"by": "shoe"}, "There is no column shoe to group by"),
        ({"within": "shoe"}, "There is no column shoe to group by"),
        ({"against": "CMV"}, "Nobody who is looked at has Etiology CMV"),
        ({"response": 5}, "There is no response 5"),
        ({"responders": ("good",)}, "Choose which classes count as response"),
        ({"responders": ()}, "Choose which classes count as response"),
        ({"denominator": "some"}, "denominator is all or evaluable; some is neither"),
        ({"interval": "wald"}, "interval is clopper-pearson or wilson; wald is neither"),
        ({"pools": 5}, "A pooling names groups and lists their values"),
    ],
)
def test_a_wrong_argument_is_refused_in_a_sentence(arguments, said):
    with pytest.raises(hlhdash.CohortError, match=said):
        hlhdash.response_table(four(), **arguments)
