"""Printed figures: nothing lies on anything else, nothing is cut off, and the numbers are those of the result."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

import hlhdash
from hlhdash import export
from hlhdash.export.drawing import Drawing
from hlhdash.export.fonts import families
from hlhdash.numbers import asked_days

Draw = Callable[[export.Paper], Drawing]
ACROSS = {"immortal-time bias"}  # lies on the curves on purpose


def figures(nine: hlhdash.Cohort, hundred: hlhdash.Cohort) -> dict[str, Draw]:
    against = hlhdash.kaplan_meier(nine, by="etiology", against="EBV")
    many = hlhdash.kaplan_meier(hundred, by="etiology")
    naive = hlhdash.kaplan_meier(hundred, by="response_week1", naive=True)
    events = hlhdash.cumulative_incidence(hundred, by="line_of_therapy")
    few, all_ = hlhdash.response_table(nine), hlhdash.response_table(hundred)
    short, long = hlhdash.swimmer(nine), hlhdash.swimmer(hundred, group="etiology")
    layers = hlhdash.swimmer(hundred.where(etiology="EBV"), strip="ferritin")
    return {
        "against": lambda paper: export.kaplan_meier(against, paper, medians=True),
        "many": lambda paper: export.kaplan_meier(many, paper),
        "naive": lambda paper: export.kaplan_meier(naive, paper, unit="weeks"),
        "events": lambda paper: export.incidence(events, paper),
        "stacked": lambda paper: export.incidence(events, paper, way="stacked"),
        "few": lambda paper: export.response(few, paper),
        "all": lambda paper: export.response(all_, paper),
        "forest": lambda paper: export.forest(few, paper, benchmark=0.3),
        "short": lambda paper: export.swimmer(short, paper, references=(28, 180)),
        "long": lambda paper: export.swimmer(long, paper),
        "layers": lambda paper: export.swimmer(layers, paper, extras=("adverse event", "milestone")),
    }


NAMES = ("against", "many", "naive", "events", "stacked", "few", "all", "forest", "short", "long", "layers")


@pytest.fixture(scope="module")
def drawn(nine: hlhdash.Cohort, hundred: hlhdash.Cohort) -> dict[str, Draw]:
    return figures(nine, hundred)


def texts(drawing: Drawing) -> list[tuple[str, Any]]:
    """Return every text that can be seen, with its box in pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.text import Text

    drawing.figure.set_dpi(300)  # as it is printed: letters of few dots are wider
    canvas = FigureCanvasAgg(drawing.figure)
    canvas.draw()
    found = []
    for one in drawing.figure.findobj(Text):
        words = one.get_text()
        if words.strip() and one.get_visible() and words not in ACROSS:
            found.append((words, one.get_window_extent(canvas.get_renderer())))
    return found


