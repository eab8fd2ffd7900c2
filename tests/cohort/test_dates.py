"""Dates as clinics write them, and the order of day and month that one allows."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from hlhdash.cohort.dates import date, month, orders_of, short_year
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
        "5th March 2019",
        "5th of March, 2019",
        "Tue, 5 Mar 2019",
        "05/Mar/2019",
        "5-Mar-'19",
        "5. März 2019",
        "05MAR2019:00:00:00",
        "05MAR2019:13:45:10.000",
        "Mar 5, 19",
        "2019年3月5号",
        "19年3月5日",
        "2019.03.05.",
        "2019. 03. 05.",
        "5. 3. 2019",
        "5.3.19",
        "05.03.19",
        "05-03-19",
        "19.3.5",
        "19/3/5",
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
    "cell",
    [
        "2019-13-45",
        "31/02/2019",
        "2019-03",
        "19.3-5",
        "3.5",
        "1.2.3",
        "5-Mar",
        "Mar-19",
        "3月5日",
        "12",
        365,
        1e300,
        float("inf"),
        "x" * 300,
        "",
    ],
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


DAY_FIRST, MONTH_FIRST, YEAR_FIRST = "day first", "month first", "year first"


@pytest.mark.parametrize(
    ("cell", "orders"),
    [
        ("13/04/2019", {DAY_FIRST}),
        ("04/13/2019", {MONTH_FIRST}),
        ("03/04/2019", {DAY_FIRST, MONTH_FIRST}),
        ("04/04/2019", set()),
        ("2019-03-04", set()),
        ("3.5.19", {DAY_FIRST, MONTH_FIRST}),
        ("13.5.19", {DAY_FIRST, YEAR_FIRST}),
        ("13.5.9", {YEAR_FIRST}),
        ("5.13.19", {MONTH_FIRST}),
        ("19-03-05", {DAY_FIRST, YEAR_FIRST}),
        ("05-03-04", {DAY_FIRST, MONTH_FIRST, YEAR_FIRST}),
        ("32-03-05", {YEAR_FIRST}),
        ("19/3/5", {YEAR_FIRST}),
        ("05-05-05", set()),
        (DAY, set()),
        (None, set()),
    ],
)
def test_the_orders_a_date_allows(cell, orders):
    assert orders_of(cell) == orders


def test_the_year_may_stand_first():
    assert date("19-03-05", order="year first") == DAY
    assert date("19-03-05", order="day first") == dt.date(2005, 3, 19)
    assert date("19-03-05", order="month first") == dt.date(2005, 3, 19)


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("5.3.19", 2019),
        ("5/3/69", 1969),
        ("5/3/68", 2068),
        ("05-Mar-98", 1998),
        ("19年3月5日", 2019),
        ("Mar-19", 2019),
        ("5/3/2019", None),
        ("5 Mar 2019", None),
        ("12 day 30", None),
        ("", None),
        (DAY, None),
    ],
)
def test_a_year_of_two_digits(cell, year):
    assert short_year(cell) == year


@pytest.mark.parametrize("cell", ["Mar-19", "Mar/19", "Mar '19", "Mrz-19"])
def test_a_month_word_with_a_short_year_is_a_month(cell):
    assert month(cell) == dt.date(2019, 3, 15)


@pytest.mark.parametrize("cell", ["Mar 19", "March", "Abc-19"])
def test_a_month_word_before_a_number_that_may_be_a_day_is_not(cell):
    assert month(cell) is None


def follow_up(*cells, **options):
    return read(*(f"K{i},2018-01-01,{cell},alive" for i, cell in enumerate(cells, start=1)), **options)


def ends(cohort):
    return [str(dt.date(2018, 1, 1) + dt.timedelta(days=day)) for day in cohort.patients["last_follow_up"]]


def test_german_dates_are_asked_where_nothing_settles_them():
    cohort = follow_up("3.5.19", "03.04.19")
    assert ends(cohort) == ["2019-05-03", "2019-04-03"]
    asked = cohort.questions[0]
    assert (asked.field, asked.choices, asked.assumed) == ("last_follow_up", (DAY_FIRST, MONTH_FIRST), DAY_FIRST)
    assert asked.consequences == (
        "“3.5.19” is 2019-05-03; 2 dates are read so",
        "“3.5.19” is 2019-03-05; 2 dates are read so",
    )
    assert one(cohort, "two digits").sentence == (
        "2 dates in column last_follow_up have a year of two digits, which was read as 20xx."
    )
    other = follow_up("3.5.19", "03.04.19", mapping={"last_follow_up": MONTH_FIRST})
    assert ends(other) == ["2019-03-05", "2019-03-04"]


def test_one_date_settles_the_order_of_its_column():
    cohort = follow_up("3.5.19", "25.4.19")
    assert (ends(cohort), cohort.questions) == (["2019-05-03", "2019-04-25"], ())


def test_a_year_of_two_digits_at_the_front_is_asked_and_the_fewest_years_are_assumed():
    cohort = follow_up("19-03-05", "19-04-12")
    asked = cohort.questions[0]
    assert (asked.choices, asked.assumed) == ((DAY_FIRST, YEAR_FIRST), YEAR_FIRST)
    assert asked.sentence == "What is written first in column last_follow_up: the day, the month or the year?"
    assert asked.consequences[1] == "“19-03-05” is 2019-03-05; 2 dates are read so"
    assert ends(cohort) == ["2019-03-05", "2019-04-12"]


def test_a_short_day_at_the_end_settles_that_the_year_is_first():
    cohort = follow_up("19/3/5", "19/04/07")
    assert (ends(cohort), cohort.questions) == (["2019-03-05", "2019-04-07"], ())


def test_dates_that_together_allow_one_order_settle_it():
    cohort = follow_up("19-03-05", "03-04-19")  # the day or the year first, and the day or the month or the year
    assert cohort.questions[0].choices == (DAY_FIRST, YEAR_FIRST)
    settled = follow_up("19-03-05", "03-04-32")  # and no year first, nor a day or month
    assert (ends(settled), settled.questions) == (["2005-03-19", "2032-04-03"], ())


def test_a_year_that_would_scatter_the_dates_is_none():
    cohort = follow_up("25.04.19", "13.05.19", "28.11.18", "30.06.19")
    assert ends(cohort) == ["2019-04-25", "2019-05-13", "2018-11-28", "2019-06-30"]
    assert cohort.questions == ()
    assert one(cohort, "is the year").sentence == (
        "Which part of the dates in column last_follow_up is the year was told by their years: "
        "read otherwise they would lie more than 10 years apart."
    )


def test_a_few_scattered_dates_are_asked_about():
    cohort = follow_up("25.04.19", "13.05.19", "28.11.18")
    assert (cohort.questions[0].choices, cohort.questions[0].assumed) == ((DAY_FIRST, YEAR_FIRST), DAY_FIRST)


def test_dates_in_three_orders_are_said():
    cohort = follow_up("25-03-2019", "04-25-2019", "19/3/5")
    assert ends(cohort) == ["2019-03-25", "2019-04-25", "2019-03-05"]
    assert one(cohort, "mixes dates").sentence == (
        "Column last_follow_up mixes dates with the day, the month and the year first (1, 1, 1); "
        "each was read as it must be."
    )


def test_a_month_with_a_short_year_is_its_fifteenth_day_and_said():
    cohort = follow_up("Mar-19", "Apr-19")
    assert ends(cohort) == ["2019-03-15", "2019-04-15"]
    assert one(cohort, "“Mar-19”").sentence == "“Mar-19” gives no day; the 15th of that month is used."


def test_years_above_68_are_of_the_last_century_and_said():
    cohort = follow_up("25/3/19", "25/3/98")
    assert one(cohort, "two digits").sentence == (
        "2 dates in column last_follow_up have a year of two digits; up to 68 it was read as 20xx, above as 19xx."
    )
