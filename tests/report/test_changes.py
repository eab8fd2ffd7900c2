"""What a newer version of the same sheet says otherwise, in words."""

from __future__ import annotations

from hlhdash.cohort.difference import difference, is_newer_version
from hlhdash.report.changes import change_words
from tests.cohort.making import HEADER, read

COLUMNS = HEADER + ",etiology,response_week4,remark"
OLD = ("ZQ1,2020-01-01,2020-06-01,alive,EBV,PR,", "ZQ3,2020-01-01,2020-06-01,alive,unknown,NE,x",
       "ZQ7,2020-01-01,2020-06-01,alive,FHL,CR,", "ZQ8,2020-01-01,2020-06-01,alive,FHL,CR,")  # fmt: skip
NEW = ("ZQ9,2020-02-01,2020-06-01,alive,EBV,,", "ZQ1,2020-01-01,2020-07-01,alive,EBV,PR,",
       "ZQ3,2020-01-01,2020-06-01,alive,CMV,PR,as ZQ8", "ZQ7,2020-01-01,2020-07-29,dead,FHL,CR,")  # fmt: skip


def versions(new=NEW, header=COLUMNS):
    return read(*OLD, header=COLUMNS), read(*new, header=header)


def test_the_difference_in_words():
    assert list(map(str, change_words(difference(*versions())))) == [
        "1 new patient: ZQ9.",
        "1 patient is no longer in the file: ZQ8.",
        "ZQ7 died on day 210.",
        "Week 4 response of ZQ3: NE → PR.",
        "Best response of ZQ3: not recorded → PR.",
        "Etiology of ZQ3: unknown → CMV.",
        "remark of ZQ3: x → as ZQ8.",
        "1 patient is followed longer, by 30 days: ZQ1.",
    ]


def test_masks_hold_in_the_difference():
    old, new = versions()
    said = list(map(str, change_words(difference(old, new).masked(new.masks))))
    assert "P04 died on day 210." in said
    assert "remark of P03: x → as …." in said
    assert "ZQ" not in " ".join(said)


def test_nothing_changed():
    old, new = versions(OLD)
    assert difference(old, new).is_empty
    assert change_words(difference(old, new)) == ["Nothing that is shown has changed."]


def test_columns_and_rows_that_came_or_went():
    old, new = versions([f"{OLD[0]},2020-05-01,x", *(f"{row},,x" for row in OLD[1:])], header=COLUMNS + ",hsct,arm")
    said = list(map(str, change_words(difference(old, new))))
    assert said == ["HSCT of ZQ1: day 121.", "1 new column: arm.", "1 more event."]
    back = list(map(str, change_words(difference(new, old))))
    assert back == ["HSCT of ZQ1: day 121 → nothing.", "1 column is gone: arm.", "1 event less."]


def test_a_version_is_known_by_its_columns_and_patients():
    old, new = versions()
    assert is_newer_version(old, new)
    assert not is_newer_version(old, old)
    other = read("B1,2020-01-01,2020-06-01,alive,EBV,PR,", header=COLUMNS)
    assert not is_newer_version(old, other)
    elsewhere = read("ZQ1,40,alive", header="patient_id,follow_up_days,vital_status")
    assert not is_newer_version(old, elsewhere)


def test_patients_known_only_by_record_numbers_are_not_compared():
    def hospital(*rows):
        return read(*rows, header="住院号,rux_start,last_follow_up,vital_status")

    old = hospital("00123456,2020-01-01,2020-06-01,alive")
    assert not is_newer_version(old, hospital("00123456,2020-01-01,2020-07-01,alive"))


def test_times_from_another_day_zero_are_not_compared():
    columns = HEADER + ",diagnosis"
    old = read("ZQ1,2020-01-01,2020-06-01,alive,2019-12-01", header=columns)
    new = read("ZQ1,2020-01-01,2020-07-01,alive,2019-12-01", header=columns, day_zero="diagnosis")
    found = difference(old, new)
    assert (found.longer, found.changes) == ((), ())
