"""The result of laying out a cohort in lanes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from hlhdash.analysis.swimmer.strip import Strip
from hlhdash.cohort.model import Provenance

FACTS = ("etiology", "sex", "age_years", "line_of_therapy", "vital_status", "response_week1", "best_response")


@dataclass(frozen=True)
class Swimmer:
    """The lanes of a swimmer plot; days count from day zero, or from the milestone the lanes are aligned on.

    Attributes
    ----------
    lanes : one row per lane from the top: lane (0, 1, ...), patient_id, group, end_day (last follow-up or death),
        alive_at_end, cutoff_day (the data cut-off, NaN where the file has no dates), first_response (NaN where there
        was none) and the patient's facts where the file has them (`FACTS`)
    beside : the columns of `facts`, one row per lane
    segments : lane, patient_id, label, start_day, end_day, end_recorded, ongoing, dose, track, tracks (courses that
        overlap lie on tracks of their own within the lane), etiology
    markers : lane, patient_id, day, kind, label, grade; changes of dose are among them (kind "dose change")
    spells : lane, patient_id, label (a class of `responders`), start_day, end_day, lasts: how long a response held
    sort : "follow-up", "time to response", "response", "etiology", "file" or the column by which lanes are ordered
    group : the column that heads groups of lanes, or None
    facts : the columns that stand beside the lanes
    align : the milestone, or "response", that lies at 0 in every lane; None for day zero
    unaligned : patients who never reached it; they have no lane
    not_drawn : patients without a day of last follow-up
    responders : the classes that count as a response
    strip : the values of one analyte in the lanes, or None
    part : which lanes of the whole plot these are (first, last, of how many), None for all
    whole : lanes of each group in the whole plot, where these are a part of it
    provenance : file, filters, day zero
    """

    lanes: pd.DataFrame
    beside: pd.DataFrame
    segments: pd.DataFrame
    markers: pd.DataFrame
    spells: pd.DataFrame
    sort: str
    group: str | None
    facts: tuple[str, ...]
    align: str | None
    unaligned: tuple[str, ...]
    not_drawn: tuple[str, ...]
    responders: tuple[str, ...]
    strip: Strip | None
    provenance: Provenance
    part: tuple[int, int, int] | None = None
    whole: Mapping[str, int] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, ...]:
        """The patients from the top lane down."""
        return tuple(self.lanes["patient_id"])

    @property
    def zero(self) -> str:
        """The milestone at 0, or "response"."""
        return self.align or self.provenance.day_zero

    def only(self, first: int, most: int) -> Swimmer:
        """Return the plot of at most `most` lanes, the first one being lane `first` (0, 1, ...) of this plot."""
        last = min(first + most, len(self.lanes))

        def cut(table: pd.DataFrame) -> pd.DataFrame:
            kept = table[(table["lane"] >= first) & (table["lane"] < last)]
            return kept.assign(lane=kept["lane"] - first).reset_index(drop=True)

        return replace(
            self,
            lanes=cut(self.lanes),
            beside=self.beside.iloc[first:last].reset_index(drop=True),
            segments=cut(self.segments),
            markers=cut(self.markers),
            spells=cut(self.spells),
            strip=None if self.strip is None else replace(self.strip, cells=cut(self.strip.cells)),
            part=(first + 1, last, len(self.lanes)),
            whole={} if self.group is None else self.lanes["group"].value_counts().to_dict(),
        )
