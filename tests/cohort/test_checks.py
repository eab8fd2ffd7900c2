"""Each check is provoked by one file, says one thing, and says where."""

from __future__ import annotations

import datetime as dt

import pytest

import hlhdash
from hlhdash.cohort import checks_dates
from tests.cohort.making import HEADER, one, read, said, tables

FINE = "A1,2020-01-01,2020-12-31,alive"
PEOPLE = {"patient_id": ["A1", "A2"], "rux_start": ["2020-01-01"] * 2, "last_follow_up": ["2020-03-01", "2020-02-01"],
          "vital_status": ["alive", "dead"]}  # fmt: skip


def place(finding: hlhdash.Finding) -> tuple[str, str, int | None, str, str]:
    return finding.level, finding.sheet, finding.row, finding.patient, finding.column


def book(**sheets):
    return tables(patients=PEOPLE, **sheets)


def doubts(cohort) -> list[str]:
    return [sentence for level in ("error", "warning") for sentence in said(cohort, level)]


def test_a_cohort_without_a_fault_has_no_doubt():
    assert doubts(read(FINE, "A2,2020-01-01,2020-11-30,dead")) == []


def test_a_patient_twice_with_the_same_and_with_other_values():
    same = read(FINE, FINE)
    assert place(one(same, "repeats row 2")) == ("note", "cohort", 3, "A1", "patient_id")
    other = read(FINE, "A1,2020-01-01,2020-06-30,dead")
    assert place(one(other, "stands on row 2 already")) == ("error", "cohort", 3, "A1", "patient_id")
    assert "last_follow_up, vital_status" in one(other, "stands on row 2").sentence


def test_one_child_under_two_codes():
    cohort = read("A1,2020-01-01,2020-12-31,alive", "A2,2020-01-01,2020-12-31,alive", "A3,2020-01-01,2020-12-30,alive")
    assert place(one(cohort, "one child twice")) == ("warning", "cohort", 3, "A2", "patient_id")
    assert len(cohort) == 3


def test_two_children_with_the_same_length_of_follow_up_are_not_one():
    assert doubts(read("A1,90,dead", "A2,90,dead", header="patient_id,follow_up_days,vital_status")) == []


@pytest.mark.parametrize(
    ("rows", "words", "expected"),
    [
        ("A1,2020-01-01,2020-01-01,alive,,", "adds no time", ("warning", "cohort", 2, "A1", "last_follow_up")),
        ("A1,2020-01-01,2019-12-01,alive,,", "comes before day zero", ("error", "cohort", 2, "A1", "last_follow_up")),
        ("A1,2020-01-01,2020-02-01,,,", "vital status is missing", ("error", "cohort", 2, "A1", "vital_status")),
        ("A1,2020-01-01,2020-02-01,alive,2020-03-05,", "HSCT comes after", ("warning", "cohort", 2, "A1", "hsct")),
        ("A1,2020-01-01,2020-02-01,dead,,2020-01-20", "later than the death",
         ("warning", "cohort", 2, "A1", "last_follow_up")),
    ],
)  # fmt: skip
def test_follow_up_that_cannot_be(rows, words, expected):
    cohort = read(rows, header=HEADER + ",hsct,death")
    assert place(one(cohort, words)) == expected
    assert len(doubts(cohort)) == 1


def test_a_missing_status_is_never_a_censored_one():
    cohort = read(FINE, "A2,2020-01-01,2020-02-01,")
    assert cohort.survival_table()["patient_id"].tolist() == ["A1"]


def test_a_diagnosis_after_the_treatment_began():
    cohort = read(f"{FINE},2020-01-08", header=HEADER + ",diagnosis")
    found = one(cohort, "Diagnosis comes after Ruxolitinib start.")
    assert place(found) == ("warning", "cohort", 2, "A1", "diagnosis")


def test_a_relapse_needs_a_remission_before_it():
    header = HEADER + ",remission,relapse"
    none = read(f"{FINE},,2020-05-01", "A2,2020-01-01,2020-12-31,alive,2020-02-01,2020-05-01", header=header)
    assert place(one(none, "no complete or partial remission")) == ("warning", "cohort", 2, "A1", "relapse")
    late = read(f"{FINE},2020-06-01,2020-05-01", header=header)
    assert one(late, "no complete or partial remission").patient == "A1"
    assert doubts(read(f"{FINE},2020-05-01", header=HEADER + ",relapse")) == []
    assert doubts(read(f"{FINE},PR,2020-05-01", header=HEADER + ",response_week1,relapse")) == []
    assert doubts(read(f"{FINE},CR,2020-05-01", header=HEADER + ",best_response,relapse")) == []


