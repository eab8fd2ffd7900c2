"""A cohort laid out in lanes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import group as group_patients
from hlhdash.analysis.swimmer.align import zeros
from hlhdash.analysis.swimmer.courses import Change, dose_changes, segments
from hlhdash.analysis.swimmer.order import check_column, sort_keys
from hlhdash.analysis.swimmer.place import Floats, Lanes, Place
from hlhdash.analysis.swimmer.result import FACTS, Swimmer
from hlhdash.analysis.swimmer.spells import assessed, first_responses, spells
from hlhdash.analysis.swimmer.strip import strip as strip_of
from hlhdash.cohort.model import Cohort

RESPONDERS = ("CR", "PR")


def swimmer(
    cohort: Cohort,
    sort: str = "follow-up",
    group: str | None = None,
    *,
    align: str | None = None,
    facts: Sequence[str] | None = None,
    strip: str | None = None,
    responders: tuple[str, ...] = RESPONDERS,
) -> Swimmer:
    """Lay out the patients of a cohort in lanes.

    Parameters
    ----------
    sort : "follow-up" (longest first), "time to response" (soonest first), "response" (best first), "etiology",
        "file", or a column: numbers by size, words as groups are ordered. Ties: longest follow-up first
    group : a column whose values head groups of lanes
    align : the milestone ("hsct", "diagnosis" ...) or "response" (the first one) that lies at 0 in every lane; None
        for the cohort's day zero. Patients without it have no lane and are listed in `unaligned`
    facts : columns that stand beside the lanes; None for the etiology, where it does not head groups
    strip : an analyte whose values colour a strip of each lane
    responders : the classes that count as a response

    Raises
    ------
    CohortError
        Where there is no such column, milestone or analyte.
    """
    people = cohort.patients
    told = assessed(cohort)
    first = first_responses(told, responders)
    day = np.array([first.get(one, np.nan) for one in people["patient_id"].tolist()], dtype=float)
    zero = zeros(cohort, align, first)
    columns = _facts(cohort, facts, group)
    labels, rank = _groups(cohort, group)
    last = people["last_follow_up"].to_numpy(float)
    drawn, reached = np.isfinite(last), ~np.isnan(zero)
    order = np.lexsort([np.zeros(len(people)), *sort_keys(cohort, sort, day)[::-1], rank])
    order = order[(drawn & reached)[order]]
    lanes = _lanes(cohort, order, zero, day, labels)
    place = Place(
        {one: i for i, one in enumerate(lanes["patient_id"].tolist())},
        zero[order],
        lanes["end_day"].to_numpy(float),
        lanes["alive_at_end"].to_numpy(bool),
    )
    etiology = lanes["etiology"].to_numpy(object) if "etiology" in lanes else np.full(len(lanes), None, dtype=object)
    courses = segments(cohort.courses, place, etiology)
    return Swimmer(
        lanes=lanes,
        beside=people[list(columns)].iloc[order].reset_index(drop=True),
        segments=courses,
        markers=_markers(cohort.events, place, dose_changes(courses)),
        spells=spells(told, place, responders),
        sort=sort,
        group=group,
        facts=columns,
        align=align,
        unaligned=tuple(people["patient_id"].to_numpy(object)[drawn & ~reached]),
        not_drawn=tuple(people["patient_id"].to_numpy(object)[~drawn]),
        responders=responders,
        strip=strip_of(cohort.labs, strip, place) if strip is not None else None,
        provenance=cohort.provenance,
    )


def _facts(cohort: Cohort, facts: Sequence[str] | None, group: str | None) -> tuple[str, ...]:
    if facts is None:
        return ("etiology",) if "etiology" in cohort.patients and group != "etiology" else ()
    return tuple(dict.fromkeys(check_column(cohort, name) for name in facts))


def _groups(cohort: Cohort, group: str | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the label of each patient's group and its place from the top."""
    grouping = group_patients(cohort, group)
    if group is None:
        return np.full(len(cohort), "", dtype=object), np.zeros(len(cohort))
    labels = grouping.labels.to_numpy(object)
    place = {label: i for i, label in enumerate(grouping.order)}
    return labels, np.array([place[label] for label in labels.tolist()], dtype=float)


def _lanes(cohort: Cohort, order: Lanes, zero: Floats, first_response: Floats, labels: np.ndarray) -> pd.DataFrame:
    people = cohort.patients
    facts = {name: people[name].to_numpy()[order] for name in FACTS if name in people}
    return pd.DataFrame(
        {"lane": np.arange(len(order)), "patient_id": people["patient_id"].to_numpy(object)[order]}
        | facts
        | {
            "end_day": (people["last_follow_up"].to_numpy(float) - zero)[order],
            "cutoff_day": (cohort.cutoff_days.to_numpy(float) - zero)[order],
            "alive_at_end": (people["vital_status"].to_numpy(object) == "alive")[order],
            "group": labels[order],
            "first_response": (first_response - zero)[order],
        }
    )


def _markers(events: pd.DataFrame, place: Place, changes: Sequence[Change]) -> pd.DataFrame:
    """Return what happened on a day, by lane and day; the last follow-up is the end of the lane itself."""
    at, lane = place.rows(events)
    kinds = events["kind"].to_numpy(object)[at]
    kept = kinds != "last follow-up"
    at, lane, kinds = at[kept], lane[kept], kinds[kept]
    told = np.full(len(changes), None, dtype=object)
    told[:] = [said for *_, said in changes]
    columns = {
        "lane": np.append(lane, [one for one, *_ in changes]).astype(int),
        "patient_id": np.append(events["patient_id"].to_numpy(object)[at], [who for _, who, *_ in changes]),
        "day": np.append(
            events["day"].to_numpy(float)[at] - place.zero[lane], [day for _, _, day, _ in changes]
        ).astype(float),
        "kind": np.append(kinds, ["dose change"] * len(changes)),
        "label": np.append(events["label"].to_numpy(object)[at], told),
        "grade": np.append(events["grade"].to_numpy(float)[at], np.full(len(changes), np.nan)),
    }
    order = np.lexsort((columns["day"], columns["lane"]))
    return pd.DataFrame({name: cells[order] for name, cells in columns.items()})
