"""Tables of times and statuses as R's survival package has them, a few invented rows of each shape."""

from __future__ import annotations

import pytest

import hlhdash
from tests.cohort.making import listed, one, read, said

# Of each shape: header, rows, the times, the events as first assumed, and the questions by column.
SHAPES = {
    "lung": ("inst,time,status,age,sex,wt.loss", ["3,306,2,7,1,NA", "5,1010,1,5,2,15"], [306, 1010], [1, 0],
             ["time", "status", "sex"]),
    "pbc": ("id,time,status,trt,sex", ["1,400,2,1,f", "2,4500,0,1,f", "3,1012,1,2,m"], [4500, 1012], [0, 1],
            ["time", "status"]),
    "ovarian": ("futime,fustat,resid.ds,rx", ["59,1,2,1", "421,0,2,2"], [59, 421], [1, 0], ["futime", "fustat"]),
    "jasa": ("birth.dt,accept.dt,fu.date,fustat,surgery,futime",
             ["2010-01-10,2017-11-15,2018-01-03,1,0,49", "2009-03-02,2018-01-02,2018-01-07,0,1,5"], [49, 5], [1, 0],
             ["futime", "fustat"]),
    "transplant": ("age,sex,abo,year,futime,event",
                   ["4,m,B,1994,1197,death", "5,m,A,1991,28,ltx", "6,f,A,1991,85,ltx", "7,f,O,1995,90,censored"],
                   [1197, 90], [1, 0], ["futime", "event"]),
    "rotterdam": ("pid,year,age,nodes,rtime,recur,dtime,death", ["1,1992,7,0,1799,0,1799,0", "2,1984,9,1,100,1,282,1"],
                  [1799, 282], [0, 1], ["dtime"]),
    "gbsg": ("pid,age,grade,rfstime,status", ["132,4,2,1838,0", "1575,5,3,403,1"], [1838, 403], [0, 1],
             ["rfstime", "status"]),
    "bladder": ("id,rx,number,size,stop,event,enum",
                ["1,1,1,3,10,0,1", "1,1,1,3,10,0,2", "2,1,2,1,4,1,1", "3,2,1,1,7,0,1"],
                [10, 4, 7], [0, 1, 0], ["stop"]),
    "veteran": ("trt,celltype,time,status,karno,diagtime,age,prior",
                ["1,squamous,72,1,60,7,9,0", "1,adeno,411,0,70,5,4,10"], [72, 411], [1, 0], ["time", "status"]),
    "aml": ("time,status,x", ["9,1,Maintained", "13,0,Nonmaintained"], [9, 13], [1, 0], ["time", "status"]),
    "melanoma": ("time,status,sex,age,year,thickness,ulcer",
                 ["10,3,1,7,1972,6.76,1", "35,2,1,4,1977,1.34,0", "185,1,0,5,1965,12.08,1"], [35, 185], [1, 0],
                 ["time", "status", "sex"]),
    "kidney": ("id,time,status,age,sex,disease,frail",
               ["1,8,1,8,1,Other,2.3", "1,16,1,8,1,Other,2.3", "2,23,0,4,2,GN,1.9"],
               [8, 23], [1, 0], ["time", "status", "sex"]),
    "VA": ("stime,status,treat,Karn,diag.time,cell",
           ["72,1,1,60,7,1", "411,0,1,70,5,1", "228,1,2,60,3,2", "9,1,2,20,8,3"],
           [72, 411, 228, 9], [1, 0, 1, 1], ["stime", "status"]),
    "gehan": ("pair,time,cens,treat", ["1,1,1,control", "1,10,0,6-MP"], [1, 10], [0, 1], ["time", "cens"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_is_a_cohort(name):
    header, rows, times, events, asked = SHAPES[name]
    cohort = read(*rows, header=header)
    table = cohort.survival_table()
    assert (table["time"].tolist(), table["event"].tolist()) == (times, events)
    assert {question.column for question in cohort.questions} == set(asked)


@pytest.mark.parametrize(
    ("name", "answers", "events"),
    [
        ("lung", {"vital_status": "1 means dead"}, [0, 1]),
        ("pbc", {"vital_status": "2 means dead"}, [1, 0, 0]),
        ("transplant", {"vital_status:ltx": "another event"}, [1, 0, 0, 0]),
        ("melanoma", {"vital_status": "1 means dead"}, [0, 0, 1]),
        ("gehan", {"vital_status": "1 means dead"}, [1, 0]),
    ],
)
def test_the_answer_makes_the_table_what_r_has(name, answers, events):
    header, rows, *_ = SHAPES[name]
    assert read(*rows, header=header, mapping=answers).survival_table()["event"].tolist() == events


def test_years_of_a_calendar_are_no_follow_up():
    cohort = read("1,1994,100,1", "2,98,50,0", header="id,year,time,status")
    assert [reading.field for reading in cohort.columns] == ["patient_id", "", "last_follow_up", "vital_status"]
    found = one(cohort, "years of a calendar")
    assert (found.level, found.column, found.read) == ("warning", "year", "1994")
    short = read("1,1,1", "2,5,0", header="id,years,status")
    assert short.survival_table()["time"].tolist() == [365.25, 1826.25]


def test_the_time_to_a_relapse_is_no_overall_survival_in_silence():
    cohort = read(*SHAPES["gbsg"][1], header=SHAPES["gbsg"][0])
    assert one(cohort, "time to a relapse or progression").column == "rfstime"


def test_dates_without_a_beginning_are_said_once():
    cohort = read(*SHAPES["jasa"][1], header=SHAPES["jasa"][0])
    found = one(cohort, "cannot be placed")
    assert (found.level, found.column) == ("error", "fu.date")
    assert "surgery" not in {reading.header for reading in cohort.columns if reading.field}
    assert one(cohort, "was set aside").column == "birth.dt"


PAIR = ("stime,delta", ["10,1", "25,0", "31,1", "44,0"])


def test_a_time_and_a_status_are_known_by_what_they_hold():
    header, rows = PAIR
    cohort = read(*rows, header=header)
    assert cohort.survival_table().to_numpy().tolist() == [["1", 10, 1], ["2", 25, 0], ["3", 31, 1], ["4", 44, 0]]
    assert [(one.column, one.assumed) for one in cohort.questions] == [
        ("stime", "days"),
        ("delta", "1 means dead"),
    ]
    assert said(cohort, "warning")[:2] == [
        "Column delta was taken for the vital status, because it holds codes as such a column does.",
        "Column stime was taken for the length of follow-up, because it holds numbers as such a column does.",
    ]


@pytest.mark.parametrize(
    ("header", "unit"),
    [("observed (months)", 30.4375), ("t_weeks", 7), ("x,followup in yrs", 365.25), ("观察时间(月)", 30.4375)],
)
def test_the_unit_in_the_name_holds(header, unit):
    rows = [f"{'a,' if ',' in header else ''}{i},{i % 2}" for i in (1, 2, 3, 4, 5)]
    cohort = read(*rows, header=f"{header},status")
    assert cohort.survival_table()["time"].tolist() == [unit * i for i in (1, 2, 3, 4, 5)]


def test_of_several_times_it_is_asked_which_is_the_follow_up():
    rows = [f"{10 * i},{20 * i},{i % 2}" for i in range(1, 6)]
    header = "t1_time,t2_time,status"
    asked = next(one for one in read(*rows, header=header).questions if one.field == "follow_up_column")
    assert dict(zip(asked.choices, map(str, asked.consequences), strict=True)) == {
        "t2_time": "the longest is 100",
        "t1_time": "the longest is 50",
    }
    other = read(*rows, header=header, mapping={"follow_up_column": "t1_time"})
    assert other.survival_table()["time"].tolist() == [10, 20, 30, 40, 50]


@pytest.mark.parametrize(
    "header",
    ["weight,spleen", "diagtime,status", "age,status", "visits,status,note"],
)
def test_no_time_is_made_of_what_is_none(header):
    rows = [",".join(str(i % 3 + 1) for _ in header.split(",")) for i in range(6)]
    with pytest.raises(hlhdash.CohortError):
        read(*rows, header=header)


DATED = "ID,rux start,last FU"


@pytest.mark.parametrize(
    ("header", "dead", "alive"),
    [
        ("dead (Y/N)", "Y", "N"),
        ("死亡(是/否)", "是", "否"),
        ("verstorben", "ja", "nein"),
        ("Óbito", "sim", "não"),
        ("Status (A/D)", "D", "A"),
        ("Alive at last FU", "no", "yes"),
        ("转归(0存活 1死亡)", "1", "0"),
        ("death_status", "Y", "N"),
        ("Final", "died", "alive"),
    ],
)
def test_the_status_is_found_beside_dates_and_asks_nothing(header, dead, alive):
    cohort = read(
        f"A,2019,2020-01-15,2020-10-20,{alive}",
        f"B,2019,2020-01-15,2020-03-20,{dead}",
        header=f"ID,Dx year,rux start,last FU,{header}",
    )
    assert cohort.survival_table()[["time", "event"]].to_numpy().tolist() == [[279, 0], [65, 1]]
    assert cohort.questions == ()


def test_a_code_beside_dates_that_is_called_like_a_status_of_death_is_asked():
    cohort = read("A,2020-01-15,2020-10-20,0", "B,2020-01-15,2020-03-20,1", header=f"{DATED},osstat")
    assert cohort.survival_table()["event"].tolist() == [0, 1]
    assert [(asked.field, asked.assumed) for asked in cohort.questions] == [("vital_status", "1 means dead")]
    assert one(cohort, "was taken for the vital status").column == "osstat"


@pytest.mark.parametrize(
    ("header", "cells"),
    [("EBV status", "01"), ("CNS involvement", "01"), ("Alive at day 100", "01"), ("donor status", ("alive", "dead"))],
)
def test_beside_dates_no_other_code_is_taken_for_the_status(header, cells):
    cohort = read(
        f"A,2020-01-15,2020-10-20,{cells[0]}", f"B,2020-01-15,2020-03-20,{cells[1]}", header=f"{DATED},{header}"
    )
    assert cohort.survival_table().empty
    assert [reading.field for reading in cohort.columns if reading.header == header] == [""]


@pytest.mark.parametrize("header", ["Relapse (Y/N)", "Relapse_yn", "复发(是/否)"])
def test_a_relapse_without_a_day_is_said_whatever_its_header_lists(header):
    rows = ("A,2020-01-15,2020-10-20,alive,Y", "B,2020-01-15,2020-11-20,alive,N")
    found = one(read(*rows, header=f"{DATED},status,{header}"), "is marked, but")
    assert (found.level, found.patient) == ("warning", "A")
    assert found.sentence == "Relapse is marked, but the file gives no day for it; it is not drawn."


def test_the_dates_of_a_relapse_win_over_the_column_that_says_only_whether():
    rows = ("A,2020-01-15,2020-10-20,alive,Y,2020-02-15", "B,2020-01-15,2020-11-20,alive,N,")
    cohort = read(*rows, header=f"{DATED},status,Relapse (Y/N),Relapse")
    assert cohort.patients["relapse"].tolist()[0] == 31


def test_a_plus_or_a_greater_sign_behind_a_follow_up_keeps_its_number_and_is_said():
    cohort = read(
        "A,12+,alive", "B,>12,alive", "C,5,dead", "D,≥3,alive", "E,1.5 +,alive", "F,<3,alive",
        header="ID,Follow up (mo),status",
    )  # fmt: skip
    table = cohort.survival_table()
    assert table["time"].tolist() == [365.25, 365.25, 152.1875, 91.3125, 45.65625]
    assert table["event"].tolist() == [0, 0, 1, 0, 0]
    found = one(cohort, "have a plus")
    assert (found.level, found.column) == ("note", "Follow up (mo)")
    assert found.sentence == (
        "4 times in column Follow up (mo) have a plus or a “>”, as of patients who were censored; "
        "their numbers are used."
    )
    assert one(cohort, "neither a date nor a number").read == "<3"


def test_so_does_the_time_to_an_endpoint_but_no_other_time():
    header = "ID,FU days,status,PFS months,PFS event,Relapse days"
    cohort = read("A,120,alive,2+,0,9", "B,150,alive,3,1,8", "C,150,alive,3,1,12+", header=header)
    assert cohort.survival_table("recorded PFS")["time"].tolist() == [60.875, 91.3125, 91.3125]
    assert listed(cohort.patients["relapse"]) == [9, 8, None]
    assert one(cohort, "neither a date nor a number").read == "12+"
