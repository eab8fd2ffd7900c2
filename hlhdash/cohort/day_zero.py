"""A cohort with its days counted from another milestone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from hlhdash.cohort.entry import REMEDY, late_entry
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import FIGURES, CohortError, Finding
from hlhdash.language import counted, listed, message

if TYPE_CHECKING:
    from hlhdash.cohort.model import Cohort

_CHOOSE = message("Choose a day zero that every patient reached to see them all.")


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
    """Return the findings, those that a choice of day zero makes for this day zero only."""
    made = [one for one in (late_entry(patients, zero), _unreached(patients, zero)) if one is not None]
    return (*(one for one in cohort.findings if one.remedy not in (REMEDY, _CHOOSE)), *made)


def _unreached(patients: pd.DataFrame, zero: str) -> Finding | None:
    """Say how many patients a day zero leaves without times, and how many of them died."""
    out = patients[patients[zero].isna().to_numpy(bool)]
    if out.empty:
        return None
    sentence = counted(
        "{n} patient never reached {zero}, which is day zero, and has no times, courses, events or measurements; "
        "of such patients {dead} died.",
        "{n} patients never reached {zero}, which is day zero, and have no times, courses, events or measurements; "
        "of these {dead} died.",
        n=len(out),
        zero=title(zero),
        dead=int((out["vital_status"] == "dead").sum()),
    )
    return Finding("warning", sentence, _CHOOSE, affects=FIGURES)
