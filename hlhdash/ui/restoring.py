"""A kept view put back into the controls of its screen, so that the screen shows it as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from hlhdash.analysis.groups import label
from hlhdash.analysis.landmark import landmark_groupings, status_at
from hlhdash.cohort.endpoints import ADDED_THERAPY, STANDARD, Endpoint
from hlhdash.cohort.findings import CohortError
from hlhdash.ui import (
    address,
    lens,
    response_controls,
    restoring_further,
    restoring_tables,
    survival_controls,
    swimmer_controls,
    visit,
)
from hlhdash.ui.choices import EXTRAS, RESPONDERS
from hlhdash.views import ResponseView, SurvivalView, SwimmerView, View


def put(view: View) -> None:
    """Set sidebar and controls to a view; called before either is drawn."""
    address.forget_link()
    address.reset_view()
    lens.put(view.lens)
    chosen = view.settings
    if isinstance(chosen, SwimmerView):
        found = _swimmer(chosen)
    elif isinstance(chosen, SurvivalView):
        found = _survival(chosen, view.lens.unit)
    elif not isinstance(chosen, ResponseView):
        found = restoring_further.controls(chosen, masked=view.lens.masked)
    else:
        found = _response(chosen, masked=view.lens.masked)
    for name, value in found.items():
        if value is not None:
            st.session_state[address.state_key(name)] = value


def _place(options: Sequence[Any], value: Any) -> int | None:
    return list(options).index(value) if value in options else None


def _id(options: Mapping[str, Any], value: Any) -> str | None:
    return next((one for one, meant in options.items() if meant == value), None)


def _swimmer(chosen: SwimmerView) -> dict[str, Any]:
    cohort = visit.current().cohort
    columns, labs = swimmer_controls.columns_of(cohort), swimmer_controls.labs_of(cohort)
    return {
        "sort": _id(columns, chosen.sort) or chosen.sort,
        "group": _place((None, *visit.current().groupings), chosen.group),
        "colour": chosen.colour,
        "align": chosen.align or swimmer_controls.DAY_ZERO,
        "beside": [one for name in chosen.facts if (one := _id(columns, name)) is not None],
        "strip": _id(labs, chosen.strip) or swimmer_controls.NOTHING,
        "lines": [f"{day:g}" for day in chosen.references],
        "marks": [one for one, (kind, _) in EXTRAS.items() if kind in chosen.extras],
        "track": chosen.track,
        "shown_days": "all" if chosen.until is None else f"{chosen.until:g}",
    }


def _survival(chosen: SurvivalView, unit: str) -> dict[str, Any]:
    cohort = visit.current().cohort
    later = tuple(name for name in landmark_groupings(cohort) if name not in chosen.endpoint.parts)
    found = _endpoint(chosen.endpoint) | {
        "by": _place((None, *visit.current().known_at_day_zero, *later), chosen.by),
        "against": _against(chosen, later),
        "shown.competing" if chosen.endpoint.competing else "shown": chosen.shown,
        "interval": chosen.interval,
        "band": chosen.band,
        "tail": chosen.tail,
        "ticks": chosen.ticks,
        "medians": chosen.medians,
        "counts_below": chosen.table,
        "crossed": chosen.crossed,
        "naive": chosen.naive,
        f"times.{unit}": [f"{k:g}" for k in chosen.times],
    }
    if chosen.by in later and chosen.landmark is not None:
        found[f"at.{later.index(chosen.by)}"] = f"{chosen.landmark:g}"
    return found


def _endpoint(chosen: Endpoint) -> dict[str, Any]:
    """Return which controls make an endpoint of a standard one."""
    try:
        plain = STANDARD.get(chosen.name) or visit.current().cohort.endpoint(chosen.name)
    except CohortError:
        return {}
    found: dict[str, Any] = {"endpoint": chosen.name, "failure_day": f"{chosen.failure_day:g}"}
    for event, name in (("hsct", "with_hsct"), (ADDED_THERAPY, "with_added")):
        ways = {
            "censor": event in chosen.censoring,
            "compete": event in chosen.competing and event not in plain.competing,
            "event": event in chosen.parts and event not in plain.parts and chosen.name != "event-free survival",
        }
        found[name] = next((way for way, so in ways.items() if so), "ignore")
    if chosen.name == "event-free survival" and chosen.parts != plain.parts:
        names = {meant: one for one, meant in survival_controls.PART_NAMES.items()}
        parts = [names.get(part, part) for part in chosen.parts]
        found["parts"] = [one for one in survival_controls.PARTS if one in parts]
    return found


def _against(chosen: SurvivalView, later: tuple[str, ...]) -> int | None:
    if chosen.by is None or chosen.against is None:
        return None
    cohort = visit.current().cohort
    if chosen.by not in later:
        values = [label(value) for value in cohort.values(chosen.by) if value is not None]
        return _place((None, *values), chosen.against)
    day = float("inf") if chosen.naive else chosen.landmark or 0
    return _place((None, *status_at(cohort, chosen.by, day, chosen.endpoint)[1]), chosen.against)


def _response(chosen: ResponseView, *, masked: bool) -> dict[str, Any]:
    cohort = visit.current().cohort
    seen = cohort.masked() if masked else cohort
    names = {one: name for one, (name, _) in response_controls.responses_of(cohort).items()}
    columns = (None, *response_controls.columns_of(cohort))
    values = [] if chosen.by is None else [label(one) for one in seen.values(chosen.by) if one is not None]
    return {
        "rview": chosen.shown,
        "assessment": _id(names, chosen.response),
        "rby": _place(columns, chosen.by),
        "ragainst": None if chosen.against is None else _place((None, *values), chosen.against),
        "counts": _id({one: classes for one, (_, classes) in RESPONDERS.items()}, chosen.responders),
        "evaluable": chosen.denominator == "evaluable",
        "added": chosen.added_therapy == "counted",
        "wilson": chosen.interval == "wilson",
        "planned": chosen.planned,
        "within": _place(columns, chosen.within),
        "pool": [i for i, one in enumerate(values) if one in chosen.pooled],
        "source": chosen.rule or "recorded",
        **(restoring_tables.limits(chosen.rule, chosen.limits) if chosen.rule is not None else {}),
        "benchmark": "none" if chosen.benchmark is None else f"{chosen.benchmark * 100:.0f}",
    }
