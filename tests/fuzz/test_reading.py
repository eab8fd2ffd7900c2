"""Files nobody wrote: whatever the bytes, there is a Cohort or one CohortError, and nothing else.

Two thousand mutations of the kept examples, the same on every run, and hypothesis on rows of awkward cells. Each file
is read with a limit on its time, so that one that hangs is named.
"""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hlhdash
from tests.examples.telling import FILES

MUTATIONS = 2_000
SECONDS = 5  # that one file may take
PATHS = sorted(FILES.iterdir())
# These are read by a process of their own, which takes a while to start: fewer of them.
_SLOW = frozenset({".sav", ".dta", ".sas7bdat", ".xpt"})
_FEW = 12
_SHARE = MUTATIONS // sum(path.suffix not in _SLOW for path in PATHS) + 1
# What breaks readers more often than random bytes do.
_AWKWARD = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b'"',
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"1e400",
    b"-1",
    b"9" * 40,
    b"nan",
    b"NULL",
)
_AWKWARD += (
    "２０１９".encode(),
    "：".encode(),
    b"=1+1",
    b"0000-00-00",
    b"31/02/2019",
    b"<",
    b">",
    b"%s{0}",
    b"\xed\xa0\x80",
)


def _share(path: Path) -> int:
    return _FEW if path.suffix in _SLOW else _SHARE


class Hangs(Exception):
    """A file took longer than it may."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop what takes too long."""

    def stop(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def outcome(data: bytes, name: str) -> str:
    """Read a file; anything but a Cohort or a CohortError with a sentence is raised."""
    with limited(SECONDS):
        try:
            cohort = hlhdash.read_cohort(data, name)
        except hlhdash.CohortError as problem:
            return _refused(problem)
        table = cohort.survival_table()
    assert len(cohort.patients) == cohort.n_total == cohort.patients["patient_id"].nunique()
    assert set(table["event"]) <= {0, 1}
    assert (table["time"] >= 0).all()
    return "read"


def _refused(problem: hlhdash.CohortError) -> str:
    """Look at a refusal: it is one sentence, with its remedy."""
    assert str(problem) == problem.sentence
    assert problem.sentence.endswith((".", "…"))
    return "refused"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a file in one to four places: bits flipped, bytes cut out, doubled, replaced, or the end lost."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        to = min(len(changed), at + chance.choice((1, 1, 2, 8, 64)))
        what = chance.randrange(6)
        if what == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif what == 1:
            del changed[at:to]
        elif what == 2:
            changed[at:at] = changed[at:to]
        elif what == 3:
            changed[at:to] = chance.choice(_AWKWARD)
        elif what == 4:
            changed[at:to] = bytes(chance.randrange(256) for _ in range(to - at))
        else:
            del changed[max(at, len(changed) // 2) :]
    return bytes(changed)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_mutated_examples_give_a_cohort_or_a_sentence(path: Path):
    data, chance = path.read_bytes(), random.Random(path.name)
    outcomes = [outcome(mutated(data, chance), path.name) for _ in range(_share(path))]
    assert len(outcomes) == _share(path)
    assert set(outcomes) <= {"read", "refused"}


_HEADERS = st.sampled_from(
    ["patient_id", "ID", "编号", "name", "sex", "age", "etiology", "rux_start", "last_follow_up", "status", "death"]
    + ["time", "days", "event", "date", "drug", "start", "end", "ferritin", "ferritin_d7", "response_week1", "label"]
    + ["Event1_Type", "Event1_Time", "redcap_event_name", "redcap_repeat_instrument", "USUBJID", "PARAMCD", "AVAL"]
    + ["CNSR", "AVALC", "ADT", "ADY", "DTHFL", "", "hsct_months", "gene", "grade", "kind", "test", "value", "unit"]
)
_CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "1",
            "0",
            "2",
            "A",
            "alive",
            "dead",
            "死亡",
            "2020-01-01",
            "01/02/2020",
            "1.5",
            "1,5",
            ">40000",
            "1e999",
            "NaN",
        ]
        + [
            "PR",
            "CR",
            "HSCT",
            "relapse",
            "-3",
            "9月",
            "2019-07",
            "Mar 2019",
            "week_1_arm_1",
            "OS",
            "ferritin",
            "ongoing",
        ]
        + ["adverse_events", "99999999999999999999", "1e308", "total", "I-HLH", "自动出院", "2958466", "60", "Y", "N"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(
    headers=st.lists(_HEADERS, min_size=1, max_size=8),
    rows=st.lists(st.lists(_CELLS, min_size=1, max_size=8), min_size=1, max_size=6),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_rows_of_awkward_cells_give_a_cohort_or_a_sentence(headers, rows, separator, encoding):
    text = "\n".join(separator.join(row) for row in [headers, *rows])
    assert outcome(text.encode(encoding, "replace"), "awkward.csv") in ("read", "refused")


@settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PATHS), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_any_files_together_give_a_cohort_or_a_sentence(paths, chance):
    sources = [(mutated(path.read_bytes(), chance), path.name) for path in paths]
    with limited(2 * SECONDS):
        try:
            cohort = hlhdash.read_cohort(sources)
        except hlhdash.CohortError as problem:
            _refused(problem)
            return
    assert len(cohort.patients) == cohort.n_total


def test_there_are_two_thousand_files_at_least():
    assert sum(map(_share, PATHS)) >= MUTATIONS
