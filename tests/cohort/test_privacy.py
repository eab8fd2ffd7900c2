"""What can identify a person is set aside before anything is shown, and said."""

from __future__ import annotations

import pytest

from hlhdash.cohort.privacy import names_people, private_cells, private_content, private_header
from tests.cohort.making import one, read, tables


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("mother s phone", "private"),
        ("name of child", "private"),
        ("患者联系电话", "private"),
        ("家庭住址", "private"),
        ("patient住院号", "record_number"),
        ("mrn 2", "record_number"),
        ("出生年月日", "birth_date"),
        ("year of birth", "birth_date"),
        ("birth weight", None),
        ("drug name", None),
        ("last contact", None),
    ],
)
def test_headers(words, field):
    assert private_header(words) == field


def test_cells():
    assert private_cells(["110105201501010011", "11010520160101002X"])
    assert private_cells(["13812345678", "+86 138 1234 5678"])
    assert private_cells(["a@b.org", "c@d.cn", ""])
    assert private_cells(["北京市西城区南礼士路56号", "河北省保定市清苑县"])
    assert private_cells(["12 Great Ormond Street", "4 Mill Lane, York"])
    assert private_cells(["010-59616161", "0371-66913114"])
    assert private_cells(["00123456", "00123457"])
    assert private_cells(["王小明", "李红", "张伟"])
    assert private_cells(["Smith, John", "Doe, Jane"])
    assert not private_cells(["12800", "9400", "38.5"])
    assert not private_cells(["High Risk", "Low Risk", "Standard Risk"])
    assert not private_cells(["方案一", "方案二", "方案三"])
    assert not private_cells(["黄疸", "高热", "白血病"])
    assert not private_cells(["北京", "上海", "河北"])
    assert not private_cells(["0.5", "0", "012"])
    assert names_people(["王小明", "李红", "欧阳"])
    assert names_people(["Smith, John", "Jane Q. Doe"])
    assert not names_people(["P1", "EBV-01", "001", "复发"])


SECRETS = ("Zhang Wei", "13812345678", "2015-07-09", "00123456", "zw@mail.org")


def everything_shown(cohort) -> str:
    shown = [cohort.patients.to_csv(), cohort.courses.to_csv(), cohort.events.to_csv(), cohort.labs.to_csv()]
    return "".join(map(str, (*shown, cohort.findings, cohort.questions, cohort.columns)))


def test_nothing_that_identifies_a_child_is_left_in_the_cohort():
    cohort = read(
        f"P1,{','.join(SECRETS)},2020-01-01,2020-12-31,alive",
        "P2,Li Lei,13912345678,not a date,00123457,ll@mail.org,2020-01-01,2020-12-31,alive",
        header="patient_id,Name,Phone,DOB,MRN,contact,rux_start,last_follow_up,vital_status",
    )
    shown = everything_shown(cohort)
    assert [secret for secret in (*SECRETS, "Li Lei", "not a date", "00123457") if secret in shown] == []
    set_aside = [finding.column for finding in cohort.findings if "was set aside" in finding.sentence]
    assert set_aside == ["Name", "Phone", "DOB", "MRN", "contact"]
    assert [reading.examples for reading in cohort.columns[1:6]] == [()] * 5


def test_names_and_addresses_in_a_column_that_says_nothing_are_set_aside():
    cohort = read(
        "P1,王小明,北京市西城区南礼士路56号,2020-01-01,2020-12-31,alive",
        "P2,李红,河北省保定市清苑县,2020-01-01,2020-12-30,alive",
        "P3,张伟,山东省济南市历下区,2020-01-01,2020-12-29,alive",
        header="patient_id,who,where,rux_start,last_follow_up,vital_status",
    )
    shown = everything_shown(cohort)
    assert [secret for secret in ("王小明", "李红", "南礼士路", "清苑县") if secret in shown] == []
    assert [finding.column for finding in cohort.findings if "was set aside" in finding.sentence] == ["who", "where"]


def test_a_birth_date_gives_the_age_that_is_missing_and_nothing_else():
    cohort = read(
        "P1,2018-01-01,,2020-01-01,2020-12-31,alive",
        "P2,2018-01-01,7,2020-01-01,2020-12-31,alive",
        header="patient_id,date of birth,age,rux_start,last_follow_up,vital_status",
    )
    assert cohort.patients["age_years"].tolist() == [2.0, 7.0]
    assert (
        one(cohort, "reckoned").sentence == "The age of 1 patient was reckoned from the birth date, which is not kept."
    )


