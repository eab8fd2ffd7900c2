"""Who was followed how long and who died: vital status, death and last follow-up completed from each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.cohort.fields import DAY_ZERO_CHOICES, assessment_day, title
from hlhdash.cohort.findings import Level
from hlhdash.cohort.notes import Lazily, Notes, Spot
from hlhdash.cohort.timeline import SLACK
from hlhdash.cohort.vocabulary import RESPONSES_SEEN
from hlhdash.language import Message, counted, message

_KINDS = {"death": "death", "last_follow_up": "last follow-up", "hsct": "hsct", "relapse": "relapse"}


@dataclass(frozen=True)
class Say:
    """Make a finding for each marked patient.

    Attributes
    ----------
    rows : the row of the file of each patient
    headers : field to the header it came from
    """

    rows: pd.Series
    headers: Mapping[str, str]
    sheet: str
    notes: Notes

    def __call__(self, who: pd.Series, level: Level, sentence: Message, remedy: Message, *fields: str) -> None:
        """Note the sentence for each patient of `who` (True and False, indexed by patient).

        The column is that of the first of `fields` which the file has. A cell that could not be read is said already.
        """
        column = next((self.headers[field] for field in fields if field in self.headers), "")
        marked = who.to_numpy(bool)
        if not marked.any():
            return
        unread = self.notes.unread.get((self.sheet, column), set())
        rows = self.rows.reindex(who.index[marked])
        rows = rows[~rows.isin(unread).to_numpy(bool)]
        places, patients = rows.tolist(), rows.index.tolist()
        self.notes.each(
            level,
            Lazily(len(rows), lambda i: Spot(places[i], str(patients[i]))),
            lambda _: sentence,
            remedy,
            sheet=self.sheet,
            column=column,
        )


def settle(table: pd.DataFrame, events: pd.DataFrame, died: pd.Series, say: Say) -> pd.DataFrame:
    """Complete `vital_status`, `death` and `last_follow_up` from each other and from the events, and check them.

    Parameters
    ----------
    table : one row per patient, milestones in days from day zero
    events : patient_id, day, kind
    died : True, False or None where a column that says only whether the child died does

    Returns
    -------
    DataFrame
        The same rows; `last_follow_up` is the day of death for those who died.
    """
    say_early_relapses(table, events, say)
    table = _with_events(table, events)
    table = table.assign(vital_status=_status(table, events, died, say))
    dead, end = table["vital_status"] == "dead", table["last_follow_up"]
    say(
        dead & (end > table["death"] + SLACK),
        "warning",
        message("The last follow-up is later than the death; the day of death is used."),
        message("Correct one of the two dates."),
        "last_follow_up",
    )
    undated = dead & table["death"].isna() & end.notna()
    if undated.any():
        say.notes.add(
            "note",
            counted(
                "{n} patient died on a day the file does not give; the day of last follow-up is taken.",
                "{n} patients died on days the file does not give; the day of last follow-up is taken.",
                n=int(undated.sum()),
            ),
            message("Add the dates of death if they differ from the last follow-up."),
            sheet=say.sheet,
            column=say.headers.get("death", ""),
        )
    death = table["death"].where(~undated, end).where(dead)
    table = table.assign(death=death, last_follow_up=death.fillna(end))
    _check(table, events, say)
    return table


def _with_events(table: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Take what the events say of a milestone before what the patients sheet says."""
    found = {}
    for name, kind in _KINDS.items():
        # A relapse before day zero is why the drug was given, not an outcome of it.
        of_kind = events[(events["kind"] == kind) & ((kind != "relapse") | (events["day"] > 0))]
        day = of_kind.groupby("patient_id")["day"].agg("max" if kind == "last follow-up" else "min")
        known = table[name] if name in table else pd.Series(np.nan, index=table.index)
        found[name] = day.reindex(table.index).astype(float).fillna(known).astype(float)
    return table.assign(**found)


def say_early_relapses(table: pd.DataFrame, events: pd.DataFrame, say: Say) -> None:
    """Note relapses on or before day zero: they are why treatment began, and no outcome of it."""
    listed_early = set(events.loc[(events["kind"] == "relapse") & (events["day"] <= 0), "patient_id"])
    own = table["relapse"] <= 0 if "relapse" in table else pd.Series(False, index=table.index)
    say(
        own | table.index.isin(listed_early),
        "note",
        message("A relapse lies on or before day zero; it is no outcome of the treatment that began then."),
        message("Correct the date if the relapse came later."),
        "relapse",
    )


