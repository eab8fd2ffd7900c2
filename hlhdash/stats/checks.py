"""Inputs of the statistics: what is refused, in whole sentences, before anything is computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.language import Message, counted, message

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
ArrayLike = npt.ArrayLike | pd.Series


_NOT_NUMBERS = "mMc"  # durations, dates and complex numbers would be taken for nanoseconds or lose a part


class StatsError(ValueError):
    """A request that has no answer; `sentence` says why and what to do, and stays translatable."""

    def __init__(self, sentence: Message) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, eq=False)
class Followed:
    """Checked follow-up of n patients: arrays of length n, times in the caller's unit, event 0 or 1."""

    time: Floats
    event: Integers
    entry: Floats | None


def numbers(values: ArrayLike, name: Message) -> Floats:
    """Give values as a one-dimensional float array, missing ones as NaN.

    Raises
    ------
    StatsError
        If the values are not numbers or not one-dimensional.
    """
    try:
        if isinstance(values, pd.Series):
            if values.dtype.kind in _NOT_NUMBERS:
                raise TypeError
            array = values.to_numpy(dtype=float, na_value=np.nan)
        else:
            array = np.asarray(values)
            if array.dtype.kind in _NOT_NUMBERS:
                raise TypeError
            array = array.astype(float)
    except (TypeError, ValueError):
        raise StatsError(message("Every value of {name} must be a number.", name=name)) from None
    if array.ndim != 1:
        raise StatsError(message("{name} must be one list of numbers, not a table.", name=name))
    return array


def followed(time: ArrayLike, event: ArrayLike, entry: ArrayLike | None = None) -> Followed:
    """Check times, event flags and, with delayed entry, entry times.

    Parameters
    ----------
    time : array-like of shape (n,)
        Time from day zero to the event or to the last follow-up, 0 or more.
    event : array-like of shape (n,)
        1 where the event happened at `time`, 0 where follow-up ended without it.
    entry : array-like of shape (n,), optional
        Time from day zero at which a patient came under observation.

    Raises
    ------
    StatsError
        If nobody is left, lengths differ, a time is missing or negative, an event is not 0 or 1,
        or an entry does not lie before its time.
    """
    times, events = numbers(time, message("time")), numbers(event, message("event"))
    if len(times) != len(events):
        raise StatsError(
            message(
                "There are {times} times but {events} event flags; each patient needs one of both.",
                times=len(times),
                events=len(events),
            )
        )
    if not len(times):
        raise StatsError(message("There is no patient to analyse; widen the selection."))
    _refuse_bad_times(times, message("time"))
    _refuse_bad_events(events)
    return Followed(times, events.astype(np.int64), None if entry is None else _entries(entry, times))


def labels(values: Any, name: Message, n: int) -> tuple[list[Any], Integers]:
    """Give the distinct labels in order and, for each of n patients, the number of their label.

    Categories of a pandas Categorical keep their order, and those nobody is left in are dropped; other
    labels are sorted.

    Raises
    ------
    StatsError
        If there is not one label for each patient, or a label is missing.
    """
    try:
        column = values if isinstance(values, pd.Series) else pd.Series(values)
        categories = pd.Categorical(column)
    except (TypeError, ValueError):
        raise StatsError(message("Each patient needs one {name}, a word or a number, not a list.", name=name)) from None
    if len(column) != n:
        raise StatsError(
            message(
                "There are {n} patients but {found} values of {name}; each patient needs one.",
                n=n,
                found=len(column),
                name=name,
            )
        )
    missing = int((categories.codes < 0).sum())
    if missing:
        raise StatsError(
            counted(
                "{n} patient has no {name}; leave them out or name their group first.",
                "{n} patients have no {name}; leave them out or name their group first.",
                missing,
                name=name,
            )
        )
    used = np.bincount(categories.codes, minlength=len(categories.categories)) > 0
    return list(categories.categories[used]), (np.cumsum(used) - 1)[categories.codes]


def groups(values: Any, n: int) -> tuple[list[Any], Integers]:
    """Give the labels of the groups of n patients, as `labels` does, and refuse fewer than two different ones."""
    names, codes = labels(values, message("group"), n)
    if len(names) < 2:
        raise StatsError(
            message("All patients are in one group ({group}); a comparison needs two.", group=str(names[0]))
        )
    return names, codes


def changes(change_time: ArrayLike, n: int) -> Floats:
    """Check that there is a time of change, or a missing one for none, for each of n patients."""
    given = numbers(change_time, message("time of change"))
    if len(given) != n:
        raise StatsError(
            message(
                "There are {n} patients but {given} times of change; each patient needs one, empty for no change.",
                n=n,
                given=len(given),
            )
        )
    return given


def level_between_0_and_1(level: float) -> float:
    """Check a confidence level such as 0.95."""
    number = number_or_nan(level)
    if not 0 < number < 1:
        raise StatsError(
            message("The confidence level must lie between 0 and 1, such as 0.95; it is {level}.", level=str(level))
        )
    return number


def number_or_nan(value: Any) -> float:
    """Give one number, or NaN for what is none; text is none even where it reads like a number."""
    try:
        return np.nan if isinstance(value, str | bytes) else float(value)
    except (TypeError, ValueError):
        return np.nan


def _refuse_bad_times(times: Floats, name: Message) -> None:
    missing = int((~np.isfinite(times)).sum())
    if missing:
        raise StatsError(
            counted(
                "{n} value of {name} is missing or infinite; leave that patient out first.",
                "{n} values of {name} are missing or infinite; leave those patients out first.",
                missing,
                name=name,
            )
        )
    if times.min() < 0:
        raise StatsError(
            message(
                "A value of {name} is negative ({value:g}); times count from day zero.",
                name=name,
                value=float(times.min()),
            )
        )


def _refuse_bad_events(events: Floats) -> None:
    # Durations passed as the event flag, or codes 1 and 2 for alive and dead, would be taken for events.
    wrong = events[~np.isin(events, (0.0, 1.0))]
    if len(wrong):
        raise StatsError(
            message(
                "Event must be 1 (happened) or 0 (did not), but {value:g} occurs; "
                "are durations or other codes in its place?",
                value=float(wrong[0]),
            )
        )


def _entries(entry: ArrayLike, times: Floats) -> Floats:
    entries = numbers(entry, message("entry"))
    if len(entries) != len(times):
        raise StatsError(
            message(
                "There are {times} times but {entries} entry times; each patient needs one of both.",
                times=len(times),
                entries=len(entries),
            )
        )
    _refuse_bad_times(entries, message("entry"))
    late = np.flatnonzero(entries >= times)
    if len(late):
        raise StatsError(
            message(
                "Patient number {number} enters at {entry:g}, not before the end of follow-up at {time:g}.",
                number=int(late[0]) + 1,
                entry=float(entries[late[0]]),
                time=float(times[late[0]]),
            )
        )
    return entries
