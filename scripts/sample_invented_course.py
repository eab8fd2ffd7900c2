"""What happens to each invented child from the first dose on, in days from ruxolitinib start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from sample_invented_children import CUTOFF, Child
from sample_invented_labs import Labs, Values, response_class

KINDS = ("fast", "slow", "minor", "none")
_EARLY_DEATH = {"fast": 0.015, "slow": 0.05, "minor": 0.2, "none": 0.45}
_ADDED = {"fast": 0.0, "slow": 0.25, "minor": 0.95, "none": 1.0}
_RESCUED = {"slow": 1.0, "minor": 0.6, "none": 0.45}
_HARD_TO_RESCUE = {"CAEBV": 0.6, "malignancy": 0.6, "EBV": 0.8}
_MAINTAINED = ("MAS", "AID", "CAEBV")  # where the disease behind it goes on, so may the drug
_VISITS = {7: (-1, 0, 0, 0, 1, 2), 14: (-2, -1, 0, 0, 1, 2), 28: (-3, -1, 0, 0, 1, 3), 56: (-5, -2, 0, 0, 2, 6)}
_LATE_VISITS = {90: (-7, -3, 0, 4, 8), 180: (-10, -4, 0, 5, 12)}
_RANK = {"CR": 0, "PR": 1, "improved": 2, "NR": 3}


@dataclass(frozen=True)
class Visit:
    """One visit: its day, temperature, values and the class they earn ("" on day zero)."""

    day: int
    temperature: float
    values: Values
    response: str


@dataclass(frozen=True)
class Course:
    """The story of one child, every time in days from ruxolitinib start."""

    end: int
    status: str
    visits: tuple[Visit, ...]
    rux_stop: int | None
    rux_ongoing: bool
    afebrile: int | None
    added: str = ""
    added_start: int | None = None
    added_stop: int | None = None
    dexamethasone_stop: int | None = None
    remission: int | None = None
    relapse: int | None = None
    hsct: int | None = None

    @property
    def death(self) -> int | None:
        """The day of death."""
        return self.end if self.status == "dead" else None

    def response(self, day: int) -> str:
        """Return the class at an assessment: of its visit, "died" before it, "" where nobody assessed it."""
        if self.death is not None and self.death <= day:
            return "died"
        window = {7: 2, 14: 3, 28: 4, 56: 7}[day]
        return next((visit.response for visit in self.visits if visit.day > 0 and abs(visit.day - day) <= window), "")

    @property
    def best(self) -> str:
        """The best class of any visit."""
        classes = [visit.response for visit in self.visits if visit.day > 0]
        return min(classes, key=_RANK.__getitem__) if classes else "died" if self.status == "dead" else "NE"


def course(child: Child) -> Course:
    """Tell the story of one child."""
    rng = child.random("course")
    chances = child.stratum.first if child.line == "first-line" else child.stratum.salvage
    kind = rng.choices(KINDS, chances)[0]
    early_death = _early_death(child, kind, rng)
    added_start = _added_start(child, kind, rng)
    rescue = _rescue(child, kind, added_start, rng)
    labs = Labs(child, kind, rescue)
    seen, status = _followed(child, rng)
    end, status = (early_death, "dead") if early_death is not None and early_death < seen else (seen, status)
    afebrile = _afebrile(kind, rng)
    visits = _visits(child, labs, afebrile, end, early_death is not None, rng)
    remission = next((visit.day for visit in visits if visit.response == "CR"), None)
    cooled = afebrile if afebrile is not None and afebrile < end else None
    story = Course(end, status, visits, None, False, cooled, remission=remission)
    story = _later(child, story, refractory=kind in ("minor", "none") and rescue is None, rng=rng)
    story = _relapse_visit(child, labs, story)
    story = _treated(child, kind, story, added_start, rng)
    return replace(story, visits=_without_some(story.visits, rng))


def _early_death(child: Child, kind: str, rng: Random) -> int | None:
    chance = _EARLY_DEATH[kind] * _lethality(child) * (1.3 if child.cns else 1.0)
    day = 3 + round(rng.gammavariate(1.6, 12))
    return day if rng.random() < chance else None


def _lethality(child: Child) -> float:
    """Return the child's risk as a factor; after a failed first line it is higher."""
    return child.stratum.lethality * (0.75 if child.line == "first-line" else 1.15)


def _added_start(child: Child, kind: str, rng: Random) -> int | None:
    if rng.random() >= _ADDED[kind]:
        return None
    if kind == "slow":
        return rng.randrange(24, 46)
    return 7 if child.line == "salvage" and rng.random() < 0.5 else rng.randrange(5, 16)


def _rescue(child: Child, kind: str, added_start: int | None, rng: Random) -> int | None:
    chance = _RESCUED.get(kind, 0.0) * _HARD_TO_RESCUE.get(child.etiology, 1.0)
    works = rng.random() < chance
    return added_start + rng.randrange(3, 12) if works and added_start is not None else None


