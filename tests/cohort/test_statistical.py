"""Files of statistics programs: what the label of a column says of it and of its codes."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

import hlhdash
from tests.cohort.making import one


@pytest.mark.parametrize(
    ("name", "label", "called", "events"),
    [
        ("osstat", "1=alive 0=dead", "osstat (1=alive, 0=dead)", [0, 1, 1]),
        ("osstat", "At last contact: 0 = alive, 1 = dead", "osstat (0=alive, 1=dead)", [1, 0, 0]),
        ("status", "1 alive 0 dead", "status (1=alive, 0=dead)", [0, 1, 1]),
        ("v3", "Vital status (1=dead, 0=alive)", "Vital status (1=dead, 0=alive)", [1, 0, 0]),
    ],
)
def test_the_label_of_a_status_says_what_its_codes_mean(tmp_path, name, label, called, events):
    path = tmp_path / "cohort.dta"
    table = pd.DataFrame({"id": ["A", "B", "C"], "follow_up_days": [10, 20, 30], name: [1, 0, 0]})
    pyreadstat.write_dta(table, str(path), column_labels=["", "", label])
    cohort = hlhdash.read_cohort(path)
    assert cohort.survival_table()["event"].tolist() == events
    assert cohort.questions == ()
    assert one(cohort, "is called by its label").sentence == f"Column {name} is called by its label, {called}."
