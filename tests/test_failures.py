"""A full disk, no fonts, another clock, another time zone: the screens, the numbers and the files are the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.caller import Caller, calling
from benchmarks.invented import cohort_table
from scripts import browser as driver

KINDS = {"SVG": b"<?xml", "PDF": b"%PDF", "PNG, 300 dpi": b"\x89PNG"}
SCREENS = ("Swimmer", "Survival", "Response")
DATA = cohort_table(30).to_csv(index=False).encode()
# Only what matplotlib brings with it, and a clock that goes wrong by a year either way as soon as a visit has begun.
NO_FONTS = """
from matplotlib import font_manager, get_data_path
fonts, own = font_manager.fontManager, get_data_path()
fonts.ttflist = [one for one in fonts.ttflist if one.fname.startswith(own)]
"""
CLOCK = """
import itertools, time
true, leaps = time.time, itertools.cycle((0, 366 * 86400, -366 * 86400))
time.time = lambda: true() + next(leaps)
"""


def app(folder: Path, before: str) -> Path:
    """Write a start of the app that first does something to its surroundings."""
    script = folder / "app.py"
    script.write_text(f"{before}\nfrom hlhdash.ui import shell\nshell.draw()\n", encoding="utf-8")
    return script


@pytest.fixture
def surroundings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, int]]:
    script = app(tmp_path, getattr(request, "param", ""))
    with driver.server(script, environment={"PYTHONPATH": str(driver.ROOT)}) as served:
        yield served


def walk(visit: Caller) -> None:
    """Upload, see every figure and take it along in every kind."""
    visit.upload("cohort.csv", DATA)
    assert "30 patients" in visit.text()
    for screen in SCREENS:
        visit.goto(screen)
        assert len(visit.all("plotly_chart")) >= 1
        visit.expand("Take along")
        for kind, begins in KINDS.items():
            file = visit.download(kind)
            assert file.startswith(begins)
            assert len(file) > 10_000
        assert "could not be drawn" not in visit.text()


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux limits what another process may write.")
def test_a_full_disk_stops_nothing(surroundings: tuple[str, int]) -> None:
    import resource

    address, pid = surroundings
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))  # not one byte can be written from now on
    with calling(address) as visit:
        walk(visit)
        visit.upload("large.csv", DATA + b"# " + b"x" * 3_000_000)  # what a form parser would put on the disk
        assert "30 patients" in visit.text()


@pytest.mark.parametrize("surroundings", [NO_FONTS, CLOCK], ids=["fonts", "clock"], indirect=True)
def test_without_fonts_and_with_a_leaping_clock_all_is_drawn(surroundings: tuple[str, int]) -> None:
    with calling(surroundings[0]) as visit:
        walk(visit)


TOLD = """
import hlhdash, os, sys, time
def told():
    cohort = hlhdash.read_cohort(sys.argv[1])
    tables = (cohort.survival_table(), cohort.courses, cohort.events, cohort.patients)
    return (cohort.fingerprint, *(one.to_csv() for one in tables), *(one.sentence for one in cohort.findings))
first = told()
for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # a laptop that is taken along, in the middle of a visit
    os.environ["TZ"] = zone
    time.tzset()
    assert told() == first
print(*first)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="A process on Windows keeps its time zone.")
def test_a_cohort_is_the_same_in_every_time_zone_and_when_it_changes(tmp_path: Path) -> None:
    sample = driver.ROOT / "sample_data" / "ruxolitinib9.xlsx"
    said = {
        subprocess.run(
            [sys.executable, "-c", TOLD, str(sample)],
            env={"TZ": zone, "PYTHONPATH": str(driver.ROOT), "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo")
    }
    assert len(said) == 1
    assert re.match(r"[0-9a-f]{64} ", said.pop())
