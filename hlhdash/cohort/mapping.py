"""From headers to fields: what each column is taken for, why, and how sure that is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from hlhdash.cohort.fields import (
    ANALYTES,
    BIRTH_DATE_ALIASES,
    FIELDS,
    LONG_FIELDS,
    MILESTONE_FIELDS,
    PATIENT_FIELDS,
    PRIVATE_FIELD,
    RECORD_NUMBER_ALIASES,
    Field,
)

Reason = Literal["exact", "alias", "pattern", "likeness", "chosen", "none"]
Unit = Literal["", "date", "hours", "days", "weeks", "months", "years"]
SheetKind = Literal["patients", "treatments", "events", "labs"]

LIKENESS = 90  # rapidfuzz ratio, 0 to 100, from which a header is taken for an alias

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("hours", "hour", "hrs", "hr", "h", "小时"), "hours"),
    **dict.fromkeys(("days", "day", "d", "天"), "days"),
    **dict.fromkeys(("weeks", "week", "wks", "wk", "w", "周"), "weeks"),
    **dict.fromkeys(("months", "month", "mos", "mo", "mths", "m", "月", "个月"), "months"),
    **dict.fromkeys(("years", "year", "yrs", "yr", "y", "年", "岁"), "years"),
    **dict.fromkeys(("date", "日期"), "date"),
}
_ASSESSMENT = re.compile(
    r"^(?:response|resp|remission status|疗效|反应)?\s*(?:at|on|of)?\s*(?:第)?\s*"
    r"(?:(?P<unit>day|week|wk|month|mo|d|w|m)\s*(?P<n>\d+)|(?P<n2>\d+)\s*(?P<unit2>days?|weeks?|months?|d|w|m|天|周|月))"
    r"\s*(?:response|resp|疗效|反应)?$"
)
_SAME_DAY = {"response_day7": "response_week1", "response_day14": "response_week2"} | {
    "response_day28": "response_week4",
    "response_day56": "response_week8",
    "response_month1": "response_week4",
    "response_month2": "response_week8",
}
_LAB_DAY = re.compile(
    r"^(?P<lab>.+?)\s*(?:at|on)?\s*(?:(?P<unit>d|day|w|week|wk)\s*(?P<n>\d+)|(?P<base>baseline|pre))$"
)
_COURSE = re.compile(r"^(?P<drug>.+?)\s+(?P<edge>start|begin|stop|end)$")


@dataclass(frozen=True)
class ColumnReading:
    """What one column of one sheet was taken for.

    Attributes
    ----------
    sheet, header : where it stands
    field : the field it became, "" where it is kept as it came
    unit : "date", "days" ... for a time; "" where the cells decide
    reason : why: exact, alias, pattern, likeness, chosen (by the user) or none
    sure : 0 to 100
    examples : three of its values, for the user to judge by
    """

    sheet: str
    header: str
    field: str
    unit: Unit = ""
    reason: Reason = "none"
    sure: int = 0
    examples: tuple[str, ...] = ()


def normal(header: str) -> str:
    """Fold a header for comparison: full-width forms, case, camelCase, underscores and punctuation."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", header))
    return " ".join(re.sub(r"[^\w]+|_+", " ", spaced.casefold()).split())


def split_unit(header: str) -> tuple[str, Unit]:
    """Take a unit of time off a header: "HSCT (months)" is ("hsct", "months")."""
    words = normal(header).split()
    if len(words) > 1 and words[-1] in _UNITS:
        stem = words[:-1]
        return " ".join(stem[:-1] if stem[-1] == "in" and len(stem) > 1 else stem), _UNITS[words[-1]]
    if len(words) > 1 and words[0] in _UNITS and len(words[0]) > 1:
        rest = words[2:] if words[1] in ("of", "to", "from") and len(words) > 2 else words[1:]
        return " ".join(rest), _UNITS[words[0]]
    for unit in ("日期", "天", "月"):
        if len(words) == 1 and words[0].endswith(unit) and len(words[0]) > len(unit):
            return words[0][: -len(unit)], _UNITS[unit]
    return " ".join(words), ""


@cache
def _aliases(kind: SheetKind) -> dict[str, tuple[str, Reason]]:
    known: dict[str, tuple[str, Reason]] = {}
    fields = (*PATIENT_FIELDS, *MILESTONE_FIELDS) if kind == "patients" else (PATIENT_FIELDS[0], *LONG_FIELDS)
    for field in (*fields, PRIVATE_FIELD):
        known.setdefault(normal(field.name), (field.name, "exact"))
        for alias in (*field.aliases, str(field.title)):
            known.setdefault(normal(alias), (field.name, "alias"))
    for alias in BIRTH_DATE_ALIASES:
        known[normal(alias)] = ("birth_date", "alias")
    for alias in RECORD_NUMBER_ALIASES:
        known[normal(alias)] = ("record_number", "alias")
    return known


@cache
def _analytes() -> dict[str, str]:
    return {
        normal(word): analyte.name
        for analyte in ANALYTES
        for word in (analyte.name, *analyte.aliases, str(analyte.title))
    }


def analyte(header: str) -> str | None:
    """Return the analyte a header or a cell names, or None."""
    return _analytes().get(normal(header))


def read_header(header: str, kind: SheetKind) -> tuple[str, Unit, Reason, int]:
    """Propose (field, unit, reason, sureness) for a header by its words alone."""
    known = _aliases(kind)
    whole = normal(header)
    if whole in known:
        name, reason = known[whole]
        return name, "", reason, 100
    stem, unit = split_unit(header)
    if unit and stem in known and (_takes_unit(known[stem][0])):
        return known[stem][0], unit, "alias", 95
    if pattern := _by_pattern(whole, stem, unit, kind):
        return pattern
    return _by_likeness(whole, stem, unit, known)


