"""Words that figures share: response classes, etiologies, units of time, kinds of events."""

from __future__ import annotations

from types import MappingProxyType

from hlhdash.language import Message, message
from hlhdash.numbers import in_unit, rounded

RESPONSE_TITLES = MappingProxyType(
    {
        "CR": message("Complete remission (CR)"),
        "PR": message("Partial remission (PR)"),
        "improved": message("Improved"),
        "NR": message("No response (NR)"),
        "died": message("Died"),
        "NE": message("Not evaluable (NE)"),
    }
)
KIND_WORDS = MappingProxyType(
    {
        "relapse": message("Relapse"),
        "hsct": message("HSCT"),
        "dose change": message("Dose change"),
        "death": message("Death"),
        "adverse event": message("Adverse event"),
    }
)
MILESTONE_WORDS = MappingProxyType(
    {"afebrile": message("Fever gone"), "CR first-line": message("CR, first line"), "diagnosis": message("Diagnosis")}
)
OTHER_TREATMENTS = message("Other treatments")
OTHER_MILESTONES = message("Other milestones")
_AXES = {
    "days": message("Days from day zero ({zero})"),
    "weeks": message("Weeks from day zero ({zero})"),
    "months": message("Months from day zero ({zero})"),
    "years": message("Years from day zero ({zero})"),
}


def time_axis(unit: str, zero: str) -> Message:
    """Name an axis of time: "Months from day zero (Ruxolitinib start)"."""
    return message(_AXES[unit].template, zero=zero)


_FROM = {
    "days": message("Days from {start}"),
    "weeks": message("Weeks from {start}"),
    "months": message("Months from {start}"),
    "years": message("Years from {start}"),
}


def from_start(unit: str, start: str) -> Message:
    """Name an axis of time that starts elsewhere: "Months from remission"."""
    return message(_FROM[unit].template, start=start)


def duration(days: float, unit: str) -> Message:
    """Write a time in a unit: "6.5 months"."""
    k = rounded(in_unit(days, unit), 0 if unit == "days" else 1)
    words = {
        "days": message("{k} days", k=k),
        "weeks": message("{k} weeks", k=k),
        "months": message("{k} months", k=k),
        "years": message("{k} years", k=k),
    }
    return words[unit]


def of_patients(n: int, total: int) -> Message:
    """Say how many patients of how many are looked at."""
    return message("{n} of {total} patients", n=n, total=total)
