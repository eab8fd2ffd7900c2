"""A cohort laid out in lanes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hlhdash.analysis.groups import group as group_patients
from hlhdash.analysis.swimmer.align import aligned, reached
from hlhdash.analysis.swimmer.courses import dose_changes, segments
from hlhdash.analysis.swimmer.order import SORTS, check_column, in_order
from hlhdash.analysis.swimmer.result import FACTS, Swimmer
from hlhdash.analysis.swimmer.spells import assessed, first_responses, spells
from hlhdash.analysis.swimmer.strip import strip as strip_of
from hlhdash.cohort.model import Cohort

MARKS = ("lane", "patient_id", "day", "kind", "label", "grade")
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
    grouping = group_patients(cohort, group)
    told = assessed(cohort)
    first = first_responses(told, responders)
    shift = reached(cohort, align, first)
    columns = _facts(cohort, facts, group)
    drawn = (people["last_follow_up"].notna() & (people["last_follow_up"] > -np.inf)).to_numpy(bool)
    here = drawn & people["patient_id"].isin(shift.index).to_numpy(bool)
    lanes = people.loc[here, ["patient_id", *(name for name in FACTS if name in people)]].copy()
    lanes["end_day"] = people.loc[here, "last_follow_up"].astype(float)
    lanes["cutoff_day"] = cohort.cutoff_days.reindex(lanes["patient_id"]).to_numpy(float)
    lanes["alive_at_end"] = (people.loc[here, "vital_status"] == "alive").to_numpy(bool)
    lanes["group"] = lanes["patient_id"].map(grouping.labels) if group else ""
    lanes["first_response"] = lanes["patient_id"].map(first).astype(float)
    lanes = in_order(lanes, _sort_cells(cohort, sort)[here], sort, grouping.order if group else ("",))
    lanes.insert(0, "lane", range(len(lanes)))
    beside = people.loc[lanes.index, list(columns)].reset_index(drop=True)
    lanes = aligned(lanes, shift, "end_day", "cutoff_day", "first_response").reset_index(drop=True)
    place = lanes.set_index("patient_id")
    courses = segments(aligned(cohort.courses, shift, "start_day", "end_day"), place)
    labs = aligned(cohort.labs, shift, "day") if strip is not None else cohort.labs
    return Swimmer(
        lanes=lanes,
        beside=beside,
        segments=courses,
        markers=_markers(aligned(cohort.events, shift, "day"), courses, place),
        spells=spells(aligned(told, shift, "day"), place, responders),
        sort=sort,
        group=group,
        facts=columns,
        align=align,
        unaligned=tuple(people.loc[drawn & ~here, "patient_id"]),
        not_drawn=tuple(people.loc[~drawn, "patient_id"]),
        responders=responders,
        strip=strip_of(labs, strip, place) if strip is not None else None,
        provenance=cohort.provenance,
    )


def _facts(cohort: Cohort, facts: Sequence[str] | None, group: str | None) -> tuple[str, ...]:
    if facts is None:
        return ("etiology",) if "etiology" in cohort.patients and group != "etiology" else ()
    return tuple(dict.fromkeys(check_column(cohort, name) for name in facts))


def _sort_cells(cohort: Cohort, sort: str) -> pd.Series:
    """Return the cells that lanes are ordered by; nothing where the file has no such column of its own."""
    people = cohort.patients
    if sort not in SORTS:
        return people[check_column(cohort, sort)]
    names = {"etiology": ("etiology",), "response": ("best_response", "response_week1")}.get(sort, ())
    name = next((name for name in names if name in people), None)
    return pd.Series(None, index=people.index, dtype=object) if name is None else people[name]


def _markers(events: pd.DataFrame, courses: pd.DataFrame, place: pd.DataFrame) -> pd.DataFrame:
    table = events[events["patient_id"].isin(place.index) & (events["kind"] != "last follow-up")].copy()
    table["lane"] = table["patient_id"].map(place["lane"]).astype(int)
    changes = dose_changes(courses)
    parts = [table[list(MARKS)], changes[list(MARKS)]] if len(changes) else [table[list(MARKS)]]
    joined = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    return joined.sort_values(["lane", "day"], kind="stable").reset_index(drop=True)
