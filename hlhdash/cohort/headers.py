"""One header at a time: what its words say it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from hlhdash.cohort.fields import (
    ANALYTES,
    BIRTH_DATE_ALIASES,
    LONG_FIELDS,
    MILESTONE_FIELDS,
    PATIENT_FIELDS,
    PRIVATE_FIELD,
    RECORD_NUMBER_ALIASES,
    is_milestone,
)
from hlhdash.cohort.fields_time import MAY_NOT_HAPPEN
from hlhdash.cohort.header_units import (
    UNITS,
    Unit,
    is_relative,
    lab_unit,
    normal,
    split_unit,
    without_brackets,
)
from hlhdash.cohort.legends import without_answers, without_legend
from hlhdash.cohort.privacy import private_header
from hlhdash.cohort.status_headers import status_at_end
from hlhdash.cohort.values import DAYS_PER_MONTH

__all__ = ["Proposal", "Reason", "SheetKind", "Unit", "analyte", "lab_unit", "normal", "read_header", "split_unit"]

Reason = Literal["exact", "alias", "pattern", "likeness", "content", "chosen", "none"]
SheetKind = Literal["patients", "treatments", "events", "labs"]
Proposal = tuple[str, Unit, Reason, int]

LIKENESS = 90  # rapidfuzz ratio, 0 to 100, from which a header is taken for an alias
SHORTEST_LIKENESS = 5  # letters; shorter words resemble too much

_ASSESSMENT = re.compile(
    r"^(?:response|resp|remission status|疗效|反应|治疗)?\s*(?:at|on|of|after)?\s*第?\s*"
    r"(?:(?P<unit>day|week|wk|month|mo|d|w|m)\s*(?P<n>\d{1,4})"
    r"|(?P<n2>\d{1,4})\s*(?P<unit2>days?|weeks?|wks?|months?|d|w|m|天|周|个月|月))"
    r"\s*时?\s*(?:response|resp|疗效|反应|疗效评估|疗效评价)?$",
    re.ASCII,
)
_WORD_OF_UNIT = {"d": "day", "w": "week", "m": "month", "天": "day", "周": "week", "月": "month", "个": "month"}
_SAME_DAY = {
    "response_day7": "response_week1",
    "response_day14": "response_week2",
    "response_day28": "response_week4",
    "response_day56": "response_week8",
    "response_month1": "response_week4",
    "response_month2": "response_week8",
}
_BASELINE = (
    "baseline|pre|before|before treatment|pre treatment|pretreatment|before rux|before ruxolitinib|"
    "基线|治疗前|用药前|入组时"
)
_TIME = (
    r"(?:(?:at|on|after|post)?(?: ?(?:treatment|therapy|dose|rux|ruxolitinib))?|(?:治疗|用药|给药|服药)?后?)\s*"
    r"(?:(?P<unit>day|d|week|wk|w|month|mo|m)\s*(?P<n>\d{1,4})"
    r"|第?\s*(?P<n2>\d{1,4})\s*(?P<unit2>days?|weeks?|wks?|months?|mos?|hours?|hrs?|d|w|m|h|天|日|周|个月|月|小时)"
    r"\s*(?:after|post|after treatment|后|治疗后)?"
    r"|(?P<base>" + _BASELINE + "))"
)
_LAB_DAY = re.compile(r"^(?P<lab>.+?)\s*" + _TIME + "$")
_DAY_LAB = re.compile("^" + _TIME + r"\s*(?P<lab>.+)$")
_ENDPOINT = re.compile(
    r"^(?P<code>[efprd]fs|ffs|ttr|ttcr|ttp|ttf|ttnt|dor)(?:\s+(?P<part>time|event|status|cens|censor|censored|censoring|cnsr))?$"
)
_SURVIVED = frozenset(
    {"survival", "surv", "生存", "存活"}
)  # a length of time only with its unit, else perhaps a status
_ANSWERED = MAY_NOT_HAPPEN | {"vital_status", "sex"}
UNIT_OF = "unit:"  # before the field of a laboratory value: the column that gives its unit
_UNIT_WORD = re.compile(r"\b(?:units?(?: of)?|uom)\b|单位")
# What each patient was given: on a sheet of treatments with times the name of the course, elsewhere a group.
ARMS = frozenset({"arm", "arm name", "treatment arm", "trt", "regimen", "分组", "组别", "方案", "治疗方案", "治疗组"})
FIRST_LINE = "first line"  # the drug of a column such as "first line stop"
_FIRST_LINE_WORDS = ("first line", "first line treatment", "first line therapy", "一线", "一线治疗", "初始治疗")
_COURSE = re.compile(r"^(?P<drug>.+?)\s+(?P<edge>start|begin|stop|end)$|^(?P<药>.+?)(?P<端>开始|停用|停药|停止|结束)$")


@cache
def known_headers(kind: SheetKind) -> dict[str, tuple[str, Reason]]:
    """Return the folded headers the dictionary knows for such a sheet, each with its field."""
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
    """Return the analyte a header or a cell names, with or without its unit, or None."""
    known = _analytes()
    return known.get(normal(header)) or known.get(lab_unit(header)[0])


def takes_unit(name: str) -> bool:
    """Say whether a field is a time, so that its header may end in a unit of time."""
    return name in ("age_years", "birth_date") or is_milestone(name)


def read_header(header: str, kind: SheetKind) -> Proposal:
    """Propose (field, unit, reason, sureness) for a header by its words alone."""
    known = known_headers(kind)
    whole = normal(header)
    if whole in known:
        name, reason = known[whole]
        return name, "", reason, 100
    if whole in ARMS and kind == "treatments":
        return "label", "", "alias", 70  # a column called drug is surer
    if whole in UNITS and len(whole) > 2 and UNITS[whole] not in ("date", "hours"):
        return ("last_follow_up" if kind == "patients" else "day"), UNITS[whole], "alias", 60
    stem, unit = split_unit(header)
    if unit and stem in known and takes_unit(known[stem][0]):
        return known[stem][0], unit, "alias", 95
    if kind == "patients" and stem in _SURVIVED and unit not in ("", "date"):
        return "last_follow_up", unit, "alias", 90
    if private := private_header(whole):
        return private, "", "pattern", 90
    found = _lab(whole) or _lab_without_brackets(header) if kind in ("patients", "labs") else None
    found = found or (_unit_of_lab(whole) if kind in ("patients", "labs") else None)
    if found is None and kind == "patients":
        found = status_at_end(whole) or _assessment(whole) or _endpoint(whole, stem, unit) or _course(stem, unit)
    return found or _with_legend(header, kind) or _with_answers(header, kind) or _by_likeness(whole, stem, unit, known)


def _with_legend(header: str, kind: SheetKind) -> Proposal | None:
    """Read a header that also says what its codes mean; coded cells are no measurement."""
    rest = without_legend(header)
    found = read_header(rest, kind) if rest != header else ("", "", "none", 0)
    return found if found[0] and found[2] != "likeness" and not found[0].startswith("lab:") else None


def _with_answers(header: str, kind: SheetKind) -> Proposal | None:
    """Read a header that also says which answers its cells give; only of what may or may not be so."""
    rest = without_answers(header)
    if rest == header or kind != "patients":
        return None
    field, unit, reason, sure = read_header(rest, kind)
    # A column called so without answers, which may hold the dates, is surer.
    return (field, unit, "pattern", sure - 20) if field in _ANSWERED and reason != "likeness" else None


def _assessment(whole: str) -> Proposal | None:
    match = _ASSESSMENT.match(whole)
    if match is None:
        return None
    name = f"response_{_WORD_OF_UNIT[(match['unit'] or match['unit2'])[0]]}{int(match['n'] or match['n2'])}"
    return _SAME_DAY.get(name, name), "", "pattern", 90


def _endpoint(whole: str, stem: str, unit: Unit) -> Proposal | None:
    """Read "EFS (months)" and "pfs_status": the time to an endpoint, and whether it came."""
    for words, part in ((stem, "time"), (whole, "event")):
        match = _ENDPOINT.match(words)
        told = match is not None and ((match["part"] or "time") == "time") == (part == "time")
        if match and told:
            return f"endpoint:{part}:{match['code'].upper()}", unit if part == "time" else "", "pattern", 85
    return None


def _course(stem: str, unit: Unit) -> Proposal | None:
    match = _COURSE.match(stem)
    if match is None:
        return None
    edge = "start" if (match["edge"] or match["端"]) in ("start", "begin", "开始") else "stop"
    drug = match["drug"] or match["药"]
    drug = FIRST_LINE if drug in _FIRST_LINE_WORDS else drug
    return f"course:{edge}:{drug}", unit, "pattern", 80


def _lab(whole: str) -> Proposal | None:
    if name := analyte(whole):
        return f"lab:{name}:", "", "alias", 95
    words = lab_unit(whole)[0]
    for pattern in (_LAB_DAY, _DAY_LAB):
        match = pattern.match(words)
        name = analyte(match["lab"]) if match else None
        if match and name:
            return f"lab:{name}:{_day_of(match)}", "", "pattern", 90
    return None


def _lab_without_brackets(header: str) -> Proposal | None:
    rest, unit = without_brackets(header)
    return None if is_relative(unit) else _lab(normal(rest))


def _unit_of_lab(whole: str) -> Proposal | None:
    """Read "ferritin_d0_unit", "unit of ferritin" and "铁蛋白单位": the unit of each value beside it."""
    rest = _UNIT_WORD.sub(" ", whole)
    found = _lab(" ".join(rest.split())) if rest != whole else None
    return (f"{UNIT_OF}{found[0]}", "", "pattern", 90) if found else None


def near_analyte(header: str) -> str | None:
    """Return the analyte with whose name a header begins or ends without being understood, or None."""
    words = normal(header)
    for alias, name in _analytes().items():
        begins, ends = words.startswith(alias), words.endswith(alias)
        if not (begins or ends) or words == alias:
            continue
        rest = words.removeprefix(alias) if begins else words.removesuffix(alias)
        beside = rest[:1] if begins else rest[-1:]
        if beside == " " or not (alias.isascii() and beside.isalnum()):
            return name
    return None


def _day_of(match: re.Match[str]) -> int:
    count = int(match["n"] or match["n2"] or 0)
    unit = match["unit"] or match["unit2"] or "d"
    if unit.startswith(("m", "个", "月")):
        return int(count * DAYS_PER_MONTH)
    if unit.startswith(("h", "小时")):
        return count // 24
    return count * 7 if unit.startswith(("w", "周")) else count


def measured_unit(header: str) -> str:
    """Return the unit in a header of a laboratory value, wherever its day stands: "Ferritin (ng/mL) d7" is "ng/mL"."""
    words, unit = lab_unit(header)
    for pattern in (_LAB_DAY, _DAY_LAB):
        match = None if unit else pattern.match(words)
        if match and analyte(match["lab"]):
            return lab_unit(match["lab"])[1]
    return unit or _unit_nobody_knows(header)


def is_share(header: str) -> bool:
    """Say whether a header of a laboratory value gives it in percent, as the NEUT% of a blood count."""
    return measured_unit(header) == "%"


def _unit_nobody_knows(header: str) -> str:
    """Return what stands in brackets behind an analyte that is recognised only without them, as written."""
    rest, unit = without_brackets(header)
    return unit if unit and not _lab(normal(header)) and _lab(normal(rest)) else ""


def _by_likeness(whole: str, stem: str, unit: Unit, known: dict[str, tuple[str, Reason]]) -> Proposal:
    from rapidfuzz import fuzz, process

    tries: tuple[tuple[str, Unit], ...] = ((whole, ""), (stem, unit))
    for written, with_unit in tries:
        if len(written) < SHORTEST_LIKENESS:
            continue
        best = process.extractOne(written, known.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        if best is not None and len(best[0]) >= SHORTEST_LIKENESS:
            name = known[best[0]][0]
            if not with_unit or takes_unit(name):
                return name, with_unit, "likeness", round(best[1])
    return "", "", "none", 0