def _takes_unit(name: str) -> bool:
    return name in ("age_years", "birth_date") or (name in FIELDS and FIELDS[name].kind == "milestone")


def _by_pattern(whole: str, stem: str, unit: Unit, kind: SheetKind) -> tuple[str, Unit, Reason, int] | None:
    if kind == "patients":
        if match := _ASSESSMENT.match(whole):
            long_unit = (match["unit"] or match["unit2"])[0]
            word = {"d": "day", "w": "week", "m": "month", "天": "day", "周": "week", "月": "month"}[
                long_unit
            ]
            name = f"response_{word}{int(match['n'] or match['n2'])}"
            return _SAME_DAY.get(name, name), "", "pattern", 90
        if match := _COURSE.match(stem):
            edge = "start" if match["edge"] in ("start", "begin") else "stop"
            return f"course:{edge}:{match['drug']}", unit, "pattern", 80
    if kind in ("patients", "labs"):
        if name := _analytes().get(whole):
            return f"lab:{name}:", "", "alias", 95
        if (match := _LAB_DAY.match(whole)) and (name := _analytes().get(match["lab"].strip())):
            day = 0 if match["base"] else int(match["n"]) * (7 if match["unit"].startswith("w") else 1)
            return f"lab:{name}:{day}", "", "pattern", 90
    return None


def _by_likeness(
    whole: str, stem: str, unit: Unit, known: dict[str, tuple[str, Reason]]
) -> tuple[str, Unit, Reason, int]:
    from rapidfuzz import fuzz, process

    if len(stem) >= 5:
        for written, with_unit in ((whole, ""), (stem, unit)):
            best = process.extractOne(written, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
            if best is not None and len(best[0]) >= 5:
                name = known[best[0]][0]
                if not with_unit or _takes_unit(name):
                    return name, with_unit, "likeness", round(best[1])
    return "", "", "none", 0


def read_columns(
    sheet: str, examples: Mapping[str, tuple[str, ...]], kind: SheetKind, chosen: Mapping[str, str]
) -> tuple[ColumnReading, ...]:
    """Decide what each column of a sheet is; the user's choice comes first, then the surest reading of each field.

    Parameters
    ----------
    examples : a few cells of each column, by header in the order of the sheet
    chosen : header to field, as the user decided; "" keeps a column as it came
    """
    readings = []
    for header, cells in examples.items():
        if header in chosen:
            unit = split_unit(header)[1] if _takes_unit(chosen[header]) else ""
            readings.append(ColumnReading(sheet, header, chosen[header], unit, "chosen", 100, cells))
        else:
            name, unit, reason, sure = read_header(header, kind)
            readings.append(ColumnReading(sheet, header, name, unit, reason, sure, cells))
    return _one_claim_each(tuple(readings))


def _one_claim_each(readings: tuple[ColumnReading, ...]) -> tuple[ColumnReading, ...]:
    """Give each field (in each unit) to its surest column; a lesser claim is kept as it came."""
    order = sorted(range(len(readings)), key=lambda i: (readings[i].reason != "chosen", -readings[i].sure, i))
    taken: set[tuple[str, str]] = set()
    result = list(readings)
    for i in order:
        reading = readings[i]
        if not reading.field or reading.field in ("private", "birth_date", "record_number"):
            continue
        claim = (reading.field, reading.unit)
        if claim in taken:
            result[i] = replace(reading, field="", unit="", reason="none", sure=0)
        taken.add(claim)
    if not any(reading.field == "patient_id" for reading in result):
        result = _record_number_as_identifier(result)
    return tuple(result)


def _record_number_as_identifier(readings: list[ColumnReading]) -> list[ColumnReading]:
    """Use a hospital record number to tell patients apart where the sheet has nothing else; it is shown masked."""
    for i, reading in enumerate(readings):
        if reading.field == "record_number":
            return [*readings[:i], replace(reading, field="patient_id"), *readings[i + 1 :]]
    return readings


_SHEET_NAMES: dict[str, SheetKind] = {
    **dict.fromkeys(
        ("patients", "patient", "cohort", "demographics", "baseline", "患者", "病人", "基本信息"), "patients"
    ),
    **dict.fromkeys(
        ("treatments", "treatment", "courses", "therapy", "drugs", "arms", "治疗", "用药"), "treatments"
    ),
    **dict.fromkeys(("events", "event", "milestones", "responses", "response", "事件", "疗效"), "events"),
    **dict.fromkeys(("labs", "lab", "laboratory", "measurements", "检验", "化验", "实验室"), "labs"),
}


def sheet_kind(name: str, headers: list[str]) -> SheetKind | None:
    """Tell what a sheet holds by its name, and failing that by its columns; None where neither tells."""
    words = normal(name)
    if words in _SHEET_NAMES:
        return _SHEET_NAMES[words]
    found = {read_header(header, "events")[0] for header in headers}
    if "patient_id" not in found and not any(
        normal(h) in map(normal, RECORD_NUMBER_ALIASES) for h in headers
    ):
        return None
    if {"start_day", "end_day", "label"} <= found:
        return "treatments" if "kind" not in found else "events"
    if {"analyte", "value"} <= found:
        return "labs"
    if "day" in found and sum(analyte(header) is not None for header in headers) >= 2:
        return "labs"
    if "day" in found and found & {"kind", "label"}:
        return "events"
    return "patients"


def field_choices(kind: SheetKind) -> tuple[Field, ...]:
    """Return the fields a user may choose for a column of such a sheet."""
    fields = (*PATIENT_FIELDS, *MILESTONE_FIELDS) if kind == "patients" else (PATIENT_FIELDS[0], *LONG_FIELDS)
    return (*fields, PRIVATE_FIELD)
