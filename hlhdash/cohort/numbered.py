"""Columns that come in numbered groups: Event1_Type and Event1_Time, drug 2, start 2 and stop 2."""

from __future__ import annotations

import re
from dataclasses import replace

from hlhdash.cohort.headers import Proposal, SheetKind, Unit, normal, split_unit
from hlhdash.cohort.shaped import Shaped, given, rows_with
from hlhdash.cohort.sheets import Sheet

_WHAT: dict[str, SheetKind] = {
    **dict.fromkeys(("event", "ev", "ae", "adverse event", "complication", "milestone", "事件", "不良事件"), "events"),
    **dict.fromkeys(
        ("drug", "treatment", "trt", "course", "therapy", "regimen", "arm", "medication", "用药", "治疗", "药物"),
        "treatments",
    ),
}
_PARTS = {
    **dict.fromkeys(("", "type", "name", "label", "kind", "term", "what", "drug", "类型", "名称"), "label"),
    **dict.fromkeys(("time", "day", "date", "when", "on", "时间", "日期"), "day"),
    **dict.fromkeys(("start", "begin", "from", "开始"), "start_day"),
    **dict.fromkeys(("stop", "end", "to", "结束", "停止"), "end_day"),
    **dict.fromkeys(("grade", "分级"), "grade"),
    **dict.fromkeys(("dose", "剂量"), "dose"),
}
_HEADER = re.compile(r"^(?P<what>[^\W\d]+(?: [^\W\d]+)??)\s*(?P<n>\d{1,2})(?:\s*(?P<part>[^\W\d]+))?$")
_HEADER_LAST = re.compile(r"^(?P<what>[^\W\d]+(?: [^\W\d]+)??)\s+(?P<part>[^\W\d]+)\s*(?P<n>\d{1,2})$")
_TIMES = ("day", "start_day")


def split_numbered(shaped: Shaped, patient: str, chosen: frozenset[str]) -> list[Shaped]:
    """Return the patients without the columns of numbered groups, and a sheet of events or treatments for each group.

    Parameters
    ----------
    patient : the column of the patient
    chosen : columns of which the user said what they are; these stay
    """
    groups: dict[tuple[str, int], dict[str, Proposal]] = {}
    for header in map(str, shaped.sheet.cells.columns):
        found = None if header in chosen else _part(header)
        if found is not None:
            group, field = found
            groups.setdefault(group, {})[header] = field
    parts = []
    for (what, _), fields in groups.items():
        names = [header for header, (field, *_) in fields.items() if field == "label"]
        has = {field for field, *_ in fields.values()}
        if not names or not has & set(_TIMES):
            continue
        parts.append(_group(shaped.sheet, patient, _WHAT[what], fields, names, event=_event(what)))
    if not parts:
        return [shaped]
    taken = {header for part in parts for header in part.given if header != patient}
    people = replace(shaped.sheet, cells=shaped.sheet.cells.drop(columns=list(taken)))
    return [replace(shaped, sheet=people), *parts]


def _event(what: str) -> str:
    return "adverse event" if what in ("ae", "adverse event", "不良事件") else ""


def _group(
    sheet: Sheet, patient: str, kind: SheetKind, fields: dict[str, Proposal], names: list[str], *, event: str
) -> Shaped:
    if kind == "treatments":
        fields = {h: given("start_day", one[1]) if one[0] == "day" else one for h, one in fields.items()}
    rows = rows_with(sheet.cells[[patient, *fields]], names)
    return Shaped(replace(sheet, cells=rows, event=event), kind, {patient: given("patient_id"), **fields})


def _part(header: str) -> tuple[tuple[str, int], Proposal] | None:
    stem, unit = split_unit(header)
    whole = normal(header)
    tries: tuple[tuple[str, Unit], ...] = ((whole, ""), (stem, unit))
    for words, of in tries:
        match = _HEADER.match(words) or _HEADER_LAST.match(words)
        if match is None or match["what"] not in _WHAT:
            continue
        part = match["part"] or ("" if not of else "day")
        if part in _PARTS:
            field = _PARTS[part]
            written: Unit = "date" if part in ("date", "日期") else "days" if part == "day" else of
            return (match["what"], int(match["n"])), given(field, written)
    return None
