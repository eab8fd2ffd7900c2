"""What one etiology cell says: stratum, gene and trigger."""

from __future__ import annotations

import pytest

from hlhdash.cohort.etiology_words import etiology_word
from tests.cohort.making import listed, one, read, said

BASE = "patient_id,follow_up_days,vital_status"


@pytest.mark.parametrize(
    ("word", "stratum", "gene", "trigger"),
    [
        ("EBV + PRF1", "FHL", "PRF1", "EBV"),
        ("FHL2+EBV", "FHL", "PRF1", "EBV"),
        ("EBV/FHL", "FHL", "", "EBV"),
        ("FHL3 (UNC13D)", "FHL", "UNC13D", ""),
        ("FHL3（UNC13D）合并EBV", "FHL", "UNC13D", "EBV"),
        ("FHL2 PRF1", "FHL", "PRF1", ""),
        ("FHL-5", "FHL", "STXBP2", ""),
        ("GS2", "FHL", "RAB27A", ""),
        ("XIAP", "FHL", "XIAP", ""),
        ("xlp1", "FHL", "SH2D1A", ""),
        ("XLP", "FHL", "", ""),
        ("FHL1", "FHL", "", ""),
        ("家族性合并EBV", "FHL", "", "EBV"),
        ("CMV, PRF1", "FHL", "PRF1", "CMV"),
        ("EBV (CAEBV)", "CAEBV", "", ""),
        ("慢性活动性EB病毒", "CAEBV", "", ""),
        ("EBV", "EBV", "", ""),
        ("rheumatic / autoinflammatory", "AID", "", ""),
        ("MAS and MAS-HLH", "MAS", "", ""),
        ("EBV + lymphoma", None, "", ""),
        ("EBV + CMV + PRF1", None, "", ""),
        ("PRF1 + lymphoma", None, "", ""),
        ("EBV + something", None, "", ""),
        ("PRF1 heterozygous + EBV", None, "", ""),
        ("", None, "", ""),
        ("EBV-", None, "", ""),
        ("EBV (-)", None, "", ""),
        ("EBV（－）", None, "", ""),
        ("EBV −", None, "", ""),
        ("FHL (-)", None, "", ""),
        ("PRF1 -", None, "", ""),
        ("EBV(-) HLH", None, "", ""),
        ("EBV-, CMV-", None, "", ""),
        ("EBV+/-", None, "", ""),
        ("EBV (+)", "EBV", "", ""),
        ("EBV+", "EBV", "", ""),
        ("EBV-HLH", "EBV", "", ""),
    ],
)
def test_the_parts_of_an_etiology(word, stratum, gene, trigger):
    found = etiology_word(word)
    assert (found.stratum, found.gene, found.trigger) == (stratum, gene, trigger)


def facts(header, *rows, **options):
    lines = (f"K{i},90,alive,{row}" for i, row in enumerate(rows, start=1))
    return read(*lines, header=f"{BASE},{header}", **options)


def test_genes_and_triggers_are_filled_in_and_said():
    cohort = facts("etiology", "EBV + PRF1", "FHL3 (UNC13D)", "EBV/FHL", "EBV", "GS2")
    assert listed(cohort.patients["etiology"]) == ["FHL", "FHL", "FHL", "EBV", "FHL"]
    assert listed(cohort.patients["gene"]) == ["PRF1", "UNC13D", None, None, "RAB27A"]
    assert listed(cohort.patients["trigger"]) == ["EBV", None, "EBV", None, None]
    assert [sentence for sentence in said(cohort, "note") if "filled in" in sentence] == [
        "For 3 patients the column Gene was filled in from the etiology.",
        "For 1 patient the column Trigger was filled in from the etiology.",
    ]


def test_the_user_may_let_the_infection_decide():
    cohort = facts("etiology", "EBV + PRF1", "EBV/FHL", mapping={"gene": "the infection"})
    assert listed(cohort.patients["etiology"]) == ["EBV", "FHL"]
    assert cohort.questions[0].consequences[0] == "1 patient goes to FHL, the infection becoming the trigger"


def test_columns_of_their_own_stay_and_contradictions_are_said():
    cohort = facts("etiology,gene,trigger", "FHL2+EBV,UNC13D,CMV", "FHL2,PRF1 c.1122G>A,", "EBV + PRF1,,")
    assert listed(cohort.patients["gene"]) == ["UNC13D", "PRF1 c.1122G>A", "PRF1"]
    assert listed(cohort.patients["trigger"]) == ["CMV", None, "EBV"]
    assert listed(cohort.patients["etiology"]) == ["FHL", "FHL", "FHL"]
    found = one(cohort, "another gene")
    assert (found.level, found.row) == ("warning", 2)
    assert found.sentence == "The etiology “FHL2+EBV” names another gene than column gene."


def test_a_gene_that_only_the_etiology_proves_decides():
    cohort = facts("etiology,gene", "EBV + PRF1,PRF1 c.1122G>A")
    assert listed(cohort.patients["etiology"]) == ["FHL"]


def test_a_diagnosis_of_such_words_is_the_etiology():
    cohort = facts("diagnosis", "EBV + PRF1", "FHL3 (UNC13D)")
    assert listed(cohort.patients["etiology"]) == ["FHL", "FHL"]


def test_what_was_not_found_is_a_group_of_its_own_and_no_gene():
    cohort = facts("etiology,gene", "EBV-,", "EBV (-),", "PRF1 -,", "EBV,PRF1 -", "EBV,PRF1")
    assert listed(cohort.patients["etiology"]) == ["EBV-", "EBV (-)", "PRF1 -", "EBV", "FHL"]
    assert listed(cohort.patients["gene"]) == [None, None, None, "PRF1 -", "PRF1"]
    assert [finding.read for finding in cohort.findings if "is not in the dictionary" in finding.sentence] == [
        "EBV-",
        "EBV (-)",
        "PRF1 -",
    ]


def test_the_opposite_is_no_other_spelling():
    cohort = facts("etiology", "EBV-", "EBV (-)", "EBV", "EBV")
    assert one(cohort, "differ only in their spelling").sentence == (
        "Etiology has values that differ only in their spelling (EBV (-), EBV-); they count as different groups."
    )
