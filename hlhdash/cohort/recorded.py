"""What tables of treatments and events alone tell: where the clock starts, and the last day anything is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hlhdash.cohort.fields import DAY_ZERO_CHOICES
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.timeline import Stated, combine
from hlhdash.cohort.times import no_times
from hlhdash.language import counted, message


def with_first_treatment(
    stated: dict[str, Stated], treatments: Sequence[tuple[LongSheet, pd.Series]], patients: pd.Index, notes: Notes
) -> dict[str, Stated]:
    """Let the first dated treatment start the clock where nothing else with a date can."""
    if any(name in stated and stated[name].times.dates.notna().any() for name in DAY_ZERO_CHOICES):
        return stated
    starts = [
        long.when(long.first_of("start_day", "day")).dates[labels.notna().to_numpy(bool)].groupby(long.ids).min()
        for long, labels in treatments
    ]
    dated = [one.dropna() for one in starts if one.notna().any()]
    if not dated:
        return stated
    first = pd.concat(dated).groupby(level=0).min().reindex(patients)
    notes.add(
        "note",
        message("No column gives the start of ruxolitinib; day zero is the first treatment of each patient."),
        message("Add the date of ruxolitinib start if the clock starts then."),
        sheet=treatments[0][0].name,
    )
    times = replace(no_times(patients), dates=first)
    return {**stated, "first_line_start": combine([("date", treatments[0][0].name, times)])}


def with_last_recorded(table: pd.DataFrame, parts: Sequence[tuple[pd.DataFrame, str]], notes: Notes) -> pd.DataFrame:
    """Take the last day on which anything is recorded for the last follow-up where the file gives none at all.

    Parameters
    ----------
    table : one row per patient
    parts : tables with patient_id, and the column of days in each
    """
    if "last_follow_up" in table and table["last_follow_up"].notna().any():
        return table
    days = [part.set_index("patient_id")[column].astype(float).dropna() for part, column in parts if len(part)]
    days = [one for one in days if len(one)]
    if not days:
        return table
    last = pd.concat(days).groupby(level=0).max().reindex(table.index)
    if not last.notna().any():
        return table
    only_zero = last == 0
    if only_zero.any():
        notes.add(
            "error",
            counted(
                "For {n} patient nothing is recorded after day zero; the last follow-up is left empty.",
                "For {n} patients nothing is recorded after day zero; the last follow-up is left empty.",
                n=int(only_zero.sum()),
            ),
            message("Add the date of last follow-up."),
        )
        last = last.where(~only_zero)
    if not last.notna().any():
        return table
    notes.add(
        "warning",
        counted(
            "The file gives no last follow-up; for {n} patient the last day on which anything is recorded is taken.",
            "The file gives no last follow-up; for {n} patients the last day on which anything is recorded is taken.",
            n=int(last.notna().sum()),
        ),
        message("Add the date of last follow-up and the vital status; survival needs both."),
    )
    return table.assign(last_follow_up=last)
