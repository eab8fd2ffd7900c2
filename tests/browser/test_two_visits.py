"""Two people at once with different files: nothing of one is ever sent to the other, logged or written down."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket

from benchmarks.invented import cohort_table
from scripts import browser as driver
from tests.browser.test_app import SCREENS, size, to, upload

pytestmark = pytest.mark.browser
# CI takes some steps; a long run takes as many as one asks for, as HLHDASH_STEPS=500.
STEPS = int(os.environ.get("HLHDASH_STEPS", "24"))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Path]]:
    """A server with a log that tells all, and a folder of its own for what is temporary."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "temporary").mkdir()
    with driver.server(
        log=folder / "log.txt",
        options=("--logger.level=debug",),
        environment={"TMPDIR": str(folder / "temporary"), "HOME": str(folder)},
    ) as (address, _):
        yield address, folder / "log.txt", folder


def file_of(folder: Path, canary: str, patients: int) -> Path:
    """Write a cohort whose every text holds the canary: codes, an etiology, a header and a remark."""
    table = cohort_table(patients).rename(columns={"added_therapy": f"added_therapy {canary}"})
    table["patient_id"] = [f"{canary}{i}" for i in range(patients)]
    table.loc[table["etiology"] == "MAS", "etiology"] = f"{canary} disease"
    table["remark"] = f"{canary} was here"
    table["age_years"] = table["age_years"].astype(object)
    table.loc[0, "age_years"] = f"{canary} years"
    path = folder / f"{canary}.csv"
    table.to_csv(path, index=False)
    return path


def hear(page: Page) -> list[bytes]:
    """Keep every message that the server sends to a page."""
    heard: list[bytes] = []

    def keep(message: str | bytes) -> None:
        heard.append(message if isinstance(message, bytes) else message.encode())

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", keep)

    page.on("websocket", listen)
    return heard


def test_nothing_of_one_visit_reaches_another(chromium: Browser, app: tuple[str, Path, Path], tmp_path: Path) -> None:
    address, log, folder = app
    canaries = ("QUOKKA", "NUMBAT")
    sizes = (30, 41)
    chance = random.Random(20)
    with driver.context(chromium, address) as (first, left), driver.context(chromium, address) as (second, gone):
        pages = (first.new_page(), second.new_page())
        heard = tuple(hear(page) for page in pages)
        for page, canary, patients in zip(pages, canaries, sizes, strict=True):
            driver.go(page, address)
            upload(page, file_of(tmp_path, canary, patients))
        for _ in range(STEPS):
            who = chance.randrange(2)
            to(pages[who], chance.choice(SCREENS))
            assert size(pages[who]) == f"{sizes[who]} patients"
            assert canaries[1 - who] not in pages[who].content()
            assert not any(canary in pages[who].url for canary in canaries)
        for mine, other, sent in zip(canaries, reversed(canaries), heard, strict=True):
            everything = b"".join(sent)
            assert mine.encode() in everything
            assert other.encode() not in everything
        assert left == gone == []
    said = log.read_text(encoding="utf-8", errors="replace")
    assert len(said.splitlines()) > STEPS  # the log tells of every run
    places = [path for place in (folder, tmp_path.parent) for path in place.rglob("*") if path.is_file()]
    written = [path for path in places if path.suffix != ".csv" and path != log]
    for canary in canaries:
        assert canary not in said
        assert [path.name for path in written if canary.encode() in path.read_bytes()] == []
        assert not list(Path(tempfile.gettempdir()).glob(f"*{canary}*"))
