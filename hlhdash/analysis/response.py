"""Response by group: one denominator, exact tests, and what each patient counted as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.groups import Grouping, group
from hlhdash.cohort.fields import assessment_day, title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import Message, message

Denominator = Literal["all", "evaluable"]
AddedTherapy = Literal["not counted", "counted"]
RESPONDERS = ("CR", "PR")
TOTAL = message("Total")


@dataclass(frozen=True)
class ResponseTable:
    """Response at one assessment by group.

    Attributes
    ----------
    response : the assessment, such as "response_week1" or "best_response"
    by, against : the grouping
    responders : the classes that count as response
    denominator : "all" treated patients, or "evaluable" ones only
    added_therapy : whether a response after another HLH treatment had started counts
    rows : one row per group and a last row "Total": the group (column named as `by`), n, each class, responders,
        proportion, lower, upper (Clopper-Pearson or Wilson, 95 %)
    p, method : the exact test of responders against all others over all groups, None with its reason in `method`
    against_rest : one row per group: group, responders, n, rest_responders, rest_n, p, p_holm
    patients : patient_id, group, response_class, after_added_therapy, responder, counted (in the denominator)
    provenance : file, filters, day zero
    """

    response: str
    by: str | None
    against: str | None
    responders: tuple[str, ...]
    denominator: Denominator
    added_therapy: AddedTherapy
    interval: Literal["clopper-pearson", "wilson"]
    rows: pd.DataFrame
    p: float | None
    method: Message
    against_rest: pd.DataFrame
    patients: pd.DataFrame
    provenance: Provenance

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes in order, those that nobody has left out."""
        total = self.rows.iloc[-1]
        return tuple(name for name in RESPONSES if total[name] > 0)

    @property
    def groups(self) -> pd.DataFrame:
        """The rows without the total."""
        return self.rows.iloc[:-1]

    @property
    def total(self) -> pd.Series:
        """The row of all patients."""
        return self.rows.iloc[-1]

    @property
    def not_counted(self) -> int:
        """How many responses were reached after added therapy."""
        reached = self.patients["response_class"].isin(self.responders)
        return int((reached & self.patients["after_added_therapy"]).sum())


def response_table(
    cohort: Cohort,
    response: str = "response_week1",
    by: str | None = "etiology",
    *,
    against: str | None = None,
    responders: tuple[str, ...] = RESPONDERS,
    denominator: Denominator = "all",
    added_therapy: AddedTherapy = "not counted",
    interval: Literal["clopper-pearson", "wilson"] = "clopper-pearson",
) -> ResponseTable:
    """Count the responders of each group at one assessment and test whether the groups differ.

    Every treated patient is in the denominator: a death before the assessment is a non-response, a missing
    assessment is "not evaluable" and counts as not responding.

    Raises
    ------
    CohortError
        For an assessment or a grouping the cohort does not have.

    See Also
    --------
    R's fisher.test (Fisher-Freeman-Halton) and binom.test.
    """
    if response not in cohort.assessments:
        raise CohortError(_no_assessment(cohort, response))
    grouping = group(cohort, by, against)
    patients = _classify(cohort, response)
    patients.insert(1, "group", grouping.labels.to_numpy())
    late = patients["after_added_therapy"] & (added_therapy == "not counted")
    patients["responder"] = patients["response_class"].isin(responders) & ~late
    patients["counted"] = (patients["response_class"] != "NE") | (denominator == "all")
    rows = _rows(patients, grouping, by or "group", interval)
    table = _two_columns(patients, grouping)
    p, method = _overall(table)
    return ResponseTable(
        response,
        by,
        against,
        responders,
        denominator,
        added_therapy,
        interval,
        rows,
        p,
        method,
        _against_rest(table, grouping),
        patients,
        cohort.provenance,
    )


def _no_assessment(cohort: Cohort, response: str) -> Message:
    if not cohort.assessments:
        return message(
            "The file has no response column. Add one named response_week1 (or week2, week4, week8, best_response) "
            "with CR, PR, improved, NR, died or NE."
        )
    return message(
        "There is no response {wanted} in this file. It has: {choices}.",
        wanted=title(response),
        choices=", ".join(title(name) for name in cohort.assessments),
    )


def _classify(cohort: Cohort, response: str) -> pd.DataFrame:
    """Give each patient one class; who died before the assessment died, who was not assessed is not evaluable."""
    people = cohort.patients
    recorded = people[response].astype(object)
    day = assessment_day(response)
    if day is None:
        dead_before = people["vital_status"] == "dead"
        assessed = recorded.map(lambda _: np.nan).astype(float)
    else:
        since = people["death"].astype(float) - people[cohort.origin].astype(float)
        dead_before = since <= day
        assessed = pd.Series(float(day), index=people.index)
    classes = recorded.where(recorded.notna(), pd.Series(np.where(dead_before, "died", "NE"), index=people.index))
    if day is None:
        assessed = _first_day_of(cohort, classes)
    added = _added_start(cohort)
    return pd.DataFrame(
        {
            "patient_id": people["patient_id"].to_numpy(),
            "response_class": classes.to_numpy(),
            "after_added_therapy": (assessed > added).to_numpy(bool),
        }
    )


