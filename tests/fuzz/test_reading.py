"""Files nobody wrote: whatever the bytes, there is a Cohort or one CohortError, and nothing else.

Two thousand mutations of the bytes of the kept examples and of files that broke readers, a thousand more of their
cells, the same on every run of CI, and hypothesis on rows of awkward cells. Each file is read with a limit on its
time, so that one that hangs is named. The mutations are read in a process of their own, whose memory is measured.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hlhdash
from tests.examples.telling import FILES
from tests.fuzz.budget import budget
from tests.fuzz.child import MOST_MEGABYTES, SECONDS, Told, bytes_of, cells_of, held, limited, outcome, refused
from tests.fuzz.mutations import mutated
from tests.fuzz.sheets import made

MUTATIONS = 2_000
PATHS = sorted(FILES.iterdir())
SOURCES = {path.name: path.read_bytes() for path in PATHS} | made()
# These are read by a process of their own, which takes a while to start: fewer of them.
_SLOW = frozenset({".sav", ".dta", ".sas7bdat", ".xpt"})
_FEW = 12
_SHARE = MUTATIONS // sum(Path(name).suffix not in _SLOW for name in SOURCES) + 1


def _share(name: str) -> int:
    return _FEW if Path(name).suffix in _SLOW else _SHARE


def _share_of_cells(name: str) -> int:
    return _share(name) // 2


@pytest.fixture(scope="module")
def child() -> Iterator[ProcessPoolExecutor]:
    """A process that does nothing but read: its memory is that of reading."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def _read_in(child: ProcessPoolExecutor, work: Callable[[bytes, str, int], Told], name: str, n: int) -> None:
    told = child.submit(work, SOURCES[name], name, n).result()
    assert len(told.outcomes) == n
    assert set(told.outcomes) <= {"read", "refused"}
    assert told.megabytes <= MOST_MEGABYTES


@pytest.mark.parametrize("name", SOURCES)
def test_mutated_bytes_give_a_cohort_or_a_sentence(name: str, child: ProcessPoolExecutor):
    _read_in(child, bytes_of, name, _share(name))


@pytest.mark.parametrize("name", SOURCES)
def test_disturbed_cells_give_a_cohort_or_a_sentence(name: str, child: ProcessPoolExecutor):
    _read_in(child, cells_of, name, _share_of_cells(name))


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


@budget(200)
@given(
    headers=st.lists(_HEADERS, min_size=1, max_size=8),
    rows=st.lists(st.lists(_CELLS, min_size=1, max_size=8), min_size=1, max_size=6),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_rows_of_awkward_cells_give_a_cohort_or_a_sentence(headers, rows, separator, encoding):
    text = "\n".join(separator.join(row) for row in [headers, *rows])
    assert outcome(text.encode(encoding, "replace"), "awkward.csv") in ("read", "refused")


@budget(40)
@given(st.lists(st.sampled_from(PATHS), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_any_files_together_give_a_cohort_or_a_sentence(paths, chance):
    sources = [(mutated(path.read_bytes(), chance), path.name) for path in paths]
    with limited(2 * SECONDS):
        try:
            cohort = hlhdash.read_cohort(sources)
        except hlhdash.CohortError as problem:
            refused(problem)
            return
    assert len(cohort.patients) == cohort.n_total


def test_there_are_three_thousand_files_at_least():
    assert sum(map(_share, SOURCES)) >= MUTATIONS
    assert sum(map(_share, SOURCES)) + sum(map(_share_of_cells, SOURCES)) >= 3_000


def test_memory_that_is_held_is_measured():
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        before = pool.submit(held, 0).result()  # on Linux not below what this process held when it started the other
        assert before < MOST_MEGABYTES < pool.submit(held, MOST_MEGABYTES).result()
