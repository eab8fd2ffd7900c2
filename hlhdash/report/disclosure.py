"""What could still identify somebody, as a table and in sentences."""

from __future__ import annotations

from hlhdash.analysis.disclosure import Disclosure, Kind, Risk
from hlhdash.cohort.fields import title
from hlhdash.cohort.own_words import own_word
from hlhdash.language import Message, counted, listed, message
from hlhdash.report.table import Column, Row, Table

NAMED_AT_MOST = 6  # groups that one row of the table names
KINDS: dict[Kind, Message] = {
    "age": message("exact ages"),
    "date": message("dates"),
    "free text": message("free text"),
    "small group": message("small groups"),
}
_KNOWN = {
    "sex": message("sex"),
    "age_years": message("age in whole years"),
    "age_band": message("age band"),
    "etiology": message("etiology"),
}
_TABLES = {"courses": message("Treatments"), "events": message("Events")}


def disclosure_table(found: Disclosure) -> Table:
    """Return one row for each column by which somebody could be recognised."""
    rows = tuple(Row((_column(risk), KINDS[risk.kind], str(risk.n), _values(risk)), "body") for risk in found.risks)
    columns = (
        Column(message("Column"), "left"),
        Column(message("What it tells"), "left"),
        Column(message("Patients")),
        Column(message("Which groups"), "left"),
    )
    note = message("A group is small with fewer than {n} patients.", n=found.fewest)
    return Table(message("What could still identify somebody"), columns, rows, (note,))


def disclosure_words(found: Disclosure) -> tuple[Message, ...]:
    """Say how many patients are alone with what a neighbour knows of them, and whether anything else tells."""
    known = listed([_KNOWN.get(name) or title(name) for name in found.combined])
    said = []
    if found.combined and found.smallest:
        said.append(_combined(found, known))
    if not found.risks:
        said.append(message("No column tells exact ages, dates, free text or a small group."))
    return tuple(said)


def _combined(found: Disclosure, known: Message) -> Message:
    if not found.rare:
        return message(
            "Each patient shares {columns} with others: at least {k} patients have the same.",
            k=found.smallest,
            columns=known,
        )
    return counted(
        "{n} patient is one of fewer than {fewest} with the same {columns}; {alone} are alone with theirs.",
        "{n} patients are each one of fewer than {fewest} with the same {columns}; {alone} are alone with theirs.",
        n=found.rare,
        columns=known,
        fewest=found.fewest,
        alone=found.alone,
    )


def _column(risk: Risk) -> Message:
    return _TABLES.get(risk.column) or title(risk.column)


def _values(risk: Risk) -> Message | str:
    shown = [own_word(risk.column, value) or value[:30] for value in risk.values[:NAMED_AT_MOST]]
    return listed([*shown, *(["…"] if len(risk.values) > NAMED_AT_MOST else [])]) if shown else ""
