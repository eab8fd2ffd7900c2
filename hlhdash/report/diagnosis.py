"""The diagnostic criteria and the HScore of each patient as tables, and how they were made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hlhdash.analysis.criteria import Diagnosis, DiagnosisSettings
from hlhdash.analysis.criteria.diagnosis import AROUND
from hlhdash.analysis.criteria.thresholds import HSCORE_CUT_OFF, HSCORE_HIGHEST
from hlhdash.analysis.criteria.unread import unread_words
from hlhdash.analysis.criteria.values import Known
from hlhdash.cohort.fields import title
from hlhdash.language import Message, listed, message
from hlhdash.report.criteria_words import settings_words
from hlhdash.report.table import Column, Row, Table

Diagnoses = Mapping[str, Diagnosis]
CRITERIA: dict[str, Message] = {
    "temperature": message("Fever"),
    "spleen": message("Spleen"),
    "cytopenia": message("Two cytopenias"),
    "triglyceride_or_fibrinogen": message("Triglyceride or fibrinogen"),
    "haemophagocytosis": message("Haemophagocytosis"),
    "nk_low": message("Low NK activity"),
    "ferritin": message("Ferritin"),
    "scd25": message("sCD25"),
}
ITEMS: dict[str, Message] = {
    "immunosuppression": message("Immunosuppression"),
    "temperature": message("Temperature"),
    "organs": message("Liver, spleen"),
    "lineages": message("Cytopenias"),
    "ferritin": message("Ferritin"),
    "triglyceride": message("Triglyceride"),
    "fibrinogen": message("Fibrinogen"),
    "ast": message("AST"),
    "haemophagocytosis": message("Haemophagocytosis"),
}
YES, NO, OPEN = message("yes"), message("no"), message("?")
FULFILLED, NOT_FULFILLED, UNDECIDED = message("fulfilled"), message("not fulfilled"), message("open")


@dataclass(frozen=True)
class Tally:
    """How many patients fulfil a set of criteria, do not, or could do either."""

    yes: int
    no: int
    open: int


def tally(answers: Iterable[Known]) -> Tally:
    """Count answers."""
    found = list(answers)
    return Tally(found.count(True), found.count(False), found.count(None))


def criteria_rows(found: Diagnoses, at: str, settings: DiagnosisSettings) -> Table:
    """Return which criteria each patient meets, and whether the diagnosis of 2004 and of 2024 is fulfilled."""
    columns = (
        Column(message("Patient"), "left"),
        Column(message("Gene defect")),
        *(Column(name) for name in CRITERIA.values()),
        Column(message("Met of 8")),
        Column(message("HLH-2004")),
        Column(message("HLH-2024")),
    )
    rows = [
        Row(
            (
                patient,
                "–" if one.molecular is False else _sign(one.molecular),
                *(_sign(one.criteria[name]) for name in CRITERIA),
                _range(*one.met),
                _verdict(one.hlh2004),
                _verdict(one.hlh2024),
            )
        )
        for patient, one in found.items()
    ]
    notes = (
        message(
            "HLH-2004: a proven gene defect, or {n} of 8; HLH-2024: the same without NK activity, {n} of 7. “?” is not "
            "recorded, “–” no defect recorded; “open” could be changed by what is not recorded.",
            n=settings.needed,
        ),
        *_open_genes(found),
        *unread_words(cell for one in found.values() for cell in one.unread),
        *settings_words(settings),
        values_words(at),
        message("Source: Henter, Pediatr Blood Cancer 2007;48:124; Henter, Blood 2024;144:2308."),
    )
    return Table(message("Diagnostic criteria of each patient"), columns, tuple(rows), notes)


def hscore_rows(found: Diagnoses, at: str) -> Table:
    """Return the points of each item of the HScore, and their sum; a range where items are missing."""
    columns = (
        Column(message("Patient"), "left"),
        *(Column(name) for name in ITEMS.values()),
        Column(message("HScore")),
        Column(message("{cut_off} or more", cut_off=HSCORE_CUT_OFF)),
    )
    rows = [
        Row(
            (
                patient,
                *(_range(*one.hscore.items[name]) for name in ITEMS),
                _range(one.hscore.least, one.hscore.most),
                _sign(one.hscore.reached),
            )
        )
        for patient, one in found.items()
    ]
    notes = (
        message(
            "The HScore was derived in adults; {cut_off} of {most} points is its cut-off. An item that is not recorded "
            "counts with its fewest and its most points; “?” could fall on either side.",
            cut_off=HSCORE_CUT_OFF,
            most=HSCORE_HIGHEST,
        ),
        values_words(at),
        message("Source: Fardet, Arthritis Rheumatol 2014;66:2613."),
    )
    return Table(message("HScore of each patient"), columns, tuple(rows), notes)


def diagnosis_words(found: Diagnoses) -> tuple[Message, ...]:
    """Say how many patients fulfil the criteria of 2004, those of 2024, and reach the cut-off of the HScore."""
    parts = (
        (message("HLH-2004"), tally(one.hlh2004 for one in found.values())),
        (message("HLH-2024"), tally(one.hlh2024 for one in found.values())),
        (
            message("HScore of {cut_off} or more", cut_off=HSCORE_CUT_OFF),
            tally(one.hscore.reached for one in found.values()),
        ),
    )
    return tuple(
        message(
            "{what}: {yes} of {n} patients; {no} not, {open} open.",
            what=what,
            yes=count.yes,
            n=len(found),
            no=count.no,
            open=count.open,
        )
        for what, count in parts
    )


def _open_genes(found: Diagnoses) -> tuple[Message, ...]:
    """Say whose gene cell names no defect known to be one of HLH."""
    patients = [
        patient for patient, one in found.items() if one.molecular is None and None in (one.hlh2004, one.hlh2024)
    ]
    if not patients:
        return ()
    return (
        message(
            "The gene is none known for primary HLH, in doubt, or not recorded in familial HLH; that leaves the "
            "diagnosis open in {patients}.",
            patients=listed(patients),
        ),
    )


def values_words(at: str) -> Message:
    """Say which values were looked at."""
    return message("Values nearest to {day}, within {around} days.", day=title(at), around=AROUND)


def _sign(answer: Known) -> Message:
    return OPEN if answer is None else (YES if answer else NO)


def _verdict(answer: Known) -> Message:
    return UNDECIDED if answer is None else (FULFILLED if answer else NOT_FULFILLED)


def _range(least: int, most: int) -> str:
    return str(least) if least == most else f"{least}–{most}"
