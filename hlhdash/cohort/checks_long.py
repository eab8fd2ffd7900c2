"""Checks of the sheets in long form, row by row: what lies outside follow-up, and courses that overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hlhdash.cohort.events import kinds_of
from hlhdash.cohort.follow_up import Say
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes, Spot
from hlhdash.cohort.tables import each_word, rows_of
from hlhdash.cohort.timeline import SLACK
from hlhdash.cohort.vocabulary import RESPONSES_SEEN, response
from hlhdash.language import counted, message

NAMELESS = "treatment"  # the label of a course nobody named: two of them may be two drugs
_CORRECT = message("Correct one of the two dates.")


def listed_rows(treatments: Sequence[tuple[LongSheet, pd.Series]]) -> pd.DataFrame:
    """Return the courses that sheets list: sheet, row, patient_id, label, start_day, end_day, ongoing, start, end.

    The last two are the columns that say when it started and ended.
    """
    tables = [
        pd.DataFrame(
            {
                "sheet": long.name,
                "row": long.ids.index,
                "patient_id": long.ids.to_numpy(),
                "label": labels.to_numpy(),
                "start_day": long.day(long.first_of("start_day", "day")).to_numpy(float),
                "end_day": long.day("end_day").to_numpy(float),
                "ongoing": long.when("end_day").ongoing.to_numpy(bool),
                "start": long.headers_of(long.first_of("start_day", "day")),
                "end": long.headers_of("end_day"),
            }
        )[labels.notna().to_numpy(bool)]
        for long, labels in treatments
    ]
    columns = ["sheet", "row", "patient_id", "label", "start_day", "end_day", "ongoing", "start", "end"]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=columns)


def check_courses(courses: pd.DataFrame, treatments: pd.DataFrame, end: pd.Series, say: Say) -> None:
    """Find treatments after the last follow-up or death, each on the sheet it comes from.

    Parameters
    ----------
    courses : the courses of the Cohort
    treatments : as `listed_rows`; a course that is not among them comes from the patients sheet
    end : patient_id to the day of last follow-up or death
    """
    limit = courses["patient_id"].map(end).astype(float) + SLACK
    late = courses[((courses["start_day"] > limit) | (courses["end_day"] > limit)).to_numpy(bool)]
    places = {(one.patient_id, one.label, one.start_day): one for one in rows_of(treatments)}
    spots: dict[tuple[str, str], list[Spot]] = {}
    for one in rows_of(late):
        listed = places.get((one.patient_id, one.label, one.start_day))
        where, row = (say.sheet, ""), say.rows[one.patient_id]
        if listed is not None:
            late_start = one.start_day > limit[one.Index]
            where, row = (listed.sheet, listed.start if late_start else listed.end), listed.row
        spots.setdefault(where, []).append(Spot(row, str(one.patient_id), about=one.label))
    for (sheet, column), found in spots.items():
        say.notes.each(
            "warning",
            found,
            lambda spot: message(
                "{treatment} goes on after the last follow-up or death of this patient.", treatment=spot.about
            ),
            _CORRECT,
            sheet=sheet,
            column=column,
        )


def check_overlaps(treatments: pd.DataFrame, notes: Notes) -> None:
    """Find courses of one treatment of one patient that overlap; an end that is not given is not guessed."""
    known = treatments[(treatments["label"] != NAMELESS) & treatments["start_day"].notna()]
    last = known["end_day"].where(~known["ongoing"].astype(bool), np.inf)
    known = known.assign(last=last.fillna(known["start_day"])).sort_values(["start_day", "row"], kind="stable")
    spots: dict[tuple[str, str], list[Spot]] = {}
    for _, courses in known.groupby(["patient_id", "label"], sort=False):
        reached, before = -np.inf, None
        for one in rows_of(courses):
            if before is not None and one.start_day < reached:
                spot = Spot(one.row, str(one.patient_id), about=(one.label, before))
                spots.setdefault((one.sheet, one.start), []).append(spot)
            if one.last > reached:
                reached, before = one.last, one.row
    for (sheet, column), found in spots.items():
        notes.each(
            "warning",
            sorted(found, key=lambda spot: spot.row or 0),
            lambda spot: message(
                "{treatment} begins before its course on row {row} has ended; both are drawn.",
                treatment=spot.about[0],
                row=spot.about[1],
            ),
            message("Join the two rows, or correct their dates."),
            sheet=sheet,
            column=column,
        )


def check_events(long: LongSheet, end: pd.Series, status: pd.Series, notes: Notes) -> None:
    """Find events after the last follow-up, and responses after the death, on an events sheet."""
    kinds = kinds_of(long)
    field = long.first_of("day", "start_day")
    day, column = long.day(field), long.headers_of(field)
    limit = long.ids.map(end).astype(float) + SLACK
    late = (day > limit) & ~kinds.isin(["treatment", "death", "last follow-up"])
    dead = long.ids.map(status).eq("dead")
    words = long.words("label")
    words = words.where(words.notna(), long.words("kind"))
    classes = each_word(words, lambda word: response(word) if word else None)
    is_response = kinds == "response"
    seen = is_response & (classes.isin(RESPONSES_SEEN) | classes.isna())
    notes.each(
        "warning",
        long.spots(late & seen & dead),
        lambda _: message("This response lies after the death of the patient."),
        _CORRECT,
        sheet=long.name,
        column=column,
    )
    others = late & (~is_response | (seen & ~dead))
    notes.each(
        "warning",
        [spot._replace(about=str(words.at[spot.row] or kinds.at[spot.row])[:60]) for spot in long.spots(others)],
        lambda spot: message("{event} lies after the last follow-up or death of this patient.", event=spot.about),
        _CORRECT,
        sheet=long.name,
        column=column,
    )


def check_labs(long: LongSheet, end: pd.Series, notes: Notes) -> None:
    """Find measurements after the last follow-up or death, one finding for each patient."""
    field = long.first_of("day", "start_day")
    day = long.day(field)
    late = long.ids[(day > long.ids.map(end).astype(float) + SLACK).to_numpy(bool)]
    notes.each(
        "warning",
        [
            Spot(int(rows.index[0]), str(patient), about=len(rows))
            for patient, rows in late.groupby(late.to_numpy(), sort=False)
        ],
        lambda spot: counted(
            "{n} row of measurements lies after the last follow-up or death of this patient.",
            "{n} rows of measurements lie after the last follow-up or death of this patient.",
            n=spot.about,
        ),
        message("Correct the days, or the last follow-up."),
        sheet=long.name,
        column=long.headers_of(field),
    )
