"""The lanes of a swimmer plot as a table."""

from __future__ import annotations

from typing import Any

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, listed, message
from hlhdash.report.response import CLASS_TITLES
from hlhdash.report.survival import UNIT_TITLES, time_words
from hlhdash.report.table import Column, Row, Table

STATES = {"alive": message("alive"), "dead": message("died"), "lost": message("lost to follow-up")}
_FACTS = ("etiology", "response_week1", "best_response")
_TITLE = message("What happened to each patient")


def swimmer_rows(result: Swimmer, unit: str) -> Table:
    """Return one row per lane: patient, group, facts, treatments in their order, and the end of follow-up."""
    facts = [name for name in _FACTS if name in result.lanes and name != result.group]
    columns = [
        Column(title("patient_id"), "left"),
        *([Column(title(result.group), "left")] if result.group is not None else []),
        *[Column(title(name), "left") for name in facts],
        Column(message("Treatments, in order"), "left"),
        Column(message("Followed, {unit}", unit=UNIT_TITLES[unit])),
        Column(message("At the end"), "left"),
    ]
    courses = result.segments.sort_values(["lane", "start_day"], kind="stable")
    treatments = {int(str(lane)): rows["label"].tolist() for lane, rows in courses.groupby("lane")}
    rows = [
        Row(
            (
                str(one["patient_id"]),
                *([one["group"]] if result.group is not None else []),
                *[_fact(one[name]) for name in facts],
                listed(list(dict.fromkeys(map(str, treatments.get(one["lane"], [])))))
                if one["lane"] in treatments
                else "",
                time_words(one["end_day"], unit),
                STATES.get(one.get("vital_status") or "", message("not recorded")),
            )
        )
        for one in result.lanes.to_dict("records")
    ]
    missing = counted(
        "{n} patient without a day of last follow-up is not drawn.",
        "{n} patients without a day of last follow-up are not drawn.",
        len(result.not_drawn),
    )
    return Table(_TITLE, tuple(columns), tuple(rows), (missing,) if result.not_drawn else ())


def _fact(cell: Any) -> Message | str:
    if cell is None or cell != cell:
        return message("not recorded")
    return CLASS_TITLES.get(cell, str(cell))