def test_birth_dates_are_assumed_to_be_written_as_the_other_dates_of_the_sheet():
    cohort = read(
        "A,5/6/2017,3/14/2019,12/31/2020,alive",
        "B,1/2/2018,3/15/2019,12/30/2020,alive",
        header="patient_id,DOB,rux_start,last_follow_up,vital_status",
    )
    assert [(one.field, one.assumed) for one in cohort.questions] == [("birth_date", "month first")]
    assert cohort.patients["age_years"].tolist() == [1.85, 1.2]


def test_the_order_of_birth_dates_is_asked_without_quoting_one():
    cohort = read(
        "P1,03/04/2018,2020-01-01,2020-12-31,alive",
        header="patient_id,date of birth,rux_start,last_follow_up,vital_status",
    )
    assert [str(words) for words in cohort.questions[0].consequences] == ["1 date is read so"] * 2
    assert "2018" not in everything_shown(cohort)


@pytest.mark.parametrize(
    ("header", "code"), [("MRN", "00123456"), ("住院号", "00123456"), ("姓名", "王小明"), ("Name", "Bo")]
)
def test_where_only_a_record_number_or_a_name_tells_patients_apart_they_get_codes(header, code):
    cohort = read(f"{code},2020-01-01,2020-12-31,alive", f"{code},2020-01-01,2021-12-31,dead", "Z9,x,2020-03-01,lost",
                  header=f"{header},rux_start,last_follow_up,vital_status")  # fmt: skip
    assert cohort.patients["patient_id"].tolist() == ["P01", "P02"]
    assert cohort.record_numbers
    assert code not in everything_shown(cohort)
    assert one(cohort, "tells patients apart").column == header
    assert one(cohort, "stands on row 2 already").patient == "P01"


def test_a_patient_column_full_of_names_is_masked_too():
    cohort = read("王小明,2020-01-01,2020-12-31,alive", "李红,2020-01-01,2020-12-31,alive",
                  header="患者,开始日期,末次随访,结局")  # fmt: skip
    assert cohort.patients["patient_id"].tolist() == ["P01", "P02"]


def test_a_record_number_the_user_chose_is_kept_but_marked_for_masking():
    cohort = read("007,2020-01-01,2020-12-31,alive", header="MRN,rux_start,last_follow_up,vital_status",
                  mapping={"MRN": "patient_id"})  # fmt: skip
    assert cohort.patients["patient_id"].tolist() == ["007"]
    assert cohort.record_numbers


def test_names_on_a_sheet_of_treatments_are_no_labels():
    cohort = tables(
        patients={"patient_id": ["P1"], "rux_start": ["2020-01-01"], "last_follow_up": ["2020-12-31"],
                  "vital_status": ["alive"]},
        treatments={"patient_id": ["P1"], "name": ["Zhang Wei"], "start": ["2020-01-01"], "end": ["2020-02-01"]},
    )  # fmt: skip
    assert "Zhang Wei" not in everything_shown(cohort)
    assert cohort.courses["label"].tolist() == ["treatment", "ruxolitinib"]


def test_a_drug_is_a_label_though_the_column_is_called_name():
    cohort = tables(
        patients={"patient_id": ["P1"], "rux_start": ["2020-01-01"], "last_follow_up": ["2020-12-31"],
                  "vital_status": ["alive"]},
        treatments={"patient_id": ["P1"], "name": ["VP16"], "start": ["2020-01-01"], "end": ["2020-02-01"]},
    )  # fmt: skip
    assert cohort.courses["label"].tolist() == ["etoposide", "ruxolitinib"]


BASE = "patient_id,rux_start,last_follow_up,vital_status"


def test_full_names_and_register_numbers_are_known_only_where_no_cell_repeats():
    names = ["Anna Berg", "Tom Hale", "Mia Roth", "Jon Wyss"]
    assert private_content(names) == "private"
    assert private_content([*names, "Anna Berg"]) is None
    assert private_content(["High Risk", "Low Risk", "Standard Risk", "High Risk"]) is None
    assert private_content(["1045532", "1045671", "1046003", "1047719"]) == "record_number"
    assert private_content(["20190305", "20190412", "20190501", "20190606"]) is None  # dates
    assert private_content(["1200000", "3400000", "5600000", "2300000"]) is None  # copies
    assert private_content(["10455", "104567", "10460", "1047719"]) is None


