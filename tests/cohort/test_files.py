"""Paths, bytes, open files and tables all lead to the same sheets; what is none of these is refused in a sentence."""

from __future__ import annotations

import hashlib
import io

import pandas as pd
import pytest

import hlhdash
from hlhdash.cohort.files import open_source

TEXT = b"patient_id,rux_start,last_follow_up,vital_status\nP1,2019-01-01,2019-02-01,alive\n"


def refusal(source: object, name: str | None = None) -> str:
    with pytest.raises(hlhdash.CohortError) as caught:
        hlhdash.read_cohort(source, name)
    return str(caught.value)


def test_the_same_bytes_by_every_way(tmp_path):
    path = tmp_path / "cohort.csv"
    path.write_bytes(TEXT)
    stream = io.BytesIO(TEXT)
    stream.name = "/elsewhere/cohort.csv"
    sources = [open_source(path), open_source(str(path)), open_source(TEXT, "cohort.csv"), open_source(stream)]
    sources.append(open_source(memoryview(TEXT), "cohort.csv"))
    assert {source.name for source in sources} == {"cohort.csv"}
    assert {source.fingerprint for source in sources} == {hashlib.sha256(TEXT).hexdigest()}


def test_tables_keep_the_row_numbers_they_would_have_in_a_file():
    frame = pd.DataFrame({"patient_id": ["P1", ""], "rux_start": [0, 0], "last_follow_up (days)": [9, 9],
                          "vital_status": ["alive", "alive"]})  # fmt: skip
    cohort = hlhdash.read_cohort(frame)
    assert [finding.row for finding in cohort.findings if "names no patient" in finding.sentence] == [3]


def test_a_named_index_is_a_column():
    frame = pd.DataFrame({"rux_start": [0], "last_follow_up (days)": [9], "vital_status": ["alive"]},
                         index=pd.Index(["P1"], name="patient_id"))  # fmt: skip
    assert hlhdash.read_cohort(frame).patients["patient_id"].tolist() == ["P1"]


def test_the_fingerprint_of_tables_changes_with_a_cell():
    frame = pd.DataFrame({"patient_id": ["P1"], "rux_start": [0], "last_follow_up (days)": [9], "vital_status": [""]})
    prints = {open_source(frame).fingerprint, open_source(frame.assign(vital_status="dead")).fingerprint}
    assert len(prints) == 2


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"GIF89a" + bytes(9), "a GIF picture"),
        (b"RIFF1234WEBP", "a picture"),
        (b"BM" + bytes(60), "a bitmap picture"),
        (b"\x1f\x8b\x08", "a compressed archive"),
        (b"{\\rtf1", "a text document"),
        (b"  <!DOCTYPE html><table>", "a web page"),
    ],
)
def test_other_kinds_of_file_are_called_by_their_kind(data, what):
    assert refusal(data, "cohort.csv") == (
        f"cohort.csv is {what}, not a table. Save the cohort as CSV or Excel (xlsx) and drop that."
    )


def test_what_is_no_file():
    assert refusal(5) == "This is neither a file, nor bytes, nor a table; pass one of these."
    assert refusal({"patients": [1]}) == "Sheet patients is no DataFrame; pass one table for each sheet."
    assert refusal("a\0b.csv").startswith("a\0b.csv could not be opened.")
