"""Several rows of one patient made one, each cell remembering its row, so that a finding names the right place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from hlhdash.cohort.findings import Finding
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import text


def collapsed(sheet: Sheet, patient: pd.Series, headers: list[str]) -> Sheet:
    """Return one row for each patient: in each column the first cell that holds something.

    Parameters
    ----------
    patient : who each row is about, on the index of the sheet; rows that name nobody stay as they are
    headers : the columns that are kept
    """
    named = patient != ""
    keys = patient.where(named, [f"\x00{row}" for row in patient.index])
    first = keys.drop_duplicates().index
    place = pd.Series(first, index=keys.loc[first])
    columns, origins = {}, dict(sheet.origins)
    for header in headers:
        cells = sheet.cells[header]
        full = cells[cells.map(lambda cell: bool(text(cell))).to_numpy(bool)]
        source = full.index.to_series().groupby(keys.loc[full.index].to_numpy(), sort=False).first()
        rows = [source.get(key, place[key]) for key in place.index]
        columns[header] = cells.loc[rows].to_numpy(object)
        moved = {int(kept): int(row) for kept, row in zip(first, rows, strict=True) if kept != row}
        if moved:
            origins[header] = (sheet.name, moved)
    table = pd.DataFrame(columns, index=pd.Index(first, name="row"), columns=headers, dtype=object)
    return Sheet(sheet.name, table, sheet.decimal_comma, sheet.event, origins)


def contradicting(sheet: Sheet, patient: pd.Series, headers: list[str]) -> dict[str, set[str]]:
    """Return for each column the patients of whom it says two different things on different rows."""
    found: dict[str, set[str]] = {}
    for header in headers:
        words = sheet.cells[header].map(text)
        said = pd.DataFrame({"patient": patient, "word": words})
        said = said[(words != "").to_numpy(bool) & (patient != "").to_numpy(bool)].drop_duplicates()
        twice = said["patient"][said["patient"].duplicated().to_numpy(bool)]
        if len(twice):
            found[header] = set(twice)
    return found


def relocated(finding: Finding, origins: Mapping[str, tuple[str, Mapping[int, int]]]) -> Finding:
    """Return a finding with the sheet and the row its cell came from."""
    if finding.column not in origins:
        return finding
    sheet, rows = origins[finding.column]
    row = finding.row if finding.row is None else rows.get(finding.row, finding.row)
    return replace(finding, sheet=sheet, row=row)
