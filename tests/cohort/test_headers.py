"""One header at a time: its words and its unit, in English and Chinese."""

from __future__ import annotations

import pytest

from hlhdash.cohort.headers import analyte, lab_unit, normal, read_header, split_unit


@pytest.mark.parametrize(
    ("header", "folded"),
    [
        ("Rux_Start (Date)", "rux start date"),
        ("ruxStart", "rux start"),
        ("Ferritin (ng/mL)", "ferritin ng ml"),
        ("年龄（岁）", "年龄 岁"),
        ("ＨＳＣＴ", "hsct"),
        ("  last--follow...up ", "last follow up"),
    ],
)
def test_headers_are_folded(header, folded):
    assert normal(header) == folded


@pytest.mark.parametrize(
    ("header", "stem", "unit"),
    [
        ("HSCT (months)", "hsct", "months"),
        ("follow-up in days", "follow up", "days"),
        ("date of last visit", "last visit", "date"),
        ("days to relapse", "relapse", "days"),
        ("移植日期", "移植", "date"),
        ("随访月数", "随访", "months"),
        ("随访天数", "随访", "days"),
        ("hsct", "hsct", ""),
        ("day", "day", ""),
    ],
)
def test_a_unit_of_time_is_taken_off(header, stem, unit):
    assert split_unit(header) == (stem, unit)


@pytest.mark.parametrize(
    ("header", "field", "unit", "reason"),
    [
        ("patient_id", "patient_id", "", "exact"),
        ("研究编号", "patient_id", "", "alias"),
        ("性别", "sex", "", "alias"),
        ("年龄（岁）", "age_years", "years", "alias"),
        ("Age (months)", "age_years", "months", "alias"),
        ("病因", "etiology", "", "alias"),
        ("芦可替尼开始日期", "rux_start", "", "alias"),
        ("停药日期", "rux_stop", "date", "alias"),
        ("末次随访时间", "last_follow_up", "", "alias"),
        ("follow_up_days", "last_follow_up", "days", "alias"),
        ("随访时间（月）", "last_follow_up", "months", "alias"),
        ("结局", "vital_status", "", "alias"),
        ("Event", "vital_status", "", "alias"),
        ("fever_resolved_hours", "afebrile", "hours", "alias"),
        ("HSCT date", "hsct", "date", "alias"),
        ("Age at Dx", "age_years", "", "alias"),
        ("Date of Birth", "birth_date", "", "alias"),
        ("住院号", "record_number", "", "alias"),
        ("姓名", "private", "", "alias"),
        ("Mother's phone", "private", "", "pattern"),
        ("家长姓名", "private", "", "pattern"),
        ("出生体重", "", "", "none"),
        ("response at 4 weeks", "response_week4", "", "pattern"),
        ("d7 response", "response_week1", "", "pattern"),
        ("第1周疗效", "response_week1", "", "pattern"),
        ("疗效第3天", "response_day3", "", "pattern"),
        ("response_month6", "response_month6", "", "pattern"),
        ("Hb (g/dL)", "lab:haemoglobin:", "", "alias"),
        ("ferritin_d7", "lab:ferritin:7", "", "pattern"),
        ("Day 7 ferritin (ng/mL)", "lab:ferritin:7", "", "pattern"),
        ("铁蛋白第2周", "lab:ferritin:14", "", "pattern"),
        ("baseline sCD25", "lab:scd25:0", "", "pattern"),
        ("etoposide start", "course:start:etoposide", "", "pattern"),
        ("依托泊苷停用", "course:stop:依托泊苷", "", "pattern"),
        ("first line end date", "course:stop:first line", "date", "pattern"),
        ("last folow up", "last_follow_up", "", "likeness"),
        ("etiologie", "", "", "none"),
        ("comment", "", "", "none"),
    ],
)
def test_headers_of_a_patients_sheet(header, field, unit, reason):
    assert read_header(header, "patients")[:3] == (field, unit, reason)


@pytest.mark.parametrize(
    ("header", "field"),
    [("drug", "label"), ("药物", "label"), ("开始日期", "start_day"), ("结束日期", "end_day"), ("date", "day"),
     ("类别", "kind"), ("结果", "value"), ("项目", "analyte"), ("CTCAE grade", "grade"), ("dose", "dose")],
)  # fmt: skip
def test_headers_of_a_sheet_in_long_form(header, field):
    assert read_header(header, "treatments")[0] == field


def test_a_laboratory_unit_is_taken_off_and_kept():
    assert lab_unit("Ferritin (ng/mL)") == ("ferritin", "ng/mL")
    assert lab_unit("hb_g_dl") == ("hb", "g/dL")
    assert lab_unit("ferritin") == ("ferritin", "")


def test_analytes_in_two_languages():
    assert [analyte(word) for word in ("Ferritin", "铁蛋白", "PLT (1e9/L)", "EB病毒DNA", "zinc")] == [
        "ferritin", "ferritin", "platelets", "ebv_dna", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Last FU", ""),
        ("last_fu", ""),
        ("Last F/U", ""),
        ("lastfu", ""),
        ("Date of last FU", ""),
        ("FU (months)", "months"),
        ("最后随访时间", ""),
        ("Survival (days)", "days"),
        ("survival_months", "months"),
        ("surv_days", "days"),
        ("生存天数", "days"),
        ("生存期(月)", "months"),
        ("time_to_event", ""),
        ("tte", ""),
        ("duration", ""),
        ("rfstime", ""),
        ("dtime", ""),
    ],
)
def test_lengths_of_follow_up(header, unit):
    assert read_header(header, "patients")[:2] == ("last_follow_up", unit)


@pytest.mark.parametrize("header", ["survival", "生存"])
def test_survival_without_a_unit_is_no_length_of_time(header):
    assert read_header(header, "patients")[0] != "last_follow_up"


@pytest.mark.parametrize("header", ["lab_date", "sample date", "collected", "采样日期", "Onset date"])
def test_days_of_rows(header):
    assert read_header(header, "labs")[0] == "day"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("dead (Y/N)", "death"),
        ("Death (yes/no)", "death"),
        ("Died? (Y/N)", "death"),
        ("deceased_yn", "death"),
        ("dead Y/N", "death"),
        ("死亡(是/否)", "death"),
        ("Relapse (Y/N)", "relapse"),
        ("HSCT [yes/no]", "hsct"),
        ("移植（是/否）", "hsct"),
        ("Status (A/D)", "vital_status"),
        ("Alive (Y/N)", "vital_status"),
        ("Ferritin high (Y/N)", ""),
        ("Ferritin (Y/N)", ""),
        ("Ruxolitinib (Y/N)", ""),
        ("Diagnosis (Y/N)", ""),
    ],
)
def test_the_answers_that_cells_may_give_are_taken_off(header, field):
    assert read_header(header, "patients")[0] == field


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Exitus", "death"),
        ("Expired", "death"),
        ("Mortality", "death"),
        ("verstorben", "death"),
        ("Óbito", "death"),
        ("Décédé", "death"),
        ("event_os", "vital_status"),
        ("OS outcome", "vital_status"),
        ("Alive at last FU", "vital_status"),
        ("Dead at the end of study", "death"),
        ("Vital status at off study", "vital_status"),
        ("Alive at day 100", ""),
        ("Status at end of treatment", ""),
    ],
)
def test_a_status_by_other_names(header, field):
    assert read_header(header, "patients")[0] == field
