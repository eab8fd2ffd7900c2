"""A kept view of labs, a patient, adverse events or response in time put back into the controls of its screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import hlhdash
from hlhdash.analysis.groups import label
from hlhdash.cohort.model import Cohort
from hlhdash.ui import (
    labs_screen,
    response_controls,
    restoring_tables,
    safety_screen,
    selection,
    swimmer_controls,
    visit,
)
from hlhdash.ui.choices import RESPONDERS
from hlhdash.views import CourseView, FeverView, LabsView, PatientView, SafetyView, SpeedView, WaterfallView
from hlhdash.views.further_settings import FurtherSettings
from hlhdash.views.table_settings import TABLES


def controls(chosen: FurtherSettings, *, masked: bool) -> dict[str, Any]:
    """Return what each control says; None for one that stays as it begins."""
    everyone = visit.current().cohort
    cohort = everyone.masked() if masked else everyone
    if isinstance(chosen, LabsView):
        return _labs(chosen, everyone)
    if isinstance(chosen, PatientView):
        selection.choose_place(chosen.place)
        return {"prule": chosen.rule, "extent": chosen.extent}
    if isinstance(chosen, FeverView):
        return {"analyte": _place(labs_screen.names(everyone), labs_screen.FEVER), "lby": _column(chosen.by)}
    if isinstance(chosen, WaterfallView):
        return _waterfall(chosen, everyone)
    if isinstance(chosen, TABLES):
        return restoring_tables.controls(chosen, cohort)
    if isinstance(chosen, SafetyView):
        groups = (None, *safety_screen.groups(chosen.by, cohort))
        return {"sby": _column(chosen.by), "sgroup": _place(groups, chosen.group)}
    return _response(chosen, cohort)


def _labs(chosen: LabsView, cohort: Cohort) -> dict[str, Any]:
    log: Mapping[bool | None, str] = {None: "auto", True: "log", False: "linear"}
    return {
        "analyte": _place(labs_screen.names(cohort), chosen.analyte),
        "lby": _column(chosen.by),
        "lview": chosen.shown,
        "lscale": chosen.scale,
        "laxis": log[chosen.log],
        "luntil": "all" if chosen.until is None else f"{chosen.until:g}",
        "lafter": str(chosen.after_day),
    }


def _waterfall(chosen: WaterfallView, cohort: Cohort) -> dict[str, Any]:
    columns, labs = swimmer_controls.columns_of(cohort), swimmer_controls.labs_of(cohort)
    return {
        "waterfall": next((one for one, name in labs.items() if name == chosen.analyte), None),
        "same_order": chosen.same_order,
        "sort": next((one for one, name in columns.items() if name == chosen.lanes), chosen.lanes),
        "group": _column(chosen.group),
        "align": chosen.align or swimmer_controls.DAY_ZERO,
    }


def _response(chosen: CourseView | SpeedView, cohort: Cohort) -> dict[str, Any]:
    columns = (None, *response_controls.columns_of(visit.current().cohort))
    values = _labels(chosen.by, cohort)
    found = {
        "rview": "course" if isinstance(chosen, CourseView) else "speed",
        "rby": _place(columns, chosen.by),
        "ragainst": None if chosen.against is None else _place((None, *values), chosen.against),
        "pool": [i for i, one in enumerate(values) if one in chosen.pooled],
        "planned": chosen.planned,
    }
    if isinstance(chosen, SpeedView):
        counts = next((name for name, (_, classes) in RESPONDERS.items() if classes == chosen.responders), None)
        found |= {"counts": counts, "added": chosen.added_therapy == "counted", "rspeed": chosen.unit}
    return found


def _labels(by: str | None, cohort: hlhdash.Cohort) -> list[str]:
    return [] if by is None else [label(one) for one in cohort.values(by) if one is not None]


def _column(by: str | None) -> int | None:
    return _place((None, *visit.current().groupings), by)


def _place(options: tuple[str | None, ...] | list[str], value: str | None) -> int | None:
    return list(options).index(value) if value in options else None
