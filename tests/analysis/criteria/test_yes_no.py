"""Cells that say yes or no, as sheets write them."""

from __future__ import annotations

import pytest

from hlhdash.analysis.criteria.yes_no import enlarged, yes_or_no


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("+", True), ("可见", True), ("seen", True), ("-", False), ("未见", False), ("未查见", False), ("rare", None)],
)
def test_words_for_what_was_found(cell, expected):
    assert yes_or_no(cell) is expected


@pytest.mark.parametrize(
    ("cell", "expected"), [("降低", True), ("减低", True), ("正常", False), ("12%", None), (0.05, None)]
)
def test_nk_activity_is_read_by_its_word_and_a_percentage_is_not_judged(cell, expected):
    assert yes_or_no(cell, low_is_yes=True) is expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("3 cm", True), ("肋下3cm", True), (2.5, True), ("0 cm", False), ("未触及", False), ("big?", None), (None, None)],
)
def test_an_organ_is_felt_or_so_many_centimetres(cell, expected):
    assert enlarged(cell) is expected
