"""A view put to a cohort: the result it asks for, with the table, the words and the title that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hlhdash.analysis.incidence import Incidence, cumulative_incidence
from hlhdash.analysis.response import response_table
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival, kaplan_meier
from hlhdash.analysis.swimmer import Swimmer, swimmer
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message
from hlhdash.report.comparisons import incidence_rows
from hlhdash.report.methods import incidence_methods, response_methods, survival_methods
from hlhdash.report.response import response_rows
from hlhdash.report.survival import ASKED, survival_rows
from hlhdash.report.swimmer import swimmer_methods
from hlhdash.report.swimmer_table import swimmer_rows
from hlhdash.report.table import Table
from hlhdash.views.further import FurtherResult, found
from hlhdash.views.settings import ResponseView, SurvivalView, SwimmerView, View

Result = Swimmer | Survival | Incidence | ResponseTable | FurtherResult


@dataclass(frozen=True)
class Answer:
    """What a view shows of a cohort.

    Attributes
    ----------
    view : what was asked
    cohort : the patients it is about
    result : the numbers
    table : the numbers as a paper prints them
    methods : how they were computed, one sentence each
    least : the smallest count that is shown, 0 for any; see `hlhdash.views.masked`
    """

    view: View
    cohort: Cohort
    result: Result
    table: Table
    methods: tuple[Message, ...]
    least: int = 0

    @property
    def unit(self) -> str:
        """The unit of time."""
        return self.view.lens.unit


def answer(view: View, cohort: Cohort) -> Answer:
    """Put a view to a cohort as it was read.

    Raises
    ------
    CohortError
        Where the cohort cannot answer: a column is gone, or nobody meets the filters.
    """
    seen, chosen, unit = view.lens.of(cohort), view.settings, view.lens.unit
    if isinstance(chosen, SwimmerView):
        asked: dict[str, Any] = {"sort": chosen.sort, "group": chosen.group, "align": chosen.align}
        lanes = swimmer(seen, facts=chosen.facts or None, strip=chosen.strip, **asked)
        return Answer(view, seen, lanes, swimmer_rows(lanes, unit), swimmer_methods(lanes))
    if isinstance(chosen, ResponseView):
        rates = response_table(seen, **_response(chosen))
        return Answer(view, seen, rates, response_rows(rates), response_methods(rates))
    if not isinstance(chosen, SurvivalView):
        return Answer(view, seen, *found(chosen, seen))
    times = chosen.times or ASKED[unit]
    question: dict[str, Any] = {
        "by": chosen.by,
        "against": chosen.against,
        "landmark": chosen.landmark,
        "naive": chosen.naive,
    }
    if chosen.shown == "survival":
        curves = kaplan_meier(seen, chosen.endpoint, interval=chosen.interval, **question)
        return Answer(view, seen, curves, survival_rows(curves, times, unit), survival_methods(curves, unit))
    shares = cumulative_incidence(seen, chosen.endpoint, **question)
    return Answer(view, seen, shares, incidence_rows(shares, times, unit), incidence_methods(shares))


def _response(chosen: ResponseView) -> dict[str, Any]:
    return {
        "response": chosen.response,
        "by": chosen.by,
        "against": chosen.against,
        "responders": chosen.responders,
        "denominator": chosen.denominator,
        "added_therapy": chosen.added_therapy,
        "interval": chosen.interval,
        "pools": chosen.pools,
        "planned": chosen.planned,
        "within": chosen.within,
        "rule": chosen.rule,
        "rule_settings": chosen.limits,
    }