def _followed(child: Child, rng: Random) -> tuple[int, str]:
    """Return how long the child would be followed, and its status then if it lives."""
    until_cutoff = (CUTOFF - child.rux_start).days
    if until_cutoff > 200 and rng.random() < 0.07:
        return rng.randrange(45, min(until_cutoff, 900)), "lost"
    return until_cutoff - min(rng.randrange(0, 76), until_cutoff // 3), "alive"


def _afebrile(kind: str, rng: Random) -> int | None:
    stays = {"fast": 0.0, "slow": 0.02, "minor": 0.3, "none": 0.65}[kind]
    day = rng.choice((1, 1, 1, 2, 2, 2, 3) if kind in ("fast", "slow") else (1, 2, 2, 3, 4, 5))
    return None if rng.random() < stays else day


def _visits(child: Child, labs: Labs, afebrile: int | None, end: int, dying: bool, rng: Random) -> tuple[Visit, ...]:
    before = labs.at(0)
    visits = [Visit(0, round(rng.uniform(38.5, 40.3), 1), before, "")]
    days = [day + rng.choice(off) for day, off in (_VISITS | _LATE_VISITS).items()]
    for day in [day for day in days if day < end]:
        worse = 0.12 if dying and end - day <= 10 else 0.0
        values = labs.at(day, worse=worse)
        quiet = (afebrile is not None and day >= afebrile and not worse) or labs.progress(day) > 0.3
        temperature = round(rng.uniform(36.3, 37.2) if quiet else rng.uniform(37.8, 39.4), 1)
        visits.append(Visit(day, temperature, values, response_class(before, values, temperature)))
    return tuple(visits)


def _later(child: Child, story: Course, *, refractory: bool, rng: Random) -> Course:
    """Add relapse, transplantation and late death to a child who has come through the first weeks."""
    stable, pressed = child.stratum.hsct
    relapse = _day(rng, story.remission, (45, 240), child.stratum.relapse, story.end)
    # Drawn for every child, so that one child's luck does not shift another's.
    planned = _day(rng, 0, (90, 240), stable, story.end)
    pressed_day = _day(rng, relapse if relapse is not None else 0, (60, 190), pressed, story.end)
    late, transplant_death = rng.random(), rng.random()
    late_day, transplant_day = rng.randrange(50, 300), rng.randrange(15, 190)
    hsct = pressed_day if refractory or (relapse is not None and planned is None) else planned
    if hsct is not None and relapse is not None and hsct <= relapse:
        relapse = None
    if story.status == "dead" and hsct is not None:
        hsct = None  # whoever dies in the first weeks does not come to transplantation
    story = replace(story, relapse=relapse, hsct=hsct)
    if hsct is not None:
        return _dies(story, hsct + transplant_day) if transplant_death < 0.16 else story
    if refractory and story.status != "dead" and late < 0.35 + 0.4 * _lethality(child):
        return _dies(story, late_day)
    if relapse is not None and late < 0.35:
        return _dies(story, relapse + late_day // 3)
    return story


def _day(rng: Random, start: int | None, after: tuple[int, int], chance: float, end: int) -> int | None:
    day = (start or 0) + rng.randrange(*after)
    return day if rng.random() < chance and start is not None and day < end - 1 else None


def _dies(story: Course, day: int) -> Course:
    """End a story by death, unless the child was seen alive after that day for the last time already."""
    if day >= story.end:
        return story
    hsct = story.hsct if story.hsct is not None and story.hsct < day else None
    relapse = story.relapse if story.relapse is not None and story.relapse < day else None
    return replace(story, end=day, status="dead", hsct=hsct, relapse=relapse)


def _relapse_visit(child: Child, labs: Labs, story: Course) -> Course:
    """Leave out the visits after transplantation, relapse and the end, and measure the relapse."""
    last = min(day for day in (story.end, story.hsct, story.relapse) if day is not None)
    visits = tuple(visit for visit in story.visits if visit.day < last)
    remission = story.remission if story.remission is not None and story.remission < last else None
    if story.relapse is not None:
        temperature = round(child.random("relapse").uniform(38.4, 39.8), 1)
        visits += (Visit(story.relapse, temperature, labs.at(story.relapse, worse=0.75), "NR"),)
    return replace(story, visits=visits, remission=remission)


def _treated(child: Child, kind: str, story: Course, added_start: int | None, rng: Random) -> Course:
    """Say when ruxolitinib stopped, what was added when, and how long dexamethasone was given beside it."""
    if added_start is None and story.relapse is not None and rng.random() < 0.75:
        added_start = story.relapse + rng.randrange(1, 5)
    added = rng.choice(child.stratum.added)
    stop_by = min(story.end, story.hsct - 7 if story.hsct is not None else story.end)
    added_stop = None
    if added_start is not None and added_start < stop_by:
        added_stop = min(stop_by, added_start + rng.randrange(42, 120))
    else:
        added, added_start = "", None
    weeks = {"fast": (12, 30), "slow": (10, 34), "minor": (4, 12), "none": (3, 7)}[kind]
    planned = 7 * rng.randrange(*weeks)
    if kind in ("fast", "slow") and child.etiology in _MAINTAINED and rng.random() < 0.35:
        planned = 7 * rng.randrange(60, 400)
    ongoing = story.status == "alive" and story.hsct is None and planned >= story.end - 21
    return replace(
        story,
        rux_stop=None if ongoing else min(planned, stop_by),
        rux_ongoing=ongoing,
        added=added,
        added_start=added_start,
        added_stop=added_stop,
        dexamethasone_stop=min(story.end, 56) if child.line == "first-line" else None,
    )


def _without_some(visits: tuple[Visit, ...], rng: Random) -> tuple[Visit, ...]:
    """Leave out a visit here and there, as in life."""
    return tuple(visit for visit in visits if visit.day == 0 or rng.random() > 0.025)
