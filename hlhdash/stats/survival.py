"""The Kaplan-Meier estimate of one group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.language import Message, message
from hlhdash.stats.bands import Interval, band, described
from hlhdash.stats.checks import ArrayLike, Floats, followed, level_between_0_and_1
from hlhdash.stats.estimate import Estimate
from hlhdash.stats.quantile import crossing
from hlhdash.stats.quantities import share, times_asked
from hlhdash.stats.risk import RiskTable, risk_table


@dataclass(frozen=True, eq=False)
class KaplanMeier:
    """A Kaplan-Meier curve with its pointwise interval; `kaplan_meier` makes one.

    Attributes
    ----------
    table : DataFrame
        A row for time 0 and for each distinct time: time, at_risk, events, censored, survival, lower, upper.
    n, events : int
        Patients, and patients with the event.
    interval : str
        Which interval, as asked for.
    level : float
        Its confidence level.
    method : Message
        Estimate and interval in words.
    last_follow_up : float
        The latest time of any patient, with or without the event.
    """

    table: pd.DataFrame
    n: int
    events: int
    interval: Interval
    level: float
    method: Message
    last_follow_up: float
    _risk: RiskTable

    def at(self, times: npt.ArrayLike) -> pd.DataFrame:
        """Give survival and its interval at the asked times.

        Past the last follow-up there is no estimate: NaN with n_at_risk 0; but a curve that has reached 0
        stays there. Agrees with R's `summary(survfit, times=)` wherever somebody is at risk.

        Returns
        -------
        DataFrame
            time, n_at_risk (time >= t), survival, lower, upper; a row for each asked time, in their order.
        """
        return pd.DataFrame(self.columns_at(times))

    def columns_at(self, times: npt.ArrayLike) -> dict[str, npt.NDArray]:
        """Give what `at` gives as arrays, for those who put several groups into one table."""
        asked = times_asked(times)
        snapped = self._risk.snapped(asked)
        row = np.searchsorted(self._risk.time, snapped, side="right") - 1
        found = {name: self.table[name].to_numpy()[row] for name in ("survival", "lower", "upper")}
        beyond = (snapped > self.last_follow_up) & (found["survival"] > 0)
        at_risk = self._risk.at_risk(snapped)
        return {"time": asked, "n_at_risk": at_risk} | {k: np.where(beyond, np.nan, v) for k, v in found.items()}

    def counts(self, times: npt.ArrayLike) -> pd.DataFrame:
        """Count patients at the asked times; each row sums to `n`.

        At risk is time >= t (with delayed entry also entry < t); events and censored are those with time < t.

        Returns
        -------
        DataFrame
            time, at_risk, events, censored and, with delayed entry, not_yet_entered.
        """
        asked = times_asked(times)
        snapped = self._risk.snapped(asked)
        passed = np.searchsorted(self._risk.time, snapped, side="left")
        columns = {
            "time": asked,
            "at_risk": self._risk.at_risk(snapped),
            "events": np.concatenate([[0], np.cumsum(self._risk.events)])[passed],
            "censored": np.concatenate([[0], np.cumsum(self._risk.censored)])[passed],
        }
        if self._risk.entered is not None:
            columns["not_yet_entered"] = self._risk.not_yet_entered(snapped)
        return pd.DataFrame(columns)

    @property
    def median(self) -> Estimate:
        """The median survival time with its Brookmeyer-Crowley interval."""
        return self.quantile(0.5)

    def quantile(self, p: float) -> Estimate:
        """Give the time by which a share p has had the event (p = 0.25: survival falls to 75 %).

        The interval is where the curve's own limits cross (Brookmeyer and Crowley, Biometrics 1982;38:29-41),
        by the rule of R's `survfit` table: a plateau at exactly 1 - p gives its midpoint, and one that runs
        to the last follow-up its start. Parts that are not reached are None.
        """
        p = share(p, message("quantile"))
        time, survival = self._risk.time, self.table["survival"].to_numpy()
        lower, upper = self.table["lower"].to_numpy(), self.table["upper"].to_numpy()
        if not self.interval.startswith("bpcp"):
            # R's band has no width before the first event, and its table of medians is the rule here.
            lower, upper = (np.where(survival == 1, 1.0, limit) for limit in (lower, upper))
        return Estimate(*(crossing(time, curve, 1 - p) for curve in (survival, lower, upper)))


def kaplan_meier(
    time: ArrayLike,
    event: ArrayLike,
    *,
    interval: Interval = "log-log",
    level: float = 0.95,
    entry: ArrayLike | None = None,
) -> KaplanMeier:
    """Estimate survival of one group by Kaplan and Meier's product limit.

    Deaths come before censorings at a tie; times within 1.5e-8 are tied. Agrees with R's
    `survival::survfit(conf.type=)` and `bpcp::bpcp`, except that where survival is still 100 % the
    interval is always the beta product one, never of zero width.

    Parameters
    ----------
    time : array-like of shape (n,)
        Time from day zero to the event or last follow-up, in any unit.
    event : array-like of shape (n,)
        1 for the event, 0 for censored.
    interval : {"log-log", "log", "plain", "bpcp", "bpcp-midp"}
        How limits are made; see `hlhdash.stats.bands`.
    level : float
        Confidence level.
    entry : array-like of shape (n,), optional
        With delayed entry, when each patient came under observation; at risk is entry < t <= time.

    Raises
    ------
    StatsError
        If the data or the choice of interval make no sense; the sentence says what to change.
    """
    level = level_between_0_and_1(level)
    method = described(interval, level)
    risk = risk_table(followed(time, event, entry))
    at_risk = risk.at_risk(risk.time)
    survival = product_limit(at_risk, risk.events)
    lower, upper = band(risk, survival, interval, level)
    table = pd.DataFrame(
        {
            "time": risk.time,
            "at_risk": at_risk,
            "events": risk.events,
            "censored": risk.censored,
            "survival": survival,
            "lower": lower,
            "upper": upper,
        }
    )
    events, last = int(risk.events.sum()), float(risk.time[-1])
    return KaplanMeier(table, risk.n, events, interval, level, method, last, risk)


def product_limit(at_risk: npt.NDArray, events: npt.NDArray) -> Floats:
    """Multiply up (n - d) / n over increasing times."""
    share = np.divide(at_risk - events, at_risk, out=np.ones(len(at_risk)), where=events > 0)
    return np.cumprod(share, dtype=float)
