"""What a sheet holds: patients, treatments, events or labs, by its columns and its name."""

from __future__ import annotations

from hlhdash.cohort.headers import SheetKind, analyte, normal, read_header

_NAMES: dict[str, SheetKind] = {
    **dict.fromkeys(
        ("patients", "patient", "cohort", "demographics", "baseline", "患者", "病人", "基本信息"), "patients"
    ),
    **dict.fromkeys(("treatments", "treatment", "courses", "therapy", "drugs", "arms", "治疗", "用药"), "treatments"),
    **dict.fromkeys(("events", "event", "milestones", "responses", "response", "事件", "疗效"), "events"),
    **dict.fromkeys(("labs", "lab", "laboratory", "measurements", "检验", "化验", "实验室", "实验室检查"), "labs"),
}
# Two of these on one sheet: a row is a patient, whatever else the sheet has.
_OF_A_PATIENT = frozenset(
    {"sex", "age_years", "etiology", "vital_status", "best_response", "last_follow_up", "death", "hsct", "gene"}
)


def sheet_kind(name: str, headers: list[str], *, alone: bool) -> SheetKind | None:
    """Tell what a sheet holds; None where neither its name nor its columns tell.

    Parameters
    ----------
    alone : whether it is the only sheet; then its name is the file's name and decides only where the columns do not
    """
    by_name = _NAMES.get(normal(name))
    by_columns = _by_columns(headers)
    return (by_columns or by_name) if alone else (by_name or by_columns)


def _by_columns(headers: list[str]) -> SheetKind | None:
    found = {read_header(header, "events")[0] for header in headers}
    if not found & {"patient_id", "record_number"}:
        return None
    if len({read_header(header, "patients")[0] for header in headers} & _OF_A_PATIENT) >= 2:
        return "patients"
    if {"analyte", "value"} <= found:
        return "labs"
    if "day" in found and any(analyte(header) is not None for header in headers):
        return "labs"
    if {"start_day", "label"} <= found:
        return "events" if "kind" in found else "treatments"
    if "day" in found and found & {"kind", "label"}:
        return "events"
    return "patients"
