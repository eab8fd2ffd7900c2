"""Times of R become the days that were meant, wherever the file was written and is read."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from hlhdash.cohort.r_file import TIMES

ZONES = ("UTC", "Asia/Shanghai", "Asia/Kolkata", "America/New_York", "America/St_Johns", "Pacific/Honolulu")


def days(local: list[str | None], zone: str, attributes: Any) -> list[str]:
    """Return the days read of times that a clock in the zone showed."""
    written = [np.nan if one is None else pd.Timestamp(one, tz=ZoneInfo(zone)).timestamp() for one in local]
    return [str(day)[:10] for day in TIMES["POSIXct"](written, attributes)]


@pytest.mark.parametrize("zone", ZONES)
def test_a_midnight_is_its_day_though_the_zone_is_not_told(zone: str) -> None:
    """In summer too, when clocks are an hour ahead."""
    told: list[str | None] = ["2020-03-01", "2020-07-15", None]
    assert days(told, zone, {"tzone": [""]}) == ["2020-03-01", "2020-07-15", "NaT"]
    assert days(told, zone, None) == ["2020-03-01", "2020-07-15", "NaT"]


@pytest.mark.parametrize("zone", [*ZONES, "Pacific/Kiritimati"])
def test_a_time_is_its_day_in_the_zone_that_is_told(zone: str) -> None:
    told: list[str | None] = ["2020-03-01 00:10", "2020-07-15 23:50", None]
    assert days(told, zone, {"tzone": [zone]}) == ["2020-03-01", "2020-07-15", "NaT"]


@pytest.mark.parametrize("tzone", ["", "Nowhere/Atall", "../etc/passwd", "\x00"])
def test_other_times_without_a_zone_are_taken_as_in_greenwich(tzone: str) -> None:
    assert days(["2020-03-01 09:30", "2020-07-15 23:10"], "UTC", {"tzone": [tzone]}) == ["2020-03-01", "2020-07-15"]
    assert days(["2020-03-01 12:00"], "UTC", {"tzone": [tzone]}) == ["2020-03-01"]


def test_no_times_are_no_days() -> None:
    assert days([], "UTC", {"tzone": [""]}) == []
    assert days([None], "UTC", {"tzone": ["UTC"]}) == ["NaT"]
