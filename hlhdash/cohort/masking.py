"""A cohort whose patients are called P01, P02 ... wherever a code stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from hlhdash.cohort.findings import Finding
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.masks import Masks

if TYPE_CHECKING:
    from hlhdash.cohort.model import Cohort


def with_masks(cohort: Cohort) -> Cohort:
    """Return the cohort with masked patients in every table and finding, as `Cohort.masked` describes."""
    codes = cohort.masks
    identifiers = {(r.sheet, r.header) for r in cohort.columns if r.field == "patient_id"}
    words = Masks(codes)

    def mask(table: pd.DataFrame) -> pd.DataFrame:
        texts = [str(name) for name in table if name != "patient_id" and table[name].dtype == object]
        masked = {name: table[name].map(words.cell) for name in texts}
        return table.assign(**masked).assign(patient_id=table["patient_id"].map(codes))

    def mask_finding(finding: Finding) -> Finding:
        patient = codes.get(finding.patient, "…") if finding.patient else ""
        telling = (finding.sheet, finding.column) in identifiers or finding.read == finding.patient
        read = "" if telling else str(words.cell(finding.read))
        return replace(finding, patient=patient, read=read, sentence=words.message(finding.sentence))

    def mask_column(reading: ColumnReading) -> ColumnReading:
        if (reading.sheet, reading.header) in identifiers:
            return replace(reading, examples=())
        return replace(reading, examples=tuple(str(words.cell(one)) for one in reading.examples))

    return replace(
        cohort.with_tables(mask),
        findings=tuple(map(mask_finding, cohort.findings)),
        columns=tuple(map(mask_column, cohort.columns)),
        roster=tuple(codes[patient] for patient in cohort.roster),
    )
