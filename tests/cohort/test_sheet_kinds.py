"""What a sheet holds, by its columns and its name."""

from __future__ import annotations

import pytest

from hlhdash.cohort.sheet_kinds import sheet_kind

WIDE = ["patient_id", "sex", "etiology", "rux_start", "vital_status"]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (WIDE, "patients"),
        (["patient_id", "drug", "start", "end"], "treatments"),
        (["patient_id", "drug", "start"], "treatments"),
        (["patient_id", "kind", "label", "start", "end"], "events"),
        (["patient_id", "arm", "start", "end"], "treatments"),
        (["patient_id", "arm", "start", "last_follow_up"], "patients"),
        (["patient_id", "date", "event"], "events"),
        (["patient_id", "day", "analyte", "value"], "labs"),
        (["patient_id", "day", "ferritin"], "labs"),
        (["编号", "药物", "开始日期"], "treatments"),
        (["patient_id", "treatment", "start", "end", "status", "etiology"], "patients"),
        (["住院号", "日期", "项目", "结果"], "labs"),
        (["colour", "shape"], None),
    ],
)
def test_by_columns(headers, kind):
    assert sheet_kind("Sheet1", headers, alone=False) == kind


def test_a_name_decides_in_a_workbook_and_only_helps_in_a_single_file():
    assert sheet_kind("treatments", [*WIDE, "drug"], alone=False) == "treatments"
    assert sheet_kind("treatments", [*WIDE, "drug"], alone=True) == "patients"
    assert sheet_kind("arms", WIDE, alone=False) == "patients"
    assert sheet_kind("Patients", ["a", "b"], alone=True) == "patients"
    assert sheet_kind("检验", ["a", "b"], alone=False) == "labs"


@pytest.mark.parametrize(
    ("name", "headers", "kind"),
    [
        ("labs", ["id", "ferritin_d0", "ferritin_d7"], "patients"),
        ("labs", ["id", "wann", "ferritin"], "labs"),
        ("events", ["id", "hsct_date", "relapse_date"], "patients"),
        ("events", ["id", "day", "hsct"], "events"),
    ],
)
def test_columns_that_say_when_make_a_row_a_patient(name, headers, kind):
    assert sheet_kind(name, headers, alone=False) == kind
