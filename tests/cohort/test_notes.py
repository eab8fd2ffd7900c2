"""Findings of one kind: the first fifty one by one, and how many more there are."""

from __future__ import annotations

from hlhdash.cohort.notes import LISTED, Lazily, Notes, Spot
from hlhdash.language import message


def test_only_the_places_that_are_listed_are_looked_up():
    asked: list[int] = []

    def spot(i: int) -> Spot:
        asked.append(i)
        return Spot(i + 2, f"K{i}")

    notes = Notes()
    notes.each("warning", Lazily(100_000, spot), lambda spot: message("Look at {row}.", row=spot.row), message("Do."))
    assert len(notes.findings) == LISTED
    assert notes.findings[0].sentence == "Look at 2."
    assert notes.findings[-1].sentence == "Look at 51. The same holds for 99950 more, the last on row 100001."
    assert sorted(set(asked)) == [*range(LISTED), 99_999]
