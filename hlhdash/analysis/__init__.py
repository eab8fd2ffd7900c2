"""From a Cohort to results: frozen dataclasses of numbers and names that figures draw and tables print."""

from hlhdash.analysis.hazards import Hazards, hazard_ratios
from hlhdash.analysis.incidence import Incidence, cumulative_incidence
from hlhdash.analysis.labs import Labs, analytes, labs
from hlhdash.analysis.landmark import landmark_groupings
from hlhdash.analysis.patient import Patient, patient
from hlhdash.analysis.response import ResponseTable, response_table
from hlhdash.analysis.safety import Safety, safety
from hlhdash.analysis.summary import Summary, summary
from hlhdash.analysis.survival import Survival, SurvivalGroup, kaplan_meier
from hlhdash.analysis.swimmer import Swimmer, swimmer

__all__ = [
    "Hazards",
    "Incidence",
    "Labs",
    "Patient",
    "ResponseTable",
    "Safety",
    "Summary",
    "Survival",
    "SurvivalGroup",
    "Swimmer",
    "analytes",
    "cumulative_incidence",
    "hazard_ratios",
    "kaplan_meier",
    "labs",
    "landmark_groupings",
    "patient",
    "response_table",
    "safety",
    "summary",
    "swimmer",
]
