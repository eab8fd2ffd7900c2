"""Times to endpoints that a file gives ready-made, such as PFS in ADTTE: a time and an event for each patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.endpoints import RECORDED
from hlhdash.cohort.event_words import endpoint_came
from hlhdash.cohort.headers import normal
from hlhdash.cohort.legends import numbered
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.times import ENDPOINT_TIME, as_times
from hlhdash.cohort.values import code, text, yes_no
from hlhdash.language import Message, counted, message

TIME, EVENT = ENDPOINT_TIME, "endpoint:event:"
_CENSORED = frozenset({"cens", "censor", "censored", "censoring", "cnsr"})  # in a header these turn 0 and 1 round
_NO_TIME = message("no time to this endpoint in the file")
_NO_EVENT = message("the file does not say whether the event came")
_NEGATIVE = message("the time to this endpoint is below zero")


def names(code: str) -> tuple[str, str]:
    """Return the columns of the patients table that hold the time, in days, and the event, 0 or 1."""
    return f"{code} (days)", f"{code} event"


def read_part(column: Column, notes: Notes) -> tuple[str, pd.Series]:
    """Read the time or the event of an endpoint; returns the name of the column of patients and its cells."""
    field = column.reading.field
    if field.startswith(TIME):
        return names(field.removeprefix(TIME))[0], as_times(column, notes).days
    return names(field.removeprefix(EVENT))[1], _happened(column, notes)


def _happened(column: Column, notes: Notes) -> pd.Series:
    """Read whether an event came, as 1 and 0; codes that may stand either way round are asked."""
    name = column.reading.field.removeprefix(EVENT)
    codes = _codes(column, notes)
    read = column.each(lambda cell: _flag(cell, codes, name), float)
    column.mark(
        column.present & read.isna(),
        "error",
        lambda cell: message("“{cell}” does not say whether the event came; it is left empty.", cell=cell),
        message("Write 1 where the event came and 0 where the patient was censored."),
        notes,
    )
    return read


def _flag(cell: Any, codes: Mapping[str, bool], name: str) -> float | None:
    came = endpoint_came(cell, name)
    if came is None:
        came = codes.get(_number(cell), None if codes else yes_no(cell))
    return None if came is None else float(came)


def _number(cell: Any) -> str:
    """Return a cell as a code, of "1:Recurred" the 1."""
    return numbered(text(cell)) or code(cell)


def _codes(column: Column, notes: Notes) -> dict[str, bool]:
    """Return what 0 and 1, or 1 and 2, mean; nothing where the column is written in words."""
    name = column.reading.field.removeprefix(EVENT)
    told = column.flags(lambda cell: endpoint_came(cell, name) is not None)
    numbers = column.each(_number)
    found = set(numbers[column.present & ~told]) & {"0", "1", "2"}
    if not found:
        return {}
    low, high = ("1", "2") if "2" in found and "0" not in found else ("0", "1")
    words = set(normal(column.reading.header).split())
    if low == "0" and ("event" in words or words & _CENSORED):
        return {low: bool(words & _CENSORED), high: not words & _CENSORED}
    n = int(numbers.isin([low, high]).sum())
    choices = {
        f"{one} means event": message("the event came to {came} of {n}", came=int((numbers == one).sum()), n=n)
        for one in (high, low)
    }
    chosen = notes.ask(
        column.reading.field,
        column.reading.header,
        message("Which code means in column {column} that the event came?", column=column.reading.header),
        choices,
        f"{high} means event",
    )
    return {one: chosen == f"{one} means event" for one in (low, high)}


def codes_of(columns: Iterable[ColumnReading]) -> tuple[str, ...]:
    """Return the endpoints of which a file gives both the time and the event."""
    fields = [reading.field for reading in columns]
    times = dict.fromkeys(field.removeprefix(TIME) for field in fields if field.startswith(TIME))
    return tuple(code for code in times if f"{EVENT}{code}" in fields)


def state_table(patients: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return what the file says of an endpoint, as `hlhdash.cohort.survival_times.state_table` does of others."""
    time, event = (patients[name].astype(float).to_numpy() for name in names(code))
    reasons = np.full(len(patients), None, dtype=object)
    reasons[time < 0] = _NEGATIVE
    reasons[~np.isin(event, (0.0, 1.0))] = _NO_EVENT
    reasons[np.isnan(time)] = _NO_TIME
    out = np.array([reason is not None for reason in reasons], dtype=bool)
    happened = (event == 1) & ~out
    return pd.DataFrame(
        {
            "patient_id": patients["patient_id"].to_numpy(),
            "time": np.where(out, np.nan, time),
            "state": happened.astype(int),
            "cause": np.where(happened, f"{RECORDED}{code}", "").astype(object),
            "reason": pd.Series(reasons, dtype=object),
        }
    )


def with_recorded_end(table: pd.DataFrame, columns: Iterable[ColumnReading], notes: Notes) -> pd.DataFrame:
    """Take the longest time to an endpoint for the last follow-up where the file gives none at all.

    Parameters
    ----------
    table : one row per patient
    """
    times = [names(code)[0] for code in codes_of(columns) if names(code)[0] in table]
    if not times or ("last_follow_up" in table and table["last_follow_up"].notna().any()):
        return table
    last = table[times].astype(float).max(axis=1)
    notes.add("warning", _taken(int(last.notna().sum())), message("Add overall survival: its time and its event."))
    return table.assign(last_follow_up=last)


def _taken(n: int) -> Message:
    return counted(
        "The file gives no last follow-up; for {n} patient the longest time to an endpoint is taken.",
        "The file gives no last follow-up; for {n} patients the longest time to an endpoint is taken.",
        n=n,
    )
