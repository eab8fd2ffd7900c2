"""What a response table says of strata that are held apart: the test, and who adds nothing to it."""

from __future__ import annotations

import numpy as np

from hlhdash.analysis.groups import NOT_RECORDED
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.cohort.fields import title
from hlhdash.language import Message, counted, message
from hlhdash.numbers import p_equals


def stratified_words(result: ResponseTable) -> Message:
    """Say what the test finds once the strata are held apart."""
    test = result.stratified
    if test is None:
        return message("No strata are held apart.")
    column = title(result.within or "")
    if not test.strata:
        return message(
            "With {column} held apart there is nothing to test: none of its values has two groups and two outcomes.",
            column=column,
        )
    if test.p_exact is not None:
        return counted(
            "With {column} held apart ({n} stratum): {p} ({method}); exact conditional test {exact}.",
            "With {column} held apart ({n} strata): {p} ({method}); exact conditional test {exact}.",
            test.strata,
            column=column,
            p=p_equals(test.p),
            method=test.method,
            exact=p_equals(test.p_exact),
        )
    return counted(
        "With {column} held apart ({n} stratum): {p} ({method}).",
        "With {column} held apart ({n} strata): {p} ({method}).",
        test.strata,
        column=column,
        p=p_equals(test.p),
        method=test.method,
    )


def strata_words(result: ResponseTable) -> tuple[Message, ...]:
    """Say what is tested with strata held apart, whom that leaves out, and that a missing value is a stratum too."""
    if result.stratified is None:
        return ()
    column = title(result.within or "")
    tables = {name: result.table_of(result.of_stratum(name)) for name in result.strata}
    silent = sum(int(table.sum()) for table in tables.values() if not _tells(table))
    left_out = counted(
        "{n} patient in a stratum with one group or one outcome only adds nothing to this test.",
        "{n} patients in strata with one group or one outcome only add nothing to this test.",
        silent,
    )
    unrecorded = counted(
        "{n} patient without a recorded value of {column} is a stratum of its own in it.",
        "{n} patients without a recorded value of {column} are a stratum of their own in it.",
        int(tables.get(NOT_RECORDED, np.zeros(1)).sum()),
        column=column,
    )
    return (
        stratified_words(result),
        *([left_out] if silent and result.stratified.strata else []),
        *([unrecorded] if NOT_RECORDED in tables and _tells(tables[NOT_RECORDED]) else []),
    )


def _tells(table: np.ndarray) -> bool:
    """Whether a stratum has two groups and two outcomes."""
    return bool((table.sum(axis=1) > 0).sum() > 1 and (table.sum(axis=0) > 0).all())