def test_a_response_after_the_death():
    cohort = read("A1,2020-01-01,2020-01-09,dead,PR", header=HEADER + ",response_week4")
    assert place(one(cohort, "before that day")) == ("warning", "cohort", 2, "A1", "response_week4")
    listed = book(events={"patient_id": ["A2", "A2"], "date": ["2020-01-08", "2020-02-20"], "event": ["PR", "CR"]})
    assert place(one(listed, "after the death of the patient")) == ("warning", "events", 3, "A2", "date")
    assert len(doubts(listed)) == 1


def test_events_after_the_last_follow_up():
    cohort = book(
        events={"patient_id": ["A1", "A1", "A1"], "date": ["2020-04-01", "2020-04-02", "2020-02-01"],
                "kind": ["HSCT", "adverse event", "HSCT"], "label": ["HSCT", "sepsis", "HSCT"]},
    )  # fmt: skip
    found = [(finding.row, finding.patient, str(finding.sentence)) for finding in cohort.findings if finding.row]
    assert found == [
        (2, "A1", "HSCT lies after the last follow-up or death of this patient."),
        (3, "A1", "sepsis lies after the last follow-up or death of this patient."),
    ]


def test_treatments_after_the_last_follow_up_are_found_on_their_own_sheet():
    cohort = book(
        treatments={"patient_id": ["A1", "A2"], "drug": ["VP16", "VP16"], "start": ["2020-01-05", "2020-01-05"],
                    "end": ["2020-02-01", "2020-05-01"]},
    )  # fmt: skip
    assert place(one(cohort, "etoposide goes on after")) == ("warning", "treatments", 3, "A2", "end")
    own = read("A1,2020-01-01,2020-02-01,alive,2020-06-01", header=HEADER + ",rux_stop")
    assert place(one(own, "ruxolitinib goes on after")) == ("warning", "cohort", 2, "A1", "")


def test_measurements_after_the_last_follow_up_are_counted_by_patient():
    cohort = book(labs={"patient_id": ["A1", "A2", "A2"], "day": [60, 60, 90], "ferritin": [900, 800, 700]})
    found = one(cohort, "rows of measurements")
    assert place(found) == ("warning", "labs", 3, "A2", "day")
    assert found.sentence.startswith("2 rows of measurements lie after")
    wide = read("A1,2020-01-01,2020-01-05,dead,900", header=HEADER + ",ferritin_d7")
    assert one(wide, "1 measurement lies").patient == "A1"


def test_a_course_that_ends_before_it_starts():
    cohort = book(treatments={"patient_id": ["A1"], "drug": ["VP16"], "start": ["2020-01-15"], "end": ["2020-01-05"]})
    assert place(one(cohort, "before it starts")) == ("error", "treatments", 2, "A1", "end")


@pytest.mark.parametrize(
    ("first_end", "second_start", "overlap"),
    [("2020-01-20", "2020-01-15", True), ("2020-01-20", "2020-01-20", False), ("ongoing", "2020-01-15", True),
     ("", "2020-01-15", False)],
)  # fmt: skip
def test_courses_of_one_drug_that_overlap(first_end, second_start, overlap):
    cohort = book(
        treatments={"patient_id": ["A1"] * 3, "drug": ["VP16", "VP16", "DEX"],
                    "start": ["2020-01-05", second_start, "2020-01-06"],
                    "end": [first_end, "2020-02-01", "2020-02-01"]},
    )  # fmt: skip
    found = [place(finding) for finding in cohort.findings if "before its course on row 2" in finding.sentence]
    assert found == ([("warning", "treatments", 3, "A1", "start")] if overlap else [])


def test_a_patient_whom_only_another_sheet_knows():
    cohort = book(treatments={"patient_id": ["A9"], "drug": ["VP16"], "start": ["2020-01-15"], "end": [""]})
    assert place(one(cohort, "not on the patients sheet")) == ("error", "treatments", 2, "A9", "patient_id")


def test_a_date_after_the_stated_cut_off():
    header = HEADER + ",data cut-off"
    cohort = read(f"{FINE},2020-12-31", "A2,2020-01-01,2021-03-01,alive,2020-12-31", header=header)
    found = one(cohort, "later than the data cut-off")
    assert place(found) == ("warning", "cohort", 3, "A2", "last_follow_up")
    assert (found.sentence, found.read) == ("Last follow-up is later than the data cut-off, 2020-12-31.", "2021-03-01")
    assert doubts(cohort) == [found.sentence]


