"""Survival of a cohort: curves, tests and tables from one result object."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import ALL, NOT_RECORDED
from hlhdash.analysis.landmark import Cut
from hlhdash.analysis.question import asked as put
from hlhdash.analysis.times import observed_day
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

Interval = Literal["log-log", "log", "plain", "bpcp", "bpcp-midp"]


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
    endpoint : the question: what starts the clock, what counts, what censors
    by, against : the grouping; None for one curve
    groups : the curves in the order of the dictionary
    overall : the curve of all patients together
    test : the log-rank test over the groups, None where there is one group or nobody died
    test_missing : why there is no test
    interval : the name of the pointwise interval
    left_out : patient_id and reason of everyone who has no usable time or status
    landmark : who is followed beyond the landmark, None where the curves start with the clock
    naive : grouped by something after day zero without a landmark, which favours whoever lives to have it
    unrecorded : parts of the endpoint that nobody in the cohort ever had
    provenance : file, filters, day zero
    least : the smallest number of patients that may be seen where the figure is projected, 0 for any
    """

    endpoint: Endpoint
    by: str | None
    against: str | None
    groups: tuple[SurvivalGroup, ...]
    overall: SurvivalGroup
    test: stats.LogRank | None
    test_missing: Message | None
    interval: Interval
    left_out: pd.DataFrame
    landmark: Cut | None
    naive: bool
    unrecorded: tuple[str, ...]
    provenance: Provenance
    least: int = 0

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
            columns = one.curve.columns_at([observed_day(k, unit, observed) for k in asked])
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

    def arrays(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return time, event and group of everyone who takes part in the test, for `hlhdash.stats`."""
        known = [one for one in self.groups if one.name != NOT_RECORDED]
        return (
            np.concatenate([one.patients["time"].to_numpy(float) for one in known]),
            np.concatenate([one.patients["event"].to_numpy(int) for one in known]),
            np.concatenate([np.repeat(str(one.name), len(one.patients)) for one in known]),
        )

    def patient_ids(self) -> list[str]:
        """Return who `arrays` is about, in its order."""
        return [name for one in self.groups if one.name != NOT_RECORDED for name in one.patients["patient_id"]]

    def pairwise(self, adjust: Literal["holm", "bh", "none"] = "holm") -> pd.DataFrame:
        """Return the log-rank test of each pair of groups: see `hlhdash.stats.pairwise_logrank`."""
        return stats.pairwise_logrank(*self.arrays(), adjust=adjust)

    def rmst(self, tau: float | None = None) -> pd.DataFrame:
        """Return the restricted mean time of each group up to tau (the smallest last follow-up), in days.

        Returns
        -------
        DataFrame
            group, tau, value, se, lower, upper.

        Raises
        ------
        StatsError
            For a tau that is no time.
        """
        up_to = min(one.curve.last_follow_up for one in self.groups) if tau is None else tau
        means = [
            stats.rmst(one.patients["time"].to_numpy(float), one.patients["event"].to_numpy(int), up_to)
            for one in self.groups
        ]
        names = [one.name for one in self.groups]
        rows = [
            (name, one.tau, one.value, one.se, one.lower, one.upper) for name, one in zip(names, means, strict=True)
        ]
        return pd.DataFrame(rows, columns=["group", "tau", "value", "se", "lower", "upper"])


def kaplan_meier(
    cohort: Cohort,
    endpoint: str | Endpoint = "overall survival",
    by: str | None = None,
    *,
    against: str | None = None,
    interval: Interval = "log-log",
    landmark: float | None = None,
    naive: bool = False,
) -> Survival:
    """Estimate survival by group, with the log-rank test over the groups.

    Parameters
    ----------
    endpoint : a name (see `Cohort.survival_table`) or an `Endpoint`; what competes with the event censors here, and
        `cumulative_incidence` gives the honest share
    by : a column, or "response", "added therapy" or a milestone; None for one curve. Something known only after day
        zero makes it a landmark analysis: grouped by the status as of the landmark, followed from then on
    against : one value of `by` against all others
    landmark : in days from the start of the clock; None for the assessment's own day or 28 where one is needed
    naive : do without the landmark, for teaching: whoever lives to respond looks as if responding made them live

    Raises
    ------
    CohortError
        Where nobody has a usable time and status, or the grouping has no day of its own.

    See Also
    --------
    R's survival::survfit and survdiff, with which the numbers agree.
    """
    found = put(cohort, endpoint, by, against, landmark, naive)
    table, labels, grouping = found.table, found.labels, found.grouping
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
        found.endpoint,
        by,
        against,
        tuple(groups),
        overall,
        test,
        missing,
        interval,
        found.left_out,
        found.landmark,
        found.naive,
        found.unrecorded,
        cohort.provenance,
    )


def _curve(name: str, rows: pd.DataFrame, interval: Interval) -> SurvivalGroup:
    curve = stats.kaplan_meier(rows["time"].to_numpy(float), rows["event"].to_numpy(int), interval=interval)
    return SurvivalGroup(name, curve, rows.reset_index(drop=True))


def _test(table: pd.DataFrame, labels: pd.Series) -> tuple[stats.LogRank | None, Message | None]:
    if labels.nunique() < 2:
        return None, message("One group only: nothing to compare.")
    if table["event"].sum() == 0:
        return None, message("Nobody had the event: there is nothing to compare.")
    return stats.logrank(
        table["time"].to_numpy(float), table["event"].to_numpy(int), labels.astype(str).to_numpy()
    ), None
