"""The segments of lanes: courses of treatment, and tracks for those that overlap."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.language import message

LONGEST_DOSE = 24  # letters of a dose in a sentence


def segments(courses: pd.DataFrame, place: pd.DataFrame) -> pd.DataFrame:
    """Return the courses of the patients who have a lane.

    Parameters
    ----------
    place : lane, end_day and, where the file has it, etiology, by patient_id
    """
    table = courses[courses["patient_id"].isin(place.index)].copy()
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
    starts, stops = table["start_day"].tolist(), table["end_day"].tolist()
    for i, (mine, start, stop) in enumerate(zip(table["lane"].tolist(), starts, stops, strict=True)):
        if mine != lane or all(end <= start for end in ends):
            tracks[run] = max(len(ends), 1)
            run, ends, lane = [], [], mine
        free = next((k for k, end in enumerate(ends) if end <= start), len(ends))
        ends[free : free + 1] = [stop]
        track[i] = free
        run.append(i)
    tracks[run] = max(len(ends), 1)
    return track, tracks


def dose_changes(table: pd.DataFrame) -> pd.DataFrame:
    """Return where a treatment goes on with another dose, as marks: lane, patient_id, day, kind, label, grade.

    Parameters
    ----------
    table : segments, from the top lane down and by day
    """
    dosed = table[table["dose"].notna().to_numpy(bool)]
    dosed = dosed.sort_values(["lane", "label", "start_day"], kind="stable")
    doses = np.array([str(one) for one in dosed["dose"].tolist()], dtype=object)
    same = np.zeros(len(dosed), dtype=bool)
    for name in ("lane", "label"):
        cells = dosed[name].to_numpy(object)
        same[1:] = cells[1:] == cells[:-1] if name == "lane" else same[1:] & (cells[1:] == cells[:-1])
    changed = np.flatnonzero(same & (doses != np.roll(doses, 1)))
    found = dosed.iloc[changed]
    told = [
        message(
            "{treatment}: dose {before}, then {after}",
            treatment=str(label)[:LONGEST_DOSE],
            before=doses[i - 1][:LONGEST_DOSE],
            after=doses[i][:LONGEST_DOSE],
        )
        for label, i in zip(found["label"].tolist(), changed.tolist(), strict=True)
    ]
    return pd.DataFrame(
        {
            "lane": found["lane"].to_numpy(int),
            "patient_id": found["patient_id"].to_numpy(object),
            "day": found["start_day"].to_numpy(float),
            "kind": "dose change",
            "label": pd.Series(told, dtype=object),
            "grade": np.nan,
        }
    )
