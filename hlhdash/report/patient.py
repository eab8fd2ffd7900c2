"""The tables of one child: the rule's verdict at each assessment, the diagnostic criteria, and the HScore."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from hlhdash.analysis.criteria.thresholds import HSCORE_CUT_OFF, HSCORE_HIGHEST
from hlhdash.analysis.patient import Patient
from hlhdash.analysis.patient_diagnosis import AtDiagnosis, Used
from hlhdash.cohort.fields import title
from hlhdash.language import Message, listed, message
from hlhdash.report.criteria import RULE_NAMES, class_title, markers
from hlhdash.report.table import Column, Row, Table

MET = MappingProxyType({True: message("✓ met"), False: message("✗ not met"), None: message("? not recorded")})
FULFILLED = MappingProxyType(
    {True: message("fulfilled"), False: message("not fulfilled"), None: message("open: a missing item could decide")}
)
# The words of each criterion, and the values it is judged by.
CRITERIA: MappingProxyType[str, tuple[Message, tuple[str, ...]]] = MappingProxyType(
    {
        "temperature": (message("Fever of 38.5 °C or more"), ("temperature",)),
        "spleen": (message("Enlarged spleen"), ("spleen",)),
        "cytopenia": (message("Two of three blood counts low"), ("haemoglobin", "platelets", "anc")),
        "triglyceride_or_fibrinogen": (
            message("Triglyceride 3.0 mmol/L or more, or fibrinogen 1.5 g/L or less"),
            ("triglyceride", "fibrinogen"),
        ),
        "haemophagocytosis": (message("Haemophagocytosis"), ()),
        "nk_low": (message("Low or absent NK activity"), ()),
        "ferritin": (message("Ferritin 500 ng/mL or more"), ("ferritin",)),
        "scd25": (message("Soluble CD25 2,400 U/mL or more"), ("scd25",)),
    }
)
ITEMS: MappingProxyType[str, tuple[Message, tuple[str, ...]]] = MappingProxyType(
    {
        "immunosuppression": (message("Known immunosuppression"), ()),
        "temperature": (message("Temperature"), ("temperature",)),
        "organs": (message("Liver and spleen enlarged"), ("liver", "spleen")),
        "lineages": (message("Cytopenias"), ("haemoglobin", "wbc", "platelets")),
        "ferritin": (message("Ferritin"), ("ferritin",)),
        "triglyceride": (message("Triglyceride"), ("triglyceride",)),
        "fibrinogen": (message("Fibrinogen"), ("fibrinogen",)),
        "ast": (message("AST"), ("ast",)),
        "haemophagocytosis": (message("Haemophagocytosis"), ()),
    }
)


def verdict_rows(result: Patient) -> Table | None:
    """Return what the rule makes of each assessment and which markers decided; None where there is no assessment."""
    if not result.assessments:
        return None
    headings = (
        message("Assessment"),
        message("Recorded"),
        message("By labs"),
        message("Improved or normal"),
        message("Still abnormal"),
        message("Missing"),
    )
    rows = tuple(
        Row(
            (
                title(one.response),
                message("not recorded") if one.recorded is None else class_title(one.recorded),
                class_title(one.verdict.response_class),
                markers(one.verdict.improved),
                markers(one.verdict.abnormal),
                markers(one.verdict.missing),
            )
        )
        for one in result.assessments
    )
    notes = (
        message("A class is given only where no value of a missing marker could change it; else not evaluable."),
        message("Nothing recorded is overwritten."),
    )
    return Table(
        message("Response at each assessment: {rule}", rule=RULE_NAMES[result.rule]),
        tuple(Column(heading, "left") for heading in headings),
        rows,
        notes,
    )


def patient_criteria_rows(result: Patient) -> Table:
    """Return the eight criteria of HLH-2004 with the values they were judged by, and what follows from them."""
    at = result.criteria
    found = at.found
    rows = [
        Row((CRITERIA[name][0], MET[answer], _values(at, CRITERIA[name][1]))) for name, answer in found.criteria.items()
    ]
    least, most = found.met
    met = (
        message("{least} of 8", least=least)
        if least == most
        else message("{least} to {most} of 8", least=least, most=most)
    )
    rows.append(
        Row((message("HLH-2004: five of eight, or a proven gene defect"), FULFILLED[found.hlh2004], met), "total")
    )
    rows.append(Row((message("Revised 2024: five of seven, without NK activity"), FULFILLED[found.hlh2024], "")))
    if found.molecular is not False:
        recorded = message("recorded") if found.molecular else message("open")
        rows.append(Row((message("Molecular diagnosis"), recorded, "")))
    columns = (
        Column(message("Criterion"), "left"),
        Column(message("Found"), "left"),
        Column(message("Value"), "left"),
    )
    return Table(message("Diagnostic criteria"), columns, tuple(rows), (around_words(at),))


def around_words(at: AtDiagnosis) -> Message:
    """Say of which days the values are."""
    if at.diagnosis_day is None:
        return message(
            "The file gives no day of diagnosis: the last values up to the start of treatment are used, at most 7 days "
            "before it."
        )
    if at.diagnosis_day != at.day:
        return message(
            "No value lies within 7 days of the diagnosis (day {day}): the last ones up to the start of treatment are "
            "used, at most 7 days before it.",
            day=f"{at.diagnosis_day:g}",
        )
    return message("Values nearest to the day of diagnosis, at most 7 days from it (day {day}).", day=f"{at.day:g}")


def patient_hscore_rows(result: Patient) -> Table:
    """Return the points of each item of the HScore; two ends where an item is missing."""
    at = result.criteria
    score = at.found.hscore
    rows = [
        Row((ITEMS[name][0], _values(at, ITEMS[name][1]), _points(low, high)))
        for name, (low, high) in score.items.items()
    ]
    rows.append(Row((message("HScore, of {most}", most=HSCORE_HIGHEST), "", _points(score.least, score.most)), "total"))
    reached = {
        True: message("The cut-off of {cut} is reached.", cut=HSCORE_CUT_OFF),
        False: message("The cut-off of {cut} is not reached.", cut=HSCORE_CUT_OFF),
        None: message("Missing items decide whether the cut-off of {cut} is reached.", cut=HSCORE_CUT_OFF),
    }[score.reached]
    columns = (Column(message("Item"), "left"), Column(message("Value"), "left"), Column(message("Points")))
    notes = (
        reached,
        message("The HScore was derived in adults. A missing item counts with its fewest and most points."),
    )
    return Table(message("HScore"), columns, tuple(rows), notes)


def _points(low: int, high: int) -> str | Message:
    return str(low) if low == high else message("{low} to {high}", low=low, high=high)


def _values(at: AtDiagnosis, names: Iterable[str]) -> str | Message:
    found = [_used(name, at.values[name]) for name in names if name in at.values]
    return listed(found) if found else "–"


def _used(name: str, used: Used) -> Message:
    return message(
        "{analyte} {value} {unit}",
        analyte=markers([name]),
        value=used.bound + (f"{used.value:,.0f}" if used.value >= 1000 else f"{used.value:.4g}"),
        unit=used.unit[:18],
    )
