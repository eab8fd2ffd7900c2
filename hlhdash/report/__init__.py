"""From results to words, tables and files; nothing here draws or computes a statistic."""

from hlhdash.report.methods import response_methods, snippet, survival_methods, swimmer_methods
from hlhdash.report.response import against_rest, response_rows
from hlhdash.report.summary import table_one
from hlhdash.report.survival import ASKED, at_times, follow_up_words, medians
from hlhdash.report.table import Table, to_html

__all__ = [
    "ASKED",
    "Table",
    "against_rest",
    "at_times",
    "follow_up_words",
    "medians",
    "response_methods",
    "response_rows",
    "snippet",
    "survival_methods",
    "swimmer_methods",
    "table_one",
    "to_html",
]
