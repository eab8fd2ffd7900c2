"""Each finding says which figures it matters for."""

from __future__ import annotations

import pytest

from hlhdash.cohort.consequences import of_field
from tests.cohort.making import one, read, tables


@pytest.mark.parametrize(
    ("field", "kind", "figures"),
    [
        ("vital_status", "patients", ("survival", "swimmer")),
        ("response_week3", "patients", ("swimmer", "response")),
        ("lab:ferritin:7", "patients", ("labs", "response")),
        ("course:start:etoposide", "patients", ("swimmer",)),
        ("afebrile", "patients", ("swimmer",)),
        ("", "patients", ("groups",)),
        ("birth_date", "patients", ()),
        ("label", "treatments", ("swimmer", "response")),
        ("grade", "events", ("safety",)),
        ("patient_id", "labs", ("labs", "response")),
    ],
)
def test_what_a_field_is_shown_in(field, kind, figures):
    assert of_field(field, kind) == figures


def test_a_cell_that_cannot_be_read_matters_where_its_column_is_shown():
    found = one(read("K1,2020-01-01,2020-09-31,alive", "K2,2020-01-01,2020-12-31,alive"), "neither a date")
    assert found.affects == ("survival", "swimmer")


def test_a_row_that_names_nobody_matters_everywhere():
    found = one(read("K1,2020-01-01,2020-09-30,alive", ",2020-01-01,2020-12-31,alive"), "names no patient")
    assert found.affects == ("survival", "swimmer", "response", "labs", "safety", "groups")


def test_a_note_about_the_whole_file_matters_for_no_figure():
    cohort = tables(
        patients={"patient_id": ["K1"], "rux_start": ["2020-01-01"], "last_follow_up": ["2020-12-31"],
                  "vital_status": ["alive"]},
        treatments={"patient_id": ["K1"], "drug": ["VP16"], "start": ["2020-02-01"], "end": ["2020-03-01"],
                    "ward": ["x"]},
    )  # fmt: skip
    assert one(cohort, "nothing uses").affects == ()
