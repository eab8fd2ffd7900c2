"""Each kind of bad input gives a sentence that names the place and the remedy, never a traceback.

Where the file as a whole gives no cohort, that is a `CohortError`; else a finding, and one bad cell costs that cell.
"""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

import hlhdash

HEADER = "patient_id,sex,age_years,etiology,rux_start,last_follow_up,vital_status,death_date,response_week1"
GOOD = ("A1,F,1.5,EBV,2020-01-01,2020-12-31,alive,,PR", "A2,M,2.5,FHL,2020-01-01,2020-06-30,dead,2020-06-30,NR")


def read(*rows: str, header: str = HEADER) -> hlhdash.Cohort:
    return hlhdash.read_cohort("\n".join((header, *rows)).encode(), "cohort.csv")


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(hlhdash.CohortError) as caught:
        hlhdash.read_cohort(data, name)
    return str(caught.value)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def one(cohort: hlhdash.Cohort, row: int, words: str = "") -> hlhdash.Finding:
    found = [finding for finding in cohort.findings if finding.row == row and words in finding.sentence]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize("data", [b"", b"  \n\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(data):
    assert refusal(data, "empty.csv").startswith("empty.csv is empty.")


@pytest.mark.parametrize(
    ("data", "what"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(50), "a PNG picture"), (b"\xff\xd8\xff\xe0" + bytes(50), "a JPEG picture"),
     (b"%PDF-1.7\n" + bytes(50), "a PDF document")],
)  # fmt: skip
def test_a_picture_renamed_to_csv(data, what):
    said = refusal(data, "scan.csv")
    assert said.startswith(f"scan.csv is {what}, not a table.")
    assert "Save the cohort as CSV or Excel" in said


def test_bytes_that_are_no_text():
    assert "not a table" in refusal(bytes(range(256)) * 20, "noise.csv")


def test_a_password_protected_workbook():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert refusal(ole, "locked.xlsx").startswith("locked.xlsx is protected by a password.")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_workbook(share):
    data = workbook(*(line.split(",") for line in (HEADER, *GOOD)))
    assert "cut.xlsx is damaged or cut off" in refusal(data[: int(len(data) * share)], "cut.xlsx")


def test_an_archive_that_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert refusal(out.getvalue(), "files.xlsx").startswith(
        "files.xlsx is an archive or another document, not a table."
    )


def test_an_xlsx_that_unpacks_to_far_more_than_its_size():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(320):
                member.write(bytes(2**20))
    said = refusal(out.getvalue(), "bomb.xlsx")
    assert said.startswith("bomb.xlsx unpacks to 320 MB")


def test_100_megabytes():
    assert refusal(b"a" * (100 * 2**20), "huge.csv").startswith("huge.csv is larger than 50 MB")


def test_100_megabytes_on_disk_are_not_even_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as out:
        out.truncate(100 * 2**20)
    with pytest.raises(hlhdash.CohortError, match=r"huge\.csv is larger than 50 MB"):
        hlhdash.read_cohort(path)


def test_a_file_that_is_not_there():
    with pytest.raises(hlhdash.CohortError, match=r"nowhere\.csv could not be opened"):
        hlhdash.read_cohort("nowhere.csv")


def test_a_header_and_no_rows():
    assert "no rows below" in refusal(HEADER.encode(), "header.csv")
    assert "no rows below" in refusal(workbook(tuple(HEADER.split(","))), "header.xlsx")


def test_no_column_that_could_be_a_patient():
    with pytest.raises(hlhdash.CohortError) as caught:
        read("1.5,EBV,2020-01-01", header="age_years,etiology,rux_start")
    assert str(caught.value).startswith("cohort.csv: no column")
    assert caught.value.wanted == "patient_id"
    assert caught.value.headers == ("age_years", "etiology", "rux_start")


def test_no_column_that_could_be_a_time():
    with pytest.raises(hlhdash.CohortError) as caught:
        read("A1,EBV,alive", header="patient_id,etiology,vital_status")
    assert str(caught.value).startswith("cohort.csv: no column says how long a patient was followed.")
    assert caught.value.wanted == "last_follow_up"


def test_the_missing_column_can_be_chosen():
    data = b"Kind;Beginn;Ende;Lebt\nA1;2020-01-01;2020-02-01;alive\n"
    mapping = {"Kind": "patient_id", "Beginn": "rux_start", "Ende": "last_follow_up", "Lebt": "vital_status"}
    cohort = hlhdash.read_cohort(data, "deutsch.csv", mapping=mapping)
    assert cohort.survival_table().to_dict("list") == {"patient_id": ["A1"], "time": [31.0], "event": [0]}


def test_two_columns_of_one_name_are_both_kept():
    cohort = read(
        "A1,2020-01-01,2020-02-01,alive,x,y", header="patient_id,rux_start,last_follow_up,vital_status,site,site"
    )
    finding = one(cohort, 1)
    assert (finding.column, finding.level) == ("site", "warning")
    assert finding.sentence == "Two columns are called site; the later one is kept as site (2)."
    assert list(cohort.patients[["site", "site (2)"]].iloc[0]) == ["x", "y"]


def test_a_patient_twice_with_other_values():
    finding = one(read(*GOOD, GOOD[0].replace("EBV", "CMV")), 4)
    assert (finding.level, finding.patient, finding.column) == ("error", "A1", "patient_id")
    assert "already" in finding.sentence
    assert "etiology" in finding.sentence


def test_a_patient_twice_the_same():
    cohort = read(*GOOD, GOOD[0])
    assert one(cohort, 4).level == "note"
    assert len(cohort) == 2


def test_text_in_a_number_column_costs_that_cell_only():
    cohort = read(GOOD[0].replace("1.5", "soon"), GOOD[1])
    finding = one(cohort, 2)
    assert (finding.column, finding.patient, finding.read) == ("age_years", "A1", "soon")
    assert "“soon” is not an age" in finding.sentence
    assert cohort.patients["age_years"].isna().tolist() == [True, False]
    assert len(cohort.survival_table()) == 2


def test_an_end_before_its_start():
    header = "patient_id,rux_start,rux_stop,last_follow_up,vital_status"
    cohort = read("A1,2020-03-01,2020-02-01,2020-12-31,alive", header=header)
    finding = one(cohort, 2)
    assert "ends on day -29, before it starts on day 0" in finding.sentence
    course = cohort.courses.iloc[0]
    assert (course["label"], course["start_day"]) == ("ruxolitinib", 0)
    assert course["end_day"] != course["end_day"]


def test_a_death_before_day_zero_is_left_out_of_survival_and_listed():
    cohort = read(GOOD[0], GOOD[1].replace("2020-06-30", "2019-06-30"))
    assert one(cohort, 3, "death comes before day zero").level == "error"
    assert list(cohort.survival_table()["patient_id"]) == ["A1"]
    assert list(cohort.left_out()["patient_id"]) == ["A2"]


def test_a_status_of_2_among_0_and_1():
    header = "patient_id,rux_start,last_follow_up,vital_status"
    rows = [f"A{i},2020-01-01,2020-12-31,{status}" for i, status in enumerate((0, 1, 0, 2), start=1)]
    cohort = read(*rows, header=header)
    assert one(cohort, 5, "“2”").level == "error"
    assert cohort.patients["vital_status"].tolist() == ["alive", "dead", "alive", None]
    assert len(cohort.survival_table()) == 3


def test_an_unknown_etiology_is_kept_as_it_is_written():
    cohort = read(GOOD[0].replace("EBV", "Zebra-HLH"), GOOD[1])
    finding = one(cohort, 2)
    assert (finding.level, finding.column, finding.read) == ("warning", "etiology", "Zebra-HLH")
    assert cohort.patients["etiology"].tolist() == ["Zebra-HLH", "FHL"]


def test_an_impossible_date_costs_that_date():
    cohort = read(GOOD[0].replace("2020-12-31", "2020-13-45"), GOOD[1])
    about = [finding for finding in cohort.findings if finding.read == "2020-13-45"]
    assert [(finding.row, finding.column) for finding in about] == [(2, "last_follow_up")]
    assert list(cohort.survival_table()["patient_id"]) == ["A2"]


def test_a_missing_status_is_never_taken_as_alive():
    cohort = read(GOOD[0].replace("alive", ""), GOOD[1])
    assert "never taken as alive" in one(cohort, 2).sentence
    assert list(cohort.survival_table()["patient_id"]) == ["A2"]


def test_every_finding_names_its_remedy():
    cohort = read(GOOD[0].replace("1.5", "soon"), GOOD[1].replace("FHL", "Zebra"), GOOD[0])
    assert all(finding.remedy.endswith(".") for finding in cohort.findings)
    assert {finding.sheet for finding in cohort.findings if finding.row} == {"cohort"}
