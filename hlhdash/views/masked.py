"""An answer that can be projected: small counts are hidden in its table, its figure and its words alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from hlhdash.analysis.first_time import FirstTime
from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.patient import Patient
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.analysis.time_to_response import TimeToResponse
from hlhdash.analysis.waterfall import Waterfall
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Provenance
from hlhdash.language import Message, message
from hlhdash.report.response import added_words, left_out_words
from hlhdash.report.small_counts import RESPONDERS, hidden_events, hidden_responses
from hlhdash.report.small_tables import without_small_responses, without_small_survival
from hlhdash.report.suppression import NOTHING, hidden_words
from hlhdash.report.survival import ASKED
from hlhdash.report.tally import SIZE, Key
from hlhdash.views.answer import Answer
from hlhdash.views.further_settings import LabsView
from hlhdash.views.masked_further import enough, masked_further
from hlhdash.views.settings import SurvivalView

STEPS = message("each step of a curve is still a patient")
LINES = message("each line or row of values is still a patient")
Curves = Survival | Incidence


def masked(found: Answer, least: int) -> Answer:
    """Hide every count under a size, and those from which it could be worked out.

    Groups whose size is hidden are left out of figures. A swimmer plot shows patients one by one, so that nothing of
    it is hidden.

    Parameters
    ----------
    least : the smallest count that is shown; 0 hides nothing

    Raises
    ------
    CohortError
        Where there are fewer patients than that in all.
    """
    result = found.result
    if least <= NOTHING or isinstance(result, Swimmer | Waterfall | Patient):
        return found
    if not isinstance(result, ResponseTable | Survival | Incidence):
        return _further(found, least)
    n = int(result.total["n"]) if isinstance(result, ResponseTable) else result.n
    enough(n, least)
    if isinstance(result, ResponseTable):
        return _responses(found, result, least)
    return _curves(found, result, least)


def _further(found: Answer, least: int) -> Answer:
    """Hide the counts of a further view; refuse one of which nobody has said how that is done."""
    seen = masked_further(found, least)
    if seen is not None:
        words = hidden_words(least)
        if isinstance(seen.result, FirstTime | TimeToResponse):
            words = message("{hidden}; {steps}", hidden=words, steps=STEPS)
        elif isinstance(seen.view.settings, LabsView) and seen.view.settings.shown in ("time", "strips"):
            words = message("{hidden}; {steps}", hidden=words, steps=LINES)
        return replace(seen, result=replace(seen.result, provenance=_noted(seen.result.provenance, words)))
    raise CohortError(
        message(
            "Small numbers cannot be hidden in this view, so it is not shown while numbers under {least} are hidden. "
            "Hide no numbers, or leave it out.",
            least=least,
        )
    )


def _responses(found: Answer, result: ResponseTable, least: int) -> Answer:
    closed = hidden_responses(result, least)
    content = without_small_responses(found.table, result, closed, least)
    shown = [row for row in range(len(result.rows)) if (row, SIZE) not in closed]
    rows = result.rows.iloc[shown].reset_index(drop=True)
    untold = [(row, RESPONDERS) in closed for row in shown]
    rows["responders"] = pd.Series(
        [None if gone else int(x) for gone, x in zip(untold, rows["responders"], strict=True)], dtype=object
    )
    rows.loc[untold, ["proportion", "lower", "upper"]] = float("nan")
    seen = replace(
        result,
        rows=rows,
        closed=frozenset((shown.index(row), name) for row, name in closed if row in shown),
        against_rest=result.against_rest.iloc[:0],
        provenance=_noted(result.provenance, hidden_words(least)),
    )
    counting = {*left_out_words(result), added_words(result)}
    methods = tuple(one for one in found.methods if one not in counting)
    return replace(found, result=seen, table=content, methods=methods, least=least)


def _curves(found: Answer, result: Curves, least: int) -> Answer:
    chosen = found.view.settings
    assert isinstance(chosen, SurvivalView)
    closed = hidden_events(result, least)
    seen = _with_large_groups(_untold(replace(result, least=least)), closed)
    words = message("{hidden}; {steps}", hidden=hidden_words(least), steps=STEPS)
    seen = replace(seen, provenance=_noted(result.provenance, words))
    content = without_small_survival(
        found.table, replace(result, least=least), closed, chosen.times or ASKED[found.unit], found.unit
    )
    content = replace(content, notes=tuple(_uncounted(one) for one in content.notes))
    methods = tuple(_uncounted(one) for one in found.methods)
    return replace(found, result=seen, table=content, methods=methods, least=least)


def _untold(result: Curves) -> Curves:
    """Return curves whose test does not say how many assignments there are: that tells how large two groups are."""
    if isinstance(result, Incidence) or result.test is None:  # Gray's test is asymptotic
        return result
    test = replace(result.test, method=_uncounted(result.test.method), assignments=None)
    return replace(result, test=test)


def _uncounted(text: Message) -> Message:
    """Return a sentence, and those in it, without the number of assignments of an exact test."""
    if "{assignments" in text.template and "error" not in text.values:
        return message(
            "{test}, exact permutation P over all assignments, supposing groups censored alike",
            test=text.values["test"],
        )
    inside = {name: _uncounted(one) if isinstance(one, Message) else one for name, one in text.values.items()}
    return type(text)(text.template, text.plural, inside)


def _with_large_groups(result: Curves, closed: frozenset[Key]) -> Curves:
    """Return the curves of groups whose size may be seen; where there are none, that of all patients."""
    groups: Any = tuple(one for place, one in enumerate(result.groups) if (place, SIZE) not in closed)
    if groups or result.by is None:
        return replace(result, groups=groups or result.groups)
    return replace(result, groups=(result.overall,))


def _noted(where: Provenance, words: Message) -> Provenance:
    said = words if where.note is None else message("{note}; {more}", note=where.note, more=words)
    return replace(where, note=said)
