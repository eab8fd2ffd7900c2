"""Who is usable for which analysis, from the rows of the file to the patients behind each figure, and why not."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from hlhdash.analysis.response import response_table
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import RowsRead
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, message

_UNREACHED = message("never reached day zero")
_NO_END = message("no day of last follow-up or death")
_NE = message("recorded as not evaluable")
_NO_RESPONSE = message("no response recorded")
_NO_LAB = message("no measurement")


@dataclass(frozen=True)
class LeftOut:
    """Patients whom one reason keeps out of an analysis."""

    reason: Message
    patients: tuple[str, ...]


@dataclass(frozen=True)
class Usable:
    """How many patients one analysis can use.

    Attributes
    ----------
    analysis : its name, "Survival" or "Response, week 1"
    n : patients looked at
    left_out : who cannot be used and why; nobody stands under two reasons
    """

    analysis: Message
    n: int
    left_out: tuple[LeftOut, ...]

    @property
    def used(self) -> int:
        """The patients who can be used."""
        return self.n - sum(len(one.patients) for one in self.left_out)


@dataclass(frozen=True)
class Flow:
    """From rows read to patients used.

    Attributes
    ----------
    rows : what became of the rows of each sheet
    n_total : patients in the file
    n : patients who meet the filters
    analyses : what each analysis can use of them
    provenance : file, filters, day zero
    """

    rows: tuple[RowsRead, ...]
    n_total: int
    n: int
    analyses: tuple[Usable, ...]
    provenance: Provenance


def exclusion_flow(cohort: Cohort) -> Flow:
    """Count how many patients each analysis can use, and why it cannot use the others."""
    analyses = [
        _timed(cohort, message("Survival"), cohort.left_out()),
        _timed(cohort, message("Swimmer plot"), _not_drawn(cohort)),
        *(_response(cohort, name) for name in cohort.assessments),
    ]
    if len(cohort.labs):
        unmeasured = ~cohort.patients["patient_id"].isin(cohort.labs["patient_id"])
        analyses.append(_timed(cohort, message("Laboratory values"), _reasons(cohort, unmeasured, _NO_LAB)))
    return Flow(cohort.rows, cohort.n_total, len(cohort), tuple(analyses), cohort.provenance)


def _not_drawn(cohort: Cohort) -> pd.DataFrame:
    return _reasons(cohort, cohort.patients["last_follow_up"].isna(), _NO_END)


def _response(cohort: Cohort, name: str) -> Usable:
    """A death before the assessment counts as a non-response, so only those not assessed are left out."""
    classed = response_table(cohort, name, by=None).patients
    missing = classed["response_class"] == "NE"
    recorded = cohort.patients[name].notna().to_numpy(bool)
    reasons = pd.DataFrame(
        {
            "patient_id": classed["patient_id"][missing].to_numpy(),
            "reason": [_NE if known else _NO_RESPONSE for known in recorded[missing.to_numpy(bool)]],
        }
    )
    return _usable(cohort, message("Response, {assessment}", assessment=title(name)), reasons)


def _reasons(cohort: Cohort, out: pd.Series, reason: Message) -> pd.DataFrame:
    patients = cohort.patients["patient_id"][out.to_numpy(bool)]
    return pd.DataFrame(
        {"patient_id": patients.to_numpy(), "reason": pd.Series([reason] * len(patients), dtype=object)}
    )


def _timed(cohort: Cohort, analysis: Message, left_out: pd.DataFrame) -> Usable:
    """Name the reason of those who never reached day zero: they have no times for that reason alone."""
    zero = cohort.patients[cohort.day_zero]
    unreached = set(cohort.patients["patient_id"][zero.isna().to_numpy(bool)])
    reasons = [
        _UNREACHED if patient in unreached else reason
        for patient, reason in zip(left_out["patient_id"], left_out["reason"], strict=True)
    ]
    return _usable(cohort, analysis, left_out.assign(reason=pd.Series(reasons, index=left_out.index, dtype=object)))


def _usable(cohort: Cohort, analysis: Message, left_out: pd.DataFrame) -> Usable:
    found: dict[Message, list[str]] = {}
    for patient, reason in zip(left_out["patient_id"], left_out["reason"], strict=True):
        found.setdefault(reason, []).append(str(patient))
    by_size = sorted(found.items(), key=lambda item: -len(item[1]))
    return Usable(analysis, len(cohort), tuple(LeftOut(reason, tuple(patients)) for reason, patients in by_size))
