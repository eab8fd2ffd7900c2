"""The class of each patient: recorded at an assessment, the best, the sustained, or in any column of the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.added_therapy import added_start, from_origin
from hlhdash.cohort import vocabulary
from hlhdash.cohort.fields import ASSESSMENT_DAYS, assessment_day, title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.knowledge import AS_IT_CAME
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import Message, counted, listed, message

SUSTAINED = "sustained_response"
SUSTAINED_DAYS = 28  # a response that holds as long as this from the day it was first seen is sustained
SUSTAINED_TITLE = message("Sustained response")
_NO = frozenset({"0", "no", "n", "false", "否", "无"})
_YES = frozenset({"1", "yes", "y", "true", "是", "有"})


@dataclass(frozen=True)
class Classified:
    """One class per patient.

    Attributes
    ----------
    patients : patient_id, response_class, after_added_therapy
    unknown : response words nobody knows; those patients are not evaluable
    notes : what was decided about some patients that the classes alone do not show
    """

    patients: pd.DataFrame
    unknown: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()


def response_columns(cohort: Cohort) -> tuple[str, ...]:
    """Return what a response table can be made of: assessments, sustained, and columns that hold response words."""
    found = cohort.assessments
    sustained = (SUSTAINED,) if len(found) > 0 else ()
    others = tuple(
        str(name)
        for name in cohort.patients
        if name not in found and name != "vital_status" and _holds_responses(cohort.patients[name])
    )
    return (*found, *_unread_assessments(cohort), *sustained, *others)


def _unread_assessments(cohort: Cohort) -> tuple[str, ...]:
    """Return the assessments none of whose words anybody knows; reading keeps such a column as it came."""
    kept = (str(name).removesuffix(AS_IT_CAME) for name in cohort.patients if str(name).endswith(AS_IT_CAME))
    names = (*ASSESSMENT_DAYS, "best_response")
    return tuple(name for name in kept if name in names and name not in cohort.patients)


def response_title(name: str) -> Message:
    """Return what a response is called on the screen."""
    return SUSTAINED_TITLE if name == SUSTAINED else title(name)


def classify(cohort: Cohort, response: str, responders: tuple[str, ...]) -> Classified:
    """Give each patient one class; who died before the assessment died, who was not assessed is not evaluable.

    Parameters
    ----------
    responders : the classes that count as response, which a sustained response must keep

    Raises
    ------
    CohortError
        For a response the cohort does not have.
    """
    if not isinstance(response, str) or not _usable(cohort, response):
        raise CohortError(_no_response(cohort, str(response)))
    if response == SUSTAINED:
        classes, day = _sustained(cohort, responders)
        return Classified(_table(cohort, classes, day))
    cells = cohort.patients[response if response in cohort.patients else response + AS_IT_CAME]
    only_yes_or_no = response not in cohort.assessments and _is_yes_or_no(cells)
    if only_yes_or_no:
        cells = _from_yes_or_no(cells, response, responders)
    recorded, unknown = _recorded(cells)
    classes, day = _completed(cohort, recorded, assessment_day(response))
    unread = unknown or _unread(cohort, response)
    undated = classes.isin(responders) & day.isna() & added_start(cohort).notna()
    notes = (*_dead_before(recorded, classes), *_undated(int(undated.sum())))
    notes += (_yes_or_no_words(response),) if only_yes_or_no else ()
    return Classified(_table(cohort, classes, day.mask(undated, np.inf)), unread, notes)


def _usable(cohort: Cohort, response: str) -> bool:
    """Say whether a response can be counted: one that is offered, or a column that was named and holds nothing else."""
    if response in cohort.assessments or response in response_columns(cohort):
        return True
    if response not in cohort.patients or response in (*cohort.milestones, "patient_id", "vital_status"):
        return False
    return _holds_responses(cohort.patients[response], named=True) or _is_yes_or_no(cohort.patients[response])


def _holds_responses(cells: pd.Series, *, named: bool = False) -> bool:
    """Say whether most words are responses; a single one could mean much else, unless named or a CR or PR."""
    words = cells.dropna().unique()
    if not len(words) or not all(isinstance(word, str) for word in words):
        return False
    known = [vocabulary.response(word) for word in words]
    single = len(words) == 1 and not named and str(words[0]).strip().upper() not in ("CR", "PR")
    return not single and sum(map(bool, known)) * 2 > len(words)


def _yes_no_key(cell: object) -> str:
    return str(cell).strip().casefold().removesuffix(".0")


def _is_yes_or_no(cells: pd.Series) -> bool:
    words = {_yes_no_key(cell) for cell in cells.dropna()}
    return bool(words) and words <= _YES | _NO


def _from_yes_or_no(cells: pd.Series, response: str, responders: tuple[str, ...]) -> pd.Series:
    """Put responders under PR and all others under NR.

    Raises
    ------
    CohortError
        Where PR is not among what counts as response: the column cannot tell one class of response from another.
    """
    if "PR" not in responders:
        raise CohortError(
            message(
                "{column} says only whether a patient responded. Count PR or better as response.",
                column=response_title(response),
            )
        )
    known = cells.dropna().map(lambda cell: "PR" if _yes_no_key(cell) in _YES else "NR")
    return known.reindex(cells.index).astype(object)


def _yes_or_no_words(response: str) -> Message:
    return message(
        "{column} says only whether a patient responded: responders stand under PR, all others under NR.",
        column=response_title(response),
    )


def _recorded(cells: pd.Series) -> tuple[pd.Series, tuple[str, ...]]:
    """Read response words; those nobody knows become missing and are named."""
    if cells.isin(RESPONSES).sum() == cells.notna().sum():
        return cells.astype(object), ()
    meant = {word: vocabulary.response(word) for word in cells.dropna().unique().tolist()}
    unknown = tuple(sorted(str(word)[:40] for word, klass in meant.items() if klass is None))
    return cells.map(lambda word: meant.get(word)).astype(object), unknown


def _unread(cohort: Cohort, response: str) -> tuple[str, ...]:
    """Return the words of a column that were no response when the file was read, of the patients looked at."""
    headers = {reading.header for reading in cohort.columns if reading.field == response}
    patients = set(cohort.patients["patient_id"])
    return tuple(
        sorted(
            {
                found.read[:40]
                for found in cohort.findings
                if "response" in found.affects and found.column in headers and found.patient in patients and found.read
            }
        )
    )


def _completed(cohort: Cohort, recorded: pd.Series, day: int | None) -> tuple[pd.Series, pd.Series]:
    """Fill in deaths and missing assessments; returns classes and the day each was reached."""
    people = cohort.patients
    if day is None:
        dead = people["vital_status"] == "dead"
        before = pd.Series(False, index=people.index)
        reached = pd.Series(np.nan, index=people.index)
    else:
        death = people["death"].astype(float) - people[cohort.origin].astype(float)
        dead = death <= day
        # Whoever died earlier cannot have been assessed, whatever the cell says; on the day itself a class stands.
        before = (death < day) | (dead & (recorded == "NE"))
        reached = pd.Series(float(day), index=people.index)
    filled = pd.Series(np.where(dead, "died", "NE"), index=people.index)
    classes = recorded.where(recorded.notna(), filled).where(~before, "died")
    if day is None:
        wanted = dict(zip(people["patient_id"], classes, strict=True))
        reached = people["patient_id"].map(first_days(cohort, lambda table: table["patient_id"].map(wanted)))
    return classes, reached.astype(float)


def _dead_before(recorded: pd.Series, classes: pd.Series) -> tuple[Message, ...]:
    """Say how many recorded classes gave way to a death before the assessment."""
    n = int((recorded.notna() & (recorded != "died") & (classes == "died")).sum())
    if not n:
        return ()
    return (
        counted(
            "{n} patient with a recorded class had died before the assessment and counts as died.",
            "{n} patients with a recorded class had died before the assessment and count as died.",
            n,
        ),
    )


def _undated(n: int) -> tuple[Message, ...]:
    """Say how many responses have no date though another treatment was given."""
    if not n:
        return ()
    return (
        counted(
            "{n} response has no date and added therapy was given; it is taken as reached after it.",
            "{n} responses have no date and added therapy was given; they are taken as reached after it.",
            n,
        ),
    )


def _table(cohort: Cohort, classes: pd.Series, day: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "patient_id": cohort.patients["patient_id"].to_numpy(),
            "response_class": classes.to_numpy(),
            "after_added_therapy": (day > added_start(cohort)).to_numpy(bool),
        }
    )


def first_days(cohort: Cohort, wanted: Callable[[pd.DataFrame], pd.Series]) -> pd.Series:
    """Return the first day, from the file's day zero, of a response event with the label that is wanted."""
    events = cohort.events[cohort.events["kind"] == "response"]
    same = events[events["label"] == wanted(events)]
    day = same["day"] - same["patient_id"].map(from_origin(cohort))
    return day[day > 0].groupby(same["patient_id"]).min()


