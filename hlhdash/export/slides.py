"""A deck of slides: one for each view with a chart that can be edited, then the tables behind them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.export.drawing import figure_file
from hlhdash.export.paper import Paper
from hlhdash.export.picture import printed
from hlhdash.export.slide_charts import (
    LEFT,
    RIGHT,
    class_chart,
    incidence_curves,
    step_chart,
    survival_curves,
    time_axis,
    titles,
)
from hlhdash.export.slide_parts import EDGE, HEIGHT, INK, MUTED, ROW, WARNING, WIDTH, Place, table, write
from hlhdash.export.wording import Wording, wording
from hlhdash.figures.risktable import BLOCKS
from hlhdash.figures.style import Look
from hlhdash.language import Translator, message
from hlhdash.numbers import asked_days
from hlhdash.report.plain_table import PlainTable, plain_table
from hlhdash.views import Answer, ResponseView, SurvivalView

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
BODY = Place(EDGE, 1.3, WIDTH - 2 * EDGE, 4.75)
MOST_ROWS = 13  # of a table on one slide
MOST_AT_RISK = 6  # groups whose numbers at risk fit under a chart
MOST_BARS = 14


def deck(answers: Sequence[Answer], say: Translator, progress: Callable[[float], None] | None = None) -> bytes:
    """Make slides of views.

    Parameters
    ----------
    progress : called with the share that is done, rising to 1
    """
    from pptx import Presentation
    from pptx.util import Inches

    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    made.core_properties.title, made.core_properties.author = "hlhdash", ""
    for done, asked in enumerate(answers, start=1):
        _view(made, asked, say)
        if progress is not None:
            progress(done / (len(answers) + 1))
    for asked in answers:
        _numbers(made, asked, say)
    out = io.BytesIO()
    made.save(out)
    if progress is not None:
        progress(1.0)
    return out.getvalue()


def _slide(made: Any, title: str, words: Wording) -> Any:
    """Add a slide with title, what must be said, footer and notes."""
    slide = made.slides.add_slide(made.slide_layouts[5])  # "Title Only"
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = Place(EDGE, 0.3, WIDTH - 2 * EDGE, 0.7).emu
    heading.text_frame.word_wrap = True
    heading.text_frame.text = title
    _title_style(heading)
    if words.notices:
        write(slide, Place(EDGE, 0.96, WIDTH - 2 * EDGE, 0.3), [" ".join(words.notices)], 12, colour=WARNING, bold=True)
    write(slide, Place(EDGE, 7.0, WIDTH - 2 * EDGE, 0.4), [words.footer], 10, colour=MUTED, name="Footer")
    slide.notes_slide.notes_text_frame.text = "\n".join([*([words.note] if words.note else []), *words.methods])
    return slide


def _title_style(heading: Any) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    from hlhdash.export.slide_parts import letters

    heading.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for paragraph in heading.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            letters(run.font, 28, bold=True, colour=INK)


def _view(made: Any, asked: Answer, say: Translator) -> None:
    words = wording(asked, say)
    slide = _slide(made, words.title, words)
    write(slide, Place(EDGE, 6.2, WIDTH - 2 * EDGE, 0.75), list(words.caption), 14, name="Tests and estimates")
    result, chosen, look = asked.result, asked.view.settings, Look(say=say)
    if isinstance(result, Survival) and isinstance(chosen, SurvivalView):
        _curves(slide, asked, result, chosen, look)
    elif isinstance(result, Incidence):
        curves = incidence_curves(result, look, asked.unit)
        axis = time_axis(result.last_day, asked.unit)
        step_chart(slide, BODY, curves, axis, titles(result, look, asked.unit), legend_height=0.35)
    elif _is_bars(asked):
        assert isinstance(result, ResponseTable)
        left = replace(BODY, width=BODY.width * 0.44)
        class_chart(slide, left, result, look)
        right = replace(BODY, left=left.left + left.width + 0.2, width=BODY.width * 0.56 - 0.2)
        content = plain_table(asked.table, say)
        table(slide, replace(right, height=_height(content)), content, 11)
    else:
        _picture(slide, asked, say, words)


def _is_bars(asked: Answer) -> bool:
    chosen, result = asked.view.settings, asked.result
    few = isinstance(result, ResponseTable) and len(result.rows) <= MOST_BARS
    return few and isinstance(chosen, ResponseView) and chosen.shown == "groups"


def _height(content: PlainTable) -> float:
    return (1 + len(content.rows)) * ROW + 0.15


def _curves(slide: Any, asked: Answer, result: Survival, chosen: SurvivalView, look: Look) -> None:
    """Draw the chart and, under its ticks, a native table of the numbers at risk."""
    axis = time_axis(result.last_day, asked.unit)
    shown = chosen.table and len(result.groups) <= MOST_AT_RISK
    rows = 1 + len(result.groups) if shown else 0
    place = replace(BODY, height=BODY.height - rows * ROW)
    curves = survival_curves(result, chosen, look, asked.unit)
    step_chart(slide, place, curves, axis, titles(result, look, asked.unit), legend_height=0.35)
    if shown:
        _at_risk(slide, place, result, axis.at, asked.unit, look, rows)


def _at_risk(
    slide: Any, chart: Place, result: Survival, at: tuple[float, ...], unit: str, look: Look, rows: int
) -> None:
    days = tuple(asked_days(k, unit) for k in at)
    counts = result.counts(days)
    said = tuple(
        (look.word(one.name, 12), *counts.loc[(counts["group"] == one.name).to_numpy(bool), "at_risk"].astype(str))
        for one in result.groups
    )
    step = chart.width * (1 - LEFT - RIGHT) / (len(at) - 1)
    first = chart.width * LEFT - step / 2
    widths = [max(first, 0.2), *[step] * len(at)]
    over = widths[0] - first  # a first column that is wider than its room begins further left
    heading = (look.say(BLOCKS["at_risk"]), *[f"{k:g}" for k in at])
    aligns = ("left", *["right"] * len(at))
    content = PlainTable("", heading, aligns, said, ("body",) * len(said), ())
    place = Place(chart.left - over, chart.top + chart.height, sum(widths), rows * ROW)
    table(slide, place, content, 12, widths, centred=True)


def _picture(slide: Any, asked: Answer, say: Translator, words: Wording) -> None:
    """Place the printed figure, as large as it fits."""
    drawing = printed(asked, Paper(180, say=say))
    wide, high = drawing.millimetres
    scale = min(BODY.width / wide, (BODY.height + (0.0 if words.caption else 0.7)) / high)
    place = Place(EDGE + (BODY.width - wide * scale) / 2, BODY.top, wide * scale, high * scale)
    picture = slide.shapes.add_picture(io.BytesIO(figure_file(drawing, "png")), *place.emu)
    picture.name = "Figure"
    picture._element.nvPicPr.cNvPr.set("descr", words.alt)


def _numbers(made: Any, asked: Answer, say: Translator) -> None:
    """Add the table of a view, on as many slides as it needs."""
    words, content = wording(asked, say), plain_table(asked.table, say)
    title = say(message("Numbers: {title}", title=words.title))
    for start in range(0, max(len(content.rows), 1), MOST_ROWS):
        stop = start + MOST_ROWS
        part = replace(content, rows=content.rows[start:stop], levels=content.levels[start:stop])
        slide = _slide(made, title, words)
        size = 14 if len(content.headings) <= 8 else 11
        table(slide, replace(BODY, height=_height(part)), part, size)
        if stop >= len(content.rows) and content.notes:
            below = BODY.top + _height(part) + 0.15
            write(
                slide, Place(EDGE, below, BODY.width, 6.9 - below), list(content.notes), 10, colour=MUTED, name="Notes"
            )
