"""ADTTE, the ADaM table of times to events: one row for each patient and endpoint, CNSR the other way round."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from hlhdash.cohort.headers import Proposal, Unit
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.recorded_endpoints import EVENT, TIME
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
    sheet = _with_units(sheet)
    parts = [_overall(replace(sheet, cells=sheet.cells[overall]))] if overall.any() else []
    parts += [_other(replace(sheet, cells=sheet.cells[(code == name).to_numpy(bool)]), name) for name in others]
    if others:
        notes.add(
            "note",
            message(
                "The times to {endpoints} are kept as the file gives them, beside overall survival.",
                endpoints=listed(others[:12]),
            )
            if overall.any()
            else message(
                "The times to {endpoints} are kept as the file gives them; it has no overall survival.",
                endpoints=listed(others[:12]),
            ),
            message("Nothing, or choose one of them as the endpoint."),
            sheet=sheet.name,
            column="PARAMCD",
        )
    return parts


def _with_units(sheet: Sheet) -> Sheet:
    """Write the unit into each time where the times to one endpoint are given in several."""
    if "AVALU" not in sheet.cells:
        return sheet
    units = sheet.cells["AVALU"].map(text).str.upper()
    code = sheet.cells["PARAMCD"].map(text).str.upper()
    given_in = units[(units != "").to_numpy(bool)].groupby(code).nunique()
    mixed = code.isin(given_in.index[given_in > 1]).to_numpy(bool)
    times = sheet.cells["AVAL"].map(text)
    written = (times + " " + units.str.lower()).where(times != "", None)
    return replace(sheet, cells=sheet.cells.assign(AVAL=sheet.cells["AVAL"].where(~mixed, written)))


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
    """Keep the time and the event of an endpoint under its name; the censoring is turned round."""
    event = sheet.cells["CNSR"].map(lambda cell: cell if (one := bare_number(cell)) is None else int(one == 0))
    unit = _unit(sheet)
    time = f"{name} ({unit})" if unit else name
    cells = pd.DataFrame(
        {SUBJECT: sheet.cells[SUBJECT], time: sheet.cells["AVAL"], f"{name} event": event},
        index=sheet.cells.index,
        dtype=object,
    )
    fields = {
        SUBJECT: given("patient_id"),
        time: given(f"{TIME}{name}", unit),
        f"{name} event": given(f"{EVENT}{name}"),
    }
    return Shaped(replace(sheet, cells=cells), "patients", fields)