def test_a_date_after_the_cut_off_on_another_sheet():
    sheets = {"patient_id": ["A1"], "start": ["2020-01-05"], "drug": ["VP16"], "end": ["2020-02-27"]}
    people = PEOPLE | {"data cut-off": ["2020-02-20"] * 2, "last_follow_up": ["2020-02-27", "2020-02-01"]}
    cohort = tables(patients=people, treatments=sheets)
    assert place(one(cohort, "End is later than the data cut-off")) == ("warning", "treatments", 2, "A1", "end")


def at(monkeypatch, clock: dt.datetime) -> hlhdash.Cohort:
    """Read a patient seen on 1 March 2021 by a computer whose clock stands so."""
    monkeypatch.setattr(checks_dates, "now", lambda: clock)
    return read("A1,2020-01-01,2021-03-01,alive")


def test_a_date_in_the_future_names_the_day_of_the_clock(monkeypatch):
    found = one(at(monkeypatch, dt.datetime(2020, 3, 1, 12, tzinfo=dt.UTC)), "lies in the future")
    assert place(found) == ("warning", "cohort", 2, "A1", "last_follow_up")
    assert found.sentence == (
        "Last follow-up lies in the future: the computer that read the file says it is 2020-03-01."
    )
    assert found.remedy == "Correct the date, or the clock of that computer."


@pytest.mark.parametrize(("hour", "late"), [(9, 1), (10, 0)])
def test_a_day_that_has_begun_somewhere_is_not_in_the_future(monkeypatch, hour, late):
    """The first day begins 14 hours before it begins in Greenwich: a clinic may be ahead of its server."""
    for offset in (-12, 0, 8, 14):
        clock = dt.datetime(2021, 2, 28, hour, 59, tzinfo=dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=offset)))
        assert sum("in the future" in said for said in doubts(at(monkeypatch, clock))) == late


def test_a_date_that_another_finding_names_is_not_named_again():
    cohort = read(f"{FINE},2999-01-01", header=HEADER + ",hsct")
    assert len([finding for finding in cohort.findings if finding.patient == "A1"]) == 1


@pytest.mark.parametrize(
    ("header", "cell", "words"),
    [("age_years", "45y", "older than 18"), ("weight_kg", "400", "outside 2.5 to 80 kg"),
     ("weight_kg", "1", "outside 2.5 to 80 kg")],
)  # fmt: skip
def test_implausible_ages_and_weights(header, cell, words):
    cohort = read(f"{FINE},{cell}", header=f"{HEADER},{header}")
    assert place(one(cohort, words)) == ("warning", "cohort", 2, "A1", header)


def test_an_age_that_is_asked_about_is_not_said_again():
    cohort = read(f"{FINE},45", header=f"{HEADER},age_years")
    assert [question.field for question in cohort.questions] == ["age_years"]
    assert doubts(cohort) == []


def test_values_of_fewer_than_three_patients():
    rows = [f"A{i},2020-01-01,2020-12-{i:02d},alive,{'EBV' if i < 9 else 'FHL'}" for i in range(1, 11)]
    found = one(read(*rows, header=HEADER + ",etiology"), "fewer than 3 patients")
    assert place(found) == ("note", "cohort", None, "", "etiology")
    assert "(FHL)" in found.sentence


def test_values_that_differ_only_in_their_spelling():
    rows = [f"A{i},2020-01-01,2020-12-{i:02d},alive,{arm}" for i, arm in enumerate(["Arm A", "arm a", "B"], start=1)]
    found = one(read(*rows, header=HEADER + ",arm"), "only in their spelling")
    assert place(found) == ("warning", "cohort", None, "", "arm")
    assert "(Arm A, arm a)" in found.sentence


def test_no_finding_holds_what_the_mask_hides():
    people = {key: value + value[:1] for key, value in PEOPLE.items()}
    people = people | {"patient_id": ["ZQX-1", "ZQX-2", "ZQX-3"], "arm": ["of ZQX-1", "x", "x"]}
    cohort = tables(
        patients=people | {"last_follow_up": ["2020-03-01", "2020-01-01", "2020-03-01"]},
        treatments={"patient_id": ["ZQX-1", "ZQX-1", "ZQX-9"], "drug": ["ZQX-1", "ZQX-1", "VP16"],
                    "start": ["2020-01-05"] * 3, "end": ["2020-05-01"] * 3},
        events={"patient_id": ["ZQX-1", "ZQX-3"], "date": ["2020-09-01"] * 2, "event": ["ZQX-1 seen", "CR"]},
    ).masked()  # fmt: skip
    assert len(cohort.findings) > 6
    assert "ZQX" not in repr(cohort.findings)