def _status(table: pd.DataFrame, events: pd.DataFrame, died: pd.Series, say: Say) -> pd.Series:
    """Return alive, dead or lost; never alive only because nothing is said."""
    status = table["vital_status"].astype(object)
    flagged = died.map({True: "dead", False: "alive"}).astype(object)
    has_death = table["death"].notna()
    say(
        has_death & status.isin(["alive", "lost"]),
        "warning",
        message("The vital status says alive, but there is a day of death; the child is counted as dead."),
        message("Correct the status or remove the day of death."),
        "vital_status",
    )
    say(
        ((status == "dead") & (flagged == "alive")) | (status.isin(["alive", "lost"]) & (flagged == "dead")),
        "warning",
        message("The vital status and the column of deaths contradict each other; the vital status is used."),
        message("Correct one of the two."),
        "vital_status",
    )
    status = status.where(status.notna(), flagged).where(~has_death, "dead")
    ends = events[events["kind"].isin(["last follow-up", "death"])].sort_values("day", kind="stable")
    last = ends.drop_duplicates("patient_id", keep="last")
    seen_alive = last.loc[last["kind"] == "last follow-up", "patient_id"]
    status = status.where(~(status.isna() & table.index.isin(seen_alive)), "alive")
    say(
        status.isna(),
        "error",
        message("The vital status is missing; survival leaves this patient out (it is never taken as alive)."),
        message("Write alive, dead or lost."),
        "vital_status",
    )
    return status.where(status.notna(), None)


def _without_zero(say: Say) -> set[str]:
    """Return the patients whose day zero is missing or cannot be read, which is said already."""
    zero = {say.headers[name] for name in DAY_ZERO_CHOICES if name in say.headers}
    return {one.patient for one in say.notes.findings if one.level == "error" and one.column in zero}


def _check(table: pd.DataFrame, events: pd.DataFrame, say: Say) -> None:
    end, dead = table["last_follow_up"], table["death"].notna()
    remedy = message("Correct one of the two dates.")
    say(
        end.isna() & ~table.index.isin(_without_zero(say)),
        "error",
        message("There is no day of last follow-up or death; survival and the swimmer plot leave this patient out."),
        message("Fill in the date of last follow-up."),
        "last_follow_up",
    )
    say(
        table["death"] < 0,
        "error",
        message("The death comes before day zero; survival leaves this patient out."),
        message("Correct the date of death or the start of ruxolitinib."),
        "death",
        "last_follow_up",
    )
    say(
        (end < 0) & ~dead,
        "error",
        message("The last follow-up comes before day zero; survival leaves this patient out."),
        message("Correct the date of last follow-up or the start of ruxolitinib."),
        "last_follow_up",
    )
    for name in ("hsct", "relapse", "remission"):
        if name in table:
            what = title(name)
            sentence = message("{what} comes after the last follow-up or death.", what=what)
            listed = events.loc[events["kind"] == _KINDS.get(name), "patient_id"]  # checked row by row on their sheet
            say((table[name] > end + SLACK) & ~table.index.isin(listed), "warning", sentence, remedy, name)
    for name in map(str, table.columns):
        day = assessment_day(name)
        if day is not None and name in say.headers:  # one taken from events is checked on their sheet
            _check_response(table, name, day, say)


def _check_response(table: pd.DataFrame, name: str, day: int, say: Say) -> None:
    """A child is not assessed after it was last seen, and has not died before it died."""
    seen = table[name].isin(RESPONSES_SEEN)
    gone = table["last_follow_up"] < day - _window(day)
    say(
        seen & gone,
        "warning",
        message("{what} has a response, but the child died or was last seen before that day.", what=title(name)),
        message("Correct the response or the day."),
        name,
    )
    lived = table["vital_status"].isin(["alive", "lost"]) | (table["death"] > day + _window(day))
    say(
        (table[name] == "died") & lived,
        "warning",
        message("{what} says died, but the child lived longer.", what=title(name)),
        message("Correct the response or the vital status."),
        name,
    )


def _window(day: int) -> float:
    return max(2.0, day / 7)  # an assessment of week 8 may be a week off