def responses_seen(cohort: Cohort) -> pd.DataFrame:
    """Return every dated response after the file's day zero: patient_id, day from it, label; by patient and day."""
    events = cohort.events[cohort.events["kind"] == "response"]
    day = events["day"] - events["patient_id"].map(from_origin(cohort))
    table = pd.DataFrame({"patient_id": events["patient_id"], "day": day, "label": events["label"]})
    return table[table["day"] > 0].sort_values(["patient_id", "day"], kind="stable", ignore_index=True)


def _sustained(cohort: Cohort, responders: tuple[str, ...]) -> tuple[pd.Series, pd.Series]:
    """Give the first response its class if nothing took it away for 28 days, else what became of it.

    A relapse, another response class that is none, or death within those days: no response (or died). Followed for
    less than that: not evaluable.
    """
    people = cohort.patients
    seen = responses_seen(cohort)
    held = seen["label"].isin(responders)
    first = seen[held].groupby("patient_id")["day"].min()
    start = people["patient_id"].map(first).astype(float)
    later = seen.merge(first.rename("first"), left_on="patient_id", right_index=True)
    lost = later[(later["day"] > later["first"]) & ~later["label"].isin(responders)].groupby("patient_id")["day"].min()
    zero = people[cohort.origin].astype(float)
    ends = {name: (people[name].astype(float) - zero) if name in people else np.nan for name in ("relapse", "death")}
    lost_day = np.fmin(people["patient_id"].map(lost).astype(float), ends["relapse"])
    until = start + SUSTAINED_DAYS
    followed = people["last_follow_up"].astype(float) - zero
    best = seen[held].groupby("patient_id")["label"].agg(lambda labels: min(labels, key=RESPONSES.index))
    dead = people["vital_status"] == "dead"
    classes = pd.Series(
        np.select(
            [start.isna() & dead, start.isna() & ~people["patient_id"].isin(seen["patient_id"]), start.isna()]
            + [lost_day <= until, ends["death"] <= until, followed < until],
            ["died", "NE", "NR", "NR", "died", "NE"],
            default="",
        ),
        index=people.index,
    ).astype(object)
    return classes.where(classes != "", people["patient_id"].map(best)), start


def _no_response(cohort: Cohort, response: str) -> Message:
    columns = response_columns(cohort)
    if not columns:
        return message(
            "The file has no response column. Add one named response_week1 (or week2, week4, week8, best_response) "
            "with CR, PR, improved, NR, died or NE."
        )
    return message(
        "There is no response {wanted} in this file. It has: {choices}.",
        wanted=response_title(response),
        choices=listed([response_title(name) for name in columns]),
    )
