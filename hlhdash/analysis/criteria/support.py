"""Transfusions and G-CSF between baseline and an assessment: with them blood counts prove nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hlhdash.analysis.added_therapy import from_origin
from hlhdash.analysis.criteria.yes_no import header_key, yes_or_no
from hlhdash.cohort.model import Cohort

_LABELS = {"transfusion": ("transfusion", "输血"), "g_csf": ("g-csf", "gcsf", "filgrastim", "粒细胞刺激因子")}
# What sheets call a column that says yes or no, with the day it belongs to or without one: transfusion, transfusion_d7.
_HEADERS = {
    "transfusion": re.compile(
        r"(?:(?:platelet|plt|rbc|red_cell|blood)s?_)?(?:transfusions?|transfused|输血)(?:_?d(?:ay)?_?(?P<day>\d+))?"
    ),
    "g_csf": re.compile(r"(?:g_?csf|filgrastim|粒细胞刺激因子)(?:_?d(?:ay)?_?(?P<day>\d+))?"),
}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:u|units?|ml|x|times|次|单位)?")


def supported(cohort: Cohort, until: float) -> dict[str, frozenset[str]]:
    """Return which support ("transfusion", "g_csf") each patient had from day zero up to a day, by patient_id.

    It is read from courses and events by their label, and from patients' columns that say yes or no (or how many);
    a column without a day holds for every assessment, one with a day (transfusion_d7) from that day on.
    """
    found: dict[str, set[str]] = {}
    for patient, name in (*_dated(cohort, until), *_in_columns(cohort, until)):
        found.setdefault(patient, set()).add(name)
    return {patient: frozenset(names) for patient, names in found.items()}


def _dated(cohort: Cohort, until: float) -> Iterator[tuple[str, str]]:
    shift = from_origin(cohort)
    for table, start, end in ((cohort.courses, "start_day", "end_day"), (cohort.events, "day", "day")):
        zero = table["patient_id"].map(shift).astype(float)
        part = table[(table[start] - zero <= until) & ~(table[end] - zero < 0)]
        for patient, label in zip(part["patient_id"].tolist(), part["label"].tolist(), strict=True):
            word = str(label).casefold()
            yield from ((patient, name) for name, words in _LABELS.items() if any(one in word for one in words))


def _in_columns(cohort: Cohort, until: float) -> Iterator[tuple[str, str]]:
    people = cohort.patients
    for column in people:
        name, day = support_of(column)
        if name is None or (day is not None and day > until):
            continue
        for patient, cell in zip(people["patient_id"].tolist(), people[column].tolist(), strict=True):
            if given(cell):
                yield patient, name


def support_of(header: object) -> tuple[str | None, int | None]:
    """Return which support a column is about, None for none, and the day it belongs to."""
    for name, pattern in _HEADERS.items():
        if match := pattern.fullmatch(header_key(header)):
            return name, None if match["day"] is None else int(match["day"])
    return None, None


def given(cell: object) -> bool | None:
    """Read whether support was given: yes or no, or how much of it; None where it is neither."""
    answer = yes_or_no(cell)
    amount = _AMOUNT.fullmatch(str(cell).strip().casefold())
    return float(amount[1]) > 0 if answer is None and amount else answer
