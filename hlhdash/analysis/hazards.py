"""Hazard ratios of a cohort, one factor at a time, with the rule that few events get a sentence, not a ratio."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hlhdash import stats
from hlhdash.analysis.landmark import changed_among, grouping_title
from hlhdash.analysis.survival import kaplan_meier
from hlhdash.cohort.endpoints import Endpoint
from hlhdash.cohort.endpoints import endpoint as endpoint_called
from hlhdash.cohort.fields import title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.language import Message, counted, message

FEWEST_EVENTS = 5
MOST_LEVELS = 8
ANALYSES_OF_TIME = ("hsct", "response", "added therapy")


@dataclass(frozen=True)
class HazardRatio:
    """One line of a forest plot.

    Attributes
    ----------
    factor : what is compared
    level, reference : the group and the one it is compared with; `reference` of a change in time is before it
    n, events : of the level
    value, lower, upper, p : NaN where not estimable
    """

    factor: Message
    level: str
    reference: str
    n: int
    events: int
    value: float
    lower: float
    upper: float
    p: float


@dataclass(frozen=True)
class Factor:
    """One unadjusted Cox model.

    Attributes
    ----------
    title : the factor
    name : its column, or "hsct", "response", "added therapy" as changes in time
    rows : a hazard ratio for each group but the reference
    p : likelihood ratio test over all its groups
    drift : P of the check of proportional hazards; None where there is none
    method : Message, None with `missing`
    missing : why there is no ratio
    """

    title: Message
    name: str
    rows: tuple[HazardRatio, ...]
    p: float | None
    drift: float | None
    method: Message | None
    missing: Message | None


@dataclass(frozen=True)
class Hazards:
    """Hazard ratios of several factors, each on its own.

    Attributes
    ----------
    endpoint, provenance : the question, the file and its filters
    n, events : patients and events in all
    factors : in the order asked for
    """

    endpoint: Endpoint
    n: int
    events: int
    factors: tuple[Factor, ...]
    provenance: Provenance


def hazard_ratios(
    cohort: Cohort,
    factors: tuple[str, ...],
    endpoint: str | Endpoint = "overall survival",
    *,
    fewest_events: int = FEWEST_EVENTS,
) -> Hazards:
    """Compare hazards by one factor at a time (unadjusted); the largest group is the reference.

    Parameters
    ----------
    factors : columns known at day zero; "hsct", "response" and "added therapy" enter as changes in time, so that
        nobody is credited with the time before them
    fewest_events : under this many events in all a sentence stands in place of ratios

    Raises
    ------
    CohortError
        Where nobody has a usable time and status.
    """
    what = endpoint_called(endpoint)
    everyone = kaplan_meier(cohort, what)
    found = [
        _missing(name, too_few(everyone.events, fewest_events))
        if everyone.events < fewest_events
        else _change(cohort, name, what)
        if name in ANALYSES_OF_TIME
        else _groups(cohort, name, what)
        for name in factors
    ]
    return Hazards(what, everyone.n, everyone.events, tuple(found), cohort.provenance)


def _title(name: str) -> Message:
    return grouping_title(name) if name in ANALYSES_OF_TIME else title(name)


def _missing(name: str, why: Message) -> Factor:
    return Factor(_title(name), name, (), None, None, None, why)


def too_few(events: int, least: int = FEWEST_EVENTS) -> Message:
    """Say why there is no hazard ratio."""
    return counted(
        "Only {n} event: too few for a hazard ratio, which needs at least {least}.",
        "Only {n} events: too few for a hazard ratio, which needs at least {least}.",
        events,
        least=least,
    )


def _groups(cohort: Cohort, name: str, what: Endpoint) -> Factor:
    try:
        result = kaplan_meier(cohort, what, name)
    except CohortError as problem:
        return _missing(name, problem.sentence)
    if result.landmark is not None:
        return _missing(name, message("Known only after day zero; see the landmark analysis."))
    time, event, group = result.arrays()
    sizes = {str(one.name): one.curve for one in result.groups}
    if len(np.unique(group)) < 2:
        return _missing(name, message("One group only: nothing to compare."))
    if len(np.unique(group)) > MOST_LEVELS:
        return _missing(name, message("More than {n} groups: too many for one model.", n=MOST_LEVELS))
    reference = max(np.unique(group), key=lambda label: (sizes[label].n, sizes[label].events))
    model = stats.cox(time, event, group, reference=reference)
    rows = tuple(_row(_title(name), one, str(reference)) for one in model.table.to_dict("records"))
    return _factor(name, rows, model)


def _change(cohort: Cohort, name: str, what: Endpoint) -> Factor:
    if name in what.parts:
        return _missing(name, message("It is part of the endpoint."))
    result = kaplan_meier(cohort, what)
    table = result.overall.patients
    when = changed_among(cohort, name, what, table)
    try:
        model = stats.time_varying_cox(table["time"].to_numpy(float), table["event"].to_numpy(int), when)
    except stats.StatsError as problem:
        return _missing(name, problem.sentence)
    rows = tuple(_row(_title(name), one, message("before it")) for one in model.table.to_dict("records"))
    return _factor(name, rows, model)


def _factor(name: str, rows: tuple[HazardRatio, ...], model: stats.Cox) -> Factor:
    check = model.proportional_hazards
    drift = float(check.p) if check is not None and np.isfinite(check.p) else None
    return Factor(_title(name), name, rows, float(model.p_global), drift, model.method, None)


def _row(factor: Message, one: Mapping[Hashable, Any], reference: str) -> HazardRatio:
    level = message("after it") if isinstance(one["term"], Message) else str(one["term"])
    numbers = {name: float(one[name]) for name in ("lower", "upper", "p")}
    return HazardRatio(factor, level, reference, int(one["n"]), int(one["events"]), float(one["hr"]), **numbers)
