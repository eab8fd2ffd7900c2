"""The counts of a result with everything a reader knows about how they add up, and which of them must be hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.report.suppression import Counts, Sum, hidden

Key = tuple[int, str]  # a row, the total being the last one, and what is counted
SIZE, RESPONDERS, OTHERS, EVENTS = "n", "responders", "others", "events"
LATE, TIMELY, REST = "late", "timely", "rest"
_DEAR = 10.0  # what it costs to hide how large a group is, beside 1 for any other count of a total and 0 for a cell


@dataclass
class _Rows:
    """Counts as they are put together, found again by row and name."""

    rows: int
    places: dict[Key, int] = field(default_factory=dict)
    values: list[int] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)

    def column(self, name: str, values: Sequence[int], *, seen: bool = True) -> None:
        """Take a count of each row, the last of which is the total of the others."""
        for row, value in enumerate(values):
            place = self.places[row, name] = len(self.values)
            self.values.append(int(value))
            self.unseen |= set() if seen else {place}
        if self.rows > 1:
            parts = tuple(self.places[row, name] for row in range(self.rows - 1))
            self.sums.append(Sum(self.places[self.rows - 1, name], parts))

    def adds_up(self, whole: str, parts: Sequence[str]) -> None:
        """Say that one count of each row is the sum of others."""
        for row in range(self.rows):
            self.sums.append(Sum(self.places[row, whole], tuple(self.places[row, name] for name in parts)))

    def hidden(self, least: int) -> frozenset[Key]:
        """Return what must be hidden; how many patients there are in all is always seen."""
        names = {place: key for key, place in self.places.items()}
        cost = tuple(self._cost(*names[place]) for place in range(len(self.values)))
        fixed = frozenset({self.places[self.rows - 1, SIZE]})
        counts = Counts(tuple(self.values), tuple(self.sums), fixed, frozenset(self.unseen), cost)
        return frozenset(names[place] for place in hidden(counts, least))

    def _cost(self, row: int, name: str) -> float:
        return _DEAR if name == SIZE else 1.0 if row == self.rows - 1 else 0.0


def hidden_responses(result: ResponseTable, least: int) -> frozenset[Key]:
    """Return which counts of a response table must be hidden: row, and "n", "responders" or a class.

    A class that is split into responses that count and that do not is hidden as soon as one of the two must be.
    """
    rows = _Rows(len(result.rows))
    n, responders = result.rows["n"].to_numpy(int), result.rows["responders"].to_numpy(int)
    rows.column(SIZE, n)
    rows.column(RESPONDERS, responders)
    rows.column(OTHERS, n - responders, seen=False)
    rows.adds_up(SIZE, (RESPONDERS, OTHERS))
    split = [name for name in result.classes if name in result.responders and result.not_counted]
    for name in result.classes:
        rows.column(name, result.rows[name].to_numpy(int))
    for name in split:
        late = _late(result, name)
        rows.column(f"{LATE} {name}", late)
        rows.column(f"{TIMELY} {name}", result.rows[name].to_numpy(int) - late)
        rows.adds_up(name, (f"{LATE} {name}", f"{TIMELY} {name}"))
    _in_all(result, rows)
    counted = [f"{TIMELY} {name}" if name in split else name for name in result.classes if name in result.responders]
    if counted:
        rows.adds_up(RESPONDERS, counted)
    names = {f"{part} {name}": name for name in split for part in (LATE, TIMELY)}
    return frozenset((row, names.get(name, name)) for row, name in rows.hidden(least))


def _late(result: ResponseTable, name: str) -> list[int]:
    """Count the responses of a class that do not count, of each row."""
    people = result.patients[result.patients["counted"].to_numpy(bool)]
    late = people[((people["response_class"] == name) & ~people["responder"].astype(bool)).to_numpy(bool)]
    return [*(int((late["group"] == group).sum()) for group in result.groups.iloc[:, 0]), len(late)]


def _in_all(result: ResponseTable, rows: _Rows) -> None:
    """Say which classes add up to the patients of the denominator."""
    inside = [name for name in result.classes if result.denominator == "all" or name != "NE"]
    rest = result.rows["n"].to_numpy(int) - result.rows[inside].sum(axis=1).to_numpy(int)
    if rest.any():
        rows.column(REST, rest, seen=False)
    rows.adds_up(SIZE, [*inside, *([REST] if rest.any() else [])])


def hidden_events(result: Survival | Incidence, least: int) -> frozenset[Key]:
    """Return which counts of curves must be hidden: row, and "n" or "events <state>"; one curve alone is its total."""
    rows = _Rows(len(result.with_overall))
    if isinstance(result, Survival):
        n = [one.curve.n for one in result.with_overall]
        events = {f"{EVENTS} 1": [one.curve.events for one in result.with_overall]}
    else:
        n = [one.n for one in result.with_overall]
        events = {f"{EVENTS} {state}": [one.count(state) for one in result.with_overall] for state in result.states}
    rows.column(SIZE, n)
    for name, values in events.items():
        rows.column(name, values)
    others = [total - sum(values) for total, values in zip(n, zip(*events.values(), strict=True), strict=True)]
    rows.column(OTHERS, others, seen=False)
    rows.adds_up(SIZE, [*events, OTHERS])
    return rows.hidden(least)
