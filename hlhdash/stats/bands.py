"""Pointwise intervals around a Kaplan-Meier curve, as R's `survfit(conf.type=)` gives them."""

from __future__ import annotations

from statistics import NormalDist
from typing import Literal

import numpy as np

from hlhdash.language import Message, message
from hlhdash.stats.beta_product import beta_product, without_event
from hlhdash.stats.checks import Floats, Integers, StatsError
from hlhdash.stats.risk import RiskTable

Interval = Literal["log-log", "log", "plain", "bpcp", "bpcp-midp"]


def described(interval: Interval, level: float) -> Message:
    """Name the interval in words; refuse a name that is not known."""
    percent = 100 * level
    sentences = {
        "log-log": message(
            "Kaplan-Meier, {percent:g} % interval by the log-log transform with Greenwood's variance; "
            "beta product interval while survival is 100 %",
            percent=percent,
        ),
        "log": message(
            "Kaplan-Meier, {percent:g} % interval by the log transform with Greenwood's variance; "
            "beta product interval while survival is 100 %",
            percent=percent,
        ),
        "plain": message(
            "Kaplan-Meier, {percent:g} % interval untransformed (plain) with Greenwood's variance; "
            "beta product interval while survival is 100 %",
            percent=percent,
        ),
        "bpcp": message(
            "Kaplan-Meier, {percent:g} % beta product interval (equals Clopper-Pearson without censoring)",
            percent=percent,
        ),
        "bpcp-midp": message("Kaplan-Meier, {percent:g} % beta product interval, mid-p version", percent=percent),
    }
    if not isinstance(interval, str) or interval not in sentences:
        raise StatsError(
            message(
                "There is no interval named {interval}; choose log-log, log, plain, bpcp or bpcp-midp.",
                interval=str(interval),
            )
        )
    return sentences[interval]


def band(risk: RiskTable, survival: Floats, interval: Interval, level: float) -> tuple[Floats, Floats]:
    """Give lower and upper limits at each time of a risk table.

    Where nobody has had the event yet, the beta product limits stand in place of Greenwood's zero width.
    Where survival is 0 a transform has no limits: NaN, as in R.

    Parameters
    ----------
    risk : RiskTable of m times
    survival : array of shape (m,)
        The Kaplan-Meier estimate at these times.

    Raises
    ------
    StatsError
        For a beta product interval with delayed entry, which its theory does not cover.
    """
    at_risk, after = risk.at_risk(risk.time), risk.at_risk_after(risk.time)
    if interval in ("bpcp", "bpcp-midp"):
        if risk.entered is not None:
            raise StatsError(
                message("The beta product interval does not cover delayed entry; choose log-log, log or plain.")
            )
        return beta_product(at_risk, risk.events, after, level, midp=interval == "bpcp-midp")
    lower, upper = _greenwood(survival, greenwood_sum(at_risk, risk.events), interval, level)
    whole = survival == 1
    lower[whole], upper[whole] = without_event(after[whole], level)
    return lower, upper


def greenwood_sum(at_risk: Integers, events: Integers) -> Floats:
    """Give the running sum of d / (n (n - d)), the variance of log S(t); NaN once everyone has died."""
    left = (at_risk - events).astype(float)
    terms = np.divide(events, at_risk * left, out=np.zeros_like(left), where=(events > 0) & (left > 0))
    return np.cumsum(np.where((events > 0) & (left == 0), np.nan, terms))


def _greenwood(survival: Floats, variance: Floats, interval: Interval, level: float) -> tuple[Floats, Floats]:
    reach = NormalDist().inv_cdf((1 + level) / 2) * np.sqrt(variance)
    inside = np.where((survival > 0) & (survival < 1), survival, np.nan)
    if interval == "plain":
        lower, upper = inside * (1 - reach), inside * (1 + reach)
    elif interval == "log":
        lower, upper = inside * np.exp(-reach), inside * np.exp(reach)
    else:
        stretch = np.exp(reach / np.log(inside))
        lower, upper = inside ** (1 / stretch), inside**stretch
    return np.maximum(lower, 0.0), np.minimum(upper, 1.0)
