"""Response by group: n/N with intervals, exact tests, and what each patient counted as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.criteria import Settings, classify_by_rule, unread_findings, unread_support, unread_words
from hlhdash.analysis.groups import ALL, Grouping, group
from hlhdash.analysis.pooling import pooling
from hlhdash.analysis.response_classes import Classified, classify
from hlhdash.analysis.response_result import AddedTherapy, Denominator, Interval, ResponseTable
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import Message, message

__all__ = ["RESPONDERS", "TOTAL", "AddedTherapy", "Denominator", "Interval", "ResponseTable", "response_table"]

RESPONDERS = ("CR", "PR")
TOTAL = message("Total")
_COLUMNS = frozenset({"n", "responders", "proportion", "lower", "upper", *RESPONSES})
_REST = ("group", "responders", "n", "rest_responders", "rest_n", "p", "p_holm", "odds_ratio", "lower", "upper")
_REST += ("difference", "difference_lower", "difference_upper")


@dataclass(frozen=True)
class _Choices:
    responders: tuple[str, ...]
    denominator: Denominator
    added_therapy: AddedTherapy
    interval: Interval


def response_table(
    cohort: Cohort,
    response: str = "response_week1",
    by: str | None = "etiology",
    *,
    against: str | None = None,
    responders: tuple[str, ...] = RESPONDERS,
    denominator: Denominator = "all",
    added_therapy: AddedTherapy = "not counted",
    interval: Interval = "clopper-pearson",
    pools: Mapping[str, Sequence[str]] | None = None,
    planned: bool = False,
    within: str | None = None,
    rule: str | None = None,
    rule_settings: Settings | None = None,
) -> ResponseTable:
    """Count the responders of each group at one assessment and test whether the groups differ.

    Every treated patient is in the denominator: a death before the assessment is a non-response, a missing
    assessment is "not evaluable" and counts as not responding.

    Parameters
    ----------
    response : an assessment, "best_response", "sustained_response", or a column of the file that holds responses
    by, against : the column to group by, and the one value that stands against all others
    responders : the classes that count as response
    pools : name of a group to the values that stand together in it; all others stay as they are
    planned : whether that pooling was fixed before anyone looked
    within : a column whose values are strata, held apart by a stratified test
    rule : recompute the classes from labs by this rule (see `hlhdash.analysis.criteria`) instead of reading them
    rule_settings : thresholds of the rule other than the published ones, such as `MidwestSettings(count_rise=None)`

    Raises
    ------
    CohortError
        For an assessment, a grouping or a choice the cohort does not have.

    See Also
    --------
    R's fisher.test (Fisher-Freeman-Halton), binom.test, mantelhaen.test; exact2x2 for the matching interval.
    """
    choices = _checked(responders, denominator, added_therapy, interval)
    grouping = group(cohort, by, against, pooling(pools, planned=planned))
    strata = group(cohort, within) if within is not None else None
    found = _classified(cohort, response, choices.responders, rule, rule_settings)
    patients = _counted(found.patients, grouping, strata, choices)
    name = by if by is not None and by not in _COLUMNS else "group"
    result = ResponseTable(
        response=response,
        by=by,
        against=against,
        responders=choices.responders,
        denominator=denominator,
        added_therapy=added_therapy,
        interval=interval,
        rows=response_rows_of(patients, grouping.order, name, interval),
        p=None,
        method=message("One group only: nothing to compare."),
        against_rest=pd.DataFrame(columns=list(_REST)),
        patients=patients,
        provenance=cohort.provenance,
        known=grouping.known,
        pooling=grouping.pooling,
        within=within,
        strata=strata.order if strata is not None else (),
        rule=rule,
        rule_settings=rule_settings if rule is not None else None,
        unknown=found.unknown,
        notes=found.notes,
    )
    return _tested(result)


def _checked(responders: Any, denominator: Any, added_therapy: Any, interval: Any) -> _Choices:
    classes = (responders,) if isinstance(responders, str) else tuple(responders) if _listed(responders) else ()
    unknown = [str(name) for name in classes if name not in RESPONSES]
    if not classes or unknown:
        raise CohortError(
            message("Choose which classes count as response, of: {classes}.", classes=", ".join(RESPONSES))
        )
    if {"died", "NE"} & set(classes):
        raise CohortError(message("Children who died or were not assessed cannot count as responders."))
    offered = (
        (message("denominator"), denominator, ("all", "evaluable")),
        (message("added_therapy"), added_therapy, ("not counted", "counted")),
        (message("interval"), interval, ("clopper-pearson", "wilson")),
    )
    for name, value, values in offered:
        if value not in values:
            raise CohortError(
                message(
                    "{name} is {first} or {second}; {value} is neither.",
                    name=name,
                    first=values[0],
                    second=values[1],
                    value=str(value)[:40],
                )
            )
    return _Choices(classes, denominator, added_therapy, interval)


def _listed(value: Any) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def _classified(
    cohort: Cohort, response: str, responders: tuple[str, ...], rule: str | None, settings: Settings | None
) -> Classified:
    if rule is None:
        return classify(cohort, response, responders)
    unread = unread_support(cohort) if rule == "midwest" else unread_findings(cohort)
    return Classified(classify_by_rule(cohort, response, rule, settings), notes=unread_words(unread))


def _counted(patients: pd.DataFrame, grouping: Grouping, strata: Grouping | None, choices: _Choices) -> pd.DataFrame:
    """Say of each patient the group, the stratum, whether they respond, and whether they are in the denominator."""
    classes = patients["response_class"]
    late = patients["after_added_therapy"] & (choices.added_therapy == "not counted")
    return pd.DataFrame(
        {
            "patient_id": patients["patient_id"],
            "group": grouping.labels.to_numpy(),
            "stratum": strata.labels.to_numpy() if strata is not None else ALL,
            "response_class": classes,
            "after_added_therapy": patients["after_added_therapy"],
            "responder": classes.isin(choices.responders) & ~late,
            "counted": (classes != "NE") | (choices.denominator == "all"),
        }
    )


def response_rows_of(patients: pd.DataFrame, order: tuple[str, ...], name: str, interval: Interval) -> pd.DataFrame:
    """Count the patients of each group and of all, with the share of responders and its interval."""
    classes, responders, counted = _counts(patients, order)
    classes = np.vstack([classes, classes.sum(axis=0)])
    x, n = np.append(responders, responders.sum()), np.append(counted, counted.sum())
    shares = [stats.proportion(int(a), int(b), interval=interval) for a, b in zip(x, n, strict=True)]
    return pd.DataFrame(
        {
            name: pd.Series([*order, TOTAL], dtype=object),
            "n": n,
            **{klass: classes[:, i] for i, klass in enumerate(RESPONSES)},
            "responders": x,
            "proportion": [share.value for share in shares],
            "lower": [share.lower for share in shares],
            "upper": [share.upper for share in shares],
        }
    )


def _counts(patients: pd.DataFrame, order: tuple[str, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Count, for each group, the patients of each class, the responders and the denominator."""
    group_row = {label: i for i, label in enumerate(order)}
    class_column = {name: i for i, name in enumerate(RESPONSES)}
    row = np.array([group_row[label] for label in patients["group"]], dtype=int)
    column = np.array([class_column[name] for name in patients["response_class"]], dtype=int)
    classes = np.zeros((len(order), len(RESPONSES)), dtype=int)
    np.add.at(classes, (row, column), 1)
    counted = patients["counted"].to_numpy(bool)
    responder = patients["responder"].to_numpy(bool) & counted
    return classes, np.bincount(row[responder], minlength=len(order)), np.bincount(row[counted], minlength=len(order))


