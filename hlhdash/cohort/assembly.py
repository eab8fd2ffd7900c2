"""From sheets to the four tables of a Cohort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.checking import Assembled, check
from hlhdash.cohort.courses import COURSES, join_courses, labels_of, listed_courses, with_listed_start
from hlhdash.cohort.doubts import WRITE_TIMES
from hlhdash.cohort.entry import late_entry
from hlhdash.cohort.events import EVENTS, join_events, kinds_of, listed_events
from hlhdash.cohort.files import Source
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.finishing import last_date, one_end, ordered_columns, record_note, stated_data_cutoff, with_ages
from hlhdash.cohort.follow_up import Say, settle
from hlhdash.cohort.implied_courses import implied_courses
from hlhdash.cohort.implied_events import implied_events, responses_from_events
from hlhdash.cohort.labs import LABS, read_labs
from hlhdash.cohort.long import LongSheet, open_long
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.patients import PatientSheet, read_patients
from hlhdash.cohort.placing import place, with_origin
from hlhdash.cohort.recorded import with_first_treatment, with_last_recorded
from hlhdash.cohort.recorded_endpoints import with_recorded_end
from hlhdash.cohort.remarks import stated_cut_off
from hlhdash.cohort.sorting import Sorted, patients_sheet
from hlhdash.cohort.tables import no_words, stack
from hlhdash.cohort.timeline import SLACK, Axis, find_axis
from hlhdash.cohort.transplants import listed_transplants, without_transplants
from hlhdash.cohort.twins import check_twins
from hlhdash.language import counted, message

# The fields for which each kind of sheet in long form is read.
_TREATMENTS = frozenset({"label", "kind", "start_day", "end_day", "day", "dose"})
_EVENTS = frozenset({"day", "start_day", "end_day", "kind", "label", "grade", "dose"})
_LABS = frozenset({"day", "start_day", "analyte", "value", "unit", "lab"})


@dataclass(frozen=True)
class _Long:
    """The sheets in long form: treatments with what each row gives (None where it is none), events, labs."""

    treatments: list[tuple[LongSheet, pd.Series]]
    events: list[LongSheet]
    labs: list[LongSheet]

    @property
    def own_treatments(self) -> list[LongSheet]:
        """The sheets that hold treatments and nothing else."""
        mixed = {id(one) for one in self.events}
        return [long for long, _ in self.treatments if id(long) not in mixed]

    def placed(self, axis: Axis, notes: Notes) -> _Long:
        """Return the sheets with their times on an axis; an events sheet is placed once, for both of its parts."""
        sheets = {id(one): one for one in (*(long for long, _ in self.treatments), *self.events, *self.labs)}
        placed = {key: one.placed(axis, notes) for key, one in sheets.items()}
        return _Long(
            [(placed[id(long)], labels) for long, labels in self.treatments],
            [placed[id(one)] for one in self.events],
            [placed[id(one)] for one in self.labs],
        )


def assemble(
    source: Source, sheets: Sorted, notes: Notes, tell: Callable[[float], None], cutoff: str | None = None
) -> Cohort:
    """Read the sheets into one Cohort; the findings of `notes` are not yet in it.

    Parameters
    ----------
    tell : called with the share of the work that is done
    cutoff : the data cut-off as the user sets it, ISO; that of the file unless given

    Raises
    ------
    CohortError
        Where no row names a patient, or nothing says how long anybody was followed.
    """
    sheet, readings = patients_sheet(source, sheets)
    people = read_patients(sheet, readings, notes)
    if not len(people.facts.index):
        raise refusals.nobody(source.name, sheet.name, people.headers["patient_id"])
    tell(0.48)
    if not sheets["patients"]:
        people = replace(people, rows=no_words(people.rows.index))
    long = _open(sheets, people.facts.index, notes)
    stated, counted_from = with_listed_start(people.stated, long.treatments, people.facts.index)
    stated = with_first_treatment(stated, long.treatments, people.facts.index, notes)
    people = replace(people, stated=stated)
    axis = with_origin(stated, find_axis(stated, people.facts.index, notes, people.name), notes)
    people = replace(people, facts=with_ages(people, axis, notes))
    days = place(stated, axis, people.rows, notes, people.name)
    long = long.placed(_listed_axis(axis, counted_from, notes), notes)
    tell(0.52)
    courses = join_courses(
        implied_courses(people, axis, days),
        [listed_courses(one, labels, notes) for one, labels in long.treatments],
        notes,
        people.name,
    )
    apart = [listed_transplants(one, notes) for one in long.own_treatments]
    listed = stack([*(listed_events(one, notes) for one in long.events), *apart], EVENTS)
    events = join_events(implied_events(people, days, axis, notes), listed, notes)
    table = pd.concat([responses_from_events(people.facts, events, notes), days], axis=1)
    labs = stack([*(read_labs(one, notes) for one in long.labs), people.labs], LABS)
    if sheets["treatments"] or sheets["events"]:
        parts = [(courses, "start_day"), (courses, "end_day"), (events, "day"), (labs, "day")]
        table = with_last_recorded(table, parts if _has_no_end(listed) else [], notes)
    table = with_recorded_end(table, readings, notes)
    say = Say(people.rows, people.headers, people.name, notes)
    tell(0.60)
    table = settle(table, listed, _died(people, days), say)
    if table["last_follow_up"].isna().all():
        raise _no_time(source, sheets, people, axis, notes)
    stated_cutoff = cutoff or stated_data_cutoff(people, notes) or stated_cut_off(notes)
    cutoff = stated_cutoff or last_date(people, axis)
    check_twins(sheet, readings, people.rows, notes)
    check(Assembled(people, axis, table, courses, events, long.treatments, long.events, long.labs, stated_cutoff), say)
    patients = ordered_columns(table.reset_index())
    late = late_entry(patients, axis.zero)
    notes.findings += [late] if late else []
    return Cohort(
        patients=patients,
        courses=stack([courses], COURSES),
        events=one_end(events, table),
        labs=labs,
        columns=_columns(sheets),
        findings=(),
        questions=tuple(notes.questions),
        source=source.name,
        fingerprint=source.fingerprint,
        day_zero=axis.zero,
        origin=axis.zero,
        data_cutoff=cutoff,
        note=record_note(patients),
        n_total=len(patients),
        roster=tuple(patients["patient_id"]),
        cutoffs=tuple(((pd.Timestamp(cutoff) - axis.date.reindex(patients["patient_id"])).dt.days).astype(float))
        if cutoff
        else (),
        rows=tuple(notes.rows),
    )


def _columns(sheets: Sorted) -> tuple[ColumnReading, ...]:
    """Return what each column was taken for, once where several parts of a table share it."""
    found: dict[tuple[str, str], ColumnReading] = {}
    for reads in sheets.values():
        for _, readings in reads:
            for reading in readings:
                found.setdefault((reading.sheet, reading.header), reading)
    return tuple(found.values())


def _open(sheets: Sorted, patients: pd.Index, notes: Notes) -> _Long:
    treatments = [open_long(*read, _TREATMENTS, patients, notes) for read in sheets["treatments"]]
    events = [open_long(*read, _EVENTS, patients, notes) for read in sheets["events"]]
    labs = [open_long(*read, _LABS, patients, notes) for read in sheets["labs"]]
    among_events = [(one, labels_of(one).where(kinds_of(one) == "treatment", None)) for one in events]
    own = [(one, without_transplants(one, labels_of(one), notes)) for one in treatments]
    return _Long([*own, *among_events], events, labs)


def _listed_axis(axis: Axis, counted_from: pd.Series, notes: Notes) -> Axis:
    """Return the axis of the sheets in long form, which may count days from another origin than the patients sheet."""
    moved = int((counted_from.abs() > SLACK).sum())
    if axis.zero != "rux_start" or not moved:
        return axis
    notes.add(
        "note",
        counted(
            "Among the treatments ruxolitinib does not start on day 0 for {n} patient; "
            "its days on these sheets are counted anew from that start.",
            "Among the treatments ruxolitinib does not start on day 0 for {n} patients; "
            "their days on these sheets are counted anew from that start.",
            n=moved,
        ),
        message("Nothing, if all these sheets count from the same day; otherwise give dates."),
    )
    return replace(axis, days=counted_from.fillna(axis.days))


def _has_no_end(events: pd.DataFrame) -> bool:
    return not events["kind"].isin(["last follow-up", "death"]).any()


def _died(people: PatientSheet, days: pd.DataFrame) -> pd.Series:
    """Return what a column says of deaths without a day: True, False or None."""
    if "death" not in people.stated:
        return no_words(people.facts.index)
    return people.stated["death"].times.happened.where(days["death"].isna(), None)


def _no_time(source: Source, sheets: Sorted, people: PatientSheet, axis: Axis, notes: Notes) -> CohortError:
    sheet = sheets["patients"][0][0] if sheets["patients"] else source.sheets[0]
    headers = tuple(map(str, sheet.cells.columns))
    unread = next((one for one in notes.findings if one.remedy == WRITE_TIMES), None)
    if unread is not None:
        return refusals.unread_times(source.name, headers, unread.column, unread.read)
    dated = any(said.times.dates.notna().any() for said in people.stated.values())
    refuse = refusals.no_zero if dated and axis.date.isna().all() else refusals.no_time
    return refuse(source.name, headers)
