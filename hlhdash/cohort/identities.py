"""Who each row of a sheet is about."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash.cohort.notes import Lazily, Notes, Spot
from hlhdash.cohort.privacy import without_contacts
from hlhdash.cohort.remarks import BELOW, LONGEST_CODE, is_remark
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.tables import written
from hlhdash.cohort.values import plain, text
from hlhdash.language import message

_TOTAL = re.compile(
    r"(?:total|subtotal|sum|mean|median|average|n)(?:\s*(?:[=:(].*)?)$|(?:合计|总计|小计|总数|平均|均值|中位数)(?:\W.*|\d.*)?$"
)

Row = Literal["patient", "nobody", "total", "remark"]


def _is_plain_code(written: str) -> bool:
    """Say whether a patient cell is letters and digits, a digit last, as most are: no total and no remark is."""
    return written.isalnum() and written.isascii() and written[-1].isdecimal() and len(written) <= LONGEST_CODE


def _kind(written: str, others: list[str]) -> Row:
    """Say what a row is by its patient cell and the other cells of the row that hold something."""
    if not written:
        return "remark" if len(others) == 1 and is_remark(others[0]) else "nobody"
    if _TOTAL.match(plain(written)):
        return "total"
    return "remark" if not others and is_remark(written) else "patient"


_SENTENCES = {
    "nobody": message("This row names no patient and is not used."),
    "total": message("This row looks like a total and is not used."),
    "remark": BELOW,
}
# The same as short labels, for the count of rows.
_REASONS = {
    "nobody": message("name no patient"),
    "total": message("totals"),
    "remark": message("remarks"),
}
REPEATS = message("repeat a patient")


def identities(sheet: Sheet, header: str, notes: Notes, *, unique: bool) -> pd.Series:
    """Return the patient of each row, leaving out rows that name none, totals, remarks and repeats.

    Parameters
    ----------
    unique : whether a patient may have one row only
    """
    codes = sheet.cells[header].map(text)
    others = sheet.cells.drop(columns=header)

    def written(row: int) -> list[str]:
        return [found for cell in others.loc[row] if (found := text(cell))]

    def kind_of(row: int, code: str) -> Row:
        if _is_plain_code(code):
            return "patient"
        return _kind(code, written(row) if not code or is_remark(code) else [])

    kinds = pd.Series(list(map(kind_of, codes.index, codes)), index=codes.index, dtype=object)
    for kind, sentence in _SENTENCES.items():
        rows = codes.index[(kinds == kind).to_numpy(bool)]
        notes.each(
            "error" if kind == "nobody" else "note",
            [Spot(int(row), read=without_contacts(str(codes.at[row]) or " ".join(written(row)))) for row in rows],
            lambda _, sentence=sentence: sentence,
            message("Fill in the patient, or remove the row."),
            sheet=sheet.name,
            column=header,
        )
    kept = codes[(kinds == "patient").to_numpy(bool)]
    _say_alike(kept, sheet.name, header, notes)
    single = _without_repeats(sheet, header, kept, notes) if unique else kept
    reasons = {reason: int((kinds == kind).sum()) for kind, reason in _REASONS.items()}
    notes.count_rows(sheet.name, len(codes), {**reasons, REPEATS: len(kept) - len(single)})
    return single


def _say_alike(kept: pd.Series, sheet: str, header: str, notes: Notes) -> None:
    """Doubt codes that are the same but for case, leading zeros or ".0": Excel takes such things away."""
    codes = kept.drop_duplicates()
    bare = _bare(codes.tolist())
    if len(set(bare)) == len(bare):
        return
    first: dict[str, tuple[str, int]] = {}
    found = []
    for (row, code), same in zip(codes.items(), bare, strict=True):
        before, at = first.setdefault(same, (str(code), int(str(row))))
        if before != code:
            found.append(Spot(int(str(row)), str(code), str(code), about=at))
    notes.each(
        "warning",
        found,
        lambda spot: message(
            "This code differs from that on row {first} only in case, zeros or “.0”; "
            "the two are taken for different patients.",
            first=spot.about,
        ),
        message("If they are one child, write the code in the same way on every row and sheet."),
        sheet=sheet,
        column=header,
    )


def _bare(codes: list[str]) -> list[str]:
    """Fold codes for comparison, all in one text: a pattern for each of many thousands would take a while."""
    joined = unicodedata.normalize("NFKC", "\x00".join(code.replace("\x00", "") for code in codes)).casefold()
    joined = re.sub(r"\.0+(?=\x00|$)", "", joined.replace(" ", ""))
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", joined).split("\x00")


def _without_repeats(sheet: Sheet, header: str, kept: pd.Series, notes: Notes) -> pd.Series:
    """Keep the first row of each patient; a repeat is a note, a repeat that says otherwise an error."""
    repeated = kept.duplicated()
    if not repeated.any():
        return kept
    first_row = {str(patient): row for row, patient in kept[~repeated].items()}
    again = kept[repeated]
    rows, before = again.index.to_numpy(), again.map(first_row).to_numpy()
    unlike = _unlike(sheet.cells, rows, before)
    different = np.asarray(unlike.any(axis=1))

    def spots(at: np.ndarray) -> Lazily:
        def spot(i: int) -> Spot:
            patient, columns = str(again.iat[at[i]]), sheet.cells.columns[unlike[at[i]]]
            return Spot(int(rows[at[i]]), patient, patient, (int(before[at[i]]), ", ".join(columns[:5])))

        return Lazily(len(at), spot)

    remedy = message("Keep one row for each patient, or give the second child a code of its own.")
    notes.each(
        "error",
        spots(np.flatnonzero(different)),
        lambda spot: message(
            "This patient stands on row {first} already, with other values in {columns}; this row is not used.",
            first=spot.about[0],
            columns=spot.about[1],
        ),
        remedy,
        sheet=sheet.name,
        column=header,
    )
    notes.each(
        "note",
        spots(np.flatnonzero(~different)),
        lambda spot: message("This row repeats row {first} and is not used.", first=spot.about[0]),
        remedy,
        sheet=sheet.name,
        column=header,
    )
    return kept[~repeated]


def _unlike(cells: pd.DataFrame, rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Say for pairs of rows in which columns they are written differently."""
    here, there = cells.index.get_indexer(pd.Index(rows)), cells.index.get_indexer(pd.Index(others))
    unlike = np.zeros((len(rows), cells.shape[1]), dtype=bool)
    for i in range(cells.shape[1]):
        words, _ = written(cells.iloc[:, i])
        unlike[:, i] = words[here] != words[there]
    return unlike
