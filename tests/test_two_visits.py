"""Visitors in threads on one server, steps interleaved: nothing of one is in any message or download of another."""

from __future__ import annotations

import os
import random
import threading
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator

import pytest

from benchmarks.caller import Caller, calling
from benchmarks.invented import cohort_table
from scripts import browser as driver

# CI takes some steps each; a long run takes as many as one asks for, as HLHDASH_STEPS=500.
STEPS = int(os.environ.get("HLHDASH_STEPS", "40"))
CANARIES = ("QUOKKA", "NUMBAT", "BILBY")
SCREENS = ("Swimmer", "Survival", "Response", "Patient", "Labs", "Safety", "Present", "Cohort")
DOWNLOADS = ("SVG", "PDF")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with driver.server(driver.ROOT / "server.py") as (address, _):
        yield address


def cohort(canary: str, patients: int) -> bytes:
    """Return a cohort whose every text holds the canary, of as many patients as no other visitor has."""
    table = cohort_table(patients).rename(columns={"added_therapy": f"added_therapy {canary}"})
    table["patient_id"] = [f"{canary}{i}" for i in range(patients)]
    table["etiology"] = table["etiology"].where(table["etiology"] != "MAS", f"{canary} disease")
    table["remark"] = f"{canary} was here"
    return table.to_csv(index=False).encode()


class Visitor:
    """Does what chance says, and keeps everything the server says."""

    def __init__(self, visit: Caller, canary: str, patients: int) -> None:
        self.visit, self.canary, self.patients = visit, canary, patients
        self.chance = random.Random(canary)
        self.files: list[bytes] = []
        self.problems: list[str] = []

    def run(self, together: threading.Barrier) -> None:
        try:
            self.visit.upload(f"{self.canary}.csv", cohort(self.canary, self.patients))
            together.wait(timeout=120)
            for _ in range(STEPS):
                self.step()
        except Exception as problem:
            self.problems.append(f"{type(problem).__name__}: {problem}")

    def step(self) -> None:
        self.chance.choice((self.goto, self.choose, self.filter, self.take))()
        said = self.visit.text()
        if f"{self.patients} patients" not in said:
            self.problems.append("Another number of patients.")
        if "could not be drawn" in said:
            self.problems.append("A screen could not be drawn.")

    def goto(self) -> None:
        self.visit.goto(self.chance.choice(SCREENS))

    def choose(self) -> None:
        lists = [one for one in self.visit.all("selectbox") if one.options and one.label not in ("", "Language")]
        chosen = self.chance.choice(lists)
        self.visit.choose(chosen.label, self.chance.choice(list(chosen.options)))

    def filter(self) -> None:
        self.visit.pick("Sex", self.chance.sample(list(self.visit.find("multiselect", "Sex").options), 1))
        self.visit.pick("Sex", [])

    def take(self) -> None:
        self.visit.goto(self.chance.choice(("Swimmer", "Survival", "Response")))
        if not any(one.label == "Take along" for one in self.visit.all("popover")):
            return  # chance chose what these patients cannot be asked, and the screen says so
        self.visit.expand("Take along")
        self.files.append(self.visit.download(self.chance.choice(DOWNLOADS)))


def test_nothing_of_one_visit_is_said_to_another(address: str) -> None:
    together = threading.Barrier(len(CANARIES))
    with (
        calling(address, keep=True) as first,
        calling(address, keep=True) as second,
        calling(address, keep=True) as third,
    ):
        visitors = [
            Visitor(visit, canary, 30 + 7 * i)
            for i, (visit, canary) in enumerate(zip((first, second, third), CANARIES, strict=True))
        ]
        threads = [threading.Thread(target=one.run, args=(together,)) for one in visitors]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert [one.problems for one in visitors] == [[], [], []]
        for one in visitors:
            said = b"".join(one.visit.heard)
            assert said.count(one.canary.encode()) > STEPS
            for other in visitors:
                if other is not one:
                    assert other.canary.encode() not in said
                    assert not any(other.canary.encode() in file for file in one.files)


def test_a_download_has_a_name_nobody_can_guess_new_at_each_rerun(address: str) -> None:
    with calling(address) as mine, calling(address) as other:
        names = []
        mine.upload("mine.csv", cohort("QUOKKA", 30))
        mine.goto("Survival")
        mine.expand("Take along")
        for _ in range(3):
            names.append(mine.find("download_button", "SVG").deferred_file_id)
            mine.run()
        assert len(set(names)) == 3
        assert all(uuid.UUID(one).version == 4 for one in names)  # 122 bits by chance
        for name in (names[0], uuid.uuid4().hex):
            with pytest.raises(RuntimeError, match="Failed to generate file for download"):
                other.fetch(name)


def test_a_file_made_for_a_download_waits_for_its_visitor_while_others_are_busy(address: str) -> None:
    with calling(address) as mine, calling(address) as other:
        mine.upload("mine.csv", cohort("QUOKKA", 30))
        mine.goto("Survival")
        mine.expand("Take along")
        made = mine.make(mine.find("download_button", "SVG").deferred_file_id)
        for _ in range(3):  # Streamlit alone drops what no screen shows when the second is drawn
            other.run()
        assert mine.get(made).endswith(b"</svg>\n")


def test_media_that_were_not_made_are_not_there(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/media/{'0' * 64}.svg", timeout=20)
