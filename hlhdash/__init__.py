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
    Assessed,
    Disclosure,
    Fever,
    FirstTime,
    Flow,
    Hazards,
    Incidence,
    Labs,
    Patient,
    ResponseTable,
    Robustness,
    Safety,
    StatesOverTime,
    Summary,
    Survival,
    Swimmer,
    TimeToResponse,
    Waterfall,
    analytes,
    assess,
    cumulative_incidence,
    disclosure,
    exclusion_flow,
    fever,
    fever_recorded,
    hazard_ratios,
    kaplan_meier,
    labs,
    landmark_groupings,
    landmark_strip,
    patient,
    response_table,
    robustness,
    safety,
    simon_makuch,
    states_over_time,
    summary,
    swimmer,
    time_to_adverse_event,
    time_to_normal,
    time_to_response,
    waterfall,
)
from hlhdash.cohort.coarsening import Coarsening
from hlhdash.cohort.difference import Difference, difference
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.findings import CohortError, Finding, Question
from hlhdash.cohort.model import Cohort, Provenance, is_after_day_zero
from hlhdash.cohort.reading import read_cohort

if TYPE_CHECKING:
    from hlhdash import export, figures, report, stats

__all__ = [
    "Assessed",
    "Coarsening",
    "Cohort",
    "CohortError",
    "Difference",
    "Disclosure",
    "Endpoint",
    "Fever",
    "Finding",
    "FirstTime",
    "Flow",
    "Hazards",
    "Incidence",
    "Labs",
    "Patient",
    "Provenance",
    "Question",
    "ResponseTable",
    "Robustness",
    "Safety",
    "StatesOverTime",
    "Summary",
    "Survival",
    "Swimmer",
    "TimeToResponse",
    "Waterfall",
    "analytes",
    "assess",
    "cumulative_incidence",
    "difference",
    "disclosure",
    "exclusion_flow",
    "export",
    "fever",
    "fever_recorded",
    "figures",
    "hazard_ratios",
    "is_after_day_zero",
    "kaplan_meier",
    "labs",
    "landmark_groupings",
    "landmark_strip",
    "patient",
    "read_cohort",
    "report",
    "response_table",
    "robustness",
    "safety",
    "simon_makuch",
    "states_over_time",
    "stats",
    "summary",
    "swimmer",
    "time_to_adverse_event",
    "time_to_normal",
    "time_to_response",
    "waterfall",
]


def __getattr__(name: str) -> Any:
    """Import figures (Plotly), report and export only when they are asked for."""
    if name in ("export", "figures", "report", "stats"):
        return importlib.import_module(f"hlhdash.{name}")
    raise AttributeError(name)