def test_telephone_numbers_are_found_though_most_cells_of_the_column_are_empty_words():
    lines = [
        f"P{i},2020-01-0{i},2020-12-0{i},alive,{'well' if i < 5 else 'call 13812345678 (aunt)'}" for i in range(1, 7)
    ]
    cohort = read(*lines, header=f"{BASE},remark")
    assert cohort.patients["remark"].tolist() == ["well"] * 4 + ["call ▇ (aunt)"] * 2
    assert one(cohort, "2 cells of column remark give a name, a telephone").level == "warning"
    assert "13812345678" not in everything_shown(cohort)


@pytest.mark.parametrize("age", ["2.1,4.4,9.8,12.0", ",,,"])
def test_birth_dates_are_known_by_the_ages_they_make(age):
    born = ["2017-12-03", "2015-08-11", "2010-03-19", "2008-01-06"]
    lines = [
        f"P{i},2020-01-0{i},2020-12-0{i},alive,{old},{day}"
        for i, (old, day) in enumerate(zip(age.split(","), born, strict=True), start=1)
    ]
    cohort = read(*lines, header=f"{BASE},age,day of the stork")
    assert one(cohort, "was set aside").column == "day of the stork"
    assert [day for day in born if day in everything_shown(cohort)] == []
    assert cohort.patients["age_years"].round().tolist() == [2, 4, 10, 12]


def test_dates_of_an_earlier_illness_are_no_birth_dates():
    days = ["2019-10-03", "2019-11-11", "2019-12-19", "2019-12-06"]
    lines = [f"P{i},2020-01-0{i},2020-12-0{i},alive,{day}" for i, day in enumerate(days, start=1)]
    cohort = read(*lines, header=f"{BASE},admitted elsewhere")
    assert cohort.events.loc[cohort.events["kind"] == "milestone", "label"].tolist() == ["admitted elsewhere"] * 4


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("主治医生", "private"),
        ("经治医师", "private"),
        ("填表人", "private"),
        ("attending", "private"),
        ("attending physician", "private"),
        ("treating doctor", "private"),
        ("investigator signature", "private"),
        ("birth dt", "birth_date"),
        ("医生评估", None),
        ("physician s global assessment", None),
        ("investigator assessment week 4", None),
    ],
)
def test_headers_of_those_who_treat_the_child(words, field):
    assert private_header(words) == field


def test_titled_names_are_names():
    assert private_cells(["Dr. Smith", "Dr Jones", "Prof. A. Weber"])
    assert private_cells(["王医生", "李主任", "张护士"])
    assert not private_cells(["Drug A", "Dr"])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("妈妈:王芳, 已告知", "妈妈:▇, 已告知"),
        ("家长：欧阳娜娜", "家长：▇"),
        ("主治医生: 李强", "主治医生: ▇"),
        ("mother: Fang Wang, informed", "mother: ▇, informed"),
        ("seen by Dr. Smith on day 3", "seen by Dr. ▇ on day 3"),
        ("call 13812345678", "call ▇"),
        ("妈妈是携带者", "妈妈是携带者"),
        ("母亲PRF1杂合", "母亲PRF1杂合"),
        ("mother carrier; father: unknown", "mother carrier; father: unknown"),
    ],
)
def test_names_of_relatives_and_doctors_are_taken_out_of_remarks(written, shown):
    cohort = read(f'P1,2020-01-01,2020-12-31,alive,"{written}"', header=f"{BASE},备注")
    assert cohort.patients["备注"].tolist() == [shown]


def test_the_doctor_is_set_aside_and_said():
    cohort = read("P1,2020-01-01,2020-12-31,alive,李强,Dr. Who", header=f"{BASE},主治医生,who")
    assert [finding.column for finding in cohort.findings if "was set aside" in finding.sentence] == ["主治医生", "who"]
    assert [secret for secret in ("李强", "Dr. Who") if secret in everything_shown(cohort)] == []
