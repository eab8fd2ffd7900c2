"""Telling a cohort less exactly: what changes, what stays, and that nothing exact is left anywhere in it."""

from __future__ import annotations

import pandas as pd
import pytest

import hlhdash
from hlhdash.analysis.disclosure import Risk
from hlhdash.cohort.coarsening import Coarsening, coarsening, merged
from hlhdash.cohort.telling import category_columns, holds_date, telling_columns, without_dates

HEADER = (
    "patient_id,sex,age_years,etiology,trigger,rux_start,last_follow_up,vital_status,response_week1,"
    "ward,seen,remark,age of the mother"
)
ROWS = (
    "A1,F,1.5,EBV,CMV,2020-01-01,2020-12-31,alive,PR,North,2020-01-05 clinic,well,11",
    "A2,M,2.9,EBV,CMV,2020-02-01,2020-12-31,alive,CR,North,2020-02-05 clinic,moved to another town far from us all,12",
    "A3,M,0.4,EBV,,2020-03-01,2020-12-31,dead,NR,North,,seen 3 March 2020,4",
    "A4,F,7.25,FHL,Salmonella,2020-04-01,2020-12-31,alive,PR,South,2020-04-05 clinic,,80",
    "A5,F,18,Zebra,,2020-05-01,2020-13-45,alive,PR,,2020-05-05 clinic,,200",
    "A6,M,3,FHL,,2020-05-01,2020-12-31,alive,PR,South,2020-05-05 clinic,,90",
)


def cohort(coarsen: str | None = None, rows: tuple[str, ...] = ROWS, header: str = HEADER) -> hlhdash.Cohort:
    return hlhdash.read_cohort("\n".join((header, *rows)).encode(), "cohort.csv", coarsen=coarsen)


def everything(of: hlhdash.Cohort) -> str:
    tables = [table.to_csv() for table in (of.patients, of.courses, of.events, of.labs)]
    said = [f"{one.sentence} {one.read}" for one in of.findings] + [str(one.sentence) for one in of.questions]
    examples = [one for reading in of.columns for one in reading.examples]
    return "\n".join([*tables, *said, *examples, str(of.data_cutoff)])


def test_what_tells_is_found():
    exact = cohort()
    assert telling_columns(exact) == {
        "age_years": "age",
        "seen": "date",
        "remark": "date",
        "age of the mother": "age",
    }
    assert category_columns(exact) == ("etiology", "trigger", "ward")


def test_ages_in_whole_years_small_groups_together_dates_and_remarks_gone():
    told = cohort("years, 3")
    assert told.patients["age_years"].tolist() == [1, 2, 0, 7, 18, 3]
    assert told.patients["etiology"].tolist() == ["EBV", "EBV", "EBV", "other", "other", "other"]
    assert not {"seen", "remark", "age of the mother"} & set(told.patients)
    # South alone would be two children of “other”, so North joins it.
    assert told.patients["ward"].tolist() == ["other", "other", "other", "other", None, "other"]
    assert told.patients["trigger"].tolist() == ["other", "other", None, "other", None, None]
    assert told.data_cutoff == "2020"


def test_ages_in_bands():
    told = cohort("bands, 2")
    assert told.patients["age_years"].isna().all()
    assert told.patients["age_band"].tolist() == ["1 to 5", "1 to 5", "under 1", "6 to 11", "18 or more", "1 to 5"]
    assert list(told.patients).index("age_band") == list(told.patients).index("age_years") + 1
    assert hlhdash.disclosure(told).combined == ("sex", "age_band", "etiology")
    assert "age_band" not in telling_columns(told)


def test_outcomes_and_days_stay_as_they_are():
    exact, told = cohort(), cohort("bands, 5")
    for name in ("sex", "vital_status", "response_week1", "rux_start", "last_follow_up", "patient_id"):
        pd.testing.assert_series_equal(told.patients[name], exact.patients[name])
    pd.testing.assert_frame_equal(told.survival_table(), exact.survival_table())
    assert (told.fingerprint, told.n_total) == (exact.fingerprint, 6)


def test_nothing_exact_is_left_in_tables_findings_questions_and_examples():
    exact, told = everything(cohort()), everything(cohort("years, 3"))
    for words in ("2020-01-05", "March 2020", "another town", "7.25", "Zebra", "Salmonella", "2020-13-45"):
        assert words in exact
        assert words not in told