def _first_day_of(cohort: Cohort, classes: pd.Series) -> pd.Series:
    """Return when the best response was first seen, counted from the file's day zero; NaN where no day is known."""
    people = cohort.patients
    events = cohort.events[cohort.events["kind"] == "response"]
    wanted = dict(zip(people["patient_id"], classes, strict=True))
    shift = dict(zip(people["patient_id"], people[cohort.origin].astype(float), strict=True))
    same = events[events["label"] == events["patient_id"].map(wanted)]
    same = same.assign(day=same["day"] - same["patient_id"].map(shift))
    first = same[same["day"] > 0].groupby("patient_id")["day"].min()
    return people["patient_id"].map(first).astype(float)


def _added_start(cohort: Cohort) -> pd.Series:
    """Return when another HLH treatment started after the study drug, counted from the file's day zero."""
    people = cohort.patients
    shift = dict(zip(people["patient_id"], people[cohort.origin].astype(float), strict=True))
    courses = cohort.courses
    day = courses["start_day"] - courses["patient_id"].map(shift)
    study = set(courses.loc[day == 0, "label"]) if cohort.origin == "rux_start" else set()
    other = courses.assign(day=day)[(day > 0) & ~courses["label"].isin(study | {"ruxolitinib"})]
    first = other.groupby("patient_id")["day"].min()
    transplanted = people["hsct"].astype(float) - people[cohort.origin].astype(float) if "hsct" in people else np.nan
    return (
        people["patient_id"]
        .map(first)
        .astype(float)
        .combine(pd.Series(transplanted, index=people.index), lambda a, b: np.fmin(a, b))
    )


def _counts(patients: pd.DataFrame, order: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count, for each group, the patients of each class, the responders and the denominator."""
    group_row = {label: i for i, label in enumerate(order)}
    class_column = {name: i for i, name in enumerate(RESPONSES)}
    row = np.array([group_row[label] for label in patients["group"]], dtype=int)
    column = np.array([class_column[name] for name in patients["response_class"]], dtype=int)
    classes = np.zeros((len(order), len(RESPONSES)), dtype=int)
    np.add.at(classes, (row, column), 1)
    counted = patients["counted"].to_numpy(bool)
    responder = patients["responder"].to_numpy(bool) & counted
    return classes, np.bincount(row[responder], minlength=len(order)), np.bincount(row[counted], minlength=len(order))


def _rows(
    patients: pd.DataFrame, grouping: Grouping, name: str, interval: Literal["clopper-pearson", "wilson"]
) -> pd.DataFrame:
    classes, responders, counted = _counts(patients, grouping.order)
    classes = np.vstack([classes, classes.sum(axis=0)])
    x, n = np.append(responders, responders.sum()), np.append(counted, counted.sum())
    shares = [stats.proportion(int(a), int(b), interval=interval) for a, b in zip(x, n, strict=True)]
    return pd.DataFrame(
        {
            name: pd.Series([*grouping.order, TOTAL], dtype=object),
            "n": n,
            **{klass: classes[:, i] for i, klass in enumerate(RESPONSES)},
            "responders": x,
            "proportion": [share.value for share in shares],
            "lower": [share.lower for share in shares],
            "upper": [share.upper for share in shares],
        }
    )


def _two_columns(patients: pd.DataFrame, grouping: Grouping) -> np.ndarray:
    """Return responders and all others of each group that takes part in the tests, shape (groups, 2)."""
    _, responders, counted = _counts(patients, grouping.order)
    known = [grouping.order.index(label) for label in grouping.known]
    return np.column_stack([responders, counted - responders])[known]


def _overall(table: np.ndarray) -> tuple[float | None, Message]:
    if (table.sum(axis=1) > 0).sum() < 2:
        return None, message("One group only: nothing to compare.")
    test = stats.fisher_exact(table)
    return test.p, test.method


def _against_rest(table: np.ndarray, grouping: Grouping) -> pd.DataFrame:
    columns = ["group", "responders", "n", "rest_responders", "rest_n", "p", "p_holm"]
    labels = grouping.known
    total = table.sum(axis=0)
    # Of two groups, each against the rest is the same comparison twice.
    labels = labels[:1] if len(labels) <= 2 else labels
    if len(grouping.known) < 2:
        labels = ()
    p = [stats.fisher_exact(np.array([table[i], total - table[i]])).p for i in range(len(labels))]
    rows = [
        (label, table[i, 0], table[i].sum(), total[0] - table[i, 0], total.sum() - table[i].sum(), p[i], adjusted)
        for i, (label, adjusted) in enumerate(zip(labels, stats.holm(p), strict=True))
    ]
    return pd.DataFrame(rows, columns=columns)
