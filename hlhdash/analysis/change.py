"""Simon and Makuch's curves: survival by a status that changes on the way, each patient moving at the change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hlhdash import stats
from hlhdash.analysis.landmark import changed_on, grouping_title
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
    on = dict(zip(cohort.patients["patient_id"], changed_on(cohort, by, everyone.endpoint), strict=True))
    when = table["patient_id"].map(on).to_numpy(float)
    when = np.where(when < 0, 0.0, when)
    curves = stats.simon_makuch(table["time"].to_numpy(float), table["event"].to_numpy(int), when, interval=interval)
    changed = when < table["time"].to_numpy(float)
    event = grouping_title(by)
    groups = (
        SurvivalGroup(message("Before: {event}", event=event), curves.before, table[~changed].reset_index(drop=True)),
        SurvivalGroup(message("After: {event}", event=event), curves.after, table[changed].reset_index(drop=True)),
    )
    missing = message("Patients move from one curve to the other; the hazard ratio of the change compares them.")
    return replace(everyone, by=by, groups=groups, test=None, test_missing=missing)
