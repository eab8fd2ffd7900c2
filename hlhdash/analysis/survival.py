"""Survival of a cohort: curves, tests and tables from one result object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import ALL, group
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message
from hlhdash.numbers import UNIT_DAYS, asked_days

Interval = Literal["log-log", "log", "plain", "bpcp", "bpcp-midp"]
ENDPOINT_WORDS = {
    "overall survival": message(
        "The clock starts at day zero; death from any cause counts; the last follow-up censors."
    ),
}
ENDPOINT_TITLES = {"overall survival": message("Overall survival")}


@dataclass(frozen=True)
class SurvivalGroup:
    """One curve with the patients behind it.

    Attributes
    ----------
    name : the group's label
    curve : the Kaplan-Meier estimate, times in days
    patients : patient_id, time (days), event (0/1)
    """

    name: str
    curve: stats.KaplanMeier
    patients: pd.DataFrame


@dataclass(frozen=True)
class Survival:
    """Kaplan-Meier curves of the groups of a cohort, and whether they differ.

    Attributes
    ----------
    endpoint : "overall survival"
    definition : what starts the clock, what counts, what censors
    by, against : the grouping; None for one curve
    groups : the curves in the order of the dictionary
    overall : the curve of all patients together
    test : the log-rank test over the groups, None where there is one group or nobody died
    test_missing : why there is no test
    interval : the name of the pointwise interval
    left_out : patient_id and reason of everyone who has no usable time or status
    provenance : file, filters, day zero
    """

    endpoint: str
    definition: Message
    by: str | None
    against: str | None
    groups: tuple[SurvivalGroup, ...]
    overall: SurvivalGroup
    test: stats.LogRank | None
    test_missing: Message | None
    interval: Interval
    left_out: pd.DataFrame
    provenance: Provenance

    @property
    def n(self) -> int:
        """Patients in all curves."""
        return self.overall.curve.n

    @property
    def events(self) -> int:
        """Events in all curves."""
        return self.overall.curve.events

    @property
    def last_day(self) -> float:
        """The last follow-up of any group, in days."""
        return self.overall.curve.last_follow_up

    @property
    def with_overall(self) -> tuple[SurvivalGroup, ...]:
        """The curves, and after them, where there are several, the one of all patients."""
        return self.groups if self.by is None else (*self.groups, self.overall)

    def at(self, asked: tuple[float, ...], unit: str = "months") -> pd.DataFrame:
        """Return survival at times asked for in a unit.

        12 months is day 365. A time recorded as "12 months" lies at day 365.25: what was observed within the month's
        last fraction of a day counts, so that the answer is the same as on the file's own scale.

        Returns
        -------
        DataFrame
            group, asked, day, n_at_risk, survival, lower, upper (NaN: not estimable); all patients last
        """
        tables = []
        for one in self.with_overall:
            observed = one.patients["time"].to_numpy(float)
            columns = one.curve.columns_at([_observed(k, unit, observed) for k in asked])
            tables.append({"group": [one.name] * len(asked), "asked": asked, "day": columns.pop("time")} | columns)
        return pd.DataFrame({name: np.concatenate([table[name] for table in tables]) for name in tables[0]})

    def medians(self) -> pd.DataFrame:
        """Return group, n, events, median, lower, upper in days, None where not reached; all patients last."""
        rows = [
            (one.name, one.curve.n, one.curve.events, median.value, median.lower, median.upper)
            for one in self.with_overall
            for median in (one.curve.median,)
        ]
        table = pd.DataFrame(rows, columns=["group", "n", "events", "median", "lower", "upper"], dtype=object)
        return table.astype({"n": int, "events": int})

    def counts(self, days: tuple[float, ...]) -> pd.DataFrame:
        """Return group, time, at_risk, events, censored at each day; the three add up to the group."""
        tables = []
        for one in self.groups:
            table = one.curve.counts(np.array(days, dtype=float))
            table.insert(0, "group", one.name)
            tables.append(table)
        return pd.concat(tables, ignore_index=True)

    def follow_up(self) -> stats.FollowUp:
        """Return the median time followed (range) and the reverse Kaplan-Meier median, in days."""
        table = self.overall.patients
        return stats.follow_up(table["time"].to_numpy(float), table["event"].to_numpy(int))


def _observed(k: float, unit: str, times: np.ndarray) -> float:
    """Return the day to look at for a time asked for: the last one observed in its final fraction, else its floor."""
    day = asked_days(k, unit)
    exact = k * UNIT_DAYS[unit]
    within = times[(times >= day) & (times <= exact * (1 + 1.5e-8))]
    return float(within.max()) if within.size else day


def kaplan_meier(
    cohort: Cohort,
    endpoint: str = "overall survival",
    by: str | None = None,
    *,
    against: str | None = None,
    interval: Interval = "log-log",
) -> Survival:
    """Estimate survival by group, with the log-rank test over the groups.

    Parameters
    ----------
    by : a column known at day zero; None for one curve
    against : one value of `by` against all others

    Raises
    ------
    CohortError
        For a grouping that is known only after day zero, or where nobody has a usable time and status.

    See Also
    --------
    R's survival::survfit and survdiff, with which the numbers agree.
    """
    if by is not None and by in cohort.patients and cohort.after_day_zero(by):
        raise CohortError(
            message(
                "{column} is known only after day zero: whoever lives long enough to have it looks better than they "
                "are. Group by something known at day zero.",
                column=title(by),
            )
        )
    grouping = group(cohort, by, against)
    table = cohort.survival_table(endpoint)
    if table.empty:
        raise CohortError(message("No patient has both a usable time and a vital status, so survival cannot be shown."))
    labels = table["patient_id"].map(grouping.labels)
    groups = [
        _curve(name, table[mine], interval)
        for name in grouping.order
        for mine in ((labels == name).to_numpy(bool),)
        if mine.any()
    ]
    overall = _curve(ALL, table, interval) if by is not None else groups[0]
    tested = labels.isin(grouping.known).to_numpy(bool)
    test, missing = _test(table[tested], labels[tested])
    return Survival(
        endpoint,
        ENDPOINT_WORDS[endpoint],
        by,
        against,
        tuple(groups),
        overall,
        test,
        missing,
        interval,
        cohort.left_out(),
        cohort.provenance,
    )


def _curve(name: str, rows: pd.DataFrame, interval: Interval) -> SurvivalGroup:
    curve = stats.kaplan_meier(rows["time"].to_numpy(float), rows["event"].to_numpy(int), interval=interval)
    return SurvivalGroup(name, curve, rows.reset_index(drop=True))


def _test(table: pd.DataFrame, labels: pd.Series) -> tuple[stats.LogRank | None, Message | None]:
    if labels.nunique() < 2:
        return None, message("One group only: nothing to compare.")
    if table["event"].sum() == 0:
        return None, message("Nobody died: there is nothing to compare.")
    return stats.logrank(
        table["time"].to_numpy(float), table["event"].to_numpy(int), labels.astype(str).to_numpy()
    ), None
