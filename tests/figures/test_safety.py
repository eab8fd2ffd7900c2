"""The figure of adverse events says what the result says, with the patients behind each bar."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import hlhdash
from hlhdash import report
from hlhdash.figures import Look, safety
from hlhdash.figures.palette import contrast
from tests.figures.reading import drawn, named, written

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.fixture(scope="module")
def result() -> hlhdash.Safety:
    return hlhdash.safety(hlhdash.read_cohort(SAMPLES / "invented120.xlsx"))


def test_bars_are_the_counts_with_their_patients(result: hlhdash.Safety) -> None:
    figure = safety(result)
    counts = result.counts()
    for grade in (1, 2, 3, 4, 5):
        bar = named(figure)[f"Grade {grade}"]
        assert [round(x * 1.2) for x in bar.x] == counts[grade].tolist()
        assert [len(one) for one in bar.customdata] == counts[grade].tolist()


def test_the_selected_patients_bars_stand_out(result: hlhdash.Safety) -> None:
    one = result.terms.iloc[0]
    bar = named(safety(result, selected=frozenset({one["patient_id"]})))[f"Grade {one['grade']}"]
    assert result.order.index(one["term"]) in bar.selectedpoints
    assert all(one["patient_id"] in bar.customdata[i] for i in bar.selectedpoints)


@pytest.mark.parametrize("dark", [False, True])
def test_numbers_in_dimmed_bars_can_still_be_read(result: hlhdash.Safety, dark: bool) -> None:
    look = Look(dark=dark)
    one = result.terms.iloc[0]["patient_id"]
    for grade in (1, 2, 3, 4, 5):
        bar = named(safety(result, look=look, selected=frozenset({one})))[f"Grade {grade}"]
        ink, share = bar.unselected.textfont.color, bar.unselected.marker.opacity
        assert contrast(ink, mixed(bar.marker.color, look.theme.page, share)) >= 7.0


def mixed(colour: str, page: str, share: float) -> str:
    """Return what is seen of a colour with an opacity on a page."""
    both = [[int(one[i : i + 2], 16) for i in (1, 3, 5)] for one in (colour, page)]
    return "#" + "".join(f"{round(share * top + (1 - share) * ground):02x}" for top, ground in zip(*both, strict=True))


def test_the_table_agrees_with_the_figure(result: hlhdash.Safety) -> None:
    rows = report.term_rows(result).rows
    assert rows[0].cells == ("Platelet count decreased", "28/120 (23.3 %)", "25/120 (20.8 %)")
    assert [row.cells[0] for row in rows] == list(result.order)
    assert report.rate_rows(result).rows[0].cells[:4] == ("All patients", "87/120 (72.5 %)", "65/120 (54.2 %)", "147")


def test_many_groups_have_a_table_for_each_count() -> None:
    found = hlhdash.safety(hlhdash.read_cohort(SAMPLES / "invented120.xlsx"), by="etiology")
    both = report.term_rows(found)
    every, severe = report.term_rows_apart(found)
    assert every.columns[1].title == "EBV, n = 48"
    assert len(every.columns) == len(severe.columns) == 1 + len(found.groups) == 11
    assert every.rows[0].cells[:2] == ("Platelet count decreased", "10 (20.8)")
    for i, row in enumerate(both.rows):
        for cells, side in ((every.rows[i].cells, 0), (severe.rows[i].cells, 1)):
            assert [cell.split("/")[0] for cell in row.cells[1 + side :: 2]] == [
                cell.split(" ")[0] for cell in cells[1:]
            ]
    assert (every.notes, severe.notes) == ((), both.notes)


def test_words_and_properties(result: hlhdash.Safety) -> None:
    figure = safety(result, look=Look(dark=True))
    go.Figure(figure.to_dict())
    assert "with the worst grade" in written(figure)


def test_hostile_terms_are_drawn_as_they_are_written() -> None:
    people = pd.DataFrame({"patient_id": ["A"], "rux_start": 0, "last_follow_up": 90, "vital_status": "alive"})
    events = pd.DataFrame({"patient_id": ["A"], "kind": "adverse event", "label": "<a href='//x.test'>x</a>"})
    found = hlhdash.safety(hlhdash.read_cohort({"patients": people, "events": events.assign(start_day=3)}))
    assert [text for text in drawn(safety(found)) if "<a " in text] == []
