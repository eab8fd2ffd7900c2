"""A table with several rows for one patient: what is told once, and what is told row by row."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from hlhdash.cohort.collapsing import collapsed, contradicting
from hlhdash.cohort.day_columns import day_column, say_day
from hlhdash.cohort.headers import Proposal, SheetKind, analyte, read_header
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.shaped import Shaped, given, rows_with
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import text
from hlhdash.cohort.visits import visit_columns
from hlhdash.language import counted, listed, message

# What a row of each kind needs beside the patient, and what it may have.
_NEEDS: dict[SheetKind, tuple[frozenset[str], ...]] = {
    "treatments": (frozenset({"label"}), frozenset({"start_day"})),
    "events": (frozenset({"label", "kind"}), frozenset({"day", "start_day"})),
}
_MAY = frozenset({"label", "kind", "start_day", "end_day", "day", "dose", "grade"})


def split_repeats(sheet: Sheet, patient: str, notes: Notes) -> list[Shaped]:
    """Return a sheet of patients with one row for each, and one of treatments, events or labs where rows tell these.

    A patient whose rows contradict each other keeps them; whoever reads the patients finds the contradiction.

    Parameters
    ----------
    patient : the column of the patient
    """
    who = sheet.cells[patient].map(text)
    whole = Shaped(sheet, "patients", {patient: given("patient_id")})
    if not who[(who != "").to_numpy(bool)].duplicated().any():
        return [whole]
    headers = [str(header) for header in sheet.cells.columns if header != patient]
    unlike = contradicting(sheet, who, headers)
    kind, taken = _told_by_row(sheet, unlike, headers, notes)
    rest = [header for header in headers if header not in taken]
    quarrels = {one for header in rest for one in unlike.get(header, ())}
    keys = who.where(~who.isin(quarrels), who + "\x00" + pd.Series(who.index.astype(str), index=who.index))
    people = collapsed(sheet, keys, [patient, *rest])
    merged = who[(~who.isin(quarrels) & (who != "")).to_numpy(bool)]
    merged = merged[merged.duplicated(keep=False).to_numpy(bool)]
    identical = not kind and not sheet.cells.loc[merged.index].map(text).drop_duplicates().duplicated(patient).any()
    if identical:
        return [whole]  # repeats of a row are said where patients are told apart
    _say(sheet, kind, list(taken), merged.nunique(), notes)
    parts = [Shaped(people, "patients", {patient: given("patient_id")})]
    if kind:
        rows = rows_with(sheet.cells[[patient, *taken]], [h for h in taken if taken[h][0] not in ("day", "start_day")])
        parts.append(Shaped(replace(sheet, cells=rows), kind, {patient: given("patient_id"), **taken}))
    return parts


def _told_by_row(
    sheet: Sheet, unlike: dict[str, set[str]], headers: list[str], notes: Notes
) -> tuple[SheetKind | None, dict[str, Proposal]]:
    """Say which columns tell something else on each row, and what these rows are."""
    visits = visit_columns(sheet)[:1]
    fields = {header: given("day") if header in visits else read_header(header, "events") for header in headers}
    days = [header for header in headers if fields[header][0] in ("day", "start_day") and header in unlike]
    measured = [header for header in headers if analyte(header) and header in unlike]
    if not days and measured:
        dated = day_column(sheet, [h for h in headers if h in unlike and not read_header(h, "patients")[0]])
        if dated is not None:
            say_day(sheet.name, dated, notes)
            return "labs", {dated: given("day", "date")} | {one: read_header(one, "labs") for one in measured}
    if not days:
        return None, {}
    if measured:
        day = {days[0]: given("day", fields[days[0]][1])}
        return "labs", day | {header: read_header(header, "labs") for header in measured}
    has = {fields[header][0] for header in headers if header in unlike}
    for kind, needs in _NEEDS.items():
        if all(need & has for need in needs):
            return kind, {header: fields[header] for header in headers if fields[header][0] in _MAY}
    return None, {}


def _say(sheet: Sheet, kind: SheetKind | None, taken: list[str], n: int, notes: Notes) -> None:
    remedy = message("Nothing, if these rows are one child; otherwise give each child a code of its own.")
    if kind is None:
        if n:
            sentence = counted(
                "{n} patient stands on several rows that complete each other; they were joined.",
                "{n} patients stand on several rows that complete each other; they were joined.",
                n=n,
            )
            notes.add("note", sentence, remedy, sheet=sheet.name)
        return
    notes.add(
        "note",
        message(
            "Sheet {sheet} has several rows for a patient; the columns {columns} were read row by row, "
            "all others once for each patient.",
            sheet=sheet.name,
            columns=listed(taken[:12]),
        ),
        remedy,
        sheet=sheet.name,
    )
