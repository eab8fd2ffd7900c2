"""What stands under the survival figure: each part is computed once it is opened."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import hlhdash
from hlhdash import report, stats
from hlhdash.analysis.hazards import ANALYSES_OF_TIME, FEWEST_EVENTS, too_few
from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.survival import Survival
from hlhdash.cohort.fields import assessment_day
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message
from hlhdash.numbers import asked_days
from hlhdash.report import people
from hlhdash.report.comparisons import ADJUSTMENTS
from hlhdash.report.table import Table
from hlhdash.ui import comparisons, results, show, visit
from hlhdash.ui.controls import pick, words
from hlhdash.ui.linked_table import linked_table
from hlhdash.ui.survival_controls import Choices

STRIP_DAYS = tuple(range(7, 57))
SHOWN_DAYS = (7, 10, 14, 21, 28, 35, 42, 49, 56)
MOST_FACTORS = 8


def draw(result: Survival, cohort: Cohort, chosen: Choices, unit: str) -> None:
    """Show what can be asked further about curves."""
    say = words()
    if result.landmark is not None and len(result.landmark.excluded):
        _part(say("Who is left out by the landmark"), lambda: _left_out(_cut(result)))
    if len(result.groups) > 2:
        _part(say("Pairs of groups"), lambda: _pairs(result))
    _part(say("Restricted mean time"), lambda: show.table(results.made(result, report.rmst_rows, unit)))
    _part(say("Hazard ratios, one factor at a time"), lambda: _hazards(result, cohort, chosen, unit))
    if result.test is not None:
        _part(say("Does one patient decide it?"), lambda: _fragility(result, chosen, unit))
    if result.landmark is not None and chosen.by is not None and assessment_day(chosen.by) is None:
        _part(say("Other landmarks, and status as a change in time"), lambda: _strip(cohort, chosen, unit))


def _cut(result: Survival) -> hlhdash.analysis.landmark.Cut:
    assert result.landmark is not None
    return result.landmark


def _left_out(cut: hlhdash.analysis.landmark.Cut) -> None:
    linked_table(report.excluded_rows(cut), people.excluded_people(cut), name="excluded")


def _part(title: str, body: Callable[[], None]) -> None:
    def tried() -> None:
        try:
            body()
        except stats.StatsError as problem:
            show.sentence(problem.sentence)

    show.folded(title, tried)


def _pairs(result: Survival) -> None:
    say = words()
    adjust = pick(say("Adjusted by"), ADJUSTMENTS, name="adjust", default="holm")
    show.table(results.made(result, report.pairwise_rows, adjust))


def _hazards(curves: Survival, cohort: Cohort, chosen: Choices, unit: str) -> None:
    known = visit.current().known_at_day_zero
    factors = tuple(name for name in known if cohort.patients[name].nunique() > 1)[:MOST_FACTORS]
    later = tuple(name for name in ANALYSES_OF_TIME if name not in chosen.endpoint.parts)
    result = results.computed(hlhdash.hazard_ratios, cohort, (*factors, *later), chosen.endpoint)
    if result.events < FEWEST_EVENTS:
        show.sentence(too_few(result.events))
        return
    if any(factor.rows for factor in result.factors):
        show.figure(hlhdash.figures.hazards(result, look=show.look()), name="hazards")
    show.table(report.hazard_rows(result))
    if curves.landmark is None and sum(one.curve.events > 0 for one in curves.groups) > 1:
        show.linked_figure(hlhdash.figures.log_log, curves, unit=unit, name="loglog")


def _fragility(result: Survival, chosen: Choices, unit: str) -> None:
    k = chosen.times[min(len(chosen.times) - 1, 2)]
    day = asked_days(k, unit)
    say = words()
    said = say(message("day {day}", day=f"{day:g}"))
    found = results.made(result, hlhdash.robustness, day)
    for sentence in report.fragility_words(found.fragility, found.patients, said):
        show.sentence(sentence)
    if found.detectable is not None and found.reference is not None:
        show.sentence(report.detectable_words(found.detectable, said, say(found.reference)))
        st.caption(say(found.detectable.method))


def _strip(cohort: Cohort, chosen: Choices, unit: str) -> None:
    by = chosen.by or ""
    strip = results.computed(hlhdash.landmark_strip, cohort, by, STRIP_DAYS, chosen.endpoint)
    shown = strip[strip["at"].isin(SHOWN_DAYS)].to_dict("records")
    say = words()
    changed = results.computed(hlhdash.simon_makuch, cohort, by, chosen.endpoint, interval=chosen.interval)
    show.linked_figure(hlhdash.figures.survival, changed, unit=unit, name="change")
    if changed.events < FEWEST_EVENTS:
        show.sentence(too_few(changed.events))
        show.table(report.strip_rows(shown, say(message("Changed by then")), ratios=False))
        return
    show.figure(hlhdash.figures.landmark_strip(strip, look=show.look()), name="strip")
    show.table(report.strip_rows(shown, say(message("Changed by then")), ratios=True))
    show.sentence(message("As a change in time (Cox, time-dependent): nobody is credited with the time before it."))
    factors = (by,) if by in ANALYSES_OF_TIME else ()
    if factors:
        ratios = results.computed(hlhdash.hazard_ratios, cohort, factors, chosen.endpoint)
        show.table(report.hazard_rows(ratios))


def told(
    result: Survival | Incidence, chosen: Choices, unit: str
) -> tuple[Callable[[], Table], Callable[[], tuple[Message, ...]]]:
    """Return what makes the table of a result, and what says how it was computed."""
    if isinstance(result, Incidence):
        return (
            lambda: results.made(result, report.incidence_rows, chosen.times, unit),
            lambda: report.incidence_methods(result),
        )
    return (
        lambda: results.made(result, report.survival_rows, chosen.times, unit),
        lambda: report.survival_methods(result, unit),
    )


def count_comparison(result: Survival | Incidence) -> None:
    """Remember that a comparison was looked at, and say how many there were in this visit."""
    comparisons.note(result)
    said = comparisons.words()
    if said is not None and result.by is not None:
        st.caption(words()(said))