def _tested(result: ResponseTable) -> ResponseTable:
    """Add the overall test, and each group against the rest."""
    table = result.table
    if (table.sum(axis=1) > 0).sum() < 2:
        return result
    test = stats.fisher_exact(table)
    return replace(
        result, p=test.p, method=_reason(table, test.method), against_rest=_against_rest(table, result.known)
    )


def _reason(table: np.ndarray, method: Message) -> Message:
    """Say why P is 1 where everyone or nobody responds; else name the test."""
    total = table.sum(axis=0)
    if total[0] == 0:
        return message("nobody responds, so nothing can differ")
    if total[1] == 0:
        return message("everybody responds, so nothing can differ")
    return method


def _against_rest(table: np.ndarray, known: tuple[str, ...]) -> pd.DataFrame:
    total = table.sum(axis=0)
    filled = [i for i in range(len(known)) if table[i].sum() > 0]
    # Of two groups, each against the rest is the same comparison twice.
    compared = filled[:1] if len(filled) == 2 else filled
    pairs = [np.array([table[i], total - table[i]]) for i in compared]
    tests = [stats.fisher_exact(pair) for pair in pairs]
    apart = [stats.risk_difference(pair) for pair in pairs]
    holm = stats.holm([test.p for test in tests])
    rows = [
        (known[i], pair[0, 0], pair[0].sum(), pair[1, 0], pair[1].sum(), test.p, adjusted)
        + (_number(test.odds_ratio), _number(test.lower), _number(test.upper), gap.value, gap.lower, gap.upper)
        for i, pair, test, adjusted, gap in zip(compared, pairs, tests, holm, apart, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(_REST))


def _number(value: float | None) -> float:
    return nan if value is None else value
