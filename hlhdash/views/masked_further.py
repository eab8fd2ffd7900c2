"""Views of labs, adverse events and response in time that can be projected: small counts hidden everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from hlhdash.analysis.fever import fever
from hlhdash.analysis.first_time import FirstTime
from hlhdash.analysis.groups import ALL
from hlhdash.analysis.labs import Labs, labs
from hlhdash.analysis.response_result import CLOSED
from hlhdash.analysis.safety import CLOSED as CLOSED_GRADES
from hlhdash.analysis.safety import Safety, safety
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.analysis.time_to_response import TimeToResponse
from hlhdash.cohort.fields import ASSESSMENT_DAYS
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import message
from hlhdash.report import small_further as small
from hlhdash.report import small_further_tables as tables
from hlhdash.report.table import Table
from hlhdash.report.tally import SIZE, Key
from hlhdash.views.answer import Answer
from hlhdash.views.further_settings import FeverView, LabsView, SafetyView

SHOWN_LABS = ("time", "strips", "pairs")
Firsts = FirstTime | TimeToResponse


def enough(n: int, least: int) -> None:
    """Refuse a view of fewer patients than may be told.

    Raises
    ------
    CohortError
        Where there are fewer.
    """
    if n < least:
        raise CohortError(
            message(
                "Numbers under {least} are hidden, and there are fewer patients than that here. Loosen a filter, or "
                "hide no numbers.",
                least=least,
            )
        )


def masked_further(found: Answer, least: int) -> Answer | None:
    """Hide small counts of a further view; None for a view for which nobody has said how that is done.

    Raises
    ------
    CohortError
        Where there are fewer patients than that, in all or in every group that would be drawn.
    """
    result, chosen = found.result, found.view.settings
    if isinstance(result, TimeToResponse):
        return _speed(found, result, least)
    if isinstance(result, StatesOverTime):
        return _states(found, result, least)
    if isinstance(result, Safety) and isinstance(chosen, SafetyView):
        return _safety(found, result, chosen, least)
    if isinstance(result, FirstTime):
        return _first_time(found, result, least)
    if isinstance(result, Labs) and isinstance(chosen, LabsView) and chosen.shown in SHOWN_LABS:
        return _labs(found, result, chosen, least)
    return None


def _first_time(found: Answer, result: FirstTime, least: int) -> Answer | None:
    """Hide small counts beside curves; their table counts everybody who was asked about, not only who was followed."""
    chosen = found.view.settings
    if isinstance(chosen, SafetyView):
        events = safety(found.cohort, chosen.by)
        closed = small.safety_tally(events).hidden(least)
        large = _large(events.groups, closed)
        return _firsts(found, result, large, tables.without_small_rates(found.table, closed, least), least)
    if isinstance(chosen, FeverView):
        ended = fever(found.cohort, chosen.by).ended
    elif isinstance(chosen, LabsView) and chosen.shown == "normal":
        ended = labs(found.cohort, chosen.analyte, by=chosen.by).normalised
    else:
        return None
    closed = small.ended_tally(ended).hidden(least)
    large = _large([one.group for one in ended], closed)
    return _firsts(found, result, large, tables.without_small_normal(found.table, closed, least), least)


def _speed(found: Answer, result: TimeToResponse, least: int) -> Answer:
    days = [day for day in ASSESSMENT_DAYS.values() if day <= result.last_day]
    closed = small.speed_tally(result, days).hidden(least)
    content = tables.without_small_speed(found.table, closed, least)
    return _firsts(found, result, _large(result.order, closed), content, least)


def _large(groups: Sequence[str], closed: frozenset[Key]) -> set[str]:
    """Return the groups of a table whose size may be seen."""
    return {name for i, name in enumerate(groups) if (i, SIZE) not in closed}


def _firsts(found: Answer, result: Firsts, seen_sizes: set[str], content: Table, least: int) -> Answer:
    """Return the curves of groups whose size may be seen."""
    enough(len(result.patients), least)
    sizes = result.patients["group"].value_counts()
    large = [name for name in result.order if name in seen_sizes and sizes[name] >= least]
    if not large:
        raise CohortError(
            message(
                "Numbers under {least} are hidden, and no group has as many patients. Show all patients together, or "
                "hide no numbers.",
                least=least,
            )
        )
    people = result.patients[result.patients["group"].isin(large).to_numpy(bool)].reset_index(drop=True)
    seen: Any = replace(result, order=tuple(large), patients=people, least=least)
    return replace(found, result=seen, table=content, least=least)


def _states(found: Answer, result: StatesOverTime, least: int) -> Answer:
    enough(result.provenance.n, least)
    closed = small.states_tally(result).hidden(least)
    content = tables.without_small_states(found.table, result, closed, least)
    places = tables.rows_of(result)
    rows: Any = result.rows.assign(**{CLOSED: 0})
    people = result.patients.copy()
    for at, (i, assessment) in enumerate(places):
        gone = [name for name in RESPONSES if (i, small.cell(assessment, name)) in closed]
        rows.loc[at, CLOSED] = int(rows.loc[at, gone].sum()) if gone else 0
        rows.loc[at, gone] = 0
        mine = (people["assessment"] == assessment) & people["response_class"].isin(gone)
        mine &= True if rows.loc[at, "group"] == ALL else people["group"] == rows.loc[at, "group"]
        people.loc[mine.to_numpy(bool), "response_class"] = CLOSED
    kept = [(i, SIZE) not in closed for i, _ in places]
    return replace(
        found,
        result=replace(result, rows=rows[kept].reset_index(drop=True), patients=people),
        table=content,
        least=least,
    )


def _safety(found: Answer, result: Safety, chosen: SafetyView, least: int) -> Answer:
    closed = small.safety_tally(result).hidden(least)
    groups = [one for i, one in enumerate(result.groups) if (i, SIZE) not in closed]
    n = sum(result.n.values()) if chosen.group is None else result.n[chosen.group]
    enough(n if chosen.group is None or chosen.group in groups else 0, least)
    terms = result.terms
    terms = terms if chosen.group is None else terms[(terms["group"] == chosen.group).to_numpy(bool)]
    seen = replace(
        result,
        terms=_large_terms(replace(result, terms=terms), n, least),
        n={name: result.n[name] for name in result.groups if chosen.group is None or name in groups},
        rates=(),
        not_followed=0,
        before=0,
        after=0,
        least=least,
    )
    seen = replace(seen, order=tuple(one for one in result.order if (seen.terms["term"] == one).any()))
    return replace(found, result=seen, table=tables.without_small_rates(found.table, closed, least), least=least)


def _large_terms(result: Safety, n: int, least: int) -> pd.DataFrame:
    """Return who had which term; rare terms are gone, and small grades put together."""
    counts = result.counts()
    counts = counts.loc[:, counts.any()]
    parts = [result.terms.iloc[:0]]
    for term in result.order:
        grades: Any = counts.loc[term]
        closed = small.term_tally(grades, n).hidden(least)
        if (0, small.WITH) in closed:
            continue
        mine = result.terms[(result.terms["term"] == term).to_numpy(bool)]
        gone = [grade for grade in counts.columns if (0, str(grade)) in closed]
        parts.append(mine.assign(grade=mine["grade"].mask(mine["grade"].isin(gone), CLOSED_GRADES)))
    return pd.concat(parts, ignore_index=True)


def _labs(found: Answer, result: Labs, chosen: LabsView, least: int) -> Answer:
    """Hide counts in the table; a line is still a patient, but pairs, which the table counts, are drawn as medians."""
    content, pairs = found.table, chosen.shown == "pairs"
    tabled = "pairs" if pairs or not result.normalised else "normal"
    if tabled == "normal":
        content = tables.without_small_normal(content, small.normal_tally(result).hidden(least), least)
    elif result.paired:
        closed = small.pairs_tally(result).hidden(least)
        content = tables.without_small_pairs(content, result, closed, least)
        large = tuple(one for i, one in enumerate(result.paired) if (i, SIZE) not in closed)
        result = replace(result, paired=large, pairs=result.pairs.iloc[:0]) if pairs else result
    if pairs:
        enough(max((one.n for one in result.paired), default=0), least)
    else:
        result = _large_lines(result, least)
    # How many have no value stands in the footer of the figure.
    without = result.without if result.without >= least else 0
    return replace(found, result=replace(result, without=without), table=content, least=least)


def _large_lines(result: Labs, least: int) -> Labs:
    """Return the lines of groups of which it may be seen how many patients have one."""
    closed = small.lines_tally(result).hidden(least)
    large = [one for i, one in enumerate(result.groups) if (i, SIZE) not in closed]
    points, medians = (one[one["group"].isin(large).to_numpy(bool)] for one in (result.points, result.medians))
    enough(int(points["patient_id"].nunique()), least)
    return replace(
        result, groups=tuple(large), points=points.reset_index(drop=True), medians=medians.reset_index(drop=True)
    )
