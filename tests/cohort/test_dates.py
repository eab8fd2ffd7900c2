"""Dates as clinics write them, and the order of day and month that one allows."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from hlhdash.cohort.dates import date, date_order
from tests.cohort.making import listed, one, read

DAY = dt.date(2019, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2019-03-05",
        "2019/3/5",
        "2019.3.5",
        "2019年3月5日",
        "20190305",
        20190305,
        20190305.0,
        43529,
        "43529",
        "05-Mar-19",
        "5 March 2019",
        "March 5, 2019",
        "Mar 5th 2019",
        "2019-03-05 10:30",
        "2019-03-05T10:30:00",
        "2019-03-05T10:30:00.000Z",
        "2019-03-05 10:30:00+08:00",
        "2019-03-05 (Tue)",
        "2019年3月5日 星期二",
        "2019/3/5 上午 10:30:00",
        "05/03/2019 10:30 PM",
        "２０１９－０３－０５",
        dt.date(2019, 3, 5),
        dt.datetime(2019, 3, 5, 23, 59),
        pd.Timestamp("2019-03-05"),
    ],
)
def test_one_day_in_many_ways(cell):
    assert date(cell) == DAY


@pytest.mark.parametrize(
    "cell", ["2019-13-45", "31/02/2019", "2019-03", "19.3.5", "05-03-19", "12", 365, 1e300, float("inf"), "x" * 300, ""]
)
def test_these_are_no_date(cell):
    assert date(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2019-03-05 to 2020-05-01",
        "2019-03-05 (phone), died 2020-05-01",
        "2019-03-05 2020-05-01",
        "05/03/2019 - 01/05/2020",
        "2019年3月5日 至 2020年5月1日",
        "2019-03-05 or later",
    ],
)
def test_what_follows_a_date_is_not_passed_over(cell):
    assert date(cell) is None


def test_a_cell_of_two_dates_is_a_finding():
    cohort = read("K1,2019-03-05,2019-03-10 to 2020-05-01,alive", "K2,2019-03-05,2019-04-05,alive")
    assert listed(cohort.patients["last_follow_up"]) == [None, 31.0]
    found = one(cohort, "neither a date nor a number")
    assert (found.row, found.read) == (2, "2019-03-10 to 2020-05-01")


def test_day_and_month_follow_the_order_unless_only_the_other_is_possible():
    assert date("05/03/2019") == DAY
    assert date("03/05/2019", order="month first") == DAY
    assert date("25.12.2019", order="month first") == dt.date(2019, 12, 25)


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("13/04/2019", "day first"),
        ("04/13/2019", "month first"),
        ("03/04/2019", "either"),
        ("04/04/2019", None),
        ("2019-03-04", None),
        (DAY, None),
        (None, None),
    ],
)
def test_the_order_a_date_allows(cell, order):
    assert date_order(cell) == order
