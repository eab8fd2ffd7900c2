"""What the controls offer: ids, which go to the address and to the analyses, and their words."""

from __future__ import annotations

from typing import Literal

from hlhdash.analysis.response import AddedTherapy, Denominator
from hlhdash.analysis.survival import Interval
from hlhdash.analysis.swimmer import Sort
from hlhdash.language import Message, message

UNITS: dict[str, Message] = {
    "days": message("days"),
    "weeks": message("weeks"),
    "months": message("months"),
    "years": message("years"),
}
SORTS: dict[Sort, Message] = {
    "follow-up": message("Follow-up, longest first"),
    "etiology": message("Etiology, then follow-up"),
    "response": message("Best response"),
    "file": message("Order of the file"),
}
COLOURS: dict[Literal["treatment", "etiology"], Message] = {
    "treatment": message("Treatment"),
    "etiology": message("Etiology"),
}
REFERENCE_DAYS: dict[str, Message] = {str(day): message("Day {day}", day=day) for day in (7, 28, 56, 100, 180, 365)}
INTERVALS: dict[Interval, Message] = {
    "log-log": message("Log-log"),
    "log": message("Log"),
    "plain": message("Plain"),
    "bpcp": message("Exact (beta product)"),
    "bpcp-midp": message("Exact, mid-P"),
}
BANDS: dict[Literal["few", "on", "off"], Message] = {
    "few": message("For up to 3 groups"),
    "on": message("For every group"),
    "off": message("None"),
}
TAILS: dict[Literal["dashed", "cut", "full"], Message] = {
    "dashed": message("Dash the curve"),
    "cut": message("End the curve"),
    "full": message("Draw it in full"),
}
RESPONDERS: dict[str, tuple[Message, tuple[str, ...]]] = {
    "cr": (message("CR only"), ("CR",)),
    "pr": (message("PR or better"), ("CR", "PR")),
    "improved": (message("Improved or better"), ("CR", "PR", "improved")),
}
DENOMINATORS: dict[bool, Denominator] = {False: "all", True: "evaluable"}
ADDED_THERAPY: dict[bool, AddedTherapy] = {False: "not counted", True: "counted"}
