"""From results to words, tables and files; nothing here draws or computes a statistic."""

from hlhdash.report.comparisons import (
    completeness_words,
    detectable_words,
    excluded_rows,
    few_events_words,
    fragility_words,
    hazard_rows,
    incidence_rows,
    pairwise_rows,
    rmst_rows,
    strip_rows,
)
from hlhdash.report.labs import labs_methods, normal_rows
from hlhdash.report.methods import incidence_methods, response_methods, snippet, survival_methods, swimmer_methods
from hlhdash.report.response import response_rows
from hlhdash.report.safety import rate_rows, term_rows
from hlhdash.report.summary import table_one
from hlhdash.report.survival import ASKED, follow_up_words, survival_rows
from hlhdash.report.table import Table, to_html

__all__ = [
    "ASKED",
    "Table",
    "completeness_words",
    "detectable_words",
    "excluded_rows",
    "few_events_words",
    "follow_up_words",
    "fragility_words",
    "hazard_rows",
    "incidence_methods",
    "incidence_rows",
    "labs_methods",
    "normal_rows",
    "pairwise_rows",
    "rate_rows",
    "response_methods",
    "response_rows",
    "rmst_rows",
    "snippet",
    "strip_rows",
    "survival_methods",
    "survival_rows",
    "swimmer_methods",
    "table_one",
    "term_rows",
    "to_html",
]
