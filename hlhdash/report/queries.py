"""The query list: every doubt about a file, for the screen and for whoever keeps the sheet."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd

from hlhdash.cohort.findings import FIGURES, Figure, Finding
from hlhdash.language import Message, Translator, listed, message
from hlhdash.report.csv import defused, to_csv

ORDER = {"error": 0, "warning": 1, "note": 2}
LEVELS = {"error": message("Not used"), "warning": message("Please check"), "note": message("For information")}
FIGURE_WORDS: dict[Figure, Message] = {
    "survival": message("Survival"),
    "swimmer": message("Swimmer"),
    "response": message("Response"),
    "labs": message("Labs"),
    "safety": message("Safety"),
    "groups": message("Groups"),
}
EVERYTHING = message("Every screen")
# What a finding of each level means for the figures it matters for.
_MEANINGS = {
    "error": message("Missing in: {figures}"),
    "warning": message("May be wrong in: {figures}"),
    "note": message("Shown in: {figures}"),
}
NO_FIGURE = message("No figure changes")
TITLES: dict[str, Message] = {
    "level": message("Level"),
    "patient": message("Patient"),
    "sheet": message("Sheet"),
    "row": message("Row"),
    "column": message("Column"),
    "read": message("Read"),
    "found": message("What was found"),
    "meaning": message("What it means"),
    "remedy": message("What to do"),
}
ANSWER = message("Answer")
_WIDTHS = {"found": 60, "meaning": 32, "remedy": 44, "read": 20, "column": 22, "answer": 30}
_WIDTH = 13


def ranked(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings, the gravest first, else in the order in which they were found."""
    return sorted(findings, key=lambda finding: ORDER[finding.level])


def meaning(finding: Finding) -> Message:
    """Say which figures a finding matters for, and how."""
    if not finding.affects:
        return NO_FIGURE
    figures = EVERYTHING if finding.affects == FIGURES else listed([FIGURE_WORDS[one] for one in finding.affects])
    return message(_MEANINGS[finding.level].template, figures=figures)


def query_table(findings: tuple[Finding, ...], say: Translator) -> pd.DataFrame:
    """Return one row per finding, the gravest first; columns as `TITLES`."""
    rows = ranked(findings)
    return pd.DataFrame(
        {
            "level": [say(LEVELS[one.level]) for one in rows],
            "patient": [one.patient for one in rows],
            "sheet": [one.sheet for one in rows],
            "row": pd.array([one.row for one in rows], dtype="Int64"),
            "column": [say(one.column) for one in rows],
            "read": [one.read for one in rows],
            "found": [say(one.sentence) for one in rows],
            "meaning": [say(meaning(one)) for one in rows],
            "remedy": [say(one.remedy) for one in rows],
        }
    )


def _for_keeper(findings: tuple[Finding, ...], say: Translator) -> pd.DataFrame:
    """Return the table with its titles in words and an empty column for the answer."""
    table = query_table(findings, say).rename(columns={name: say(words) for name, words in TITLES.items()})
    return table.assign(**{say(ANSWER): ""})


def query_csv(findings: tuple[Finding, ...], say: Translator) -> bytes:
    """Write the query list as CSV that no spreadsheet runs."""
    return to_csv(_for_keeper(findings, say))


def query_workbook(findings: tuple[Finding, ...], say: Translator) -> bytes:
    """Write the query list as xlsx: titles stay in view, columns can be filtered, no cell is a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    table = _for_keeper(findings, say)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = say("Queries")
    sheet.append([_writable(name) for name in table.columns])
    for row in table.itertuples(index=False):
        sheet.append([_writable(cell) for cell in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    for i, name in enumerate([*TITLES, "answer"], start=1):
        sheet.column_dimensions[get_column_letter(i)].width = _WIDTHS.get(name, _WIDTH)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _writable(cell: object) -> object:
    """Return a cell that a workbook can hold: nothing for a missing one, no control characters, no formula."""
    if cell is None or cell is pd.NA:
        return None
    if isinstance(cell, (int, np.integer)):
        return int(cell)
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return defused(ILLEGAL_CHARACTERS_RE.sub(" ", str(cell)))
