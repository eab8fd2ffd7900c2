"""Cumulative incidence of a cohort: how many have had the event, where another can come first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import ALL
from hlhdash.analysis.landmark import Cut
from hlhdash.analysis.question import asked as put
from hlhdash.analysis.times import observed_day
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, listed, message


@dataclass(frozen=True)
class IncidenceGroup:
    """The patients of one group.

    Attributes
    ----------
    name : the group's label
    table : state, time (days), at_risk, events, incidence, variance, lower, upper; see `hlhdash.stats`
    patients : patient_id, time (days), event (0/1), state
    """

    name: str
    table: pd.DataFrame
    patients: pd.DataFrame
    _curves: stats.CumulativeIncidence

    @property
    def n(self) -> int:
        """Patients."""
        return len(self.patients)

    def count(self, state: int) -> int:
        """Return how many had the event of that state first."""
        return int((self.patients["state"] == state).sum())

    def of(self, state: int) -> pd.DataFrame:
        """Return the curve of one state."""
        return self.table[(self.table["state"] == state).to_numpy(bool)].reset_index(drop=True)

    def one_minus_survival(self) -> pd.DataFrame:
        """Return time and share of 1 minus Kaplan-Meier, which treats who had another event as still waiting.

        It is always too high; for teaching only.
        """
        event = (self.patients["state"] == 1).to_numpy(int)
        table = stats.kaplan_meier(self.patients["time"].to_numpy(float), event).table
        return pd.DataFrame({"time": table["time"], "share": 1 - table["survival"]})

    def at(self, days: list[float]) -> pd.DataFrame:
        """Return state, time, n_at_risk, incidence, variance, lower, upper at some days."""
        found = self._curves.at(days)
        return _of_group(found, self.name)


@dataclass(frozen=True)
class Incidence:
    """Cumulative incidence of an event and of what competes with it.

    Attributes
    ----------
    endpoint : the question; `states` numbers its events
    by, against : the grouping; None for one curve
    states : number and words of each event: 1 the event itself, 2 and up what competes
    groups : in the order of the dictionary
    overall : all patients together
    tests : Gray's test of each state over the groups
    test_missing : why there is none
    left_out : patient_id and reason of everyone who has no usable time or status
    landmark : who is followed beyond the landmark, None where the curves start with the clock
    naive : grouped by something after day zero without a landmark
    unrecorded : parts of the endpoint that nobody in the cohort ever had
    provenance : file, filters, day zero
    least : the smallest number of patients that may be seen where the figure is projected, 0 for any
    """

    endpoint: Endpoint
    by: str | None
    against: str | None
    states: dict[int, Message]
    groups: tuple[IncidenceGroup, ...]
    overall: IncidenceGroup
    tests: dict[int, stats.GrayTest]
    test_missing: Message | None
    left_out: pd.DataFrame
    landmark: Cut | None
    naive: bool
    unrecorded: tuple[str, ...]
    provenance: Provenance
    least: int = 0

    @property
    def n(self) -> int:
        """Patients in all curves."""
        return self.overall.n

    @property
    def last_day(self) -> float:
        """The last follow-up of any group, in days."""
        return float(self.overall.patients["time"].max())

    @property
    def with_overall(self) -> tuple[IncidenceGroup, ...]:
        """The groups, and after them, where there are several, all patients."""
        return self.groups if self.by is None else (*self.groups, self.overall)

    def at(self, asked: tuple[float, ...], unit: str = "months") -> pd.DataFrame:
        """Return incidences at times asked for in a unit.

        Returns
        -------
        DataFrame
            group, state, asked, day, n_at_risk, incidence, lower, upper (NaN: not estimable); all patients last.
        """
        tables = []
        for one in self.with_overall:
            observed = one.patients["time"].to_numpy(float)
            table = one.at([observed_day(k, unit, observed) for k in asked])
            table.insert(0, "group", str(one.name))
            table.insert(2, "asked", list(asked) * (len(table) // max(len(asked), 1)))
            tables.append(table.rename(columns={"time": "day"}).drop(columns="variance"))
        return pd.concat(tables, ignore_index=True)


def cumulative_incidence(
    cohort: Cohort,
    endpoint: str | Endpoint = "time to HSCT",
    by: str | None = None,
    *,
    against: str | None = None,
    landmark: float | None = None,
    naive: bool = False,
) -> Incidence:
    """Estimate how many have had the event by each day, with what competes, and Gray's test over the groups.

    Parameters
    ----------
    endpoint, by, against, landmark, naive : as for `hlhdash.kaplan_meier`

    Raises
    ------
    CohortError
        Where nobody has a usable time and status, or nobody had any of the events.

    See Also
    --------
    R's cmprsk::cuminc, with which the numbers agree.
    """
    found = put(cohort, endpoint, by, against, landmark, naive)
    if not (found.table["state"] == 1).any():
        raise CohortError(
            message(
                "Nobody had the event ({event}), so there is no incidence to show.",
                event=listed([found.endpoint.words(part) for part in found.endpoint.parts]),
            )
        )
    states = {1: listed([found.endpoint.words(part) for part in found.endpoint.parts])}
    states |= {number: found.endpoint.words(part) for number, part in enumerate(found.endpoint.competing, start=2)}
    times, flags = found.table["time"].to_numpy(float), found.table["state"].to_numpy(int)
    together = stats.cumulative_incidence(times, flags)
    overall = IncidenceGroup(ALL, together.table, found.table, together)
    groups = (overall,)
    if by is not None:
        curves = stats.cumulative_incidence(times, flags, found.labels.astype(str).to_numpy())
        groups = tuple(
            IncidenceGroup(name, _of_group(curves.table, name), found.table[mine].reset_index(drop=True), curves)
            for name in found.grouping.order
            for mine in ((found.labels == name).to_numpy(bool),)
            if mine.any()
        )
    tested = found.labels.isin(found.grouping.known).to_numpy(bool)
    tests, missing = _tests(found.table[tested], found.labels[tested])
    return Incidence(
        found.endpoint,
        by,
        against,
        {number: words for number, words in states.items() if (flags == number).any()},
        groups,
        overall,
        tests,
        missing,
        found.left_out,
        found.landmark,
        found.naive,
        found.unrecorded,
        cohort.provenance,
    )


def _of_group(table: pd.DataFrame, name: str) -> pd.DataFrame:
    if "group" not in table:
        return table
    return table[(table["group"] == str(name)).to_numpy(bool)].drop(columns="group").reset_index(drop=True)


def _tests(table: pd.DataFrame, labels: pd.Series) -> tuple[dict[int, stats.GrayTest], Message | None]:
    if labels.nunique() < 2:
        return {}, message("One group only: nothing to compare.")
    try:
        tests = stats.gray_test(
            table["time"].to_numpy(float), table["state"].to_numpy(int), labels.astype(str).to_numpy()
        )
    except stats.StatsError as problem:
        return {}, problem.sentence
    return {state: test for state, test in tests.items() if np.isfinite(test.p)}, None
