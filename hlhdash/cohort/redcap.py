"""A REDCap export: one row for each record and event, and for each instance of a repeating instrument.

The columns `redcap_event_name`, `redcap_repeat_instrument` and `redcap_repeat_instance` say which a row is; the record
is always the first column (REDCap's export format).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from hlhdash.cohort.collapsing import collapsed
from hlhdash.cohort.fields import assessment_day
from hlhdash.cohort.headers import analyte, normal, read_header
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.shaped import Shaped, filled, given
from hlhdash.cohort.sheet_kinds import event_of, sheet_kind
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import text
from hlhdash.language import counted, listed, message

EVENT, INSTRUMENT, INSTANCE = "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"
_OWN = (EVENT, INSTRUMENT, INSTANCE)
_ARM = re.compile(r"\s*\(?arm \d+[^)]*\)?$")


def is_redcap(sheet: Sheet) -> bool:
    """Say whether a sheet is an export with events or repeating instruments, and more than these."""
    headers = set(map(str, sheet.cells.columns))
    return bool(headers & {EVENT, INSTRUMENT} and headers - set(_OWN))


def from_redcap(sheet: Sheet, notes: Notes) -> list[Shaped]:
    """Return the patients, and a sheet in long form for each repeating instrument and for dated visits."""
    cells = sheet.cells
    record = next(str(header) for header in cells.columns if header not in _OWN)
    repeating = filled(cells[INSTRUMENT]) if INSTRUMENT in cells else pd.Series(False, index=cells.index)
    parts = []
    instruments = cells.loc[repeating.to_numpy(bool), INSTRUMENT].map(text) if repeating.any() else ()
    for instrument in dict.fromkeys(instruments):
        part = cells[(cells[INSTRUMENT].map(text) == instrument).to_numpy(bool)]
        parts += _instrument(replace(sheet, cells=part), record, instrument, notes)
    once = replace(sheet, cells=cells[~repeating.to_numpy(bool)])
    if not len(once.cells):
        return parts
    return [*_visits(once, record, notes), *parts]


def _instrument(sheet: Sheet, record: str, name: str, notes: Notes) -> Iterator[Shaped]:
    """Return the instances of one instrument as a sheet of treatments, events or labs."""
    used = [str(h) for h in sheet.cells.columns if h not in (*_OWN, record) and filled(sheet.cells[h]).any()]
    known = {header: _without_prefix(header, used) for header in used}
    headers = [record, *known.values()]
    kind = sheet_kind(name.replace("_", " "), headers, alone=False, patient=record)
    if kind is None or kind == "patients":
        notes.add(
            "error",
            message(
                "The repeating instrument {name} is no treatment, event or measurement and was not read.", name=name
            ),
            message("Call it treatments, events or labs, and its columns drug, start, date, event or value."),
            sheet=sheet.name,
        )
        return
    fields = {record: given("patient_id")}
    for header in used:
        found = read_header(known[header], kind)
        if known[header] != header and found[0]:
            fields[header] = found
    part = replace(sheet, cells=sheet.cells[[record, *used]], event=event_of(name.replace("_", " ")))
    yield Shaped(part, kind, fields)


def _without_prefix(header: str, headers: list[str]) -> str:
    """Take off what the names of one instrument begin with: "ae_term" beside "ae_grade" is "term"."""
    prefix, _, rest = header.partition("_")
    alike = sum(other.startswith(prefix + "_") for other in headers)
    return rest if rest and alike > 1 and not read_header(header, "events")[0] else header


def _visits(sheet: Sheet, record: str, notes: Notes) -> list[Shaped]:
    """Return one row for each record; what was asked at several events becomes a column for each of them."""
    cells = sheet.cells
    patient = cells[record].map(text)
    others = [str(h) for h in cells.columns if h not in (*_OWN, record) and filled(cells[h]).any()]
    if EVENT not in cells:
        return [Shaped(collapsed(sheet, patient, [record, *others]), "patients", {record: given("patient_id")})]
    event = cells[EVENT].map(text)
    several = [header for header in others if event[filled(cells[header]).to_numpy(bool)].nunique() > 1]
    dates = [header for header in others if read_header(header, "labs")[0] == "day"]
    date = next((header for header in dates if header in several), dates[0] if dates else None)
    measured = _dated(cells, date, others, several) if date else []
    parts = []
    if date and measured:
        visits = cells[[record, date, *measured]]
        parts.append(Shaped(replace(sheet, cells=visits), "labs", {record: given("patient_id"), date: given("day")}))
    visited = {date, *measured} if measured else set()
    once = [h for h in others if h not in several and h not in visited and _is_timed(h, cells[h], event)]
    wide = [*(header for header in several if header not in measured and header != date), *once]
    table = cells[[record, *(header for header in others if header not in (*several, *once, *visited))]].copy()
    for header in wide:
        for name in dict.fromkeys(event[filled(cells[header]).to_numpy(bool)]):
            table[f"{header} {_words(name)}"] = cells[header].where((event == name).to_numpy(bool), None)
    if wide:
        notes.add(
            "note",
            counted(
                "A column was filled in at several events and became one column for each event: {columns}.",
                "{n} columns were filled in at several events and became one column for each event: {columns}.",
                n=len(wide),
                columns=listed(wide[:12]),
            ),
            message("Nothing, if the events are called by their time, such as week_1."),
            sheet=sheet.name,
        )
    people = collapsed(replace(sheet, cells=table), patient, list(map(str, table.columns)))
    return [Shaped(people, "patients", {record: given("patient_id")}), *parts]


def _dated(cells: pd.DataFrame, date: str, others: list[str], several: list[str]) -> list[str]:
    """Return the measurements a column of dates is for: asked at several events as it is, or nowhere without it."""
    undated = ~filled(cells[date])
    return [
        header
        for header in others
        if analyte(header) and ((header in several and date in several) or not (filled(cells[header]) & undated).any())
    ]


def _is_timed(header: str, cells: pd.Series, event: pd.Series) -> bool:
    """Say whether a column that was filled in at one event only is a response or a measurement of that event."""
    names = set(event[filled(cells).to_numpy(bool)])
    field = read_header(f"{header} {_words(names.pop())}", "patients")[0] if len(names) == 1 else ""
    return assessment_day(field) is not None or re.fullmatch(r"lab:[^:]+:\d+", field) is not None


def _words(event: str) -> str:
    """Write an event as words: "week_1_arm_1" is "week 1"."""
    return _ARM.sub("", normal(event)) or event
