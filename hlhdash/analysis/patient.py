"""One child's course: treatments, events and values on one axis, and where the child sits in the cohort."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hlhdash.analysis.criteria import RULES, Rule, Verdict, assess
from hlhdash.analysis.patient_diagnosis import AtDiagnosis, at_diagnosis
from hlhdash.analysis.patient_panels import Panel, panels
from hlhdash.analysis.swimmer import Swimmer, swimmer
from hlhdash.cohort.fields import ASSESSMENT_DAYS, assessment_day, title
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

FACTS = ("sex", "age_years", "weight_kg", "etiology", "trigger", "gene", "line_of_therapy", "first_line") + (
    "response_week1",
    "response_week4",
    "response_week8",
    "best_response",
    "vital_status",
)


@dataclass(frozen=True)
class Assessed:
    """What the rule makes of one assessment of one child.

    Attributes
    ----------
    response : the assessment, such as "response_week1"
    day : from day zero
    verdict : the class by the rule, and the markers that decided
    recorded : the class that the file records, None where it records none
    """

    response: str
    day: float
    verdict: Verdict
    recorded: str | None


@dataclass(frozen=True)
class Patient:
    """One child's course; days count from day zero.

    Attributes
    ----------
    patient_id : as the cohort calls the child
    facts : field, title and value of what the file says of the child; None where it says nothing
    course : a swimmer plot of this one lane
    panels : the analytes in the order of the dictionary
    rule : the response rule behind `assessments`
    assessments : those for which the child has labs or a recorded class, up to death
    criteria : HLH-2004, its revision and HScore at diagnosis
    findings : the doubts about the child's rows
    provenance : of the cohort the child is compared with
    """

    patient_id: str
    facts: tuple[tuple[str, Message, Any], ...]
    course: Swimmer
    panels: tuple[Panel, ...]
    rule: Rule
    assessments: tuple[Assessed, ...]
    criteria: AtDiagnosis
    findings: tuple[Finding, ...]
    provenance: Provenance


def patient(cohort: Cohort, patient_id: str, *, rule: str = "midwest") -> Patient:
    """Put together everything the file says of one child.

    Parameters
    ----------
    rule : by which labs are judged at each assessment: "midwest", "emapalumab" or "hlh-2004"

    Raises
    ------
    CohortError
        Where the cohort has no such patient, or there is no such rule.
    """
    row = cohort.patients[cohort.patients["patient_id"] == patient_id]
    if row.empty:
        raise CohortError(
            message("This patient is not among those who are looked at. Loosen a filter, or pick another.")
        )
    chosen: Rule | None = next((name for name in RULES if name == rule), None)
    if chosen is None:
        raise CohortError(
            message("There is no rule {rule}; the rules are {rules}.", rule=str(rule)[:40], rules=", ".join(RULES))
        )
    cells = {str(name): cell for name, cell in row.iloc[0].items()}
    one = cohort.where(patient_id=[patient_id])
    age = _number(cells.get("age_years"))
    return Patient(
        patient_id,
        tuple((name, title(name), _known(cells[name])) for name in FACTS if name in cells),
        swimmer(one, sort="file"),
        panels(cohort, patient_id, age),
        chosen,
        _assessments(one, chosen, _number(cells.get(cohort.origin))),
        at_diagnosis(one, cells, age),
        tuple(finding for finding in cohort.findings if finding.patient == patient_id),
        cohort.provenance,
    )


def _assessments(one: Cohort, rule: Rule, origin: float | None) -> tuple[Assessed, ...]:
    """Apply the rule to a cohort's only patient at each assessment of which anything is known, up to death."""
    if one.labs.empty or origin is None:
        return ()
    found: list[Assessed] = []
    for response in ASSESSMENT_DAYS:
        row = assess(one, response, rule).table.iloc[0]
        verdict = Verdict(row["computed"], row["improved"], row["abnormal"], row["missing"])
        known = verdict.response_class != "NE" or verdict.improved or verdict.abnormal
        if known or row["recorded"] is not None:
            found.append(Assessed(response, origin + float(assessment_day(response) or 0), verdict, row["recorded"]))
        if verdict.response_class == "died":
            break
    return tuple(found)


def _known(cell: Any) -> Any:
    return None if cell is None or cell != cell else cell


def _number(cell: object) -> float | None:
    return float(cell) if isinstance(cell, int | float) and cell == cell else None
