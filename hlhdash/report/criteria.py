"""Response from labs in words and tables: classes by a rule, agreement with the recorded ones, and who differs."""

from __future__ import annotations

import math
from collections.abc import Iterable
from types import MappingProxyType

from hlhdash.analysis.criteria.assessment import Agreement, Assessed
from hlhdash.analysis.criteria.unread import unread_words
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, listed, message
from hlhdash.numbers import rounded
from hlhdash.report.criteria_words import MARKERS, RULE_NAMES, RULE_SOURCES, settings_words
from hlhdash.report.response import CLASS_TITLES
from hlhdash.report.table import Column, Row, Table

STATE_TITLES = MappingProxyType(
    {
        **CLASS_TITLES,
        "non-active": message("Non-active"),
        "active": message("Active"),
        "reactivation": message("Reactivation"),
    }
)
NONE = message("none")
CLOCK_WORDS = message(
    "Clock times are not used: the baseline is the last value up to the end of day zero, even if it was taken after a "
    "first dose."
)


def assessed_rows(result: Assessed) -> Table:
    """Return the class of each patient by the rule, the recorded one, and which markers decided."""
    columns = tuple(
        Column(heading, "left")
        for heading in (
            message("Patient"),
            message("By the rule"),
            message("Recorded"),
            message("Decided by: improved or normal"),
            message("Still abnormal"),
            message("Missing"),
        )
    )
    names = ("patient_id", "computed", "recorded", "improved", "abnormal", "missing")
    rows = [
        Row(
            (
                str(patient),
                class_title(computed),
                class_title(recorded) if recorded is not None else message("not recorded"),
                markers(improved),
                markers(abnormal),
                markers(missing),
            )
        )
        for patient, computed, recorded, improved, abnormal, missing in zip(
            *(result.table[name].tolist() for name in names), strict=True
        )
    ]
    notes = (
        message("A class is given only where no value of a missing marker could change it; else not evaluable."),
        *settings_words(result.settings),
        *unread_words(result.unread),
        CLOCK_WORDS,
        RULE_SOURCES[result.rule],
        message("Nothing recorded is overwritten."),
    )
    heading = message("{assessment} from labs: {rule}", assessment=title(result.response), rule=RULE_NAMES[result.rule])
    return Table(heading, columns, tuple(rows), notes)


def agreement_rows(result: Assessed, found: Agreement) -> Table:
    """Return recorded classes as rows against those of the rule as columns."""
    names = [str(name) for name in found.table.columns]
    columns = (Column(message("Recorded"), "left"), *(Column(CLASS_TITLES[name]) for name in names))
    rows = [
        Row((CLASS_TITLES[str(name)], *(str(n) for n in cells)))
        for name, cells in zip(found.table.index, found.table.to_numpy().tolist(), strict=True)
    ]
    heading = message(
        "{assessment}: recorded response in rows, {rule} in columns",
        assessment=title(result.response),
        rule=RULE_NAMES[result.rule],
    )
    return Table(heading, columns, tuple(rows), agreement_words(found))


def agreement_words(found: Agreement) -> tuple[Message, ...]:
    """Say how well recorded and computed classes agree."""
    k = found.kappa
    left_out = counted(
        "{n} patient lacks one of the two and is not compared.",
        "{n} patients lack one of the two and are not compared.",
        found.not_compared,
    )
    beside = (left_out,) if found.not_compared else ()
    if not k.n:
        return (message("No patient has both a recorded class and one by the rule."), *beside)
    if math.isnan(k.value):
        agreement = message("{x} of {n} agree; with a single class there is no kappa.", x=k.agreed, n=k.n)
    else:
        agreement = message(
            "{x} of {n} agree; kappa {value} ({lower} to {upper}; {method}).",
            x=k.agreed,
            n=k.n,
            value=rounded(k.value, 2),
            lower=rounded(k.lower, 2).replace("-", "\u2212"),
            upper=rounded(k.upper, 2),
            method=k.method,
        )
    return (agreement, *beside)


def disagreements_rows(found: Agreement) -> Table:
    """Return the patients on whom recorded and computed class differ."""
    columns = tuple(
        Column(heading, "left")
        for heading in (
            message("Patient"),
            message("Recorded"),
            message("By the rule"),
            message("Improved or normal"),
            message("Still abnormal"),
        )
    )
    rows = [
        Row((str(patient), class_title(recorded), class_title(computed), markers(improved), markers(abnormal)))
        for patient, recorded, computed, improved, abnormal in found.disagreements.itertuples(index=False)
    ]
    heading = message("Patients on whom the recorded class and the rule differ")
    return Table(heading, columns, tuple(rows), ())


def class_title(name: str) -> str:
    """Name a class or a state; a word nobody knows stays as it is written."""
    return STATE_TITLES.get(name, name)


def markers(names: Iterable[str]) -> Message:
    """List markers by their titles."""
    found = [MARKERS.get(name, message("{marker}", marker=name)) for name in names]
    return listed(found) if found else NONE
