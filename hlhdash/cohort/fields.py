"""The field dictionary: what hlhdash knows about columns, and how each is called on the screen."""

from __future__ import annotations

import re

from hlhdash.cohort.analytes import ANALYTES
from hlhdash.cohort.entries import Analyte, Field
from hlhdash.cohort.fields_long import BIRTH_DATE_ALIASES, LONG_FIELDS, PRIVATE_FIELD, RECORD_NUMBER_ALIASES
from hlhdash.cohort.fields_patient import PATIENT_FIELDS
from hlhdash.cohort.fields_time import DAY_ZERO_CHOICES, MILESTONE_FIELDS, MILESTONES
from hlhdash.cohort.values import DAYS_PER_MONTH
from hlhdash.language import Message, message

__all__ = [
    "ANALYTES",
    "ASSESSMENT_DAYS",
    "ASSESSMENT_TITLES",
    "ASSESSMENT_WINDOWS",
    "BIRTH_DATE_ALIASES",
    "DAY_ZERO_CHOICES",
    "FIELDS",
    "LONG_FIELDS",
    "MILESTONES",
    "MILESTONE_FIELDS",
    "PATIENT_FIELDS",
    "PRIVATE_FIELD",
    "RECORD_NUMBER_ALIASES",
    "Analyte",
    "Field",
    "assessment_day",
    "is_milestone",
    "title",
]

FIELDS: dict[str, Field] = {
    field.name: field for field in (*PATIENT_FIELDS, *MILESTONE_FIELDS, *LONG_FIELDS, PRIVATE_FIELD)
}

# The day of an assessment from day zero, and the days by which a dated response may lie off it.
ASSESSMENT_DAYS: dict[str, int] = {
    "response_day3": 3,
    "response_week1": 7,
    "response_week2": 14,
    "response_week4": 28,
    "response_week8": 56,
}
ASSESSMENT_WINDOWS: dict[str, int] = {
    "response_day3": 1,
    "response_week1": 2,
    "response_week2": 3,
    "response_week4": 4,
    "response_week8": 7,
}
ASSESSMENT_TITLES: dict[str, Message] = {
    "response_day3": message("Day 3"),
    "response_week1": message("Week 1"),
    "response_week2": message("Week 2"),
    "response_week4": message("Week 4"),
    "response_week8": message("Week 8"),
    "best_response": message("Best response"),
}
_OTHER_TITLES: dict[str, Message] = {"other_event": message("Event that ended follow-up")}

_ASSESSMENT = re.compile(r"^response_(day|week|month)(\d{1,4})$", re.ASCII)
_ANALYTES = {analyte.name: analyte for analyte in ANALYTES}


def assessment_day(name: str) -> int | None:
    """Return the day of an assessment such as "response_week4" (28), or None for one without a fixed day."""
    match = _ASSESSMENT.match(name)
    if match is None:
        return None
    return int(int(match[2]) * {"day": 1, "week": 7, "month": DAYS_PER_MONTH}[match[1]])


def is_milestone(name: str) -> bool:
    """Say whether a field holds times."""
    return name in FIELDS and FIELDS[name].kind == "milestone"


def title(name: str) -> Message:
    """Return how a column or a field is called on the screen; a column nobody knows keeps its own header."""
    if name in FIELDS:
        return FIELDS[name].title
    if name in ASSESSMENT_TITLES or name in _OTHER_TITLES:
        return ASSESSMENT_TITLES.get(name) or _OTHER_TITLES[name]
    if match := _ASSESSMENT.match(name):
        words = {"day": message("Day {k}", k=match[2]), "week": message("Week {k}", k=match[2])}
        return words.get(match[1], message("Month {k}", k=match[2]))
    if name.startswith("lab:"):
        _, lab, day = name.split(":")
        what = _ANALYTES[lab].title if lab in _ANALYTES else lab
        return message("{lab}, day {day}", lab=what, day=day) if day else message("{lab}", lab=what)
    if name.startswith("unit:"):
        return message("Unit of {lab}", lab=title(name.removeprefix("unit:")))
    if name.startswith("milestone:"):
        return message("{what}", what=name.partition(":")[2])
    if name.startswith("endpoint:"):
        _, part, code = name.split(":", 2)
        return (
            message("Time to {endpoint}", endpoint=code)
            if part == "time"
            else message("{endpoint} event", endpoint=code)
        )
    if name.startswith("course:"):
        _, edge, drug = name.split(":", 2)
        return message("Start of {drug}", drug=drug) if edge == "start" else message("Stop of {drug}", drug=drug)
    return message("{column}", column=name)
