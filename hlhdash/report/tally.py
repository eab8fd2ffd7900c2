"""Counts as they are put together: found by row and name, with everything a reader knows about how they add up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hlhdash.report.suppression import Counts, Sum, hidden

Key = tuple[int, str]  # a row, the total being the last one, and what is counted
SIZE = "n"
_DEAR = 10.0  # what it costs to hide how large a group is, beside 1 for any other count of a total and 0 for a cell


@dataclass
class Tally:
    """Counts of rows, the last of which stands for all where there are several.

    Attributes
    ----------
    rows : how many rows there are, that of all included
    dear : counts that are hidden last, besides how large a group is
    """

    rows: int
    dear: frozenset[str] = frozenset()
    places: dict[Key, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)

    def column(self, name: str, values: Sequence[int], *, seen: bool = True) -> None:
        """Take a count of each row; where there is one of all too, it is the total of the others."""
        for row, value in enumerate(values):
            self._new((row, name), value, seen=seen)
        self._total(name)

    def inside(self, name: str, values: Sequence[int], whole: str, *, same: bool = False) -> None:
        """Take a count of each row that is part of another one; how many are in the other only can be worked out.

        Parameters
        ----------
        same : whether two equal counts are one: nobody in between tells of nobody, as from one day to the next
        """
        for row, value in enumerate(values):
            place = self.places[row, whole]
            rest = self.values[place] - int(value)
            if same and rest == 0:
                self.places[row, name] = place
                continue
            others = self._new((row, f"{whole} without {name}"), rest, seen=False)
            self.sums.append(Sum(place, (self._new((row, name), value), others)))
        self._total(name)

    def adds_up(self, whole: str, parts: Sequence[str]) -> None:
        """Say that one count of each row is the sum of others."""
        for row in range(self.rows):
            if (row, parts[0]) in self.places:
                self.sums.append(Sum(self.places[row, whole], tuple(self.places[row, name] for name in parts)))

    def split(self, whole: Key, parts: Mapping[str, int], unseen: Collection[str] = ()) -> None:
        """Take the counts that one count of a row is the sum of."""
        row, place = whole[0], self.places[whole]
        found = tuple(self._new((row, name), value, seen=name not in unseen) for name, value in parts.items())
        self.sums.append(Sum(place, found))

    def value(self, row: int, name: str) -> int:
        """Return a count that was taken."""
        return self.values[self.places[row, name]]

    def counts(self) -> Counts:
        """Return the counts; how many patients there are in all is always seen."""
        cost = [0.0] * len(self.values)
        for (row, name), place in self.places.items():
            total = self.rows > 1 and row == self.rows - 1
            mine = _DEAR if name == SIZE or name in self.dear else 1.0 if total else 0.0
            cost[place] = max(cost[place], mine)
        fixed = frozenset({self.places[self.rows - 1, SIZE]})
        return Counts(tuple(self.values), tuple(self.sums), fixed, frozenset(self.unseen), tuple(cost))

    def hidden(self, least: int) -> frozenset[Key]:
        """Return what must be hidden."""
        closed = hidden(self.counts(), least)
        return frozenset(key for key, place in self.places.items() if place in closed)

    def _new(self, key: Key, value: int, *, seen: bool = True) -> int:
        place = self.places[key] = len(self.values)
        self.values.append(int(value))
        self.unseen |= set() if seen else {place}
        return place

    def _total(self, name: str) -> None:
        last = self.places.get((self.rows - 1, name))
        if self.rows > 1 and last is not None:
            parts = tuple(self.places[row, name] for row in range(self.rows - 1))
            self.sums.append(Sum(last, parts))
