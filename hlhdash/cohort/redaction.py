"""What identifies a person taken out of other cells, such as a remark that repeats a name or gives a telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.fields import FIELDS
from hlhdash.cohort.headers import SheetKind
from hlhdash.cohort.joining import Read
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.privacy import is_private, recurring, redacted, without_contacts
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import text
from hlhdash.language import Message, counted, message

_SHORTEST_CONTACT = 5  # letters
Sorted = dict[SheetKind, list[Read]]


def without_persons(found: Mapping[SheetKind, Sequence[Read]], notes: Notes) -> Sorted:
    """Take names, record numbers, telephone numbers and the like out of every cell that is shown."""
    told = [
        cell
        for reads in found.values()
        for sheet, readings in reads
        for reading in readings
        if reading.field in ("private", "record_number")
        for cell in sheet.cells[reading.header]
    ]
    private = recurring(text(cell) for cell in told)
    result: Sorted = {
        kind: [_cleared(read, without_contact, _is_prose, _contacts, notes) for read in reads]
        for kind, reads in found.items()
    }
    if private is None:
        return result
    clear = partial(redacted, private=private)
    return {kind: [_cleared(read, clear, _is_shown, _names, notes) for read in reads] for kind, reads in result.items()}


def without_contact(cell: Any) -> Any:
    """Return a cell without telephone and identity numbers, e-mail addresses, and names of relatives and doctors."""
    if type(cell) is float and not cell.is_integer():
        return cell  # as _is_decimal
    written = text(cell)
    if len(written) < _SHORTEST_CONTACT or _is_decimal(written):
        return cell
    cleared = without_contacts(written)
    return cell if cleared == written else cleared


def _is_decimal(written: str) -> bool:
    """Say whether a text is a number with a decimal point, which no telephone has."""
    return "." in written and written.replace(".", "", 1).isdecimal()


def _is_shown(field: str) -> bool:
    return field != "patient_id" and not is_private(field)


def _is_prose(field: str) -> bool:
    """Say whether a column may hold words of anybody's own: not a number, a time or a code."""
    return not field or (field in FIELDS and FIELDS[field].kind in ("text", "word"))


def _names(n: int, column: str) -> Message:
    return message(
        "{n} cells of column {column} repeat a name or number that was set aside; it was taken out of them.",
        n=n,
        column=column,
    )


def _contacts(n: int, column: str) -> Message:
    return counted(
        "{n} cell of column {column} gives a name, a telephone or identity number or an e-mail address; "
        "it was taken out.",
        "{n} cells of column {column} give a name, a telephone or identity number or an e-mail address; "
        "it was taken out.",
        n=n,
        column=column,
    )


def _cleared(
    read: Read,
    clear: Callable[[Any], Any],
    concerns: Callable[[str], bool],
    sentence: Callable[[int, str], Message],
    notes: Notes,
) -> Read:
    """Apply `clear` once to each distinct cell of the columns it concerns; each column that changes is a finding."""
    sheet, readings = read
    changed: dict[str, np.ndarray] = {}
    kept = list(readings)
    for i, reading in enumerate(readings):
        if not concerns(reading.field):
            continue
        codes, distinct = pd.factorize(sheet.cells[reading.header].to_numpy(object), use_na_sentinel=False)
        after = [clear(cell) for cell in distinct]
        pairs = zip(after, distinct, strict=True)
        unlike = np.array([new is not old and text(new) != text(old) for new, old in pairs], dtype=bool)
        if not unlike.any():
            continue
        words = np.empty(len(after), dtype=object)
        words[:] = after
        changed[reading.header] = words[codes]
        kept[i] = replace(reading, examples=tuple(str(clear(one)) for one in reading.examples))
        notes.add(
            "warning",
            sentence(int(unlike[codes].sum()), reading.header),
            message("Remove names from the file before you share it."),
            sheet=sheet.name,
            column=reading.header,
        )
    if not changed:
        return read
    return _with(sheet, changed), tuple(kept)


def _with(sheet: Sheet, columns: Mapping[str, np.ndarray]) -> Sheet:
    cells = sheet.cells.copy()
    for header, words in columns.items():
        cells[header] = words
    return replace(sheet, cells=cells)
