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
    p, method = _overall(patients, grouping)
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
        _against_rest(patients, grouping),
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


def _rows(
    patients: pd.DataFrame, grouping: Grouping, name: str, interval: Literal["clopper-pearson", "wilson"]
) -> pd.DataFrame:
    rows = []
    for label in (*grouping.order, TOTAL):
        mine = patients if label is TOTAL else patients[(patients["group"] == label).to_numpy(bool)]
        counted = mine[mine["counted"]]
        x, n = int(counted["responder"].sum()), len(counted)
        share = stats.proportion(x, n, interval=interval)
        counts = {klass: int((mine["response_class"] == klass).sum()) for klass in RESPONSES}
        rows.append(
            {
                name: label,
                "n": n,
                **counts,
                "responders": x,
                "proportion": share.value,
                "lower": share.lower,
                "upper": share.upper,
            }
        )
    return pd.DataFrame(rows)


def _two_by(patients: pd.DataFrame, labels: tuple[str, ...]) -> np.ndarray:
    counted = patients[patients["counted"]]
    return np.array(
        [
            [int(mine["responder"].sum()), int((~mine["responder"]).sum())]
            for label in labels
            for mine in (counted[(counted["group"] == label).to_numpy(bool)],)
        ]
    ).reshape(-1, 2)


def _overall(patients: pd.DataFrame, grouping: Grouping) -> tuple[float | None, Message]:
    table = _two_by(patients, grouping.known)
    if (table.sum(axis=1) > 0).sum() < 2:
        return None, message("One group only: nothing to compare.")
    test = stats.fisher_exact(table)
    return test.p, test.method


def _against_rest(patients: pd.DataFrame, grouping: Grouping) -> pd.DataFrame:
    columns = ["group", "responders", "n", "rest_responders", "rest_n", "p", "p_holm"]
    labels = grouping.known
    table = _two_by(patients, labels)
    total = table.sum(axis=0)
    if len(labels) < 2 or grouping.against is not None:
        labels = labels[:1] if len(labels) == 2 else ()
    tests = [stats.fisher_exact(np.array([table[i], total - table[i]])) for i in range(len(labels))]
    adjusted = stats.holm([test.p for test in tests])
    rows = [
        (
            label,
            table[i, 0],
            table[i].sum(),
            total[0] - table[i, 0],
            total.sum() - table[i].sum(),
            tests[i].p,
            adjusted[i],
        )
        for i, label in enumerate(labels)
    ]
    return pd.DataFrame(rows, columns=columns)
