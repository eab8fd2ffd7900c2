"""Figures of the screen set in type: every kind, in each width, in colour and in grey."""

from __future__ import annotations

import io
from itertools import combinations
from typing import Any

import numpy as np
import pytest

import hlhdash
from hlhdash import export, views
from hlhdash.analysis.safety import safety
from hlhdash.export.drawing import Drawing
from hlhdash.export.picture import printed
from hlhdash.export.typeset_grey import Inks, rgba
from hlhdash.views import (
    Answer,
    CourseView,
    FeverView,
    LabsView,
    PatientView,
    SafetyView,
    SpeedView,
    View,
    WaterfallView,
)
from tests.export.test_figures import texts

KINDS = {
    "lines": LabsView("ferritin", "etiology"),
    "everyone": LabsView("ferritin"),
    "pairs": LabsView(by="sex", shown="pairs", scale="percent", after_day=28),
    "normal": LabsView(by="sex", shown="normal"),
    "strips": LabsView(shown="strips", until=None),
    "fever": FeverView("sex"),
    "waterfall": WaterfallView(),
    "percent": WaterfallView("haemoglobin", False),
    "patient": PatientView(3, "emapalumab", "all"),
    "terms": SafetyView("etiology", "EBV"),
    "first": SafetyView("sex", shown="first"),
    "course": CourseView("etiology", "EBV"),
    "speed": SpeedView(),
}


PADDING = "\u2003"  # of names that leave room for the numbers of their panel


@pytest.fixture(scope="module")
def answers(hundred: hlhdash.Cohort) -> dict[str, Answer]:
    return {name: views.answer(View(settings), hundred) for name, settings in KINDS.items()}


@pytest.mark.parametrize("width", export.WIDTHS)
@pytest.mark.parametrize("name", KINDS)
def test_no_text_lies_on_another_or_is_cut_off(answers: dict[str, Answer], name: str, width: Any) -> None:
    drawing = printed(answers[name], export.Paper(width))
    boxes = texts(drawing)
    right, top = drawing.figure.bbox.width, drawing.figure.bbox.height
    assert [words for words, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > right or box.y1 > top] == []
    lying = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if PADDING not in one + other
        and min(a.x1, b.x1) - max(a.x0, b.x0) > 3
        and min(a.y1, b.y1) - max(a.y0, b.y0) > 5
    ]
    assert lying == []


@pytest.mark.parametrize("width", export.WIDTHS)
@pytest.mark.parametrize("name", KINDS)
def test_letters_and_pages_are_as_journals_ask(answers: dict[str, Answer], name: str, width: Any) -> None:
    from matplotlib.text import Text

    drawing = printed(answers[name], export.Paper(width))
    wide, high = drawing.millimetres
    assert wide == pytest.approx(width)
    assert high < 240
    seen: list[Any] = [one for one in drawing.figure.findobj(Text) if one.get_text().strip() and one.get_visible()]
    assert [one.get_text() for one in seen if one.get_fontsize() < 5.8] == []


@pytest.mark.parametrize("name", KINDS)
def test_grey_has_no_colour(answers: dict[str, Answer], name: str) -> None:
    from PIL import Image

    data = export.figure_file(printed(answers[name], export.Paper(85, grey=True)), "png")
    dots = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    assert int((dots.max(axis=2) - dots.min(axis=2)).max()) <= 22  # rules and notes are a slightly blue grey


@pytest.mark.parametrize("kind", export.KINDS)
def test_the_same_answer_gives_the_same_bytes(answers: dict[str, Answer], kind: Any) -> None:
    once, again = (export.figure_file(printed(answers["terms"], export.Paper()), kind) for _ in range(2))
    assert once == again


def bars(drawing: Drawing) -> list[float]:
    """Return the lengths of all bars, in the units of their axis."""
    from matplotlib.patches import Rectangle

    found = [one for axes in drawing.figure.axes for one in axes.patches if isinstance(one, Rectangle)]
    return [float(one.get_width()) for one in found]


def test_bars_are_as_long_as_the_result_says(answers: dict[str, Answer], hundred: hlhdash.Cohort) -> None:
    result = safety(hundred, "etiology")
    shares = result.counts("EBV").to_numpy(float) / result.n["EBV"] * 100
    drawn = bars(printed(answers["terms"], export.Paper()))
    assert sorted(drawn) == pytest.approx(sorted(shares[shares > 0].tolist()))


def test_a_waterfall_has_the_changes_of_its_table(answers: dict[str, Answer]) -> None:
    result: Any = answers["percent"].result
    drawing = printed(answers["percent"], export.Paper(180))
    heights = [float(one.get_height()) for one in drawing.figure.axes[0].patches]  # type: ignore[attr-defined]
    wanted = result.bars["change"].to_numpy(float)
    assert sorted(heights) == pytest.approx(sorted(wanted[wanted != 0].tolist()))


def test_curves_go_through_the_medians(answers: dict[str, Answer]) -> None:
    result: Any = answers["everyone"].result
    drawing = printed(answers["everyone"], export.Paper())
    lines = [np.asarray(one.get_ydata(), dtype=float).tolist() for one in drawing.figure.axes[0].lines]
    early = result.medians[result.medians["day"] <= 63]
    assert early["median"].tolist() in lines


def test_grades_stay_in_their_order_in_grey() -> None:
    shades = ["#f5dc8f", "#f0b45c", "#d8742a", "#b3322b", "#5c0f1c"]
    traces = [{"type": "bar", "marker": {"color": one}} for one in shades]
    greys = [rgba(Inks.of(traces, export.Paper(85, grey=True)).fill(one).colour)[0] for one in shades]
    assert greys == sorted(greys, reverse=True)
    assert len(set(greys)) == len(shades)


def test_names_of_a_file_are_no_formulas(hundred: hlhdash.Cohort) -> None:
    patients = hundred.patients.assign(etiology=np.where(hundred.patients["etiology"] == "EBV", "$x^2$ <b>&", "MAS"))
    cohort = hlhdash.read_cohort({"patients": patients, "labs": hundred.labs, "events": hundred.events})
    words = [text for text, _ in texts(printed(views.answer(View(LabsView(by="etiology")), cohort), export.Paper()))]
    assert "$x^2$ <b>&" in words
