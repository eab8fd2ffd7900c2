"""What a sheet holds: patients, treatments, events or labs, by its columns and its name."""

from __future__ import annotations

import re

from hlhdash.cohort.fields import assessment_day, is_milestone
from hlhdash.cohort.headers import ARMS, SheetKind, analyte, normal, read_header

_NAMES: dict[str, SheetKind] = {
    **dict.fromkeys(
        ("patients", "patient", "cohort", "demographics", "baseline", "outcome", "outcomes", "follow up", "survival")
        + ("患者", "病人", "基本信息", "随访", "结局"),
        "patients",
    ),
    **dict.fromkeys(
        ("treatments", "treatment", "courses", "therapy", "therapies", "drugs", "arms", "medication", "medications")
        + ("concomitant medications", "exposure", "治疗", "用药"),
        "treatments",
    ),
    **dict.fromkeys(
        ("events", "event", "milestones", "responses", "response", "response assessments", "assessments")
        + ("事件", "疗效", "疗效评估"),
        "events",
    ),
    **dict.fromkeys(
        ("adverse events", "adverse event", "ae", "aes", "toxicity", "toxicities", "safety", "不良反应", "不良事件"),
        "events",
    ),
    **dict.fromkeys(
        ("labs", "lab", "laboratory", "lab results", "laboratory results", "measurements")
        + ("检验", "化验", "实验室", "实验室检查", "检验结果"),
        "labs",
    ),
}
_EVENT_OF_NAME = {
    **dict.fromkeys(
        ("adverse events", "adverse event", "ae", "aes", "toxicity", "toxicities", "safety", "不良反应", "不良事件"),
        "adverse event",
    ),
    **dict.fromkeys(("responses", "response", "response assessments", "assessments", "疗效", "疗效评估"), "response"),
}
# Two of these on one sheet: a row is a patient, whatever else the sheet has.
_OF_A_PATIENT = frozenset(
    {"sex", "age_years", "etiology", "vital_status", "best_response", "last_follow_up", "death", "hsct", "gene"}
)
_ARMS = frozenset({"arm", "arms", "group", "groups", "分组", "组别"})  # what each patient was given, without times
_OF_A_ROW = frozenset({"label", "kind", "start_day", "day", "value"})


def event_of(name: str) -> str:
    """Return the kind of event a sheet of this name holds, such as "adverse event", "" where its name tells none."""
    return _EVENT_OF_NAME.get(normal(name), "")


def sheet_kind(name: str, headers: list[str], *, alone: bool, patient: str | None = None) -> SheetKind | None:
    """Tell what a sheet holds; None where neither its name nor its columns tell.

    Parameters
    ----------
    alone : whether it is the only sheet; then its name is the file's name and decides only where the columns do not
    patient : the column of the patient where it is known
    """
    by_name = _NAMES.get(normal(name))
    by_columns = _by_columns(headers, patient)
    if by_name == "events" and by_columns == "patients" and _tells_patients(headers) and not _is_long(headers):
        return "patients"  # a sheet called "response" with a row for each patient
    if by_name == "events" and by_columns == "patients" and _assesses_patients(headers) and not _is_timed(headers):
        return "patients"  # a sheet called "responses" with a column for each week
    if by_name == "treatments" and _tells_patients(headers) and not _names_drugs(headers):
        return "patients"  # a sheet called "arms" with the arm of each patient
    if normal(name) in _ARMS and not _is_timed(headers):
        return "patients"
    if by_name in ("events", "labs") and by_columns == "patients" and _has_own_times(headers, by_name):
        return "patients"  # a sheet called "labs" with a column for each day, one called "events" for each event
    return (by_columns or by_name) if alone else (by_name or by_columns)


def _tells_patients(headers: list[str]) -> bool:
    return len({read_header(header, "patients")[0] for header in headers} & _OF_A_PATIENT) >= 2


def _assesses_patients(headers: list[str]) -> bool:
    found = {read_header(header, "patients")[0] for header in headers}
    return any(assessment_day(field) is not None for field in found) or "best_response" in found - {""}


def _has_own_times(headers: list[str], kind: SheetKind) -> bool:
    """Say whether the headers themselves say when: "ferritin_d7" of labs, "hsct_date" of events; no row has a day."""
    if _is_long(headers):
        return False
    found = {read_header(header, "patients")[0] for header in headers}
    if kind == "labs":
        return any(re.fullmatch(r"lab:[^:]+:\d+", field) for field in found)
    return any(map(is_milestone, found))


def _names_drugs(headers: list[str]) -> bool:
    return bool({read_header(header, "events")[0] for header in headers} & {"label", "kind"})


def _is_timed(headers: list[str]) -> bool:
    return bool({read_header(header, "events")[0] for header in headers} & {"start_day", "end_day", "day"})


def _is_long(headers: list[str]) -> bool:
    return bool({read_header(header, "events")[0] for header in headers} & _OF_A_ROW)


def _by_columns(headers: list[str], patient: str | None) -> SheetKind | None:
    found = {read_header(header, "events")[0] for header in headers}
    if patient is None and not found & {"patient_id", "record_number"}:
        return None
    if _tells_patients(headers):
        return "patients"
    if {"analyte", "value"} <= found:
        return "labs"
    if "day" in found and any(analyte(header) is not None for header in headers):
        return "labs"
    if {"start_day", "end_day"} <= found and any(normal(header) in ARMS for header in headers):
        return "treatments"
    if {"start_day", "label"} <= found:
        return "events" if "kind" in found or "grade" in found else "treatments"
    if "day" in found and found & {"kind", "label"}:
        return "events"
    return "patients"