def test_findings_keep_their_place():
    found = [(one.level, one.row, one.column, one.patient) for one in cohort().findings]
    assert [(one.level, one.row, one.column, one.patient) for one in cohort("years, 3").findings] == found
    assert any(row == 6 and column == "last_follow_up" for _, row, column, _ in found)


def test_every_result_says_that_it_is_coarse():
    told = cohort("years, 3")
    words = "Coarsened: ages in whole years, groups of fewer than 3 as “other”, dates and free text left out"
    assert told.provenance.coarsened == words
    assert told.where(etiology="EBV").masked().provenance.coarsened == words
    assert cohort().provenance.coarsened is None
    figure = hlhdash.figures.survival(hlhdash.kaplan_meier(told)).to_json()
    assert "groups of fewer than 3 as" in str(figure)


def test_patients_whose_codes_hold_a_date_are_masked():
    rows = tuple(row.replace(f"A{i}", f"BJ-2020010{i}") for i, row in enumerate(ROWS, start=1))
    assert cohort("years, 3", rows).patients["patient_id"].tolist() == ["P01", "P02", "P03", "P04", "P05", "P06"]
    assert hlhdash.disclosure(cohort(None, rows)).risks[0] == Risk("date", "patient_id", 6)


def test_dates_in_the_words_of_events_and_courses_go():
    told = hlhdash.read_cohort(
        {
            "patients": pd.DataFrame(
                {"patient_id": ["A1"], "rux_start": ["2020-01-01"], "last_follow_up": ["2020-12-31"]}
            ),
            "events": pd.DataFrame(
                {
                    "patient_id": ["A1", "A1"],
                    "day": [3, 5],
                    "kind": ["adverse event"] * 2,
                    "label": ["sepsis on 2020/3/4", "a long story of what happened to the child that night"],
                }
            ),
        },
        coarsen="years, 3",
    )
    assert told.events.loc[told.events["kind"] == "adverse event", "label"].tolist() == ["sepsis on …", "other"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("2020-01-05", "…"),
        ("seen 2020/1/5 and 5.3.2021", "seen … and …"),
        ("2019年3月5日发热", "…发热"),
        ("since 2019年3月", "since …"),
        ("on 20190305", "on …"),
        ("3 March 2020", "…"),
        ("Mar 3, 2020", "…"),
        ("05-Mar-2020", "…"),
        ("3/2020", "…"),
        ("ferritin 2019.5", "ferritin 2019.5"),
        ("VP16/Dex", "VP16/Dex"),
        ("HLH-2004", "HLH-2004"),
        ("grade 3/4", "grade 3/4"),
        ("c.1122G>A", "c.1122G>A"),
    ],
)
def test_dates_in_words(words: str, left: str):
    assert without_dates(words) == left
    assert holds_date(words) is (words != left)


@pytest.mark.parametrize(
    ("cells", "fewest", "after"),
    [
        ("aaab", 2, "oooo"),  # one “other” would be small, so a joins
        ("aaabbbccd", 3, "aaabbbooo"),
        ("aaaabbbcd", 3, "aaaaooooo"),  # c and d are two, so the smallest of the others joins
        ("aabb", 2, "aabb"),
        ("aau", 2, "aau"),  # unknown stays unknown
        ("aab.", 2, "ooo."),  # missing stays missing
    ],
)
def test_small_groups_become_other_and_other_is_not_small(cells: str, fewest: int, after: str):
    words = {"a": "a", "b": "b", "c": "c", "d": "d", "o": "other", "u": "unknown", ".": None}
    found = merged(pd.Series([words[one] for one in cells], dtype=object), fewest)
    assert found.tolist() == [words[one] for one in after]


def test_a_cohort_coarsened_twice_is_as_coarse_as_once():
    once = cohort("years, 3")
    twice = once.coarsened(Coarsening("years", 3))
    pd.testing.assert_frame_equal(twice.patients, once.patients)
    bands = cohort("bands, 3")
    pd.testing.assert_frame_equal(bands.coarsened(Coarsening("years", 3)).patients, bands.patients)


@pytest.mark.parametrize("written", ["", "years", "years, 1", "years, 101", "years,3", "weeks, 3", "years, -3", "b, ³"])
def test_a_coarsening_that_is_none_is_refused(written: str):
    with pytest.raises(hlhdash.CohortError, match=r"coarsen= must be “years” or “bands”"):
        coarsening(written)


def test_a_coarsening_is_read_as_it_is_written():
    assert coarsening(str(Coarsening("bands", 10))) == Coarsening("bands", 10)
    assert str(Coarsening()) == "years, 3"
