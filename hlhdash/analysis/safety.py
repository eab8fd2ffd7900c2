"""Adverse events: who had which and how severe, and how often per time under observation."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from hlhdash.analysis.groups import group as group_patients
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import message
from hlhdash.numbers import DAYS_PER_MONTH

GRADES = (1, 2, 3, 4, 5)  # CTCAE; 0 stands for a grade that is not recorded
CLOSED = -1  # stands for the grades of a term whose numbers must not be seen
SEVERE = 3
YEAR = 12 * DAYS_PER_MONTH


@dataclass(frozen=True)
class Rate:
    """Events per patient-year of a group, after day zero.

    Attributes
    ----------
    group : its label
    n : patients who were followed after day zero
    patients : of them, the patient_ids with an adverse event
    severe : of them, those with one of grade 3 or more
    events : events
    years : patient-years from day zero to the last follow-up
    rate, lower, upper : events per patient-year with the exact Poisson interval (Garwood 1936), as R's `poisson.test`
    first_day : median day of the first event among those who had one, None where nobody had
    """

    group: str
    n: int
    patients: tuple[str, ...]
    severe: tuple[str, ...]
    events: int
    years: float
    rate: float
    lower: float
    upper: float
    first_day: float | None


@dataclass(frozen=True)
class Safety:
    """Adverse events on and after day zero.

    Attributes
    ----------
    terms : group, term, grade (the worst of the patient; 0 not recorded, `CLOSED` where it must not be seen),
        patient_id; one row per patient and term
    order : terms, those of most patients first, then by name
    n : patients of each group who were followed after day zero
    groups : labels in the order of the dictionary
    by : the column that makes the groups, None for all together
    rates : one per group
    before, after : events before day zero, and events dated after the patient's death, which are not counted
    not_followed : patients without a follow-up after day zero, who are in no denominator
    provenance : file, filters, day zero
    least : the smallest count that may be told, 0 for any; terms of fewer patients are then left out
    """

    terms: pd.DataFrame
    order: tuple[str, ...]
    n: dict[str, int]
    groups: tuple[str, ...]
    by: str | None
    rates: tuple[Rate, ...]
    before: int
    after: int
    not_followed: int
    provenance: Provenance
    least: int = 0

    def counts(self, group: str | None = None) -> pd.DataFrame:
        """Return patients by term (in `order`) and worst grade (0 to 5, then `CLOSED`), of a group or of all."""
        table = self.terms if group is None else self.terms[self.terms["group"] == group]
        found = pd.crosstab(table["term"], table["grade"])
        unseen = [CLOSED] if CLOSED in found else []
        return found.reindex(index=list(self.order), columns=[0, *GRADES, *unseen], fill_value=0)


def safety(cohort: Cohort, by: str | None = None) -> Safety:
    """Count adverse events on and after day zero by term and worst CTCAE grade; none is counted after the death.

    Parameters
    ----------
    by : a column whose values make groups

    Raises
    ------
    CohortError
        Where the file has no adverse events.
    """
    grouping = group_patients(cohort, by)
    events = cohort.events[cohort.events["kind"] == "adverse event"]
    if events.empty:
        raise CohortError(
            message(
                "There are no adverse events among the patients who are looked at. Add a sheet “events” with the "
                "columns patient_id, kind (adverse event), label (the term), grade (CTCAE 1 to 5) and start_day or "
                "start_date, one row per event."
            )
        )
    people = cohort.patients.set_index("patient_id")[["last_follow_up", "death"]].astype(float)
    followed = people.loc[people["last_follow_up"] >= 0, "last_follow_up"]
    after = (events["day"] >= 0) & (events["day"] > events["patient_id"].map(people["death"]))
    late = events[(events["day"] >= 0) & ~after & events["patient_id"].isin(followed.index)]
    table = pd.DataFrame(
        {
            "group": late["patient_id"].map(grouping.labels),
            "term": late["label"].astype(str),
            "grade": late["grade"].astype(float).fillna(0).astype(int),
            "patient_id": late["patient_id"],
        }
    )
    worst = table.sort_values("grade", ascending=False, kind="stable").drop_duplicates(["term", "patient_id"])
    worst = worst.sort_index().reset_index(drop=True)
    sizes = worst["term"].value_counts()
    labels = grouping.labels.reindex(followed.index)
    groups = tuple(label for label in grouping.order if (labels == label).any())
    return Safety(
        worst,
        tuple(sorted(sizes.index, key=lambda term: (-sizes[term], term))),
        {label: int((labels == label).sum()) for label in groups},
        groups,
        by,
        tuple(_rate(label, late, followed[labels == label]) for label in groups),
        int((events["day"] < 0).sum()),
        int(after.sum()),
        len(cohort) - len(followed),
        cohort.provenance,
    )


def _rate(label: str, events: pd.DataFrame, followed: pd.Series) -> Rate:
    from scipy.stats import chi2

    mine = events[events["patient_id"].isin(followed.index)]
    k, years = len(mine), float(followed.sum()) / YEAR
    first = mine.groupby("patient_id")["day"].min()
    lower = float(chi2.ppf(0.025, 2 * k)) / 2 if k else 0.0
    upper = float(chi2.ppf(0.975, 2 * (k + 1))) / 2
    nobody = float("nan")
    return Rate(
        label,
        len(followed),
        tuple(mine["patient_id"].unique().tolist()),
        tuple(mine.loc[mine["grade"] >= SEVERE, "patient_id"].unique().tolist()),
        k,
        years,
        k / years if years else nobody,
        lower / years if years else nobody,
        upper / years if years else nobody,
        float(first.median()) if len(first) else None,
    )
