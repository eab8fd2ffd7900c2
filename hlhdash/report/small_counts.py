"""The counts of a result with everything a reader knows about how they add up, and which of them must be hidden."""

from __future__ import annotations

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.report.tally import SIZE, Key, Tally

RESPONDERS, OTHERS, EVENTS = "responders", "others", "events"
LATE, TIMELY, REST = "late", "timely", "rest"


def hidden_responses(result: ResponseTable, least: int) -> frozenset[Key]:
    """Return which counts of a response table must be hidden: row, and "n", "responders" or a class.

    A class that is split into responses that count and that do not is hidden as soon as one of the two must be.
    """
    rows = responses_tally(result)
    names = {f"{part} {name}": name for name in split_classes(result) for part in (LATE, TIMELY)}
    return frozenset((row, names.get(name, name)) for row, name in rows.hidden(least))


def split_classes(result: ResponseTable) -> list[str]:
    """Return the classes of which some responses count and others, after added therapy, do not."""
    return [name for name in result.classes if name in result.responders and any(_late(result, name))]


def responses_tally(result: ResponseTable) -> Tally:
    """Take the classes and responders of each group, and of split classes the two parts that a figure shows."""
    rows = Tally(len(result.rows))
    n, responders = result.rows["n"].to_numpy(int), result.rows["responders"].to_numpy(int)
    rows.column(SIZE, n)
    rows.column(RESPONDERS, responders)
    rows.column(OTHERS, n - responders, seen=False)
    rows.adds_up(SIZE, (RESPONDERS, OTHERS))
    split = split_classes(result)
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
    return rows


def _late(result: ResponseTable, name: str) -> list[int]:
    """Count the responses of a class that do not count, of each row."""
    people = result.patients[result.patients["counted"].to_numpy(bool)]
    late = people[((people["response_class"] == name) & ~people["responder"].astype(bool)).to_numpy(bool)]
    return [*(int((late["group"] == group).sum()) for group in result.groups.iloc[:, 0]), len(late)]


def _in_all(result: ResponseTable, rows: Tally) -> None:
    """Say which classes add up to the patients of the denominator."""
    inside = [name for name in result.classes if result.denominator == "all" or name != "NE"]
    rest = result.rows["n"].to_numpy(int) - result.rows[inside].sum(axis=1).to_numpy(int)
    if rest.any():
        rows.column(REST, rest, seen=False)
    rows.adds_up(SIZE, [*inside, *([REST] if rest.any() else [])])


def hidden_events(result: Survival | Incidence, least: int) -> frozenset[Key]:
    """Return which counts of curves must be hidden: row, and "n" or "events <state>"; one curve alone is its total."""
    rows = Tally(len(result.with_overall))
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
