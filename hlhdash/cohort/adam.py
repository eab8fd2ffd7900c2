"""CDISC ADaM tables: ADSL, ADTTE, ADRS, ADAE, ADLB and courses of treatment (ADCM, ADEX).

Names and rules follow the ADaM Implementation Guide: CNSR is 0 for an event and above 0 for a censoring; study days
(ADY, ASTDY) have no day 0, the first day of treatment is day 1; DTHFL is Y or empty; dates of SAS count from 1960.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hlhdash.cohort import vocabulary
from hlhdash.cohort.adam_times import from_adtte
from hlhdash.cohort.doubts import MOST
from hlhdash.cohort.headers import Proposal, analyte
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.shaped import Shaped, filled, given
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import bare_number, text
from hlhdash.language import message

SUBJECT = "USUBJID"
_SAS_EPOCH = dt.date(1960, 1, 1)
_SAS_DAYS = range(7_000, 40_000)  # 1979 to 2069
_DATES = ("TRTSDT", "TRTEDT", "DTHDT", "LSTALVDT", "EOSDT", "ADT", "ASTDT", "AENDT", "STARTDT", "RANDDT")
_CODES = ("STUDYID", "SITEID", "SUBJID")
_STUDY_DAYS = ("ADY", "ASTDY", "AENDY")
_ADSL: dict[str, Proposal] = {
    "AGE": given("age_years"),
    "TRTSDT": given("rux_start", "date"),
    "TRTEDT": given("rux_stop", "date"),
    "DTHDT": given("death", "date"),
    "DTHFL": given("death"),
    "LSTALVDT": given("last_follow_up", "date"),
}


def from_adam(sheet: Sheet, notes: Notes) -> list[Shaped] | None:
    """Return what an ADaM table holds, None where a sheet is none."""
    upper = {str(header).upper(): str(header) for header in sheet.cells.columns}
    if SUBJECT not in upper:
        return None
    read = next((reader for needs, reader in _READERS if all(_has(need, upper) for need in needs)), None)
    if read is None:
        return None
    named = replace(sheet, cells=sheet.cells.rename(columns={old: new for new, old in upper.items()}))
    if read is _adrs and _measures(named):
        read = _adlb
    return [_as_it_came(part) for part in read(_study_days(_sas_dates(named), notes), notes)]


def _measures(sheet: Sheet) -> bool:
    """Say whether a table with AVALC is ADLB: its parameters are analytes, and few of its words are responses."""
    words = sheet.cells["AVALC"].map(text)
    words = words[(words != "").to_numpy(bool)]
    if len(words) and (words.map(vocabulary.response).notna()).mean() >= MOST:
        return False
    names = [sheet.cells[name] for name in ("PARAMCD", "PARAM") if name in sheet.cells]
    return any(analyte(text(cell)) is not None for cells in names for cell in cells.unique())


def _as_it_came(part: Shaped) -> Shaped:
    """Keep the codes of study, site and subject, which are parts of USUBJID and tell nobody apart."""
    others = {name: given("") for name in _CODES if name in part.sheet.cells}
    return replace(part, given={**others, **part.given})


def _has(need: str, upper: dict[str, str]) -> bool:
    return any(name in upper for name in need.split("|"))


def _sas_dates(sheet: Sheet) -> Sheet:
    """Make dates of the bare numbers SAS keeps dates in."""
    cells = sheet.cells.copy()
    for header in _DATES:
        if header in cells:
            cells[header] = cells[header].map(_sas_date).astype(object)
    return replace(sheet, cells=cells)


def _sas_date(cell: Any) -> Any:
    number = bare_number(cell)
    if number is None or not number.is_integer() or int(number) not in _SAS_DAYS:
        return cell
    return _SAS_EPOCH + dt.timedelta(days=int(number))


def _study_days(sheet: Sheet, notes: Notes) -> Sheet:
    """Count study days from 0 as everything else here does: in CDISC the day of the first dose is day 1."""
    cells = sheet.cells.copy()
    for header in (name for name in _STUDY_DAYS if name in cells):
        numbers = cells[header].map(bare_number)
        if not numbers.notna().any():
            continue
        cells[header] = [
            number - 1 if number is not None and number >= 1 else cell
            for number, cell in zip(numbers, cells[header], strict=True)
        ]
        notes.add(
            "note",
            message("Column {column} holds study days that begin with 1; they are counted from 0.", column=header),
            message("Nothing, if the file follows CDISC; otherwise give dates."),
            sheet=sheet.name,
            column=header,
        )
    return replace(sheet, cells=cells)


def _adsl(sheet: Sheet, notes: Notes) -> list[Shaped]:
    fields = {SUBJECT: given("patient_id")} | {name: field for name, field in _ADSL.items() if name in sheet.cells}
    if "LSTALVDT" not in sheet.cells and "EOSDT" in sheet.cells:
        fields["EOSDT"] = given("last_follow_up", "date")
    cells = sheet.cells.copy()
    if "AGEU" in cells and set(cells["AGEU"].map(text).str.upper()) & {"MONTHS", "WEEKS", "DAYS", "HOURS"}:
        units = cells["AGEU"].map(text).str.lower()
        ages = cells["AGE"].map(text) if "AGE" in cells else units
        cells["AGE"] = (ages + " " + units).where(ages != "", None).astype(object)
    if "DTHFL" in cells and {"LSTALVDT", "EOSDT"} & set(cells):
        empty = ~filled(cells["DTHFL"])
        cells["DTHFL"] = cells["DTHFL"].where(~empty, "N")
        if empty.any():
            notes.add(
                "note",
                message("An empty death flag (DTHFL) means alive at the last date known alive, as CDISC has it."),
                message("Nothing, if the file follows CDISC."),
                sheet=sheet.name,
                column="DTHFL",
            )
    return [Shaped(replace(sheet, cells=cells), "patients", fields)]


def _when(sheet: Sheet, date: str, day: str, field: str) -> dict[str, Proposal]:
    columns = {date: given(field, "date"), day: given(field, "days")}
    return {name: said for name, said in columns.items() if name in sheet.cells and filled(sheet.cells[name]).any()}


def _part(sheet: Sheet, fields: dict[str, Proposal], event: str = "") -> Sheet:
    return replace(sheet, cells=sheet.cells[list(fields)], event=event)


def _adrs(sheet: Sheet, notes: Notes) -> list[Shaped]:
    """Return the responses; a best overall response has no day and goes to the patients."""
    code = sheet.cells["PARAMCD"].map(text).str.upper()
    best = code.isin(["BOR", "BESTRESP", "CBRSP", "BESTOVR"]).to_numpy(bool)
    fields = {SUBJECT: given("patient_id"), "AVALC": given("label"), **_when(sheet, "ADT", "ADY", "day")}
    visits = replace(sheet, cells=sheet.cells[~best])
    parts = [Shaped(_part(visits, fields, "response"), "events", fields)] if len(visits.cells) else []
    if best.any():
        of_patient = {SUBJECT: given("patient_id"), "AVALC": given("best_response")}
        rows = sheet.cells[best]
        parts.append(Shaped(_part(replace(sheet, cells=rows), of_patient), "patients", of_patient))
    return parts


def _adae(sheet: Sheet, notes: Notes) -> list[Shaped]:
    term = next(name for name in ("AEDECOD", "AETERM") if name in sheet.cells)
    fields = {SUBJECT: given("patient_id"), term: given("label"), **_when(sheet, "ASTDT", "ASTDY", "day")}
    grade = next((name for name in ("AETOXGR", "ATOXGR", "AETOXGRN") if name in sheet.cells), None)
    fields |= {grade: given("grade")} if grade else {}
    return [Shaped(_part(sheet, fields, "adverse event"), "events", fields)]


def _adlb(sheet: Sheet, notes: Notes) -> list[Shaped]:
    what = "PARAMCD"
    if "PARAM" in sheet.cells and not sheet.cells["PARAMCD"].map(lambda cell: analyte(text(cell)) is not None).all():
        what = "PARAM"
    value = "AVALC" if "AVALC" in sheet.cells else "AVAL"
    value = "AVAL" if "AVAL" in sheet.cells and filled(sheet.cells["AVAL"]).any() else value
    fields = {SUBJECT: given("patient_id"), what: given("analyte"), value: given("value")}
    fields |= {"AVALU": given("unit")} if "AVALU" in sheet.cells else {}
    fields |= _when(sheet, "ADT", "ADY", "day")
    return [Shaped(_part(sheet, fields), "labs", fields)]


def _courses(sheet: Sheet, notes: Notes) -> list[Shaped]:
    drug = next(name for name in ("CMDECOD", "CMTRT", "EXTRT") if name in sheet.cells)
    fields = {SUBJECT: given("patient_id"), drug: given("label"), **_when(sheet, "ASTDT", "ASTDY", "start_day")}
    fields |= _when(sheet, "AENDT", "AENDY", "end_day")
    return [Shaped(_part(sheet, fields), "treatments", fields)]


_READERS: tuple[tuple[tuple[str, ...], Callable[[Sheet, Notes], list[Shaped]]], ...] = (
    (("PARAMCD", "AVAL", "CNSR"), from_adtte),
    (("AEDECOD|AETERM", "ASTDT|ASTDY"), _adae),
    (("CMDECOD|CMTRT|EXTRT", "ASTDT|ASTDY"), _courses),
    (("PARAMCD", "AVAL|AVALC", "ADT|ADY", "AVALU|ANRIND|ANRLO|LBTESTCD|BASE|ATOXGR"), _adlb),
    (("PARAMCD", "AVALC"), _adrs),
    (("PARAMCD", "AVAL", "ADT|ADY"), _adlb),
    (("TRTSDT|DTHFL|DTHDT|LSTALVDT|SAFFL|ITTFL|TRT01P|TRT01A",), _adsl),
)
