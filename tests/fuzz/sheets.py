"""Sheets of the kind that broke readers: gene variants, dates before 1970, cells in the last corner, odd objects."""

from __future__ import annotations

import datetime as dt
import decimal
import random
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd

from hlhdash.cohort.files import open_source
from tests.cohort.making import book, saved

VARIANTS = (
    "c.1034dupA",
    "p.Trp374*",
    "PRF1 c.[65delC];[1349C>T]",
    "c.118-308C>T; p.(?)",
    "UNC13D:NM_199242.3:c.753+1G>T (het)",
    "XIAP c.1021_1022del p.Asn341TyrfsTer7",
    "无致病变异",
    "VUS?",
    "=PRF1",
    "chr10:g.72357842_72357843insA",
)
OLD_DATES = (
    dt.date(1965, 3, 2),
    dt.datetime(1899, 12, 30),
    dt.datetime(1900, 2, 28),
    dt.date(1, 1, 1),
    dt.datetime(9999, 12, 31, 23, 59),
    "1899-12-31",
    "01/01/1900",
    "0000-00-00",
    "1969年12月31日",
    -1,
    0.5,
    60,
    2958466,
)
ODD = (
    float("nan"),
    float("inf"),
    -0.0,
    10**30,
    decimal.Decimal("1.10"),
    True,
    pd.NA,
    pd.NaT,
    None,
    dt.timedelta(days=3),
    dt.time(23, 59),
    b"bytes",
    "x" * 5_000,
    "\ud800",
    "\u202e\u0000\u200b",
    "🧒🏽",
    "=1+1",
    "{0}%s<b>",
    ["a", 1],
    {"a": 1},
    np.float32(1.5),
    "1e400",
    "９９９９９",
    "注:数据截至2020-12-31",
    "Dr. Who 13812345678",
    "week 1",
    "HSCT",
    "ltx",
)


def _far_corner() -> bytes:
    workbook = openpyxl.load_workbook(Path(__file__).parents[1] / "examples" / "files" / "years.xlsx")
    workbook.worksheets[0]["XFD1048576"] = "far"
    return saved(workbook)


def _near_corner() -> bytes:
    workbook = openpyxl.load_workbook(Path(__file__).parents[1] / "examples" / "files" / "years.xlsx")
    workbook.worksheets[0]["CV4000"] = "far"
    return saved(workbook)


def made() -> dict[str, bytes]:
    """Return the files that are written here, by name."""
    people: list[list[Any]] = [["patient_id", "gene", "mutation", "rux_start", "last_follow_up", "vital_status"]]
    people += [[f"P{i}", "PRF1", one, "2019-01-01", f"2019-02-{i + 1:02d}", "alive"] for i, one in enumerate(VARIANTS)]
    old: list[list[Any]] = [["patient_id", "rux_start", "last_follow_up", "vital_status"]]
    old += [[f"P{i}", one, "2019-02-01", "dead"] for i, one in enumerate(OLD_DATES) if not _too_old(one)]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in people)
    return {
        "variants.csv": text.encode(),
        "variants.xlsx": book(patients=people),
        "before_1970.xlsx": book(patients=old),
        "before_1970.csv": "\n".join(",".join(map(str, row)) for row in old).encode(),
        "far_corner.xlsx": _far_corner(),
        "near_corner.xlsx": _near_corner(),
    }


def _too_old(cell: Any) -> bool:
    """Say whether a workbook has no room for a date."""
    return isinstance(cell, dt.date) and cell.year < 1900


def disturbed(data: bytes, name: str, chance: random.Random) -> dict[str, pd.DataFrame]:
    """Return the tables of a file with some cells, columns and rows replaced, doubled, moved or lost."""
    return {sheet.name: _disturbed(sheet.cells.copy(), chance) for sheet in open_source(data, name).sheets}


def _disturbed(cells: pd.DataFrame, chance: random.Random) -> pd.DataFrame:
    cells = cells.reset_index(drop=True).astype(object)
    for _ in range(chance.randint(1, 6)):
        if not cells.size:
            break
        row, column = chance.randrange(len(cells)), chance.randrange(cells.shape[1])
        what = chance.randrange(8)
        if what < 4:
            cells.iat[row, column] = chance.choice((*VARIANTS, *OLD_DATES, *ODD))
        elif what == 4:
            cells = cells.drop(columns=cells.columns[column])
        elif what == 5:
            cells = pd.concat([cells, cells.iloc[[row]]], ignore_index=True)
        elif what == 6:
            cells.iloc[:, column] = pd.Series(chance.sample(cells.iloc[:, column].tolist(), len(cells)), dtype=object)
        else:
            filling = chance.choice((*VARIANTS, *OLD_DATES, *ODD))
            cells[cells.columns[column]] = pd.Series([filling] * len(cells), index=cells.index, dtype=object)
    return cells
