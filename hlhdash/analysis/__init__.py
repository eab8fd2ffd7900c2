"""From a Cohort to results: frozen dataclasses of numbers and names that figures draw and tables print."""

from hlhdash.analysis.response import ResponseTable, response_table
from hlhdash.analysis.summary import Summary, summary
from hlhdash.analysis.survival import Survival, SurvivalGroup, kaplan_meier
from hlhdash.analysis.swimmer import Swimmer, swimmer

__all__ = [
    "ResponseTable",
    "Summary",
    "Survival",
    "SurvivalGroup",
    "Swimmer",
    "kaplan_meier",
    "response_table",
    "summary",
    "swimmer",
]
