"""Who was followed how long, who died, and what about that does not add up."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pandas as pd

from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import Level
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.timeline import SLACK
from hlhdash.language import Message, message


class Say(Protocol):
    """Make a finding for each marked patient."""

    def __call__(
        self, who: pd.Series, level: Level, sentence: Message, remedy: Message, column: str
    ) -> None: ...


def settle(
    table: pd.DataFrame, events: pd.DataFrame, seen_alive: set[str], rows: pd.Series, sheet: str, notes: Notes
) -> pd.DataFrame:
    """Complete `vital_status`, `death` and `last_follow_up` from each other and from the events, and check them.

    Parameters
    ----------
    table : one row per patient, milestones in days from day zero
    events : patient_id, day, kind
    seen_alive : patients whose last entry on an events sheet is a follow-up
    rows : the row of the file of each patient

    Returns
    -------
    DataFrame
        The same rows; `last_follow_up` is the day of death for those who died.
    """
    table = table.copy()
    for name, kind in (
        ("death", "death"),
        ("last_follow_up", "last follow-up"),
        ("hsct", "hsct"),
        ("relapse", "relapse"),
    ):
        # A relapse before day zero is why the drug was given, not an outcome of it.
        of_kind = events[(events["kind"] == kind) & ((kind != "relapse") | (events["day"] > 0))]
        found = of_kind.groupby("patient_id")["day"].agg("max" if kind == "last follow-up" else "min")
        known = table[name] if name in table else pd.Series(np.nan, index=table.index)
        table[name] = found.reindex(table.index).fillna(known).astype(float)

    def say(who: pd.Series, level: Level, sentence: Message, remedy: Message, column: str) -> None:
        for patient in table.index[who.to_numpy(bool)]:
            notes.add(
                level,
                sentence,
                remedy,
                sheet=sheet,
                row=int(rows[patient]) if patient in rows else None,
                patient=str(patient),
                column=column,
            )

    status = table["vital_status"].astype(object)
    has_death = table["death"].notna()
    say(
        has_death & status.isin(["alive", "lost"]),
        "warning",
        message("The vital status says alive, but there is a day of death; the child is counted as dead."),
        message("Correct the status or remove the day of death."),
        "vital_status",
    )
    unstated = status.isna()
    status = status.where(~has_death, "dead")
    status = status.where(~(status.isna() & table.index.isin(list(seen_alive))), "alive")
    say(
        unstated & status.isna(),
        "error",
        message(
            "The vital status is missing; survival leaves this patient out (it is never taken as alive)."
        ),
        message("Write alive, dead or lost."),
        "vital_status",
    )
    table["vital_status"] = status.where(status.notna(), None)
    dead = table["vital_status"] == "dead"
    end = table["last_follow_up"]
    say(
        dead & has_death & (end > table["death"] + SLACK),
        "warning",
        message("The last follow-up is later than the death; the day of death is used."),
        message("Correct one of the two dates."),
        title("last_follow_up"),
    )
    table["death"] = table["death"].where(~(dead & table["death"].isna()), end).where(dead)
    table["last_follow_up"] = table["death"].fillna(end)
    _check(table, say)
    return table


def _check(table: pd.DataFrame, say: Say) -> None:
    end = table["last_follow_up"]
    say(
        end.isna(),
        "error",
        message(
            "There is no day of last follow-up or death; survival and the swimmer plot leave this patient out."
        ),
        message("Fill in the date of last follow-up."),
        "last_follow_up",
    )
    say(
        (table["death"] < 0),
        "error",
        message("The death comes before day zero; survival leaves this patient out."),
        message("Correct the date of death or the start of ruxolitinib."),
        "death",
    )
    say(
        (end < 0) & table["death"].isna(),
        "error",
        message("The last follow-up comes before day zero; survival leaves this patient out."),
        message("Correct the date of last follow-up or the start of ruxolitinib."),
        "last_follow_up",
    )
    for name in ("hsct", "relapse", "remission"):
        if name in table:
            say(
                table[name] > end + SLACK,
                "warning",
                message("{what} comes after the last follow-up or death.", what=title(name)),
                message("Correct one of the two dates."),
                name,
            )
