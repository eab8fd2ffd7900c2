"""The waterfall says what its result says."""

from __future__ import annotations

import numpy as np

import hlhdash
from hlhdash.figures import waterfall
from hlhdash.figures.style import ROOM, Look
from hlhdash.figures.text import px
from tests.figures.reading import named, plain, written


def test_bars_are_as_long_as_the_ratio_on_a_logarithmic_axis(study: hlhdash.Cohort) -> None:
    result = hlhdash.waterfall(study, "ferritin")
    traces = named(waterfall(result))
    assert set(traces) == {"Complete remission (CR)", "Improved"}
    found = {
        one: length for trace in traces.values() for one, length in zip(trace.customdata, trace.y.tolist(), strict=True)
    }
    expected = dict(zip(result.bars["patient_id"], np.log10(result.bars["change"]), strict=True))
    assert found == expected
    assert "P5" not in found
    assert "1 patient lacks a value up to day zero or after it: P5" in written(waterfall(result))


def test_ticks_of_ratios_are_written_as_people_say_them(study: hlhdash.Cohort) -> None:
    axis = waterfall(hlhdash.waterfall(study, "ferritin")).layout.yaxis
    assert list(axis.ticktext) == ["÷100", "÷30", "÷10", "÷3", "1"]
    assert np.allclose(axis.tickvals, [-2, -np.log10(30), -1, -np.log10(3), 0])


def test_hovering_tells_both_values(study: hlhdash.Cohort) -> None:
    traces = named(waterfall(hlhdash.waterfall(study, "temperature")))
    trace = traces["Complete remission (CR)"]
    where = list(trace.customdata).index("P1")
    assert plain(trace.hovertext[where]).startswith("P1 Temperature: ")
    assert "°C" in waterfall(hlhdash.waterfall(study, "temperature")).layout.yaxis.title.text


def test_the_selected_bar_keeps_its_colour(study: hlhdash.Cohort) -> None:
    figure = waterfall(hlhdash.waterfall(study, "ferritin"), selected=frozenset({"P3"}))
    chosen = [
        trace.customdata[i] for trace in named(figure).values() if trace.selectedpoints is not None
        for i in trace.selectedpoints
    ]  # fmt: skip
    assert chosen == ["P3"]


def test_it_can_be_told_in_one_sentence(study: hlhdash.Cohort) -> None:
    assert waterfall(hlhdash.waterfall(study, "ferritin")).layout.meta["alt"] == (
        "Waterfall of the best change of ferritin from baseline in 8 patients; it moved towards normal in 8."
    )


def test_the_title_of_the_axis_stands_beside_its_numbers_on_a_wall(study: hlhdash.Cohort) -> None:
    layout = waterfall(hlhdash.waterfall(study, "ferritin"), look=Look(size="room")).layout
    numbers = max(px(text, ROOM.text) for text in layout.yaxis.ticktext)
    assert layout.margin.l > numbers + layout.template.layout.yaxis.title.standoff + ROOM.text
