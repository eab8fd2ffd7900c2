"""hlhdash: explore cohorts of children with hemophagocytic lymphohistiocytosis.

>>> import hlhdash
>>> cohort = hlhdash.read_cohort("cohort.xlsx")
>>> hlhdash.response_table(cohort, response="response_week1", by="etiology").rows
>>> hlhdash.figures.survival(hlhdash.kaplan_meier(cohort, by="etiology"))

On plain arrays, without a cohort: `hlhdash.stats`.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from hlhdash.analysis import (
    Hazards,
    Incidence,
    Labs,
    Patient,
    ResponseTable,
    Safety,
    Summary,
    Survival,
    Swimmer,
    analytes,
    cumulative_incidence,
    hazard_ratios,
    kaplan_meier,
    labs,
    landmark_groupings,
    patient,
    response_table,
    safety,
    summary,
    swimmer,
)
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.findings import CohortError, Finding, Question
from hlhdash.cohort.model import Cohort, Provenance, is_after_day_zero
from hlhdash.cohort.reading import read_cohort

if TYPE_CHECKING:
    from hlhdash import figures, report, stats

__all__ = [
    "Cohort",
    "CohortError",
    "Endpoint",
    "Finding",
    "Hazards",
    "Incidence",
    "Labs",
    "Patient",
    "Provenance",
    "Question",
    "ResponseTable",
    "Safety",
    "Summary",
    "Survival",
    "Swimmer",
    "analytes",
    "cumulative_incidence",
    "figures",
    "hazard_ratios",
    "is_after_day_zero",
    "kaplan_meier",
    "labs",
    "landmark_groupings",
    "patient",
    "read_cohort",
    "report",
    "response_table",
    "safety",
    "stats",
    "summary",
    "swimmer",
]


def __getattr__(name: str) -> Any:
    """Import figures (Plotly) and report only when they are asked for."""
    if name in ("figures", "report", "stats"):
        return importlib.import_module(f"hlhdash.{name}")
    raise AttributeError(name)