@pytest.mark.parametrize("width", export.WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_lies_on_another_or_is_cut_off(drawn: dict[str, Draw], name: str, width: Any) -> None:
    drawing = drawn[name](export.Paper(width))
    boxes = texts(drawing)
    right, top = drawing.figure.bbox.width, drawing.figure.bbox.height
    outside = [words for words, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > right or box.y1 > top]
    assert outside == []
    smaller = [(words, box.x0 + 1.5, box.y0 + 3, box.x1 - 1.5, box.y1 - 3) for words, box in boxes]
    on_one_another = [
        (one[0], other[0])
        for one, other in combinations(smaller, 2)
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]
    assert on_one_another == []


@pytest.mark.parametrize("width", export.WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_its_width_and_fits_a_page(drawn: dict[str, Draw], name: str, width: Any) -> None:
    wide, high = drawn[name](export.Paper(width)).millimetres
    assert wide == pytest.approx(width, abs=1e-6)
    assert 40 < high < 236


def test_a_picture_has_300_dots_an_inch(drawn: dict[str, Draw]) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(export.figure_file(drawn["few"](export.Paper(85)), "png")))
    assert picture.width == 1003
    assert round(picture.info["dpi"][0]) == 300
    assert picture.info["Title"] == "Which etiologies respond at week 1?"


def test_a_pdf_holds_its_fonts_as_truetype_and_no_drawn_letters(drawn: dict[str, Draw]) -> None:
    content = export.figure_file(drawn["against"](export.Paper(85)), "pdf")
    assert content.startswith(b"%PDF-")
    assert b"/Subtype /Type3" not in content
    assert re.findall(rb"/FontFile[23]? \d+", content)
    assert {len(one) for one in re.findall(rb"/BaseFont /([A-Z]{6})\+", content)} == {6}  # of a subset that is inside
    assert re.search(rb"/MediaBox \[ 0 0 240\.9\d+ ", content)


def test_an_svg_needs_no_font_and_nothing_from_elsewhere(drawn: dict[str, Draw]) -> None:
    content = export.figure_file(drawn["many"](export.Paper(180)), "svg").decode()
    assert "<text" not in content
    assert 'width="510.236' in content
    assert "<dc:date>" not in content
    without_names = re.sub(r'(xmlns(:\w+)?|rdf:resource|xlink:type)="[^"]*"', "", content)
    assert set(re.findall(r"https?://[^\"< ]+", without_names)) <= {"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"}


@pytest.mark.parametrize("kind", list(export.KINDS))
def test_the_same_result_gives_the_same_bytes(drawn: dict[str, Draw], kind: Any) -> None:
    one, other = (export.figure_file(drawn["events"](export.Paper(120)), kind) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_a_grey_figure_has_no_colour(drawn: dict[str, Draw], name: str) -> None:
    from PIL import Image

    paper = export.Paper(85, grey=True)
    pixels = np.asarray(Image.open(io.BytesIO(export.figure_file(drawn[name](paper), "png"))).convert("RGB"), dtype=int)
    apart = (pixels.max(axis=2) - pixels.min(axis=2)).max()
    assert apart <= 22  # the ink of notices and rules is a slightly blue grey


def test_the_curve_is_the_estimate(nine: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(nine, by="etiology", against="EBV")
    drawing = export.kaplan_meier(result, export.Paper(120), unit="days", tail="full")
    lines = [line for line in drawing.figure.axes[0].lines if line.get_drawstyle() == "steps-post"]
    tables = sorted((one.curve.table for one in result.groups), key=lambda table: -table["time"].iloc[-1])
    for line, table in zip(lines, tables, strict=True):
        assert line.get_xdata().tolist() == table["time"].tolist()
        assert line.get_ydata().tolist() == table["survival"].tolist()


def test_numbers_at_risk_stand_under_their_ticks(nine: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(nine, by="etiology", against="EBV")
    drawing = export.kaplan_meier(result, export.Paper(85))
    axes = drawing.figure.axes[0]
    box = axes.get_position()
    found = [(one.get_position(), one.get_text()) for one in drawing.figure.texts if one.get_text().isdecimal()]
    ticks = axes.get_xticks()
    low, high = axes.get_xlim()
    places = [box.x0 + box.width * (tick - low) / (high - low) for tick in ticks]
    heights = sorted({round(at[1], 6) for at, _ in found}, reverse=True)
    assert len(heights) == 6  # at risk, events, censored of two groups
    printed = [[text for at, text in found if round(at[1], 6) == height] for height in heights]
    days = tuple(asked_days(k, "months") for k in ticks)
    counts = result.counts(days)
    wanted = [
        counts.loc[counts["group"] == one.name, column].astype(str).tolist()
        for column in ("at_risk", "events", "censored")
        for one in result.groups
    ]
    assert printed == wanted
    for at, _ in found:
        assert min(abs(at[0] - place) for place in places) < 1e-9


def test_every_response_is_counted_in_its_bar(nine: hlhdash.Cohort) -> None:
    drawing = export.response(hlhdash.response_table(nine), export.Paper(180))
    inside = [one.get_text() for one in drawing.figure.axes[0].texts]
    assert inside == ["1", "1", "1", "3", "4", "1", "5", "1", "1"]
    beside = [one.get_text() for one in drawing.figure.texts]
    assert "0/5 · 0 % (0 to 52 %)" in beside
    assert "3/9 · 33 % (7 to 70 %)" in beside
    assert "Over all groups P = 0.048 by Fisher-Freeman-Halton exact test." in " ".join(beside).replace("\u00a0", " ")


def test_printed_lanes_have_the_track_the_strip_and_the_grades_that_the_screen_shows(hundred: hlhdash.Cohort) -> None:
    result = hlhdash.swimmer(hundred, strip="ferritin")
    paper = export.Paper(180)
    full = export.swimmer(result, paper, extras=("adverse event",))
    bare = export.swimmer(result, paper, track=False)
    bars = [len(one.figure.axes[0].patches) for one in (full, bare)]
    assert bars[0] - bars[1] == len(result.spells)
    assert result.strip is not None
    plain = export.swimmer(hlhdash.swimmer(hundred), paper, track=False)
    assert bars[1] - len(plain.figure.axes[0].patches) == len(result.strip.cells)
    said = [{one.get_text() for one in drawing.figure.texts} for drawing in (full, bare)]
    assert {"CR lasts", "PR lasts", "Colour strip", "Adverse event, grade 3"} <= said[0]
    assert not {"CR lasts", "Adverse event, grade 3"} & said[1]
    assert "Colour strip" in said[1]


def test_text_of_a_file_is_printed_as_it_is_written() -> None:
    names = [r"$\frac{1}{0}$", "<b>x</b>", "&lt;", "a\x00b", "\\alpha_^"]
    table = pd.DataFrame(
        {
            "patient_id": names,
            "rux_start": 0,
            "last_follow_up": [10, 20, 30, 40, 50],
            "vital_status": ["alive", "dead", "alive", "dead", "alive"],
            "arm": [r"$x_{", r"$x_{", "<i>", "<i>", "<i>"],
        }
    )
    cohort = hlhdash.read_cohort(table)
    lanes = export.swimmer(hlhdash.swimmer(cohort), export.Paper(180))
    said = {one.get_text() for one in lanes.figure.texts}
    assert {r"$\frac{1}{0}$", "<b>x</b>", "&lt;", "a b", "\\alpha_^"} <= said
    curves = export.kaplan_meier(hlhdash.kaplan_meier(cohort, by="arm"), export.Paper(120))
    content = export.figure_file(curves, "svg").decode()
    assert "<i>" not in content
    assert "&lt;i&gt;" not in content or "‹i›" in content


def test_chinese_is_printed_with_letters_not_boxes() -> None:
    if len(families()) < 2:
        pytest.skip("This machine has no Chinese font.")
    table = pd.DataFrame(
        {
            "patient_id": ["患者一", "患者二"],
            "rux_start": 0,
            "last_follow_up": [10, 20],
            "vital_status": ["alive", "dead"],
        }
    )
    drawing = export.swimmer(hlhdash.swimmer(hlhdash.read_cohort(table)), export.Paper(85))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for kind in export.KINDS:
            assert len(export.figure_file(drawing, kind)) > 3_000


def test_a_picture_of_naive_curves_says_so(hundred: hlhdash.Cohort) -> None:
    result = hlhdash.kaplan_meier(hundred, by="response_week1", naive=True)
    drawing = export.kaplan_meier(result, export.Paper(85))
    assert [one.get_text() for one in drawing.figure.axes[0].texts if one.get_text() in ACROSS] == [
        "immortal-time bias"
    ]
    below = " ".join(one.get_text() for one in drawing.figure.texts)
    assert "Immortal-time bias: week 1 is known only later" in below


def test_a_reconstruction_is_named_on_every_figure_of_it(drawn: dict[str, Draw]) -> None:
    for name in ("against", "few", "forest", "short"):
        said = " ".join(one.get_text() for one in drawn[name](export.Paper(85)).figure.texts)
        assert "Reconstruction from published totals, not patient data" in said
