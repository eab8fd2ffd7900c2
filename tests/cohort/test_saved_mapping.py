"""Choices that are kept beside a file hold column names and choices, and nothing else."""

from __future__ import annotations

import json

import pytest

import hlhdash
from hlhdash.cohort.saved_mapping import SavedMapping, headers_of, read_saved_mapping, signature
from tests.cohort.making import read

SAVED = SavedMapping(("id", "组别", "days"), {"组别": "etiology", "id": None})


def test_what_is_saved_is_read_again():
    again = read_saved_mapping(SAVED.to_json(), "m.json")
    assert again == SAVED


def test_nothing_but_column_names_and_choices_is_saved():
    cohort = read("SECRET-1,2020-01-01,2020-12-31,alive,EBV", header="patient_id,rux_start,last_follow_up,outcome,kind",
                  mapping={"kind": "etiology"})  # fmt: skip
    data = SavedMapping(headers_of(cohort.columns), {"kind": "etiology"}).to_json()
    assert json.loads(data) == {
        "format": "hlhdash mapping",
        "version": 1,
        "headers": ["patient_id", "rux_start", "last_follow_up", "outcome", "kind"],
        "choices": {"kind": "etiology"},
    }


def test_the_same_headers_in_another_order_have_the_same_signature():
    assert SAVED.signature == signature(["days", "id", "组别"])
    assert SAVED.signature != signature(["days", "id"])


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"format": "hlhdash mapping", "version": 1}',
     b'{"format": "hlhdash mapping", "version": 1, "headers": [1], "choices": {}}',
     b'{"format": "hlhdash mapping", "version": 1, "headers": [], "choices": {"a": 1}}'],
)  # fmt: skip
def test_another_file_is_refused_in_a_sentence(data):
    with pytest.raises(hlhdash.CohortError, match=r"^m\.json holds no saved column choices\. Save them"):
        read_saved_mapping(data, "m.json")


def test_a_later_version_is_refused():
    data = SAVED.to_json().replace(b'"version": 1', b'"version": 2')
    with pytest.raises(hlhdash.CohortError, match="another version"):
        read_saved_mapping(data, "m.json")
