"""What the controls offer: ids, which go to the address and to the analyses, and their words."""

from __future__ import annotations

from typing import Literal

from hlhdash.analysis.criteria import Rule
from hlhdash.analysis.response import AddedTherapy, Denominator
from hlhdash.analysis.survival import Interval
from hlhdash.language import Message, message

# Sizes under which counts are hidden: 5 is what hospitals and registries usually ask for.
LEAST = {
    "0": message("All counts are shown"),
    "3": message("Counts under 3 are hidden"),
    "5": message("Counts under 5 are hidden"),
    "10": message("Counts under 10 are hidden"),
}
UNITS: dict[str, Message] = {
    "days": message("days"),
    "weeks": message("weeks"),
    "months": message("months"),
    "years": message("years"),
}
SORTS: dict[str, Message] = {
    "follow-up": message("Follow-up, longest first"),
    "time to response": message("Time to response, soonest first"),
    "etiology": message("Etiology, then follow-up"),
    "response": message("Best response"),
    "file": message("Order of the file"),
}
COLOURS: dict[Literal["treatment", "etiology"], Message] = {
    "treatment": message("Treatment"),
    "etiology": message("Etiology"),
}
REFERENCE_DAYS: dict[str, Message] = {str(day): message("Day {day}", day=day) for day in (7, 28, 56, 100, 180, 365)}
EXTRAS: dict[str, tuple[str, Message]] = {
    "events": ("adverse event", message("Adverse events")),
    "milestones": ("milestone", message("Milestones")),
    "cutoff": ("cut-off", message("Data cut-off")),
}
TIME_SHOWN: dict[str, Message] = {
    "all": message("All"),
    "32": message("4 weeks"),
    "63": message("8 weeks"),
    "100": message("100 days"),
    "210": message("6 months"),
    "400": message("1 year"),
}
EXTENTS: dict[Literal["labs", "all"], Message] = {
    "labs": message("Days with laboratory values"),
    "all": message("Whole follow-up"),
}
SCALES: dict[Literal["value", "percent", "difference"], Message] = {
    "value": message("Values"),
    "percent": message("Percent of baseline"),
    "difference": message("Change from baseline"),
}
AXES: dict[Literal["auto", "log", "linear"], Message] = {
    "auto": message("As usual for it"),
    "log": message("Logarithmic"),
    "linear": message("Linear"),
}
LAB_VIEWS: dict[Literal["time", "pairs", "normal", "strips"], Message] = {
    "time": message("Over time"),
    "pairs": message("Before and after"),
    "normal": message("Time to normal"),
    "strips": message("Strip per patient"),
}
UNTIL: dict[str, Message] = {
    "32": message("4 weeks"),
    "63": message("8 weeks"),
    "210": message("6 months"),
    "all": message("All"),
}
AFTER_DAYS: dict[str, Message] = {str(day): message("Day {day}", day=day) for day in (2, 7, 14, 28, 56, 90, 180)}
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
ResponseView = Literal["groups", "forest", "course", "speed", "labs", "diagnosis", "before", "who"]
RESPONSE_VIEWS: dict[ResponseView, Message] = {
    "groups": message("By group"),
    "forest": message("Rates"),
    "course": message("Over time"),
    "speed": message("Time to response"),
    "labs": message("From labs"),
    "diagnosis": message("Diagnosis"),
    "before": message("Before and after"),
    "who": message("Table 1"),
}
SOURCES: dict[str, Message] = {
    "recorded": message("As recorded"),
    "midwest": message("From labs: Midwest/Marsh rule"),
    "emapalumab": message("From labs: emapalumab rule"),
}
LAB_RULES: dict[Rule, Message] = {
    "midwest": message("Midwest/Marsh (Beijing)"),
    "emapalumab": message("Emapalumab (NI-0501-04)"),
    "hlh-2004": message("HLH-94/2004 disease states"),
}
BENCHMARKS: dict[str, Message] = {"none": message("None")} | {
    str(rate): message("{rate} %", rate=rate) for rate in range(10, 100, 10)
}
DENOMINATORS: dict[bool, Denominator] = {False: "all", True: "evaluable"}
ADDED_THERAPY: dict[bool, AddedTherapy] = {False: "not counted", True: "counted"}
SHOWN: dict[Literal["survival", "side by side", "stacked"], Message] = {
    "survival": message("Kaplan-Meier curves"),
    "side by side": message("Cumulative incidence"),
    "stacked": message("Incidence, stacked"),
}
HANDLED: dict[Literal["ignore", "censor", "compete", "event"], Message] = {
    "ignore": message("ignored"),
    "censor": message("where observation ends"),
    "compete": message("a competing event"),
    "event": message("counted as the event"),
}
FAILURE_DAYS: dict[str, Message] = {str(day): message("Day {day}", day=day) for day in (7, 14, 28, 56)}
LANDMARK_DAYS = (3, 7, 14, 21, 28, 42, 56, 84, 100, 180, 365)
TIMES: dict[str, dict[str, Message]] = {
    "days": {str(k): message("Day {day}", day=k) for k in (7, 14, 28, 30, 56, 60, 90, 100, 180, 365, 730, 1826)},
    "weeks": {str(k): message("{k} weeks", k=k) for k in (1, 2, 4, 8, 12, 26, 52, 104, 260)},
    "months": {str(k): message("{k} months", k=k) for k in (1, 2, 3, 6, 9, 12, 18, 24, 36, 60)},
    "years": {str(k): message("{k} years", k=k) for k in (0.5, 1, 2, 3, 5, 10)},
}
