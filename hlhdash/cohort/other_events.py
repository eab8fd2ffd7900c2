"""Statuses that are neither death nor life: a word nobody knows, or a third code, may be an event of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort.columns import Column
from hlhdash.cohort.findings import Level
from hlhdash.cohort.headers import normal
from hlhdash.cohort.legends import legend
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.values import code, is_missing, text
from hlhdash.language import Message, counted, message

OTHER_EVENT = "other_event"  # the column of patients that holds what ended follow-up beside death
ANOTHER = "another event"
NOT_KNOWN = "not known"
FEWEST = 2  # patients with a word from which it is asked about; one alone may be a slip of the pen
MOST = 6  # words in one column that are asked about; a column of more is one of remarks
_LONGEST = 40


def meant(column: Column, known: Callable[[str], Any], n_dead: int, notes: Notes) -> dict[str, str]:
    """Ask what each word means that several patients have and nobody knows; returns word to dead, alive, lost ...

    Parameters
    ----------
    known : says whether a word is a status already
    n_dead : patients who are dead by the words that are known
    """
    words = column.each(lambda cell: None if is_missing(cell) else written(column, cell)).dropna()
    counts = words.value_counts()
    asked = [
        str(word) for word, n in counts.items() if n >= FEWEST and len(str(word)) <= _LONGEST and not known(str(word))
    ]
    if not asked or len(asked) > MOST:
        return {}
    return {word: _ask(column, word, int(counts[word]), n_dead, notes) for word in sorted(asked)}


def written(column: Column, cell: Any) -> str:
    """Return a status as a word: a code as the header calls it where it does."""
    return legend(column.reading.header).get(code(cell)) or text(cell)


def _ask(column: Column, word: str, n: int, n_dead: int, notes: Notes) -> str:
    choices: Mapping[str, Message] = {
        NOT_KNOWN: counted("{n} is left out of survival", "{n} are left out of survival", n=n),
        ANOTHER: counted(
            "follow-up of {n} ends with an event of its own, which can compete with death",
            "follow-up of {n} ends with an event of its own, which can compete with death",
            n=n,
        ),
        "dead": message("{dead} of {n} died", dead=n_dead + n, n=int(column.present.sum())),
        "alive": counted("{n} counts as alive on the last day", "{n} count as alive on the last day", n=n),
        "lost": counted("{n} is followed until it was lost", "{n} are followed until they were lost", n=n),
    }
    header = column.reading.header
    question = message("What does “{word}” mean in column {column}?", word=word, column=header)
    return notes.ask(f"vital_status:{word}", header, question, choices, NOT_KNOWN)


def named_code(column: Column, one: str) -> str:
    """Return what the event of a code is called: by its header, "status 2"."""
    return f"{column.reading.header.strip()} {one}"


def say_ended(column: Column, ended: pd.Series, level: Level, notes: Notes) -> None:
    """Say of each other event how many it ended follow-up of, and where it is shown."""
    for name, n in ended.dropna().value_counts(sort=False).items():
        notes.add(
            level,
            counted(
                "“{event}” ended the follow-up of {n} patient: alive on that day in overall survival, "
                "and an event of its own in cumulative incidence.",
                "“{event}” ended the follow-up of {n} patients: alive on that day in overall survival, "
                "and an event of its own in cumulative incidence.",
                n=int(n),
                event=str(name),
            ),
            message("Answer anew what it means if that is wrong; empty these cells if it means not known."),
            sheet=column.reading.sheet,
            column=column.reading.header,
        )


def words_of(patients: pd.DataFrame) -> tuple[str, ...]:
    """Return the other events of a cohort in the order of their names."""
    if OTHER_EVENT not in patients:
        return ()
    return tuple(sorted(set(map(str, patients[OTHER_EVENT].dropna())), key=lambda word: (normal(word), word)))


def day_of(patients: pd.DataFrame, word: str) -> np.ndarray:
    """Return the day on which an other event ended follow-up, NaN for those it did not."""
    end = patients["last_follow_up"].astype(float).to_numpy()
    if OTHER_EVENT not in patients:
        return np.full(len(patients), np.nan)
    return np.where((patients[OTHER_EVENT] == word).to_numpy(bool), end, np.nan)
