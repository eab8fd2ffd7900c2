"""The segments of lanes: courses of treatment, and tracks for those that overlap."""

from __future__ import annotations

import numpy as np
import pandas as pd

from hlhdash.analysis.swimmer.place import Place
from hlhdash.language import Message, message

LONGEST_DOSE = 24  # letters of a dose in a sentence
Change = tuple[int, str, float, Message]  # lane, patient_id, day, what was changed


def segments(courses: pd.DataFrame, place: Place, etiology: np.ndarray) -> pd.DataFrame:
    """Return the courses of the patients who have a lane, by lane and day.

    Parameters
    ----------
    etiology : of each lane
    """
    at, lane = place.rows(courses)
    start = courses["start_day"].to_numpy(float)[at] - place.zero[lane]
    end = courses["end_day"].to_numpy(float)[at] - place.zero[lane]
    ongoing = courses["ongoing"].to_numpy(bool)[at]
    recorded = ~np.isnan(end) | ongoing
    end = np.where(np.isnan(end), np.maximum(place.end[lane], start), end)
    order = np.lexsort((end, start, lane))
    at, lane, start, end = at[order], lane[order], start[order], end[order]
    track, tracks = _tracks(lane.tolist(), start.tolist(), end.tolist())
    return pd.DataFrame(
        {
            "patient_id": courses["patient_id"].to_numpy(object)[at],
            "label": courses["label"].to_numpy(object)[at],
            "start_day": start,
            "end_day": end,
            "ongoing": ongoing[order],
            "dose": courses["dose"].to_numpy(object)[at],
            "lane": lane,
            "etiology": etiology[lane],
            "end_recorded": recorded[order],
            "track": track,
            "tracks": tracks,
        }
    )


def _tracks(lanes: list[int], starts: list[float], stops: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """Put courses that overlap on tracks of their own; a run of overlapping courses shares the lane's height."""
    track, tracks = np.zeros(len(lanes), dtype=int), np.ones(len(lanes), dtype=int)
    run: list[int] = []
    ends: list[float] = []
    lane = None
    for i, (mine, start, stop) in enumerate(zip(lanes, starts, stops, strict=True)):
        if mine != lane or all(end <= start for end in ends):
            tracks[run] = max(len(ends), 1)
            run, ends, lane = [], [], mine
        free = next((k for k, end in enumerate(ends) if end <= start), len(ends))
        ends[free : free + 1] = [stop]
        track[i] = free
        run.append(i)
    tracks[run] = max(len(ends), 1)
    return track, tracks


def dose_changes(table: pd.DataFrame) -> list[Change]:
    """Return where a treatment goes on with another dose.

    Parameters
    ----------
    table : segments, from the top lane down and by day
    """
    columns = (table[name].tolist() for name in ("lane", "patient_id", "label", "start_day", "dose"))
    last: dict[tuple[int, str], str] = {}
    found: list[Change] = []
    for lane, patient, label, day, dose in zip(*columns, strict=True):
        if dose is None or dose != dose:
            continue
        before, after = last.get((lane, label)), str(dose)
        if before is not None and before != after:
            said = message(
                "{treatment}: dose {before}, then {after}",
                treatment=str(label)[:LONGEST_DOSE],
                before=before[:LONGEST_DOSE],
                after=after[:LONGEST_DOSE],
            )
            found.append((lane, patient, day, said))
        last[lane, label] = after
    return found
