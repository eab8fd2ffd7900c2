"""Each kept example, one for each kind of file, shape and mess, becomes exactly the Cohort that is expected."""

from __future__ import annotations

import pytest

import hlhdash
from tests.examples.telling import examples, expected, read, told

# Of each example the findings that must be there: level, row, column and the beginning of the sentence.
DOUBTS = {
    "adtte_endpoints.csv": [
        (
            "warning",
            None,
            "",
            "The file gives no last follow-up; for 3 patients the longest time to an endpoint is taken.",
        ),
    ],
    "arms_responses_events": [
        ("warning", 3, "sex", "Sex is different on sheet outcome; the value of sheet arms is used."),
        ("error", 5, "subject", "This patient is not on the patients sheet; 1 row is not used."),
    ],
    "adam": [
        ("note", None, "DTHFL", "An empty death flag (DTHFL) means alive at the last date known alive"),
        ("note", None, "PARAMCD", "The times to PFS are kept as the file gives them, beside overall survival."),
        ("note", None, "ADY", "Column ADY holds study days that begin with 1; they are counted from 0."),
        ("warning", 3, "ASTDY", "Column ASTDY puts Day on day 14; a column that is trusted more puts it on day 19"),
    ],
    "codes_and_numbers.csv": [
        ("warning", 3, "id", "This code differs from that on row 2 only in case, zeros or “.0”"),
        ("warning", 4, "id", "This code differs from that on row 2 only in case, zeros or “.0”"),
    ],
    "dates_1904.xlsx": [
        ("warning", None, "rux_start", "This workbook counts dates from 1904; 1 number among the dates of rux_start"),
    ],
    "dates_of_all_kinds.csv": [
        ("note", None, "rux_start", "3 dates in column rux_start have a year of two digits, which was read as 20xx."),
        ("warning", 2, "hsct_date", "“2019-07” gives no day; the 15th of that month is used."),
        ("warning", 4, "hsct_date", "“Mar 2019” gives no day; the 15th of that month is used."),
    ],
    "events.csv": [("warning", 6, "", "“rash” is no kind of event that is known; its row is drawn as a milestone.")],
    "intervals.csv": [
        ("warning", None, "", "The file gives no last follow-up; for 2 patients the last day on which anything"),
        ("error", None, "", "The vital status is missing; survival leaves this patient out"),
    ],
    "long_hidden.xlsx": [
        ("note", None, "", "Sheet 事件 is hidden in the workbook; it was read like the others."),
        ("note", None, "", "Sheet 说明 has no patients and was not read."),
    ],
    "numbers_beside_start.csv": [("note", 2, "relapse_days", "A relapse lies on or before day zero")],
    "pipe_gbk.txt": [("note", None, "", "pipe_gbk.txt is not written in UTF-8; it was read as gb18030.")],
    "redcap.csv": [
        ("note", None, "", "2 columns were filled in at several events and became one column for each event"),
    ],
    "repeated_rows.csv": [
        (
            "note",
            None,
            "",
            "Sheet repeated_rows has several rows for a patient; the columns visit_date, ferritin_ng_ml",
        ),
    ],
    "rows_that_complete.csv": [
        ("note", None, "", "1 patient stands on several rows that complete each other; they were joined."),
    ],
    "semicolon_comma_cp1252.csv": [
        ("note", None, "", "semicolon_comma_cp1252.csv is not written in UTF-8; it was read as cp1252."),
    ],
    "spss.sav": [("note", None, "Vital status", "Column V5 is called by its label, Vital status.")],
    "survival_only.csv": [
        ("warning", None, "", "No column tells patients apart; each row was taken for one patient, numbered 1, 2, 3"),
    ],
    "title_total_footnote.csv": [
        ("note", 1, "", "Row 1 stands above the column names and was not read as data."),
        ("note", 7, "ID", "This row looks like a total and is not used."),
        ("note", 8, "ID", "This row looks like a remark and is not used."),
    ],
    "wide.csv": [("note", None, "", "The columns Surgery, FirstResponse hold times and are drawn as milestones.")],
}


def test_there_is_an_example_for_each_kind_of_file():
    kinds = {path.suffix for paths in examples().values() for path in paths}
    assert kinds == {".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsb", ".ods", ".sav", ".dta", ".sas7bdat", ".xpt"} | {
        ".parquet",
        ".rds",
        ".rda",
    }
    assert len(examples()) >= 24


@pytest.mark.parametrize("name", examples())
def test_the_cohort_is_exactly_the_expected_one(name):
    assert told(read(name)) == expected(name)


@pytest.mark.parametrize(("name", "doubt"), [(name, doubt) for name, doubts in DOUBTS.items() for doubt in doubts])
def test_each_doubt_is_said_in_its_place(name, doubt):
    level, row, column, sentence = doubt
    found = {(one.level, one.row, one.column) for one in read(name).findings if one.sentence.startswith(sentence)}
    assert (level, row, column) in found


@pytest.mark.parametrize("name", ["arms_responses_events", "adam"])
def test_the_order_in_which_files_are_dropped_changes_neither_fingerprint_nor_survival(name):
    paths = examples()[name]
    there, back = hlhdash.read_cohort(list(paths)), hlhdash.read_cohort(list(reversed(paths)))
    assert there.fingerprint == back.fingerprint
    rows = [cohort.survival_table().sort_values("patient_id").to_numpy().tolist() for cohort in (there, back)]
    assert rows[0] == rows[1]


def test_an_answer_turns_the_survival_round():
    there = read("survival_only.csv", mapping={"vital_status": "1 means dead"})
    assert there.survival_table()["event"].tolist() == [0, 0, 1, 0, 1]
    assert read("survival_only.csv").survival_table()["event"].tolist() == [1, 1, 0, 1, 0]


def test_the_origin_of_numbers_can_be_day_zero_itself():
    cohort = read("numbers_beside_start.csv", mapping={"origin": "day zero"})
    assert cohort.survival_table()["time"].tolist() == [200, 90]
    assert read("numbers_beside_start.csv").survival_table()["time"].tolist() == [179, 76]


def test_another_encoding_can_be_chosen():
    cohort = read("semicolon_comma_cp1252.csv", encoding="cp1250")
    assert cohort.encoding == "cp1250"
    assert cohort.patients["patient_id"].tolist() == ["Zoë", "Uwe"]
    with pytest.raises(hlhdash.CohortError, match="is not written in the encoding utf-8"):
        read("semicolon_comma_cp1252.csv", encoding="utf-8")
    with pytest.raises(hlhdash.CohortError, match="is not written in the encoding klingon"):
        read("semicolon_comma_cp1252.csv", encoding="klingon")


def test_progress_rises_from_nothing_to_all():
    shares: list[float] = []
    read("wide.csv", progress=shares.append)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert shares == sorted(shares)
    assert len(shares) >= 6
