"""What became of everyone from one assessment to the next, out of all patients at every one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import ALL, group
from hlhdash.analysis.pooling import Pooling, pooling
from hlhdash.cohort.fields import assessment_day
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import message


@dataclass(frozen=True)
class StatesOverTime:
    """Response classes at each assessment; the denominator is always everyone.

    Attributes
    ----------
    by, against, pooling : the grouping
    assessments : the assessments in the order of their days
    rows : group, assessment, day, n, and a count of each class, groups in order and all patients ("All patients") first
        the numbers of classes that must not be seen stand together as `CLOSED`
    patients : patient_id, group, assessment, response_class
    provenance : file, filters, day zero
    """

    by: str | None
    assessments: tuple[str, ...]
    rows: pd.DataFrame
    patients: pd.DataFrame
    provenance: Provenance
    against: str | None = None
    pooling: Pooling | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in order, all patients first."""
        return tuple(self.rows["group"].drop_duplicates())

    def behind(self, group: str, assessment: str, response_class: str) -> list[str]:
        """Return the patient_ids of one class of a group, or of all patients, at an assessment."""
        table = self.patients
        mine = (table["assessment"] == assessment) & (table["response_class"] == response_class)
        mine = mine if group == ALL else mine & (table["group"] == group)
        return table.loc[mine, "patient_id"].tolist()


def states_over_time(
    cohort: Cohort,
    by: str | None = None,
    *,
    against: str | None = None,
    pools: Mapping[str, Sequence[str]] | None = None,
    planned: bool = False,
) -> StatesOverTime:
    """Count the classes at each assessment. Who died by then is dead; who was not assessed is not evaluable.

    Parameters
    ----------
    by, against, pools, planned : the groups, as `hlhdash.response_table` takes them

    Raises
    ------
    CohortError
        Where the file has no dated assessment.
    """
    dated = {name: day for name in cohort.assessments if (day := assessment_day(name)) is not None}
    if not dated:
        raise CohortError(
            message("The file has no response at a given time. Add a column such as response_week1 or response_week4.")
        )
    grouping = group(cohort, by, against, pooling(pools, planned=planned))
    people = cohort.patients
    death = (people["death"].astype(float) - people[cohort.origin].astype(float)).to_numpy()
    labels = grouping.labels.to_numpy(object)
    parts = [(ALL, np.ones(len(people), dtype=bool))]
    parts += [(name, labels == name) for name in grouping.order] if by is not None else []
    rows, seen = [], []
    for name, day in dated.items():
        recorded = people[name].astype(object).where(people[name].isin(RESPONSES), "NE").to_numpy(object)
        classes = np.where(death <= day, "died", recorded)
        seen.append(
            pd.DataFrame(
                {
                    "patient_id": people["patient_id"].to_numpy(),
                    "group": labels,
                    "assessment": name,
                    "response_class": classes,
                }
            )
        )
        for label, mine in parts:
            counts = {klass: int((classes[mine] == klass).sum()) for klass in RESPONSES}
            rows.append({"group": label, "assessment": name, "day": day, "n": int(mine.sum())} | counts)
    table = pd.DataFrame(rows)
    order = {label: i for i, (label, _) in enumerate(parts)}
    table = table.sort_values(["group", "day"], key=lambda cells: cells.map(order) if cells.name == "group" else cells)
    everyone = pd.concat(seen, ignore_index=True)
    rows = table.reset_index(drop=True)
    return StatesOverTime(by, tuple(dated), rows, everyone, cohort.provenance, against, grouping.pooling)
