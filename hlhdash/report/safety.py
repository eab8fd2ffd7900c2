"""The tables and words of adverse events."""

from __future__ import annotations

from hlhdash.analysis.safety import GRADES, SEVERE, Safety
from hlhdash.cohort.fields import title
from hlhdash.language import Message, message
from hlhdash.numbers import percent, rounded
from hlhdash.report.table import Column, Row, Table


def term_rows(result: Safety) -> Table:
    """Return one row per term: patients of each group with any grade, and with grade 3 or more."""
    found = {label: result.counts(label) for label in result.groups}
    severe = [grade for grade in GRADES if grade >= SEVERE]
    counts = {label: (table.sum(axis=1).tolist(), table[severe].sum(axis=1).tolist()) for label, table in found.items()}
    columns = [Column(message("Adverse event"), "left")]
    for label in result.groups:
        columns.append(Column(message("{group}, any grade", group=label)))
        columns.append(Column(message("{group}, grade 3 or more", group=label)))
    rows = []
    for i, term in enumerate(result.order):
        cells = [term]
        for label, (every, worst) in counts.items():
            cells += [_share(every[i], result.n[label]), _share(worst[i], result.n[label])]
        rows.append(Row(tuple(cells)))
    notes = [
        message("Patients with the event of all patients followed after day zero; the worst grade of each counts.")
    ]
    if result.before:
        notes.append(message("Not counted: {n} events before day zero.", n=result.before))
    return Table(message("Adverse events by term"), tuple(columns), tuple(rows), tuple(notes))


def rate_rows(result: Safety) -> Table:
    """Return one row per group: patients, severe, events per patient-year, and the first event."""
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("With an event")),
        Column(message("Grade 3 or more")),
        Column(message("Events")),
        Column(message("Patient-years")),
        Column(message("Events per patient-year (95 % interval)")),
        Column(message("Median day of the first")),
    )
    rows = tuple(
        Row(
            (
                one.group,
                _share(one.patients, one.n),
                _share(one.severe, one.n),
                str(one.events),
                rounded(one.years, 1),
                _rate(one.rate, one.lower, one.upper),
                "–" if one.first_day is None else rounded(one.first_day, 1).removesuffix(".0"),
            )
        )
        for one in result.rates
    )
    notes = (
        message("Exact Poisson interval (Garwood), which takes events of one patient to be independent."),
        message("Patient-years run from day zero to the last follow-up, on and off treatment."),
    )
    return Table(message("How often adverse events happened"), columns, rows, notes)


def _share(k: int, n: int) -> str:
    return f"{k}/{n} ({percent(k / n, n)})" if n else "–"


def _rate(rate: float, lower: float, upper: float) -> str | Message:
    if rate != rate:
        return "–"
    return message(
        "{rate} ({lower} to {upper})", rate=rounded(rate, 2), lower=rounded(lower, 2), upper=rounded(upper, 2)
    )
