"""What happened to each patient, laid out in lanes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import group as group_patients
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.vocabulary import ETIOLOGIES, RESPONSES

Sort = Literal["follow-up", "etiology", "response", "file"]
SORTS: tuple[Sort, ...] = ("follow-up", "etiology", "response", "file")
FACTS = ("etiology", "sex", "age_years", "line_of_therapy", "vital_status", "response_week1", "best_response")


@dataclass(frozen=True)
class Swimmer:
    """The lanes of a swimmer plot; days count from day zero.

    Attributes
    ----------
    lanes : one row per lane from the top: lane (0, 1, ...), patient_id, group, end_day (last follow-up or death),
        alive_at_end, and the patient's facts where the file has them (`FACTS`)
    segments : lane, patient_id, label, start_day, end_day, end_recorded, ongoing, dose, track, tracks (courses that
        overlap lie on tracks of their own within the lane), etiology
    markers : lane, patient_id, day, kind, label
    sort : how the lanes are ordered
    group : the column that heads groups of lanes, or None
    not_drawn : patients without a day of last follow-up
    part : which lanes of the whole plot these are (first, last, of how many), None for all
    provenance : file, filters, day zero
    """

    lanes: pd.DataFrame
    segments: pd.DataFrame
    markers: pd.DataFrame
    sort: Sort
    group: str | None
    not_drawn: tuple[str, ...]
    provenance: Provenance
    part: tuple[int, int, int] | None = None

    def only(self, first: int, most: int) -> Swimmer:
        """Return the plot of at most `most` lanes, the first one being lane `first` (0, 1, ...) of this plot."""
        last = min(first + most, len(self.lanes))

        def cut(table: pd.DataFrame) -> pd.DataFrame:
            kept = table[(table["lane"] >= first) & (table["lane"] < last)]
            return kept.assign(lane=kept["lane"] - first).reset_index(drop=True)

        return replace(
            self,
            lanes=cut(self.lanes),
            segments=cut(self.segments),
            markers=cut(self.markers),
            part=(first + 1, last, len(self.lanes)),
        )


def swimmer(cohort: Cohort, sort: Sort = "follow-up", group: str | None = None) -> Swimmer:
    """Lay out the patients of a cohort in lanes.

    Parameters
    ----------
    sort : "follow-up" (longest first), "etiology" (then follow-up), "response" (best first, then follow-up), "file"
    group : a column whose values head groups of lanes

    Raises
    ------
    CohortError
        Where there is no such column to group by.
    """
    people = cohort.patients
    grouping = group_patients(cohort, group)
    drawn = people["last_follow_up"].notna() & (people["last_follow_up"] > -np.inf)
    lanes = people.loc[drawn, ["patient_id", *[name for name in FACTS if name in people]]].copy()
    lanes["end_day"] = people.loc[drawn, "last_follow_up"].astype(float)
    lanes["alive_at_end"] = (people.loc[drawn, "vital_status"] == "alive").to_numpy(bool)
    lanes["group"] = lanes["patient_id"].map(grouping.labels) if group else ""
    lanes = _sorted(lanes, sort, grouping.order if group else ("",))
    lanes.insert(0, "lane", range(len(lanes)))
    place = lanes.set_index("patient_id")
    return Swimmer(
        lanes.reset_index(drop=True),
        _segments(cohort, place),
        _markers(cohort, place),
        sort,
        group,
        tuple(people.loc[~drawn, "patient_id"]),
        cohort.provenance,
    )


def _sorted(lanes: pd.DataFrame, sort: Sort, groups: tuple[str, ...]) -> pd.DataFrame:
    keys = pd.DataFrame(index=lanes.index)
    keys["group"] = lanes["group"].map({label: i for i, label in enumerate(groups)})
    if sort == "etiology":
        order = {name: i for i, name in enumerate(ETIOLOGIES)}
        keys["etiology"] = lanes["etiology"].map(lambda word: (order.get(str(word), len(order)), str(word)))
    if sort == "response":
        order = {name: i for i, name in enumerate(RESPONSES)}
        name = "best_response" if "best_response" in lanes else "response_week1"
        found = lanes[name] if name in lanes else pd.Series(None, index=lanes.index, dtype=object)
        keys["response"] = found.map(lambda word: order.get(str(word), len(order))).astype(int)
    if sort != "file":
        keys["follow_up"] = -lanes["end_day"]
    return lanes.loc[keys.sort_values(list(keys.columns), kind="stable").index]


def _segments(cohort: Cohort, place: pd.DataFrame) -> pd.DataFrame:
    table = cohort.courses[cohort.courses["patient_id"].isin(place.index)].copy()
    table["lane"] = table["patient_id"].map(place["lane"]).astype(int)
    table["etiology"] = table["patient_id"].map(place["etiology"]) if "etiology" in place else None
    last = table["patient_id"].map(place["end_day"]).astype(float)
    table["end_recorded"] = table["end_day"].notna() | table["ongoing"].astype(bool)
    table["end_day"] = table["end_day"].astype(float).fillna(last.where(last >= table["start_day"], table["start_day"]))
    table = table.sort_values(["lane", "start_day", "end_day"], kind="stable").reset_index(drop=True)
    table["track"], table["tracks"] = _tracks(table)
    return table


def _tracks(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Put courses that overlap on tracks of their own; a run of overlapping courses shares the lane's height."""
    track, tracks = np.zeros(len(table), dtype=int), np.ones(len(table), dtype=int)
    run: list[int] = []
    ends: list[float] = []
    lane = None
    starts, stops = table["start_day"].to_numpy(float), table["end_day"].to_numpy(float)
    for i, (mine, start, stop) in enumerate(zip(table["lane"], starts, stops, strict=True)):
        if mine != lane or all(end <= start for end in ends):
            tracks[run] = max(len(ends), 1)
            run, ends, lane = [], [], mine
        free = next((k for k, end in enumerate(ends) if end <= start), len(ends))
        ends[free : free + 1] = [float(stop)]
        track[i] = free
        run.append(i)
    tracks[run] = max(len(ends), 1)
    return track, tracks


def _markers(cohort: Cohort, place: pd.DataFrame) -> pd.DataFrame:
    table = cohort.events[cohort.events["patient_id"].isin(place.index)].copy()
    table["lane"] = table["patient_id"].map(place["lane"]).astype(int)
    table = table[table["kind"] != "last follow-up"]
    return (
        table[["lane", "patient_id", "day", "kind", "label"]]
        .sort_values(["lane", "day"], kind="stable")
        .reset_index(drop=True)
    )
