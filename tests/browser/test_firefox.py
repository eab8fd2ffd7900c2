"""The real app in Firefox: every screen, an upload, and a click into a figure."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from scripts import browser as driver
from scripts import firefox as fox

pytestmark = pytest.mark.browser
SAMPLE = driver.ROOT / "sample_data" / "ruxolitinib9.csv"
PAINTED = "document.querySelectorAll('.js-plotly-plot .main-svg').length"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    if fox.find_firefox() is None:
        if os.environ.get("CI"):
            pytest.fail(fox.INSTALL)
        pytest.skip(fox.INSTALL)
    with driver.server() as (address, _):
        yield address


@pytest.fixture(scope="module")
def window(address: str) -> Iterator[fox.Firefox]:
    with fox.firefox() as opened:
        yield opened


@pytest.mark.parametrize("screen", ["Swimmer", "Survival", "Response", "Patient", "Labs"])
def test_a_screen_is_painted(window: fox.Firefox, address: str, screen: str) -> None:
    window.asked.clear()
    window.go(f"{address}/{screen.lower()}")
    assert window.text("h1") == screen
    assert window.run(PAINTED) > 0
    assert window.errors == []
    assert [one for one in window.asked if not one.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize(("path", "title"), [("", "Cohort"), ("safety", "Safety"), ("present", "Present")])
def test_a_screen_without_a_figure_opens(window: fox.Firefox, address: str, path: str, title: str) -> None:
    window.go(f"{address}/{path}")
    assert window.text("h1") == title
    assert window.errors == []


VIEWS = (
    "survival?shown=stacked",
    "response?rview=forest",
    "response?rview=course",
    "labs?lview=pairs",
    "labs?lview=strips",
)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_painted(window: fox.Firefox, address: str, view: str) -> None:
    window.go(f"{address}/{view}")
    assert view.partition("?")[2] in window.run("location.search")
    assert window.run(PAINTED) > 0
    assert window.errors == []


def test_adverse_events_of_an_uploaded_file_are_painted(window: fox.Firefox, address: str) -> None:
    window.go(f"{address}/safety")
    window.put_files("input[type=file]", SAMPLE.with_name("invented120.xlsx"))
    window.wait_for("location.search.includes('file=')")
    window.settle()
    assert "Platelet count decreased" in window.text(".js-plotly-plot")
    assert window.errors == []


def test_an_uploaded_file_shows_the_studys_p_value(window: fox.Firefox, address: str) -> None:
    window.go(f"{address}/response")
    window.put_files("input[type=file]", SAMPLE)
    window.wait_for("location.search.includes('file=')")
    window.settle()
    assert "P = 0.048" in window.text(".js-plotly-plot").replace("\xa0", " ")
    assert "ruxolitinib9.csv" in window.text('[data-testid="stSidebar"]')


def test_a_clicked_lane_selects_its_patient(window: fox.Firefox, address: str) -> None:
    window.go(f"{address}/swimmer")
    window.click(".js-plotly-plot .nsewdrag", across=0.9, down=7.5 / 9)  # only the thin line of P7's lane lies there
    chip = 'document.querySelector(\'[data-testid="stSidebar"] [data-testid="stPopover"] p\').textContent'
    window.wait_for(f"{chip} === 'P7'", 20)
    assert window.errors == []
