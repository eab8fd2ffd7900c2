"""What the patients sheet implies: courses, events, statuses and follow-up, without anybody reshaping anything."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.fields import ASSESSMENT_DAYS, ASSESSMENT_WINDOWS, assessment_day, title
from hlhdash.cohort.long import COURSES, EVENTS, check_courses
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.patients import PatientSheet
from hlhdash.cohort.timeline import SLACK, Stated, Timeline
from hlhdash.language import message

EVENT_OF_MILESTONE = {
    "hsct": ("hsct", "HSCT"),
    "relapse": ("relapse", "relapse"),
    "death": ("death", "death"),
    "last_follow_up": ("last follow-up", "last follow-up"),
    "remission": ("response", "CR"),
    "afebrile": ("milestone", "afebrile"),
    "diagnosis": ("milestone", "diagnosis"),
}


def courses_of(people: PatientSheet, time: Timeline, sheet: str, notes: Notes) -> pd.DataFrame:
    """Derive the courses of each patient from columns such as rux_start, rux_stop and post_rux_chemo."""
    days, facts = time.days, people.facts
    parts = [_first_line(people, time)]
    if "rux_start" in people.stated:
        stop = _stop(people, time, "rux_stop")
        parts.append(_course(days.index, "ruxolitinib", days["rux_start"], *stop, _dose(facts)))
    parts.append(_added(people, time))
    for drug, edges in people.courses.items():
        if "start" not in edges:
            continue
        start = _relative(edges["start"], time)
        end = _relative(edges["stop"], time) if "stop" in edges else pd.Series(np.nan, index=days.index)
        ongoing = edges["stop"].ongoing if "stop" in edges else pd.Series(False, index=days.index)
        parts.append(_course(days.index, vocabulary.drug(drug), start, end, ongoing, None))
    table = pd.concat([part[part["start_day"].notna()] for part in parts])
    return check_courses(table.set_axis([int(people.rows[p]) for p in table["patient_id"]]), notes, sheet)


def _relative(said: Stated, time: Timeline) -> pd.Series:
    by_date = (said.date - time.zero_date).dt.days.astype(float)
    return by_date.fillna(said.days)


def _stop(people: PatientSheet, time: Timeline, name: str) -> tuple[pd.Series, pd.Series]:
    if name not in time.days:
        return pd.Series(np.nan, index=time.days.index), pd.Series(False, index=time.days.index)
    return time.days[name], people.stated[name].ongoing


def _dose(facts: pd.DataFrame) -> pd.Series | None:
    return facts["dose"] if "dose" in facts else None


def _first_line(people: PatientSheet, time: Timeline) -> pd.DataFrame:
    """The first treatment runs from its start to day zero unless the file gives its end."""
    days = time.days
    start = days["first_line_start"] if "first_line_start" in days else pd.Series(np.nan, index=days.index)
    if "first_line_to_rux" in people.stated:
        start = start.fillna(-people.stated["first_line_to_rux"].days)
    label = people.facts.get("first_line", pd.Series(None, index=days.index, dtype=object))
    edges = people.courses.pop("first line", {})
    end = _relative(edges["stop"], time) if "stop" in edges else pd.Series(np.nan, index=days.index)
    begun = days["rux_start"] if "rux_start" in days else days[time.zero]
    end = end.fillna(begun.where(begun > start))
    names = label.map(lambda word: vocabulary.drug(word) if word else "first line")
    return _course(days.index, names, start, end, pd.Series(False, index=days.index), None)


def _added(people: PatientSheet, time: Timeline) -> pd.DataFrame:
    days = time.days
    if "added_therapy_start" not in days:
        nothing = pd.Series(np.nan, index=days.index)
        return _course(days.index, "", nothing, nothing, pd.Series(False, index=days.index), None)
    label = people.facts.get("added_therapy", pd.Series(None, index=days.index, dtype=object))
    names = label.map(lambda word: vocabulary.drug(word) if word else "added therapy")
    end, ongoing = _stop(people, time, "added_therapy_stop")
    return _course(days.index, names, days["added_therapy_start"], end, ongoing, None)


def _course(
    patients: pd.Index,
    label: str | pd.Series,
    start: pd.Series,
    end: pd.Series,
    ongoing: pd.Series,
    dose: pd.Series | None,
) -> pd.DataFrame:
    table = pd.DataFrame(index=patients)
    table["patient_id"] = patients.to_numpy()
    table["label"] = label
    table["start_day"] = start
    table["end_day"] = end
    table["ongoing"] = ongoing.astype(bool)
    table["dose"] = dose if dose is not None else None
    return table[list(COURSES)]


def events_of(people: PatientSheet, time: Timeline, sheet: str, notes: Notes) -> pd.DataFrame:
    """Derive events from milestone columns and responses; one that happened on no known day is a finding."""
    rows = []
    for name, (kind, label) in EVENT_OF_MILESTONE.items():
        if name not in people.stated:
            continue
        said = people.stated[name]
        happened = said.happened.map(lambda value: value is True).astype(bool)
        day = time.days[name].where(said.happened.map(lambda value: value is not False).astype(bool))
        rows.append(
            pd.DataFrame({"patient_id": day.index, "day": day.to_numpy(), "kind": kind, "label": label})[
                day.notna().to_numpy()
            ]
        )
        for patient in day.index[(happened & day.isna()).to_numpy(bool)]:
            if name in ("death", "last_follow_up", "diagnosis"):
                continue
            notes.add(
                "warning",
                message(
                    "{what} is marked, but the file gives no day for it; it is not drawn.", what=title(name)
                ),
                message("Fill in the date, or the number of days from day zero."),
                sheet=sheet,
                row=int(people.rows[patient]),
                patient=str(patient),
                column=", ".join(said.columns),
            )
    for name in people.facts.columns:
        day = assessment_day(name)
        if day is not None:
            classes = people.facts[name]
            shown = classes.isin(["CR", "PR", "improved", "NR"])
            rows.append(
                pd.DataFrame(
                    {
                        "patient_id": classes.index,
                        "day": float(day),
                        "kind": "response",
                        "label": classes.to_numpy(),
                    }
                )[shown.to_numpy(bool)]
            )
    table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(EVENTS))
    return table.assign(grade=np.nan)[list(EVENTS)]


def join_events(derived: pd.DataFrame, listed: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Add what the patients sheet implies to an events sheet, which wins where both tell of the same thing."""
    if listed.empty:
        return derived
    keep = np.ones(len(derived), dtype=bool)
    by_patient = {patient: rows for patient, rows in listed.groupby("patient_id")}
    for i, event in enumerate(derived.itertuples()):
        rows = by_patient.get(event.patient_id)
        if rows is None:
            continue
        same = rows[
            (rows["kind"] == event.kind) & ((event.kind != "milestone") | (rows["label"] == event.label))
        ]
        if event.kind == "response":
            same = same[(same["label"] == event.label) & ((same["day"] - event.day).abs() <= SLACK)]
        if event.kind == "last follow-up" and same.empty:
            same = rows[rows["kind"] == "death"]
        if same.empty:
            continue
        keep[i] = False
        nearest = same["day"].iloc[int(np.argmin((same["day"] - event.day).abs()))]
        if abs(nearest - event.day) > SLACK:
            notes.add(
                "warning",
                message(
                    "{what} is day {listed} among the events and day {derived} on the patients sheet; day {listed} is used.",
                    what=str(event.label)[:60],
                    listed=f"{nearest:.0f}",
                    derived=f"{event.day:.0f}",
                ),
                message("Correct whichever is wrong."),
                patient=str(event.patient_id),
            )
    return pd.concat([listed, derived[keep]], ignore_index=True)[list(EVENTS)]


def responses_from_events(facts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Add an assessment the patients sheet has no column for, from response events within its window of days."""
    responses = events[(events["kind"] == "response") & events["label"].isin(["CR", "PR", "improved", "NR"])]
    responses = responses[responses["day"] > 0]
    added = {}
    for name, day in ASSESSMENT_DAYS.items():
        if name in facts:
            continue
        near = responses[(responses["day"] - day).abs() <= ASSESSMENT_WINDOWS[name]]
        if near.empty:
            continue
        nearest = near.assign(off=(near["day"] - day).abs()).sort_values(["off", "day"], kind="stable")
        added[name] = (
            nearest.drop_duplicates("patient_id").set_index("patient_id")["label"].reindex(facts.index)
        )
    if "best_response" not in facts and not responses.empty:
        rank = responses["label"].map({"CR": 0, "PR": 1, "improved": 2, "NR": 3})
        best = responses.assign(rank=rank).sort_values("rank", kind="stable").drop_duplicates("patient_id")
        added["best_response"] = best.set_index("patient_id")["label"].reindex(facts.index)
    return facts.assign(
        **{name: series.astype(object).where(series.notna(), None) for name, series in added.items()}
    )
