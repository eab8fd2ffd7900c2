"""What could still identify somebody: counted by hand."""

from __future__ import annotations

import pandas as pd

import hlhdash
from hlhdash.analysis.disclosure import Risk
from hlhdash.report.disclosure import disclosure_table, disclosure_words

EXACT = pd.DataFrame(
    {
        "patient_id": [f"A{i}" for i in range(8)],
        "sex": list("FFFMMMFM"),
        "age_years": [1.1, 1.5, 1.9, 2, 2.2, 2.7, 9, 9.5],
        "etiology": ["EBV"] * 3 + ["FHL"] * 3 + ["EBV", "MAS"],
        "rux_start": ["2020-01-01"] * 8,
        "last_follow_up": ["2020-06-01"] * 8,
        "vital_status": ["alive"] * 8,
        "remark": ["", "", "born on 3.4.2018", "", "", "", "", ""],
    }
)


def cohort(coarsen: str | None = None) -> hlhdash.Cohort:
    return hlhdash.read_cohort(EXACT, coarsen=coarsen)


def test_combinations_are_counted_in_whole_years():
    found = hlhdash.disclosure(cohort())
    # Three girls of 1 with EBV, three boys of 2 with FHL, one girl of 9 with EBV, one boy of 9 with MAS.
    assert (found.combined, found.rare, found.alone, found.smallest) == (("sex", "age_years", "etiology"), 2, 2, 1)
    assert disclosure_words(found) == (
        "2 patients are each one of fewer than 3 with the same sex, age in whole years, etiology; "
        "2 are alone with theirs.",
    )


def test_risks_are_listed_by_column():
    assert hlhdash.disclosure(cohort()).risks == (
        Risk("age", "age_years", 8),
        Risk("date", "remark", 1),
        Risk("small group", "etiology", 1, ("MAS",)),
    )
    assert hlhdash.disclosure(cohort(), fewest=4).risks[-1] == Risk("small group", "etiology", 4, ("MAS", "FHL"))


def test_the_table_names_the_groups():
    table = disclosure_table(hlhdash.disclosure(cohort(), fewest=4))
    assert [row.cells for row in table.rows] == [
        ("Age", "exact ages", "8", ""),
        ("remark", "dates", "1", ""),
        ("Etiology", "small groups", "4", "MAS, FHL"),
    ]


def test_coarsening_leaves_no_column_that_tells():
    found = hlhdash.disclosure(cohort("bands, 3"))
    assert found.risks == ()
    assert (found.rare, found.alone, found.smallest) == (2, 2, 1)
    assert disclosure_words(found)[-1] == "No column tells exact ages, dates, free text or a small group."


def test_enough_of_each_combination_is_said():
    found = hlhdash.disclosure(cohort().where(age_years=(0, 3)))
    assert (found.rare, found.smallest) == (0, 3)
    assert disclosure_words(found)[0] == (
        "Each patient shares sex, age in whole years, etiology with others: at least 3 patients have the same."
    )


def test_nobody_is_nobody():
    found = hlhdash.disclosure(cohort().where(age_years=(50, 60)))
    assert (found.risks, found.rare, found.alone, found.smallest) == ((), 0, 0, 0)
