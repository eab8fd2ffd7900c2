"""A status that changes on the way: each patient moving at the change, and landmarks on many days."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from hlhdash import stats
from hlhdash.analysis.landmark import changed_among, grouping_title
from hlhdash.analysis.survival import Interval, Survival, SurvivalGroup, kaplan_meier
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.model import Cohort
from hlhdash.language import message


def simon_makuch(
    cohort: Cohort, by: str, endpoint: str | Endpoint = "overall survival", *, interval: Interval = "log-log"
) -> Survival:
    """Estimate survival without and with a status that comes later; a patient counts in each while it lasts.

    Nobody is credited with the time before the change, and nobody is left out. The curve of those changed is not what
    a group of patients lived through: it says what would follow if the hazard after the change applied from the start.

    Parameters
    ----------
    by : "response", "added therapy" or a milestone such as "hsct"

    Raises
    ------
    CohortError
        Where the grouping has no day of its own, or nobody has a usable time and status.
    StatsError
        Where nobody is followed before, or after, the change.

    See Also
    --------
    Simon and Makuch, Statistics in Medicine 1984;3:35-44; hlhdash.stats.simon_makuch.
    """
    everyone = kaplan_meier(cohort, endpoint, interval=interval)
    table = everyone.overall.patients
    when = changed_among(cohort, by, everyone.endpoint, table)
    curves = stats.simon_makuch(table["time"].to_numpy(float), table["event"].to_numpy(int), when, interval=interval)
    changed = when < table["time"].to_numpy(float)
    event = grouping_title(by)
    groups = (
        SurvivalGroup(message("Before: {event}", event=event), curves.before, table[~changed].reset_index(drop=True)),
        SurvivalGroup(message("After: {event}", event=event), curves.after, table[changed].reset_index(drop=True)),
    )
    missing = message("Patients move from one curve to the other; the hazard ratio of the change compares them.")
    return replace(everyone, by=by, groups=groups, test=None, test_missing=missing)


def landmark_strip(
    cohort: Cohort, by: str, days: tuple[float, ...], endpoint: str | Endpoint = "overall survival"
) -> pd.DataFrame:
    """Repeat a landmark analysis on many days: see `hlhdash.stats.landmark_strip`.

    Parameters
    ----------
    by : "response", "added therapy" or a milestone such as "hsct"
    days : the landmarks, from the start of the clock

    Raises
    ------
    CohortError
        Where the grouping has no day of its own, or nobody has a usable time and status.
    """
    what = kaplan_meier(cohort, endpoint)
    table = what.overall.patients
    when = changed_among(cohort, by, what.endpoint, table)
    return stats.landmark_strip(table["time"].to_numpy(float), table["event"].to_numpy(int), when, days)
