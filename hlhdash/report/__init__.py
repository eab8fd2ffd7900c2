"""From results to words, tables and files; nothing here draws or computes a statistic."""

from hlhdash.report.certainty import completeness_words, detectable_words, fragility_words
from hlhdash.report.comparisons import (
    excluded_rows,
    hazard_rows,
    incidence_rows,
    pairwise_rows,
    rmst_rows,
    strip_rows,
)
from hlhdash.report.criteria import agreement_rows, agreement_words, assessed_rows, disagreements_rows
from hlhdash.report.criteria_methods import assessed_methods, assessed_snippet
from hlhdash.report.diagnosis import criteria_rows, diagnosis_words, hscore_rows
from hlhdash.report.files import KINDS, table_file
from hlhdash.report.labs import fever_methods, fever_rows, labs_methods, normal_rows, pair_rows
from hlhdash.report.methods import incidence_methods, response_methods, snippet, survival_methods
from hlhdash.report.patient import patient_criteria_rows, patient_hscore_rows, verdict_rows
from hlhdash.report.response import response_rows
from hlhdash.report.response_effects import (
    benchmark_rows,
    effects_rows,
    published_rows,
    response_fragility_words,
    speed_rows,
    states_rows,
    strata_rows,
    tests_rows,
)
from hlhdash.report.safety import MOST_GROUPS_BESIDE, example_rows, rate_rows, term_rows, term_rows_apart
from hlhdash.report.summary import table_one
from hlhdash.report.survival import ASKED, follow_up_words, survival_rows
from hlhdash.report.swimmer import swimmer_methods
from hlhdash.report.table import Table, shortened, to_html
from hlhdash.report.trajectories import trajectory_rows

__all__ = [
    "ASKED",
    "KINDS",
    "MOST_GROUPS_BESIDE",
    "Table",
    "agreement_rows",
    "agreement_words",
    "assessed_methods",
    "assessed_rows",
    "assessed_snippet",
    "benchmark_rows",
    "completeness_words",
    "criteria_rows",
    "detectable_words",
    "diagnosis_words",
    "disagreements_rows",
    "effects_rows",
    "example_rows",
    "excluded_rows",
    "fever_methods",
    "fever_rows",
    "follow_up_words",
    "fragility_words",
    "hazard_rows",
    "hscore_rows",
    "incidence_methods",
    "incidence_rows",
    "labs_methods",
    "normal_rows",
    "pair_rows",
    "pairwise_rows",
    "patient_criteria_rows",
    "patient_hscore_rows",
    "published_rows",
    "rate_rows",
    "response_fragility_words",
    "response_methods",
    "response_rows",
    "rmst_rows",
    "shortened",
    "snippet",
    "speed_rows",
    "states_rows",
    "strata_rows",
    "strip_rows",
    "survival_methods",
    "survival_rows",
    "swimmer_methods",
    "table_file",
    "table_one",
    "term_rows",
    "term_rows_apart",
    "tests_rows",
    "to_html",
    "trajectory_rows",
    "verdict_rows",
]
