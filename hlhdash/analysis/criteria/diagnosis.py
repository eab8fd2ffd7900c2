"""The diagnosis by HLH-2004 and by its revision of 2024 (sources: `thresholds.DiagnosisSettings`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from hlhdash.analysis.criteria.charts import by_patient, flags_at_baseline
from hlhdash.analysis.criteria.genes import molecular_defect
from hlhdash.analysis.criteria.hscore import HScore, hscore
from hlhdash.analysis.criteria.thresholds import DiagnosisSettings
from hlhdash.analysis.criteria.unread import Unread, unread_findings
from hlhdash.analysis.criteria.values import (
    Known,
    Value,
    any_of,
    at_least,
    at_most,
    count,
    if_else,
    less,
    more,
    reaches,
)
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.values import is_missing
from hlhdash.language import message

AROUND = 7  # days by which a value may lie off the day of diagnosis


@dataclass(frozen=True)
class Diagnosis:
    """The criteria of one child.

    Attributes
    ----------
    molecular : whether a proven gene defect is recorded; None for a gene nobody knows as one of HLH, and for familial
        HLH without its gene
    criteria : each of the eight criteria: met, not met, or None where it is missing
    hlh2004, hlh2024 : fulfilled, not fulfilled, or None where a missing criterion could change it
    met : the least and the greatest number of the eight that can be met
    hscore : the score of adults, beside it
    unread : cells of this child that say neither yes nor no
    """

    molecular: Known
    criteria: dict[str, Known]
    hlh2004: Known
    hlh2024: Known
    met: tuple[int, int]
    hscore: HScore
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class Diagnosed:
    """The criteria of all patients.

    Attributes
    ----------
    at : the milestone near which values were looked at
    settings : the thresholds used
    found : patient_id to the criteria
    provenance : file, filters, day zero
    """

    at: str
    settings: DiagnosisSettings
    found: dict[str, Diagnosis]
    provenance: Provenance


def diagnose(
    values: Mapping[str, Value],
    *,
    age_years: float | None = None,
    molecular: Known = False,
    settings: DiagnosisSettings = DiagnosisSettings(),  # noqa: B008 - frozen
) -> Diagnosis:
    """Apply the criteria of 2004 and 2024 to the values of one child at diagnosis.

    A molecular diagnosis, or 5 of 8 (2004); a molecular diagnosis, or 5 of 7 without NK activity (2024).
    """
    s = settings
    criteria: dict[str, Known] = {
        "temperature": at_least(values.get("temperature"), s.fever_from),
        "spleen": more(values.get("spleen"), 0.0),
        "cytopenia": reaches(_cytopenias(values, age_years, s), 2),
        "triglyceride_or_fibrinogen": any_of(
            [
                at_least(values.get("triglyceride"), s.triglyceride_from),
                at_most(values.get("fibrinogen"), s.fibrinogen_up_to),
            ]
        ),
        "haemophagocytosis": more(values.get("haemophagocytosis"), 0.0),
        "nk_low": more(values.get("nk_low"), 0.0),
        "ferritin": at_least(values.get("ferritin"), s.ferritin_from),
        "scd25": at_least(values.get("scd25"), s.scd25_from),
    }
    without_nk = [answer for name, answer in criteria.items() if name != "nk_low"]
    return Diagnosis(
        molecular,
        criteria,
        any_of([molecular, reaches(criteria.values(), s.needed)]),
        any_of([molecular, reaches(without_nk, s.needed)]),
        count(criteria.values()),
        hscore(values),
    )


def diagnosed(
    cohort: Cohort,
    at: str = "diagnosis",
    settings: DiagnosisSettings = DiagnosisSettings(),  # noqa: B008 - frozen
) -> Diagnosed:
    """Apply the criteria to every patient, as `diagnoses`, and keep what they were applied to.

    Raises
    ------
    CohortError
        Where the file does not have that milestone.
    """
    return Diagnosed(at, settings, diagnoses(cohort, at, settings), cohort.provenance)


def diagnoses(
    cohort: Cohort,
    at: str = "diagnosis",
    settings: DiagnosisSettings = DiagnosisSettings(),  # noqa: B008 - frozen
) -> dict[str, Diagnosis]:
    """Apply the criteria to every patient, with the values nearest a milestone (within 7 days).

    Raises
    ------
    CohortError
        Where the file does not have that milestone.
    """
    people = cohort.patients
    if at not in cohort.milestones:
        raise CohortError(
            message(
                "The file gives no time for {milestone}; choose the day at which the criteria are looked at.",
                milestone=title(at),
            )
        )
    when = pd.Series(people[at].to_numpy(float), index=people["patient_id"])
    labs = cohort.labs
    off = (labs["day"] - labs["patient_id"].map(when)).abs()
    near = labs.assign(off=off)[off <= AROUND].sort_values("off", kind="stable")
    values = by_patient(near.groupby(["patient_id", "analyte"], sort=False).head(1))
    flags, unread = flags_at_baseline(cohort), unread_findings(cohort)
    nothing = pd.Series(None, index=people.index, dtype=object)
    columns = (people.get(name, nothing) for name in ("age_years", "gene", "etiology"))
    found = {}
    for patient, age, gene, etiology in zip(people["patient_id"].tolist(), *map(list, columns), strict=True):
        one = diagnose(
            {**flags.get(patient, {}), **values.get(patient, {})},
            age_years=None if age is None or age != age else float(age),
            # Who calls a disease familial knows more than the file says: its criteria cannot settle against it.
            molecular=None if etiology == "FHL" and is_missing(gene) else molecular_defect(gene),
            settings=settings,
        )
        found[patient] = replace(one, unread=tuple(cell for cell in unread if cell.patient == patient))
    return found


def _cytopenias(values: Mapping[str, Value], age: float | None, s: DiagnosisSettings) -> list[Known]:
    newborn: Known = None if age is None else age < s.newborn_years
    haemoglobin = values.get("haemoglobin")
    return [
        if_else(newborn, less(haemoglobin, s.haemoglobin_newborn), less(haemoglobin, s.haemoglobin_below)),
        less(values.get("platelets"), s.platelets_below),
        less(values.get("anc"), s.anc_below),
    ]
