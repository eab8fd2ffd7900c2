"""The invented cohort as sheets: 120 children who never lived, with treatments, adverse events and labs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from random import Random

from sample_invented_children import CUTOFF, SEED, Child, children
from sample_invented_course import Course, Visit, course
from sample_invented_events import adverse_events
from sample_workbook import Cell, Table

# The column of each analyte, and how often it was not measured.
_LABS: dict[str, tuple[str, float]] = {
    "ferritin": ("ferritin_ng_ml", 0.01),
    "scd25": ("scd25_u_ml", 0.1),
    "haemoglobin": ("hb_g_l", 0.0),
    "wbc": ("wbc_1e9_l", 0.0),
    "anc": ("anc_1e9_l", 0.0),
    "platelets": ("plt_1e9_l", 0.0),
    "triglyceride": ("tg_mmol_l", 0.05),
    "fibrinogen": ("fibrinogen_g_l", 0.04),
    "alt": ("alt_u_l", 0.01),
    "ast": ("ast_u_l", 0.01),
    "ldh": ("ldh_u_l", 0.07),
    "ebv_dna": ("ebv_dna_copies_ml", 0.08),
    "spleen": ("spleen_cm", 0.15),
}
_MOST_FERRITIN = {"A": 40000, "B": 100000}  # two laboratories stop counting; the third dilutes
_LEAST_EBV = 500
_NOT_RECORDED = {"weight_kg": 0.03, "age_years": 0.01, "diagnosis": 0.015, "rux_stop": 0.025}


@dataclass(frozen=True)
class _Story:
    """A child with its course, and days as dates."""

    child: Child
    course: Course

    def date(self, day: int | None) -> dt.date | None:
        return None if day is None else self.child.rux_start + dt.timedelta(days=day)

    @property
    def rux_stop(self) -> Cell:
        """The last dose, “ongoing” where it goes on."""
        return "ongoing" if self.course.rux_ongoing else self.date(self.course.rux_stop)

    @property
    def first_line_start(self) -> dt.date | None:
        """The start of the treatment before ruxolitinib, None where ruxolitinib came first."""
        if not self.child.first_line:
            return None
        delay = self.child.random("delay").randrange(0, 4)
        return self.date(min(self.child.diagnosis_day + delay, -10))

    def recorded(self, column: str, value: Cell) -> Cell:
        """Return a value, or nothing where this chart is silent about it."""
        chance = _NOT_RECORDED.get(column, 0.0)
        return value if self.child.random(f"recorded {column}").random() >= chance else None


@cache
def _stories() -> tuple[_Story, ...]:
    return tuple(_Story(child, course(child)) for child in children())


def workbook() -> dict[str, Table]:
    """Return the sheets patients, treatments, events and labs."""
    rows = [_patient(story) for story in _stories()]
    return {
        "patients": Table(list(rows[0]), [list(row.values()) for row in rows]),
        "treatments": _treatments(),
        "events": _events(),
        "labs": _lab_sheet(),
    }


def flat() -> Table:
    """Return one row per child: the patients sheet, with dexamethasone, which has no other place there."""
    rows = []
    for story in _stories():
        row = _patient(story)
        kind = row.pop("record_type")
        given = story.course.dexamethasone_stop is not None
        row["dexamethasone_start"] = story.date(0) if given else None
        row["dexamethasone_stop"] = story.date(story.course.dexamethasone_stop)
        rows.append({**row, "record_type": kind})
    return Table(list(rows[0]), [list(row.values()) for row in rows])


def _patient(story: _Story) -> dict[str, Cell]:
    child, told = story.child, story.course
    row: dict[str, Cell] = {
        "patient_id": child.patient_id,
        "sex": child.sex,
        "age_years": child.age_years,
        "weight_kg": child.weight_kg,
        "center": child.center,
        "etiology": child.etiology,
        "trigger": child.trigger or None,
        "gene": child.gene or None,
        "cns_involvement": "yes" if child.cns else "no",
        "line_of_therapy": child.line,
        "diagnosis": story.date(child.diagnosis_day),
        "first_line": child.first_line or None,
        "first_line_start": story.first_line_start,
        "rux_start": child.rux_start,
        "rux_stop": story.rux_stop,
        "rux_dose": child.dose,
        "added_therapy": told.added or None,
        "added_therapy_start": story.date(told.added_start),
        "added_therapy_stop": story.date(told.added_stop),
        "afebrile": story.date(told.afebrile),
        "response_week1": told.response(7) or None,
        "response_week2": told.response(14) or None,
        "response_week4": told.response(28) or None,
        "response_week8": told.response(56) or None,
        "best_response": told.best,
        "remission": story.date(told.remission),
        "relapse": story.date(told.relapse),
        "hsct": story.date(told.hsct),
        "vital_status": told.status,
        "death": story.date(told.death),
        "last_follow_up": story.date(told.end),
        "data_cutoff": CUTOFF,
        "record_type": "invented",
    }
    return {column: story.recorded(column, value) for column, value in row.items()}


def _treatments() -> Table:
    rows: list[list[Cell]] = []
    for story in _stories():
        child, told = story.child, story.course
        if child.first_line:
            rows.append([child.patient_id, child.first_line, story.first_line_start, child.rux_start, None])
        stop = story.recorded("rux_stop", story.rux_stop)
        rows.append([child.patient_id, "ruxolitinib", child.rux_start, stop, child.dose])
        if told.dexamethasone_stop is not None:
            end = story.date(told.dexamethasone_stop)
            rows.append([child.patient_id, "dexamethasone", child.rux_start, end, None])
        if told.added:
            added = [story.date(told.added_start), story.date(told.added_stop)]
            rows.append([child.patient_id, told.added, *added, None])
    return Table(["patient_id", "drug", "start", "stop", "dose"], rows, widths={"stop": 12})


def _events() -> Table:
    rows = [
        [story.child.patient_id, story.date(event.day), "adverse event", event.term, event.grade]
        for story in _stories()
        for event in adverse_events(story.child, story.course)
    ]
    return Table(["patient_id", "date", "kind", "label", "grade"], rows)


def _lab_sheet() -> Table:
    headers = ["patient_id", "date", "temp_c", *(header for header, _ in _LABS.values())]
    rows = [
        [story.child.patient_id, story.date(visit.day), visit.temperature, *_measured(story.child, visit)]
        for story in _stories()
        for visit in story.course.visits
    ]
    return Table(headers, rows)


def _measured(child: Child, visit: Visit) -> list[Cell]:
    rng = Random(f"{SEED} {child.patient_id} measured {visit.day}")
    cells: list[Cell] = []
    for name, (_, missing) in _LABS.items():
        silent = rng.random() < missing
        cells.append(None if silent or name not in visit.values else _written(child, name, visit.values[name]))
    return cells


def _written(child: Child, name: str, value: float) -> Cell:
    """Write a value as its laboratory does, with a bound beyond what it measures."""
    most = _MOST_FERRITIN.get(child.center)
    if name == "ferritin" and most is not None and value > most:
        return f">{most}"
    if name == "ebv_dna" and value < _LEAST_EBV:
        return f"<{_LEAST_EBV}"
    return int(value) if value == int(value) else value
