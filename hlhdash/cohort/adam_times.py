"""ADTTE, the ADaM table of times to events: one row for each patient and endpoint, CNSR the other way round."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from hlhdash.cohort.headers import Proposal, Unit
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.shaped import Shaped, given
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import bare_number, text
from hlhdash.language import listed, message

SUBJECT = "USUBJID"
OVERALL = ("OS", "OSURV", "OVSURV", "TTDEATH", "TTDTH", "DEATH")
_UNIT = re.compile(r"\b(days?|weeks?|months?|years?)\b", re.IGNORECASE)
_UNITS: dict[str, Unit] = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


def from_adtte(sheet: Sheet, notes: Notes) -> list[Shaped]:
    """Return overall survival as last follow-up and vital status; every other endpoint as columns of its own."""
    code = sheet.cells["PARAMCD"].map(text).str.upper()
    words = sheet.cells["PARAM"].map(text).str.lower() if "PARAM" in sheet.cells else code
    overall = (code.isin(OVERALL) | words.str.contains("overall survival")).to_numpy(bool)
    others = [str(name) for name in dict.fromkeys(code[~overall]) if name]
    parts = [_overall(replace(sheet, cells=sheet.cells[overall]))] if overall.any() else []
    parts += [_other(replace(sheet, cells=sheet.cells[(code == name).to_numpy(bool)]), name) for name in others]
    if others:
        notes.add(
            "note",
            message(
                "The times to {endpoints} are kept as columns; survival is drawn from overall survival.",
                endpoints=listed(others[:12]),
            ),
            message("Add a PARAMCD of OS if it is missing."),
            sheet=sheet.name,
            column="PARAMCD",
        )
    return parts


def _overall(sheet: Sheet) -> Shaped:
    status = sheet.cells["CNSR"].map(_status).astype(object)
    cells = sheet.cells.assign(CNSR=status)
    unit = _unit(sheet)
    fields: dict[str, Proposal] = {
        SUBJECT: given("patient_id"),
        "AVAL": given("last_follow_up", unit),
        "CNSR": given("vital_status"),
    }
    if "STARTDT" in cells:
        fields["STARTDT"] = given("rux_start", "date")
    return Shaped(replace(sheet, cells=cells[list(fields)]), "patients", fields)


def _status(cell: object) -> object:
    """Turn a censoring round: 0 is the event. What is no number stays, to be found where words are read."""
    number = bare_number(cell)
    if number is None:
        return cell
    return "dead" if number == 0 else "alive"


def _unit(sheet: Sheet) -> Unit:
    """Return the unit of AVAL, from AVALU or from the words of PARAM; "" where neither tells."""
    for header in ("AVALU", "PARAM"):
        if header in sheet.cells:
            found = {match[1][0].lower() for cell in sheet.cells[header] if (match := _UNIT.search(text(cell)))}
            if len(found) == 1:
                return _UNITS[found.pop()]
    return ""


def _other(sheet: Sheet, name: str) -> Shaped:
    """Keep the time and the event of an endpoint under its name."""
    event = sheet.cells["CNSR"].map(bare_number)
    unit = _unit(sheet)
    time = f"{name} ({unit})" if unit else name
    cells = pd.DataFrame(
        {
            SUBJECT: sheet.cells[SUBJECT],
            time: sheet.cells["AVAL"],
            f"{name} event": [None if one is None else int(one == 0) for one in event],
        },
        index=sheet.cells.index,
        dtype=object,
    )
    fields = {SUBJECT: given("patient_id"), time: given(""), f"{name} event": given("")}
    return Shaped(replace(sheet, cells=cells), "patients", fields)
