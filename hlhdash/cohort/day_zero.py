"""A cohort with its days counted from another milestone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from hlhdash.cohort.entry import REMEDY, late_entry
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.language import listed, message

if TYPE_CHECKING:
    from hlhdash.cohort.model import Cohort


def counted_from(cohort: Cohort, milestone: str) -> Cohort:
    """Return the cohort counted from another milestone, as `Cohort.with_day_zero` describes.

    Raises
    ------
    CohortError
        Where no patient has that milestone.
    """
    if not isinstance(milestone, str) or milestone not in cohort.day_zero_choices:
        raise CohortError(
            message(
                "{milestone} cannot be day zero: the file gives no time for it. Choose one of: {choices}.",
                milestone=title(str(milestone)),
                choices=listed([title(name) for name in cohort.day_zero_choices]),
            )
        )
    shift = cohort.patients.set_index("patient_id")[milestone]
    days = {name: cohort.patients[name] - shift.to_numpy() for name in cohort.milestones}
    patients = cohort.patients.assign(**days)

    def moved(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
        by = table["patient_id"].map(shift)
        table = table.assign(**{column: table[column] - by for column in columns})
        return table[by.notna()].reset_index(drop=True)

    return replace(
        cohort,
        patients=patients,
        courses=moved(cohort.courses, "start_day", "end_day"),
        events=moved(cohort.events, "day"),
        labs=moved(cohort.labs, "day"),
        day_zero=milestone,
        findings=_findings(cohort, patients, milestone),
    )


def _findings(cohort: Cohort, patients: pd.DataFrame, zero: str) -> tuple[Finding, ...]:
    """Return the findings, those about entry after day zero for this day zero only."""
    late = late_entry(patients, zero)
    return (*(one for one in cohort.findings if one.remedy != REMEDY), *([late] if late else []))
