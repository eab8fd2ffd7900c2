"""What the process does that reads mutated files: it tells what came of each, and the most memory it ever held."""

from __future__ import annotations

import random
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import hlhdash
from tests.fuzz.budget import SEED
from tests.fuzz.mutations import mutated
from tests.fuzz.sheets import disturbed

SECONDS = 5  # of computing that one file may take: a busy machine is not a hang
_WAITING = 12  # times as long may pass until it is done, with the start of a reader's own process
MOST_MEGABYTES = 1024


class Told(NamedTuple):
    """What came of each file, "read" or "refused", and the most memory the process, or a reader it started, held."""

    outcomes: list[str]
    megabytes: float


class Hangs(Exception):
    """A file took longer than it may."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop what takes too long."""

    def stop(*_: object) -> None:
        raise Hangs

    before = {one: signal.signal(one, stop) for one in (signal.SIGALRM, signal.SIGPROF)}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(_WAITING * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        for one, what in before.items():
            signal.signal(one, what)


def outcome(source: Any, name: str) -> str:
    """Read a file; anything but a Cohort or a CohortError with a sentence is raised."""
    with limited(SECONDS):
        try:
            cohort = hlhdash.read_cohort(source, name)
        except hlhdash.CohortError as problem:
            return refused(problem)
        table = cohort.survival_table()
    assert len(cohort.patients) == cohort.n_total == cohort.patients["patient_id"].nunique()
    assert set(table["event"]) <= {0, 1}
    assert (table["time"] >= 0).all()
    return "read"


def refused(problem: hlhdash.CohortError) -> str:
    """Look at a refusal: it is one sentence, with its remedy."""
    assert str(problem) == problem.sentence
    assert problem.sentence.endswith((".", "…"))
    return "refused"


def bytes_of(data: bytes, name: str, n: int) -> Told:
    """Read `n` mutations of the bytes of a file."""
    chance = random.Random(f"{SEED} {name}")
    return Told([outcome(mutated(data, chance), name) for _ in range(n)], _peak())


def cells_of(data: bytes, name: str, n: int) -> Told:
    """Read `n` mutations of the cells of a file; one that cannot be opened is refused each time."""
    chance = random.Random(f"{SEED} {name} cells")
    return Told([_disturbed_outcome(data, name, chance) for _ in range(n)], _peak())


def _disturbed_outcome(data: bytes, name: str, chance: random.Random) -> str:
    try:
        tables = disturbed(data, name, chance)
    except hlhdash.CohortError as problem:
        return refused(problem)
    return outcome(tables, name)


def held(megabytes: int) -> float:
    """Hold some memory for a moment and return the most that was ever held."""
    block = bytearray(megabytes * 2**20)
    block[:: 2**12] = b"x" * len(block[:: 2**12])
    return _peak()


def _peak() -> float:
    """Return the most memory in megabytes; Linux counts in kilobytes."""
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return max(used) / 1024
