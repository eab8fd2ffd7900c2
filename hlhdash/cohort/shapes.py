"""Which shape a table has: REDCap, ADaM, several rows for a patient, numbered columns, or times without patients."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hlhdash.cohort.adam import from_adam
from hlhdash.cohort.fields_long import NAME_ALIASES
from hlhdash.cohort.headers import Proposal, normal, read_header
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.numbered import split_numbered
from hlhdash.cohort.redcap import from_redcap, is_redcap
from hlhdash.cohort.repeats import split_repeats
from hlhdash.cohort.shaped import Shaped, given
from hlhdash.cohort.sheet_kinds import event_of, sheet_kind
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.survival_pairs import survival_pair
from hlhdash.cohort.visits import visit_columns
from hlhdash.language import message

_NAMES = frozenset(map(normal, NAME_ALIASES))
ROW = "patient_id"  # the column that numbers rows where no column tells patients apart


def shapes_of(sheet: Sheet, chosen: Mapping[str, str], notes: Notes, *, alone: bool) -> list[Shaped]:
    """Return the parts of a sheet, each with what its rows are; None where neither name nor columns tell.

    Parameters
    ----------
    chosen : header to field, as the user decided
    alone : whether it is the only sheet
    """
    if is_redcap(sheet):
        parts = from_redcap(sheet, notes)
    else:
        parts = from_adam(sheet, notes) or [_plain(sheet, notes, chosen, alone=alone)]
    split: list[Shaped] = []
    for part in parts:
        patient = patient_column(part, chosen)
        if part.kind != "patients" or patient is None or not len(part.sheet.cells):
            split.append(part)
            continue
        for one in split_repeats(part.sheet, patient, notes):
            merged = replace(one, given={**part.given, **one.given})
            split += split_numbered(merged, patient, frozenset(chosen)) if one.kind == "patients" else [merged]
    return split


def _plain(sheet: Sheet, notes: Notes, chosen: Mapping[str, str], *, alone: bool) -> Shaped:
    headers = list(map(str, sheet.cells.columns))
    visits = visit_columns(sheet) if len(sheet.cells) else []
    called = ["day" if header in visits else header for header in headers]
    kind = sheet_kind(sheet.name, called, alone=alone) or ("patients" if alone else None)
    event = event_of(sheet.name) if kind == "events" else ""
    pair = survival_pair(sheet, chosen, notes) if alone and kind == "patients" and len(sheet.cells) else {}
    days = {header: given("day") for header in visits[:1] if kind in ("events", "labs")}
    part = Shaped(replace(sheet, event=event), kind, {**pair, **days})
    if alone and kind == "patients" and patient_column(part, chosen) is None and _is_survival_table(part, chosen):
        return _numbered_rows(part, notes)
    return part


def _is_survival_table(part: Shaped, chosen: Mapping[str, str]) -> bool:
    fields = {one for one, *_ in part.given.values()}
    fields |= {chosen.get(header) or read_header(header, "patients")[0] for header in map(str, part.sheet.cells)}
    return "last_follow_up" in fields and bool(fields & {"vital_status", "death"})


def _numbered_rows(part: Shaped, notes: Notes) -> Shaped:
    """Take each row of a table of times and statuses for a patient."""
    sheet = part.sheet
    cells = sheet.cells.copy()
    cells.insert(0, ROW, [str(i) for i in range(1, len(cells) + 1)])
    notes.add(
        "warning",
        message("No column tells patients apart; each row was taken for one patient, numbered 1, 2, 3 …"),
        message("Name the column of the patient patient_id if a patient may stand on two rows."),
        sheet=sheet.name,
    )
    return replace(part, sheet=replace(sheet, cells=cells))


def patient_column(part: Shaped, chosen: Mapping[str, str]) -> str | None:
    """Return the column that tells patients apart, the user's choice first, then the surest."""
    best: tuple[int, str] | None = None
    for header in map(str, part.sheet.cells.columns):
        if chosen.get(header) == "patient_id":
            return header
        given: Proposal | None = part.given.get(header)
        field, _, _, sure = given or read_header(header, "patients")
        sure = {"patient_id": sure, "record_number": sure - 100}.get(field, -1000)
        if field == "private" and normal(header) in _NAMES:
            sure = -200
        if header not in chosen and sure > (best[0] if best else -1000):
            best = sure, header
    return best[1] if best else None
