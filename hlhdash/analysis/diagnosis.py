"""HLH-2004 criteria and HScore of one patient, from the values nearest to diagnosis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from hlhdash.analysis.normal import exceeds, reaches
from hlhdash.language import Message, message

FEVER = 38.5  # °C at diagnosis; some tables print 38.3
NEONATE = 28 / 365.25  # years; haemoglobin is low under 100 g/L until then
NEEDED, ASKED = 5, 8
HSCORE_CUT_OFF, HSCORE_MOST = 169, 337


@dataclass(frozen=True)
class Measured:
    """A value with its bound and its day from day zero."""

    value: float
    bound: str
    day: float


Values = Mapping[str, Measured]


@dataclass(frozen=True)
class Criterion:
    """One criterion: its name, and whether it is met; None where the file does not say."""

    name: Message
    met: bool | None


@dataclass(frozen=True)
class Diagnosis:
    """The criteria of HLH-2004 and the HScore of one patient.

    Attributes
    ----------
    criteria : the eight of HLH-2004
    score : lowest and highest HScore that the missing items allow
    known : how many of the nine items of the HScore are known
    """

    criteria: tuple[Criterion, ...]
    score: tuple[int, int]
    known: int

    @property
    def met(self) -> int:
        """Criteria that are met."""
        return sum(one.met is True for one in self.criteria)

    @property
    def open(self) -> int:
        """Criteria of which the file says nothing."""
        return sum(one.met is None for one in self.criteria)


def diagnosis(values: Values, facts: Mapping[str, object], age_years: float | None) -> Diagnosis:
    """Judge the criteria of HLH-2004 (Henter 2007, doi 10.1002/pbc.21039) and the HScore (Fardet 2014).

    Parameters
    ----------
    values : the value of each analyte nearest to diagnosis
    facts : columns of the patients sheet; yes/no cells of haemophagocytosis, nk_activity and immunosuppression are used
    age_years : None where not known

    Notes
    -----
    The HScore (doi 10.1002/art.38690) was derived in adults. An item the file does not give counts with the fewest
    and with the most points it can have.
    """
    return Diagnosis(_criteria(values, facts, age_years), *_hscore(values, facts))


def _criteria(values: Values, facts: Mapping[str, object], age_years: float | None) -> tuple[Criterion, ...]:
    low_hb = 100.0 if age_years is not None and age_years < NEONATE else 90.0
    low = [_below(values, "haemoglobin", low_hb), _below(values, "platelets", 100.0), _below(values, "anc", 1.0)]
    return (
        Criterion(message("Fever of 38.5 °C or more"), _reaches(values, "temperature", FEVER)),
        Criterion(message("Enlarged spleen"), _enlarged(values, facts, "spleen")),
        Criterion(message("Two of three blood counts low"), _at_least(low, 2)),
        Criterion(
            message("Triglyceride 3.0 mmol/L or more, or fibrinogen 1.5 g/L or less"),
            _any(_reaches(values, "triglyceride", 3.0), _at_most(values, "fibrinogen", 1.5)),
        ),
        Criterion(message("Haemophagocytosis"), yes(facts.get("haemophagocytosis"))),
        Criterion(message("Low or absent NK activity"), _low(facts.get("nk_activity"))),
        Criterion(message("Ferritin 500 ng/mL or more"), _reaches(values, "ferritin", 500.0)),
        Criterion(message("Soluble CD25 2,400 U/mL or more"), _reaches(values, "scd25", 2400.0)),
    )


# Points of the HScore for a value at or above each limit (ferritin: above 6000; temperature: above 39.4).
_STEPS: Mapping[str, tuple[tuple[float, int], ...]] = MappingProxyType(
    {
        "temperature": ((38.4, 33), (39.4, 49)),
        "ferritin": ((2000.0, 35), (6000.0, 50)),
        "triglyceride": ((1.5, 44), (4.0, 64)),
        "ast": ((30.0, 19),),
    }
)
_ABOVE = frozenset({("temperature", 39.4), ("ferritin", 6000.0), ("triglyceride", 4.0)})
_LINEAGES = (("haemoglobin", 92.0), ("wbc", 5.0), ("platelets", 110.0))
_CYTOPENIA = (0, 0, 24, 34)  # points by number of low lineages


def _hscore(values: Values, facts: Mapping[str, object]) -> tuple[tuple[int, int], int]:
    items = [_stepped(values, name) for name in _STEPS]
    items.append(_either(_at_most(values, "fibrinogen", 2.5), 30))
    items.append(_either(yes(facts.get("haemophagocytosis")), 35))
    items.append(_either(yes(facts.get("immunosuppression")), 18))
    items.append(_lineages(values))
    items.append(_organs(values, facts))
    return (sum(low for low, _ in items), sum(high for _, high in items)), sum(low == high for low, high in items)


def _stepped(values: Values, name: str) -> tuple[int, int]:
    steps = _STEPS[name]
    measured = values.get(name)
    if measured is None:
        return 0, steps[-1][1]
    low = high = 0
    for limit, points in steps:
        test = exceeds if (name, limit) in _ABOVE else reaches
        found = test(measured.value, measured.bound, limit)
        low = points if found else low
        high = points if found is not False else high
    return low, high


def _either(found: bool | None, points: int) -> tuple[int, int]:
    return (points if found else 0), (points if found is not False else 0)


def _lineages(values: Values) -> tuple[int, int]:
    found = [_at_most(values, name, limit) for name, limit in _LINEAGES]
    return _CYTOPENIA[sum(one is True for one in found)], _CYTOPENIA[sum(one is not False for one in found)]


def _organs(values: Values, facts: Mapping[str, object]) -> tuple[int, int]:
    found = [_enlarged(values, facts, name) for name in ("spleen", "liver")]
    points = (0, 23, 38)
    return points[sum(one is True for one in found)], points[sum(one is not False for one in found)]


_YES = frozenset({"yes", "y", "true", "1", "1.0", "positive", "present", "是", "有", "阳性"})
_NO = frozenset({"no", "n", "false", "0", "0.0", "negative", "absent", "否", "无", "阴性"})


def yes(cell: object) -> bool | None:
    """Read a yes/no cell; None where it is neither."""
    word = str(cell).strip().lower()
    return True if word in _YES else False if word in _NO else None


def _low(cell: object) -> bool | None:
    word = str(cell).strip().lower()
    if word in ("low", "absent", "reduced", "降低", "缺如"):
        return True
    return False if word in ("normal", "正常") else None


def _enlarged(values: Values, facts: Mapping[str, object], organ: str) -> bool | None:
    measured = values.get(organ)
    if measured is not None:
        return exceeds(measured.value, measured.bound, 0.0)
    return yes(facts.get(organ))


def _reaches(values: Values, name: str, limit: float) -> bool | None:
    measured = values.get(name)
    return None if measured is None else reaches(measured.value, measured.bound, limit)


def _below(values: Values, name: str, limit: float) -> bool | None:
    found = _reaches(values, name, limit)
    return None if found is None else not found


def _at_most(values: Values, name: str, limit: float) -> bool | None:
    measured = values.get(name)
    if measured is None:
        return None
    found = exceeds(measured.value, measured.bound, limit)
    return None if found is None else not found


def _any(*found: bool | None) -> bool | None:
    if True in found:
        return True
    return None if None in found else False


def _at_least(found: list[bool | None], needed: int) -> bool | None:
    if sum(one is True for one in found) >= needed:
        return True
    return None if sum(one is not False for one in found) >= needed else False


def nearest(labs: pd.DataFrame, day: float, within: float) -> dict[str, Measured]:
    """Return the value of each analyte nearest to a day, the earlier of two; none further than `within` days."""
    near = labs[(labs["day"] - day).abs() <= within]
    order = pd.DataFrame({"away": (near["day"] - day).abs(), "day": near["day"]}).sort_values(["away", "day"]).index
    first = near.loc[order].drop_duplicates("analyte")
    return {
        str(name): Measured(float(value), str(bound), float(when))
        for name, value, bound, when in zip(first["analyte"], first["value"], first["bound"], first["day"], strict=True)
    }
