"""Cells that say neither yes nor no are named, never passed over."""

from __future__ import annotations

import pandas as pd

import hlhdash
from hlhdash import report
from hlhdash.analysis import criteria


def cohort(**columns: list[object]) -> hlhdash.Cohort:
    rows = {
        "patient_id": ["A", "B", "C"],
        "diagnosis_date": ["2020-01-01"] * 3,
        "rux_start": ["2020-01-01"] * 3,
        "last_follow_up": ["2020-12-31"] * 3,
        "vital_status": ["alive"] * 3,
        "ferritin_d0": [9000, 8000, 7000],
        "ferritin_d7": [900, 7000, 700],
    }
    return hlhdash.read_cohort(pd.DataFrame(rows | columns))


def test_findings_that_are_neither_yes_nor_no_are_named_under_the_table():
    odd = cohort(splenomegaly=["3 cm", "perhaps", "no"], nk_activity=["12%", "降低", "12%"])
    found = criteria.diagnoses(odd)
    table = report.criteria_rows(found, "diagnosis", criteria.DiagnosisSettings())
    assert (
        "Neither yes nor no, and so taken as not recorded: nk_activity “12%” (A, C), splenomegaly “perhaps” (B)."
        in table.notes
    )
    assert [found[one].criteria["spleen"] for one in "ABC"] == [True, None, False]
    assert [found[one].criteria["nk_low"] for one in "ABC"] == [None, True, None]


def test_cells_that_can_be_read_or_are_empty_are_not_named():
    plain = cohort(splenomegaly=["3 cm", "", "no"], transfusion=["2 units", None, "NA"])
    assert criteria.unread_findings(plain) == ()
    assert criteria.unread_support(plain) == ()
    assert criteria.unread_words(()) == ()


def test_a_transfusion_that_cannot_be_read_is_named_beside_the_rule():
    odd = cohort(transfusion=["later?", "yes", "no"])
    assessed = hlhdash.assess(odd)
    said = "Neither yes nor no, and so taken as not recorded: transfusion “later?” (A)."
    assert assessed.unread == (criteria.Unread("A", "transfusion", "later?"),)
    assert said in report.assessed_rows(assessed).notes
    assert said in report.response_rows(hlhdash.response_table(odd, by=None, rule="midwest")).notes


def test_familial_disease_without_its_gene_leaves_the_diagnosis_open():
    familial = cohort(etiology=["FHL", "FHL", "EBV"], gene=["", "PRF1", ""])
    found = criteria.diagnoses(familial)
    assert [found[one].molecular for one in "ABC"] == [None, True, False]
    assert [found[one].hlh2004 for one in "ABC"] == [None, True, None]
    notes = report.criteria_rows(found, "diagnosis", criteria.DiagnosisSettings()).notes
    assert (
        "The gene is none known for primary HLH, in doubt, or not recorded in familial HLH; that leaves the diagnosis "
        "open in A."
    ) in notes
