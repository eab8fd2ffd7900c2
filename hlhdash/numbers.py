"""Numbers as a paper prints them: rounded half up, percent by the size of the group, P values with three digits."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from hlhdash.language import Message, message

DAYS_PER_MONTH = 30.4375
UNIT_DAYS = {"days": 1.0, "weeks": 7.0, "months": DAYS_PER_MONTH, "years": 12 * DAYS_PER_MONTH}
# What stands for a number that must not be seen: the UK Government Statistical Service's shorthand for "confidential".
HIDDEN = "[c]"
SMALL_GROUP = 20  # below this many patients a percentage has no decimals


def rounded(value: float, decimals: int = 0) -> str:
    """Round half up, as papers do (18/160 is 11.3 %), and write the number."""
    step = Decimal(1).scaleb(-decimals)
    # The shortest text of the float first: 0.1125 is meant, not the binary fraction just below it.
    return str(Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP))


def percent(share: float | None, n: int) -> str:
    """Write a share as percent: no decimals under 20 patients, one from there; "–" where there is none."""
    if share is None or math.isnan(share):
        return "–"
    exact = Decimal(repr(float(share))) * 100
    step = Decimal(1) if n < SMALL_GROUP else Decimal("0.1")
    return f"{exact.quantize(step, rounding=ROUND_HALF_UP)} %"


def share(x: int, n: int) -> str:
    """Write "3/4 (75)": patients first, then percent by the size of the group; of nobody "0/0"."""
    return f"{x}/{n} ({percent(x / n, n).removesuffix(' %')})" if n else f"{x}/{n}"


def count_share(x: int, n: int) -> str:
    """Write "3 (75)": patients, then percent of `n` by the size of the group; of nobody "0 (–)"."""
    return f"{x} ({percent(x / n if n else None, n).removesuffix(' %')})"


def percent_interval(lower: float | None, upper: float | None, n: int, *, sign: bool = True) -> Message:
    """Write an interval of shares as percent: "0 to 52 %"; without the sign "0 to 52"; of nobody "–"."""
    if n == 0:
        return message("–")
    low, high = percent(lower, n).removesuffix(" %"), percent(upper, n)
    return message("{lower} to {upper}", lower=low, upper=high if sign else high.removesuffix(" %"))


def count_words(n: int, least: int) -> str:
    """Write how many patients, where fewer than `least` must not be seen."""
    return str(n) if n >= least else HIDDEN


def p_value(p: float | None) -> str:
    """Write a P value: three decimals, "< 0.001" below that, "–" where there is none."""
    if p is None or math.isnan(p):
        return "–"
    if p < 0.001:
        return "< 0.001"
    return rounded(p, 3)


def p_equals(p: float | None) -> str:
    """Write "P = 0.048" or "P < 0.001"."""
    written = p_value(p)
    return f"P {written}" if written.startswith("<") else f"P = {written}"


def in_unit(days: float, unit: str) -> float:
    """Turn days into weeks, months (30.4375 d) or years."""
    return days / UNIT_DAYS[unit]


def asked_days(k: float, unit: str) -> float:
    """Return the day meant by a time asked for: floor(k x 30.4375) for months, so 12 months is day 365."""
    return k if unit == "days" else float(math.floor(k * UNIT_DAYS[unit] + 1e-9))
