"""The tables and words of adverse events."""

from __future__ import annotations

from hlhdash.analysis.first_time import FirstTime
from hlhdash.analysis.safety import GRADES, SEVERE, Safety
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, message
from hlhdash.numbers import count_share, percent, rounded
from hlhdash.report.table import Column, Row, Table

_SEVERE = tuple(grade for grade in GRADES if grade >= SEVERE)
MOST_GROUPS_BESIDE = 4  # up to which both counts of a term stand side by side; of more, each count has its own table


def term_rows(result: Safety) -> Table:
    """Return one row per term: patients of each group with any grade, and with grade 3 or more."""
    columns = [Column(message("Adverse event"), "left")]
    for label in result.groups:
        columns.append(Column(message("{group}, any grade", group=label)))
        columns.append(Column(message("{group}, grade 3 or more", group=label)))
    every, worst = _with_term(result, (0, *GRADES)), _with_term(result, _SEVERE)
    rows = []
    for i, term in enumerate(result.order):
        cells = [term]
        for label in result.groups:
            cells += [_share(every[label][i], result.n[label]), _share(worst[label][i], result.n[label])]
        rows.append(Row(tuple(cells)))
    return Table(message("Adverse events by term"), tuple(columns), tuple(rows), _term_notes(result))


def term_rows_apart(result: Safety) -> tuple[Table, Table]:
    """Return `term_rows` of many groups as two tables, of any grade and of grade 3 or more, a column per group."""
    columns = (
        Column(message("Adverse event"), "left"),
        *(Column(message("{group}, n = {n}", group=label, n=result.n[label])) for label in result.groups),
    )

    def table(heading: Message, counts: dict[str, list[int]], notes: tuple[Message, ...]) -> Table:
        rows = (
            Row((term, *(count_share(counts[label][i], result.n[label]) for label in result.groups)))
            for i, term in enumerate(result.order)
        )
        return Table(heading, columns, tuple(rows), notes)

    return (
        table(
            message("Adverse events of any grade by term, patients (%)"),
            _with_term(result, (0, *GRADES)),
            (),
        ),
        table(
            message("Adverse events of grade 3 or more by term, patients (%)"),
            _with_term(result, _SEVERE),
            _term_notes(result),
        ),
    )


def _with_term(result: Safety, grades: tuple[int, ...]) -> dict[str, list[int]]:
    """Return how many patients of each group had each term with one of the grades as the worst."""
    return {label: result.counts(label)[list(grades)].sum(axis=1).tolist() for label in result.groups}


def _term_notes(result: Safety) -> tuple[Message, ...]:
    notes = [
        message("Patients with the event of all patients followed after day zero; the worst grade of each counts.")
    ]
    if result.before:
        notes.append(
            counted(
                "Not counted: {n} event before day zero.", "Not counted: {n} events before day zero.", result.before
            )
        )
    if result.after:
        notes.append(
            counted(
                "Not counted: {n} event dated after the death of the patient.",
                "Not counted: {n} events dated after the death of the patient.",
                result.after,
            )
        )
    if result.not_followed:
        notes.append(
            counted(
                "Left out: {n} patient without a follow-up after day zero.",
                "Left out: {n} patients without a follow-up after day zero.",
                result.not_followed,
            )
        )
    return tuple(notes)


def rate_rows(result: Safety, first: FirstTime | None = None) -> Table:
    """Return one row per group: patients, severe, events per patient-year, and the first event.

    Parameters
    ----------
    first : the first events of the same groups, for the day by which half of a group had one
    """
    columns = (
        Column(title(result.by) if result.by else message("Group"), "left"),
        Column(message("With an event")),
        Column(message("Grade 3 or more")),
        Column(message("Events")),
        Column(message("Patient-years")),
        Column(message("Events per patient-year (95 % interval)")),
        Column(message("Half had one by day")),
    )
    rows = tuple(
        Row(
            (
                one.group,
                _share(len(one.patients), one.n),
                _share(len(one.severe), one.n),
                str(one.events),
                rounded(one.years, 1),
                _rate(one.rate, one.lower, one.upper),
                _half(None if first is None else first.half(one.group)),
            )
        )
        for one in result.rates
    )
    notes = (
        message("Exact Poisson interval (Garwood), which takes events of one patient to be independent."),
        message("Patient-years run from day zero to the last follow-up, on and off treatment."),
        message("Half had one by: cumulative incidence of the first event; death before it competes."),
    )
    return Table(message("How often adverse events happened"), columns, rows, notes)


def example_rows() -> Table:
    """Return what a sheet of adverse events looks like."""
    names = ("patient_id", "kind", "label", "grade", "start_day")
    rows = (
        ("P1", "adverse event", "Platelet count decreased", "3", "12"),
        ("P1", "adverse event", "Lung infection", "2", "40"),
        ("P4", "adverse event", "Hypertension", "1", "5"),
    )
    notes = (
        message("One row per event, on a sheet of its own called “events”; grade is that of CTCAE, 1 to 5."),
        message("A date may stand in a column start_date in place of a day."),
    )
    heading = message("What such a sheet looks like (invented rows)")
    return Table(heading, tuple(Column(name, "left") for name in names), tuple(Row(row) for row in rows), notes)


def _half(day: float | None) -> str | Message:
    return message("not reached") if day is None else rounded(day, 1).removesuffix(".0")


def _share(k: int, n: int) -> str:
    return f"{k}/{n} ({percent(k / n, n)})" if n else "–"


def _rate(rate: float, lower: float, upper: float) -> str | Message:
    if rate != rate:
        return "–"
    return message(
        "{rate} ({lower} to {upper})", rate=rounded(rate, 2), lower=rounded(lower, 2), upper=rounded(upper, 2)
    )
