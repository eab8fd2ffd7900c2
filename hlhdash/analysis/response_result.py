"""What a response table holds: numbers and names, and the choices they were made by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.criteria.thresholds import Settings
from hlhdash.analysis.pooling import Pooling
from hlhdash.analysis.response_classes import response_title
from hlhdash.cohort.model import Provenance
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import Message

Denominator = Literal["all", "evaluable"]
CLOSED = "closed"  # stands for the classes of a row whose numbers must not be seen
AddedTherapy = Literal["not counted", "counted"]
Interval = Literal["clopper-pearson", "wilson"]


@dataclass(frozen=True)
class ResponseTable:
    """Response at one assessment by group.

    Attributes
    ----------
    response : the assessment, such as "response_week1", "best_response" or "sustained_response"
    by, against : the grouping
    responders : the classes that count as response
    denominator : "all" treated patients, or "evaluable" ones only
    added_therapy : whether a response after another HLH treatment had started counts
    interval : how the intervals were computed
    rows : one row per group and a last row "Total": the group (column named as `by`), n, each class, responders,
        proportion, lower, upper (95 %)
    p, method : the exact test of responders against all others over all groups, None with its reason in `method`
    against_rest : one row per group: group, responders, n, rest_responders, rest_n, p, p_holm, odds_ratio, lower,
        upper (conditional, with the interval that inverts the same test), difference, difference_lower,
        difference_upper (Newcombe)
    patients : patient_id, group, stratum, response_class, after_added_therapy, responder, counted (in the denominator)
    known : the groups that take part in tests, "Not recorded" is none
    provenance : file, filters, day zero
    pooling : which values the user put together, None where nothing was
    within : the column whose values are the strata, None where there are none
    strata : the strata in order
    rule : the rule by which labs gave the classes, None where they are as recorded
    rule_settings : its thresholds where they are not the published ones, else None
    unknown : response words of the file that nobody knows
    notes : what was decided about some patients that the classes alone do not show
    closed : row (from 0) and class, whose number must not be seen where the table is projected; a closed "responders"
        is None in `rows`
    """

    response: str
    by: str | None
    against: str | None
    responders: tuple[str, ...]
    denominator: Denominator
    added_therapy: AddedTherapy
    interval: Interval
    rows: pd.DataFrame
    p: float | None
    method: Message
    against_rest: pd.DataFrame
    patients: pd.DataFrame
    provenance: Provenance
    known: tuple[str, ...] = ()
    pooling: Pooling | None = None
    within: str | None = None
    strata: tuple[str, ...] = ()
    rule: str | None = None
    rule_settings: Settings | None = None
    unknown: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    closed: frozenset[tuple[int, str]] = frozenset()

    @property
    def title(self) -> Message:
        """What the response is called."""
        return response_title(self.response)

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

    @property
    def table(self) -> np.ndarray:
        """Responders and all others of each group that takes part in tests, shape (groups, 2)."""
        return self.table_of(np.ones(len(self.patients), dtype=bool))

    def table_of(self, chosen: np.ndarray) -> np.ndarray:
        """Return responders and all others of each known group among some patients, shape (groups, 2)."""
        people = self.patients[chosen & self.patients["counted"].to_numpy(bool)]
        place = {label: i for i, label in enumerate(self.known)}
        row = people["group"].map(lambda label: place.get(label, -1)).to_numpy(int)
        column = np.where(people["responder"].to_numpy(bool), 0, 1)
        cells = np.zeros((len(self.known), 2), dtype=int)
        np.add.at(cells, (row[row >= 0], column[row >= 0]), 1)
        return cells

    @cached_property
    def stratified(self) -> stats.MantelHaenszel | None:
        """The test of groups with the strata held apart; None without strata or a second group."""
        if self.within is None or len(self.known) < 2:
            return None
        return stats.mantel_haenszel([self.table_of(self.of_stratum(name)) for name in self.strata])

    def of_stratum(self, name: str) -> np.ndarray:
        """Say which patients belong to a stratum."""
        return (self.patients["stratum"] == name).to_numpy(bool)
