"""How patients are put into groups: by a column, by one value against the rest, or all together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from hlhdash.analysis.pooling import Pooling
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, ordered
from hlhdash.language import Message, message

ALL = message("All patients")
REST = message("All others")
NOT_RECORDED = message("Not recorded")


@dataclass(frozen=True)
class Grouping:
    """The group of each patient.

    Attributes
    ----------
    by : the column, None for all together
    against : the value that stands against the rest, None for all values
    labels : one label per patient, indexed by patient_id
    order : the labels in the order of the dictionary; "Not recorded" last
    pooling : which values of those looked at stand together, None where none do
    """

    by: str | None
    against: str | None
    labels: pd.Series
    order: tuple[str, ...]
    pooling: Pooling | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """The groups that take part in a test: all but "Not recorded"."""
        return tuple(label for label in self.order if label != NOT_RECORDED)


def group(cohort: Cohort, by: str | None, against: str | None = None, pooling: Pooling | None = None) -> Grouping:
    """Group the patients of a cohort.

    Parameters
    ----------
    pooling : values that stand together. One that nobody has is refused, unless a filter may have taken those who do:
        then it waits for them, and the pooling of the result is without it.

    Raises
    ------
    CohortError
        Where there is no such column, or nobody has the value that is to stand against the rest.
    """
    if by is not None and not isinstance(by, str):
        raise CohortError(message("Group by the name of one column, or by None for all patients together."))
    if not len(cohort):
        raise CohortError(message("No patient meets the filters. Loosen one of them."))
    ids = cohort.patients["patient_id"]
    if by is None:
        return Grouping(None, None, pd.Series(ALL, index=ids, dtype=object), (ALL,))
    if by == "patient_id":
        raise CohortError(
            message(
                "Every patient has an identifier of their own, so there is nothing to compare. "
                "Group by one of: {columns}.",
                columns=", ".join(cohort.groupings),
            )
        )
    if by not in cohort.patients:
        raise CohortError(
            message(
                "There is no column {column} to group by. The columns are: {columns}.",
                column=by,
                columns=", ".join(cohort.groupings),
            )
        )
    cells = cohort.patients[by].set_axis(ids)
    labels = cells.map(label)
    order: list[str] = [label(value) for value in ordered(cells, missing=bool(cells.isna().any()))]
    if pooling is not None:
        _poolable(pooling, by, order, filtered=bool(cohort.filters))
        pooled = pooling.label_of
        labels = pd.Series([pooled.get(one, one) for one in labels], index=labels.index, dtype=object)
        order = list(dict.fromkeys(pooled.get(one, one) for one in order))
        order = [one for one in order if one != NOT_RECORDED] + [one for one in order if one == NOT_RECORDED]
        against = against if against is None else pooled.get(against, against)
        pooling = pooling.among([label(value) for value in cells])
    return replace(grouped(by, labels, tuple(order), against), pooling=pooling)


def _poolable(pooling: Pooling, by: str, values: list[str], *, filtered: bool) -> None:
    """Refuse values that nobody has, and a name that would take in a value it does not list."""
    absent = [value for value in pooling.label_of if value not in values]
    if absent and not filtered:
        raise CohortError(
            message(
                "Nobody who is looked at has {column} {value}, so it cannot be pooled.",
                column=title(by),
                value=absent[0][:40],
            )
        )
    for name, listed_values in pooling.names:
        if name in values and name not in listed_values:
            raise CohortError(
                message(
                    "{name} is itself a value of {column}. List it in the pooling, or give the pooling another name.",
                    name=name[:40],
                    column=title(by),
                )
            )


def grouped(by: str, labels: pd.Series, order: tuple[str, ...], against: str | None) -> Grouping:
    """Put one label against all others, where one is asked for.

    Raises
    ------
    CohortError
        Where nobody has that label.
    """
    if against is None:
        return Grouping(by, None, labels, order)
    if against not in order:
        raise CohortError(
            message(
                "Nobody who is looked at has {column} {value}. Loosen the filters, or compare another group.",
                column=title(by),
                value=against,
            )
        )
    known = labels[labels != NOT_RECORDED]
    labels = labels.where(~labels.index.isin(known.index) | (labels == against), REST)
    return Grouping(
        by, against, labels, tuple(label for label in (against, REST, NOT_RECORDED) if (labels == label).any())
    )


def label(value: object) -> str:
    """Return what a value is called as a group."""
    if value is None or value != value:
        return NOT_RECORDED
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def is_word(label: str) -> bool:
    """Say whether a label is the program's own word, to be translated, not text of the file."""
    return isinstance(label, Message)
