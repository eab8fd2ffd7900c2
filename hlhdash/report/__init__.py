"""From results to words, tables and files; nothing here draws or computes a statistic."""

from hlhdash.report.methods import response_methods, snippet, survival_methods, swimmer_methods
from hlhdash.report.response import response_rows
from hlhdash.report.summary import table_one
from hlhdash.report.survival import ASKED, follow_up_words, survival_rows
from hlhdash.report.table import Table, to_html

__all__ = [
    "ASKED",
    "Table",
    "follow_up_words",
    "response_methods",
    "response_rows",
    "snippet",
    "survival_methods",
    "survival_rows",
    "swimmer_methods",
    "table_one",
    "to_html",
]
