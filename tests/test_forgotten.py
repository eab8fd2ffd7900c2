"""When a visit has ended nothing of it is left in the server's memory, and the memory is as large as before."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from benchmarks.caller import Caller, calling
from benchmarks.invented import cohort_table
from benchmarks.soak import resident, walk
from scripts import browser as driver
from tests import remembering_app


class Door:
    """Asks the server where a word stands in its memory."""

    def __init__(self, address: str, pid: int, folder: Path) -> None:
        self.address, self.pid, self.folder = address, pid, folder

    def places(self, word: str) -> list[str]:
        part, told = self.folder / "asked.part", self.folder / "word.told"
        told.unlink(missing_ok=True)
        part.write_text(word, encoding="utf-8")
        part.rename(self.folder / "word.asked")  # the word stands in no path
        end = time.monotonic() + 120
        while not told.exists():
            assert time.monotonic() < end, "The server did not answer."
            time.sleep(0.1)
        return told.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("door")
    environment = {"PYTHONPATH": str(driver.ROOT), "HLHDASH_TEST_FOLDER": str(folder)}
    with driver.server(Path(remembering_app.__file__), environment=environment) as (address, pid):
        yield Door(address, pid, folder)


def cohort(canary: str, patients: int = 60) -> bytes:
    """Return a cohort whose codes, an etiology, two headers and a remark hold the canary."""
    table = cohort_table(patients).rename(columns={"added_therapy": f"added_therapy {canary}"})
    table["patient_id"] = [f"{canary}{i}" for i in range(patients)]
    table.loc[table["etiology"] == "MAS", "etiology"] = f"{canary} disease"
    table[f"remark {canary} (1=dead 0=alive)"] = f"{canary} was here"
    return table.to_csv(index=False).encode()


def ended(visit: Caller) -> None:
    """Hang up, and wait until the server has looked for ended visits."""
    visit.close()
    with pytest.raises(ConnectionClosed):
        visit.run()
    time.sleep(remembering_app.HELD + 4 * remembering_app.LOOK)


# The first visit of a server is not as the others; the test's name stands in the environment, without the word.
@pytest.mark.parametrize("canary", ["QUOKKA", "NUMBAT"], ids=["first", "later"])
def test_nothing_of_an_ended_visit_stays_in_the_memory_of_the_server(door: Door, canary: str) -> None:
    with calling(door.address) as visit:
        visit.upload(f"{canary}.csv", cohort(canary))
        visit.choose("Day zero", visit.find("selectbox", "Day zero").options[-1])
        for screen in ("Survival", "Response", "Swimmer"):
            visit.goto(screen)
            visit.expand("Take along")
            assert len(visit.download("SVG")) > 10_000
        assert len(door.places(canary)) == remembering_app.MOST  # it does find what is there
        ended(visit)
    assert door.places(canary) == []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="A process's memory is told by Linux only.")
def test_visit_after_visit_takes_no_more_memory(door: Door) -> None:
    data = cohort("WOMBAT", 120)
    sizes = []
    for _ in range(4):
        for _ in range(2):
            with calling(door.address) as visit:
                walk(visit, data)
        ended(visit)
        sizes.append(resident(door.pid))
    # What is held is held in every round, some 5 MB; an allocator takes more now and then, and not in every one.
    assert min(later - sooner for sooner, later in itertools.pairwise(sizes)) < 2.5
    assert door.places("WOMBAT") == []
