"""One analyte over time: baselines, windows, bounds, units and who became normal."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash


def cohort(rows: list[tuple[str, float, str]], **columns: list[str]) -> hlhdash.Cohort:
    people = pd.DataFrame({"patient_id": list("ABCD"), "rux_start": [0] * 4, "last_follow_up": [400] * 4})
    people = people.assign(vital_status="alive", etiology=["EBV", "EBV", "FHL", "FHL"])
    labs = pd.DataFrame(rows, columns=["patient_id", "day", "value"]).assign(**{"analyte": "ferritin", **columns})
    return hlhdash.read_cohort({"patients": people, "labs": labs})


ROWS = [
    ("A", -3, "900"),
    ("A", 0, "1000"),
    ("A", 6, "600"),
    ("A", 9, "100"),
    ("A", 30, "400"),
    ("B", 0, "3000"),
    ("B", 7, "2000"),
    ("B", 28, "<500"),
    ("C", -1, "8000"),
    ("C", 5, ">40000"),
    ("D", 0, "450"),
]


def test_each_patient_gives_a_window_its_nearest_value() -> None:
    found = hlhdash.labs(cohort(ROWS), "ferritin").medians.set_index("day")
    assert found.loc[0, ["n", "median"]].tolist() == [4, 2000]  # 450, 1000, 3000, 8000: the last value up to day zero
    assert found.loc[7, ["n", "median"]].tolist() == [3, 2000]  # 600 of day 6, not 100 of day 9
    assert found.loc[28, ["n", "median", "lower", "upper"]].tolist() == [2, 450, 425, 475]
    assert 56 not in found.index


def test_a_quartile_on_a_bound_or_beside_one_is_marked() -> None:
    rows = [(one, 0, value) for one, value in zip("ABCD", ("<500", "<500", "<500", "9000"), strict=True)]
    found = hlhdash.labs(cohort(rows), "ferritin").medians
    assert found["bounded"].tolist() == [True]
    assert hlhdash.labs(cohort(ROWS), "ferritin").medians["bounded"].tolist() == [
        False,
        True,
        True,
    ]  # between 2000 and >40000


def test_a_bound_beyond_the_quartiles_does_not_mark_them() -> None:
    rows = [(one, 0, value) for one, value in zip("ABCDE", ("1", "2", "3", "4", ">5"), strict=True)]
    assert hlhdash.labs(cohort(rows), "ferritin").medians["bounded"].tolist() == [False]


def test_the_change_is_the_difference_from_the_last_value_up_to_day_zero() -> None:
    found = hlhdash.labs(cohort(ROWS), "ferritin", scale="difference")
    mine = found.points[found.points["patient_id"] == "A"]
    assert mine["value"].tolist() == [-100, 0, -400, -900, -600]
    assert (found.log, found.limits) == (False, None)
    assert (
        hlhdash.labs(cohort([("A", 0, "9"), ("B", 0, ">9"), ("B", 7, "3")]), "ferritin", scale="difference").without
        == 3
    )


def test_pairs_are_summed_up_and_a_bound_counts_only_where_it_settles_the_direction() -> None:
    rows = [("A", 0, "1000"), ("A", 7, "600"), ("B", 0, "3000"), ("B", 7, ">40000"), ("C", 0, "<500"), ("C", 7, "400")]
    rows += [("D", 0, ">9000"), ("D", 7, "9000")]
    (found,) = hlhdash.labs(cohort(rows), "ferritin").paired
    assert (found.n, found.exact) == (4, 1)
    assert (found.patients, found.lower, found.higher) == (("A", "B", "C", "D"), ("A", "D"), ("B",))  # C: who knows
    assert found.change is not None
    assert found.change.median == -400
    assert (found.before.median, found.after.median) == (2000, 4800)


def test_the_axis_is_as_asked_for_but_never_logarithmic_at_zero() -> None:
    assert hlhdash.labs(cohort(ROWS), "ferritin", log=False).log is False
    assert hlhdash.labs(cohort(ROWS), "ferritin", log=True).log is True
    assert hlhdash.labs(cohort([("A", 0, "0"), ("B", 0, "5")]), "ferritin", log=True).log is False


def test_groups_have_medians_of_their_own() -> None:
    found = hlhdash.labs(cohort(ROWS), "ferritin", by="etiology")
    table = found.medians.set_index(["group", "day"])
    assert set(found.groups) == {"EBV", "FHL"}
    assert table.loc[("EBV", 0), "median"] == 2000
    assert table.loc[("FHL", 0), "median"] == 4225


def test_pairs_need_both_values() -> None:
    found = hlhdash.labs(cohort(ROWS), "ferritin", after_day=7).pairs
    assert found["patient_id"].tolist() == ["A", "B", "C"]
    assert found[["before", "after", "after_bound"]].to_numpy().tolist() == [
        [1000, 600, ""],
        [3000, 2000, ""],
        [8000, 40000, ">"],
    ]


def test_percent_is_of_the_last_value_up_to_day_zero_and_a_bound_is_no_baseline() -> None:
    rows = [("A", 0, "1000"), ("A", 7, "250"), ("B", 0, ">40000"), ("B", 7, "10"), ("C", 7, "5")]
    found = hlhdash.labs(cohort(rows), "ferritin", scale="percent")
    assert found.points[["patient_id", "value"]].to_numpy().tolist() == [["A", 100], ["A", 25]]
    assert found.limits is None
    assert found.without == 3


def test_who_became_normal_is_found_among_those_who_were_not() -> None:
    (found,) = hlhdash.labs(cohort(ROWS), "ferritin").normalised
    assert found.abnormal == ("A", "B", "C")  # D was normal at day zero
    assert found.by_day == ((), (), ("A",), ("A", "B"), ("A", "B"))  # A on day 9; B's "<500" is normal on day 28
    assert found.ever == ("A", "B")


def test_by_day_counts_the_days_themselves() -> None:
    rows = [("A", 0, "900"), ("A", 28, "<500"), ("B", 0, "900"), ("B", 29, "400")]
    (found,) = hlhdash.labs(cohort(rows), "ferritin").normalised
    assert found.by_day == ((), (), (), ("A",), ("A", "B"))
    assert found.median == 28.5


def test_the_unit_used_most_is_kept_and_the_rest_counted() -> None:
    units = ["ng/mL"] * 9 + ["AU"] * 2  # a unit nobody knows how to convert
    found = hlhdash.labs(cohort(ROWS, unit=units), "ferritin")
    assert (found.unit, found.other_units, len(found.points)) == ("ng/mL", 2, 9)


def test_what_nobody_measured_is_refused_with_what_a_sheet_needs() -> None:
    with pytest.raises(hlhdash.CohortError, match=r"There is no Fibrinogen .* patient_id, day, analyte and value"):
        hlhdash.labs(cohort(ROWS), "fibrinogen")


def test_one_value_is_enough() -> None:
    found = hlhdash.labs(cohort([("A", 3, "700")]), "ferritin")
    assert len(found.points) == 1
    assert found.medians.empty
    assert found.pairs.empty
    assert found.normalised == ()


def test_analytes_stand_in_the_order_of_the_dictionary() -> None:
    rows = [("A", 0, "1")] * 4
    names = ["zinc", "scd25", "temperature", "ferritin"]
    found = hlhdash.analytes(cohort(rows, analyte=names))
    assert found == ("temperature", "ferritin", "scd25", "zinc")
