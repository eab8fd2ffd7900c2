"""Words of a file, in cells, headers, names of sheets and of the file, are on no disk, in no log and in no address.

Every kind of refusal and of finding is provoked, and errors in a screen, behind a button and in a download, on a
server that logs all it can.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from benchmarks.caller import Caller, calling
from benchmarks.invented import cohort_table
from hlhdash.language import message
from scripts import browser as driver

CANARY = "WOMBAT"
HEADER = "patient_id,sex,age_years,etiology,rux_start,last_follow_up,vital_status,death_date,response_week1"
ROW = f"{CANARY}1,F,1.5,{CANARY} disease,2020-01-01,2020-12-31,alive,,PR"
BROKEN = f"""
import streamlit as st
from hlhdash.ui import address, exports, shell

def broken(*_, **__):
    raise ValueError("{CANARY} of a cell")

address.forget_link = broken
exports.export.figure_file = broken
exports._words = broken
shell.draw()
"""


class Place:
    """A server with a log that tells all, and a folder of its own for whatever it may write."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text(encoding="utf-8", errors="replace")

    def written(self) -> list[str]:
        """Return the files on this machine that the server could have written and that hold the word."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        named = [str(path) for path in Path(tempfile.gettempdir()).glob(f"*{CANARY}*")]
        return named + [str(path) for path in files if CANARY.encode() in path.read_bytes()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    yield from serve(tmp_path_factory.mktemp("canaries"), driver.ROOT / "server.py")


@pytest.fixture(scope="module")
def broken_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("broken")
    script = tmp_path_factory.mktemp("script") / "broken.py"
    script.write_text(BROKEN, encoding="utf-8")
    yield from serve(folder, script)


def serve(folder: Path, script: Path) -> Iterator[Place]:
    (folder / "temporary").mkdir()
    environment = {"TMPDIR": str(folder / "temporary"), "HOME": str(folder), "PYTHONPATH": str(driver.ROOT)}
    environment |= {"XDG_CACHE_HOME": str(folder / "cache"), "MPLCONFIGDIR": str(folder / "matplotlib")}
    options = ("--logger.level=debug",)
    with driver.server(script, log=folder / "log.txt", options=options, environment=environment) as (address, _):
        yield Place(address, folder)


def text(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def cells(*rows: str) -> list[list[object]]:
    return [list(row.split(",")) for row in (HEADER, *rows)]


def spoiled(**cell: str) -> str:
    """Return the row with other cells, by their column."""
    row = dict(zip(HEADER.split(","), ROW.split(","), strict=True))
    return ",".join((row | cell).values())


REFUSED = {
    "empty": b"",
    "no rows": text(),
    "no patient": text(f"1.5,{CANARY}", header=f"age_years,{CANARY} x"),
    "no time": text(f"{CANARY},EBV", header=f"patient_id,etiology {CANARY}"),
    "a picture": b"\x89PNG\r\n\x1a\n" + CANARY.encode() * 20,
    "no text": CANARY.encode() + bytes(range(256)) * 20,
    "cut off": workbook((CANARY, cells(ROW)))[:3000],
    "an empty sheet": workbook((f"{CANARY} sheet", [])),
    "a broken view": b'{"hlhdash": "view", "name": "' + CANARY.encode(),
}
READ = {
    "cells": text(
        spoiled(age_years=f"{CANARY} years"),
        spoiled(patient_id=f"{CANARY}2", rux_start=f"{CANARY} day"),
        spoiled(patient_id=f"{CANARY}3", vital_status=f"{CANARY} status", sex=f"{CANARY} sex"),
        spoiled(patient_id=f"{CANARY}4", vital_status="dead", death_date="2019-01-01"),
        spoiled(patient_id=f"{CANARY}5", response_week1=f"{CANARY} response"),
        spoiled(patient_id=f"{CANARY}1", etiology="EBV"),
    ),
    "headers": text(f"{ROW},x,y,Jane {CANARY}", header=f"{HEADER},{CANARY} a,{CANARY} a,name"),
    "sheets": workbook(
        (f"{CANARY} patients", cells(ROW, spoiled(patient_id=f"{CANARY}2"))),
        (f"{CANARY} labs", [["patient_id", "day", "analyte", "value"], [f"{CANARY}1", 3, CANARY, CANARY]]),
        ("events", [["patient_id", "day", "kind", "label", "grade"], [f"{CANARY}9", "x", CANARY, CANARY, CANARY]]),
        (f"{CANARY} notes", [[CANARY, CANARY], [CANARY, 1]]),
    ),
}  # fmt: skip


def alerts(visit: Caller) -> list[str]:
    return [one.body for one in visit.all("alert")]


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_told_to_the_visitor_alone(place: Place, name: str) -> None:
    ending = {"cut off": "xlsx", "an empty sheet": "xlsx", "a broken view": "json"}.get(name, "csv")
    with calling(place.address) as visit:
        visit.upload(f"{CANARY}.{ending}", REFUSED[name])
        assert any(CANARY in told for told in alerts(visit))  # the name of the file, at least
        assert CANARY not in visit.query
    assert CANARY not in place.log
    assert place.written() == []


@pytest.mark.parametrize("name", READ)
def test_findings_are_told_to_the_visitor_alone(place: Place, name: str) -> None:
    with calling(place.address) as visit:
        visit.upload(f"{CANARY}.{'xlsx' if name == 'sheets' else 'csv'}", READ[name])
        assert CANARY in visit.text()
        for screen in ("Swimmer", "Survival", "Response", "Patient", "Labs", "Safety", "Present", "Cohort"):
            visit.goto(screen)
            assert CANARY not in visit.query
            assert not any("could not be drawn" in told for told in alerts(visit))
        for screen in ("Swimmer", "Survival", "Response"):
            visit.goto(screen)
            visit.expand("Take along")
            assert len(visit.download("SVG")) > 1_000
    assert CANARY not in place.log
    assert len(place.log.splitlines()) > 20  # the log tells of every run
    assert place.written() == []


def test_every_level_of_finding_is_provoked() -> None:
    import hlhdash

    found = [
        one
        for name, data in READ.items()
        for one in hlhdash.read_cohort(data, f"{CANARY}.{'xlsx' if name == 'sheets' else 'csv'}").findings
    ]
    assert {one.level for one in found} == {"error", "warning", "note"}
    assert sum(CANARY in one.sentence for one in found) > 8


def test_errors_behind_a_button_in_a_menu_and_in_a_download_are_told_by_kind_and_place(broken_place: Place) -> None:
    with calling(broken_place.address) as visit:
        visit.upload(f"{CANARY}.csv", cohort_table(20).to_csv(index=False).encode())
        visit.goto("Survival")
        visit.expand("Take along")
        assert any("ValueError in broken" in told.replace("\\", "") for told in alerts(visit))
        assert not any(CANARY in told for told in alerts(visit))
        with pytest.raises(RuntimeError, match="Failed to generate file for download"):
            visit.download("SVG")
    with calling(broken_place.address, query="file=0123456789ab") as visit:
        visit.press(str(message("Go on without the link")))
        assert CANARY not in visit.text()
    told = broken_place.log
    assert CANARY not in told
    assert told.count("ValueError in broken.py:6") == 3
    assert broken_place.written() == []
