"""A deck of slides: one for each view with a chart that can be edited, then the tables behind them."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hlhdash.analysis.incidence import Incidence
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.analysis.survival import Survival
from hlhdash.export.drawing import figure_file
from hlhdash.export.further import has_figure
from hlhdash.export.paper import Paper
from hlhdash.export.picture import printed
from hlhdash.export.slide_charts import (
    class_chart,
    incidence_curves,
    room,
    step_chart,
    survival_curves,
    time_axis,
    titles,
)
from hlhdash.export.slide_parts import (
    EDGE,
    HEIGHT,
    INK,
    LEADING,
    MUTED,
    PAD,
    SMALLEST,
    WARNING,
    WIDTH,
    Grid,
    Place,
    grid,
    height_of,
    letters,
    lines_of,
    table,
    write,
)
from hlhdash.export.wording import Wording, wording
from hlhdash.figures.risktable import BLOCKS
from hlhdash.figures.style import Look
from hlhdash.figures.text import px
from hlhdash.language import Translator, message
from hlhdash.numbers import asked_days, count_words
from hlhdash.report.plain_table import PlainTable, plain_table
from hlhdash.report.table import Align
from hlhdash.views import Answer, ResponseView, SurvivalView

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
BODY = WIDTH - 2 * EDGE  # inches across
FOOT = 7.38  # inches from the top, where the footer ends
CAPTION, FOOTER, AT_RISK = 14.0, 9.0, 13.0  # points
MOST_LINES = 3  # of tests and estimates on a slide with a figure; the tables have the rest
MOST_AT_RISK = 6  # groups whose numbers at risk fit under a chart
MOST_BARS = 14
TABLE_SIZES = (16.0, 14.0, 12.0, 11.0, 10.0, 9.0)  # points
GAP = 0.12  # inches between parts


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
    said = [wording(asked, say) for asked in answers]
    for done, (asked, words) in enumerate(zip(answers, said, strict=True), start=1):
        if has_figure(asked):
            _view(made, asked, words, say)
        else:
            _numbers(made, asked, words, words.title, say)
        if progress is not None:
            progress(done / (len(answers) + 1))
    for asked, words in zip(answers, said, strict=True):
        if has_figure(asked):
            _numbers(made, asked, words, say(message("Numbers: {title}", title=words.title)), say)
    out = io.BytesIO()
    made.save(out)
    if progress is not None:
        progress(1.0)
    return out.getvalue()


def _slide(made: Any, title: str, words: Wording) -> tuple[Any, float, float]:
    """Add a slide with title, what must be said, footer and notes; returns where its body begins and ends."""
    slide = made.slides.add_slide(made.slide_layouts[5])  # "Title Only"
    heading = slide.shapes.title
    heading.left, heading.top, heading.width, heading.height = Place(EDGE, 0.3, BODY, 0.62).emu
    heading.text_frame.word_wrap = True
    heading.text_frame.text = title
    _title_style(heading, title)
    top = 0.98
    if words.notices:
        high = height_of(words.notices, 12, BODY / 1.08)
        write(slide, Place(EDGE, top, BODY, high), list(words.notices), 12, colour=WARNING, bold=True)
        top += high + GAP
    high = height_of([words.footer], FOOTER, BODY)
    write(slide, Place(EDGE, FOOT - high, BODY, high), [words.footer], FOOTER, colour=MUTED, name="Footer")
    slide.notes_slide.notes_text_frame.text = "\n".join([*([words.note] if words.note else []), *words.methods])
    return slide, top, FOOT - high - GAP


def _title_style(heading: Any, title: str) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches

    frame = heading.text_frame
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(0)
    size = next((size for size in (28, 24, 20) if lines_of(title, size, BODY, bold=True) == 1), 16)
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            letters(run.font, size, bold=True, colour=INK)


def _view(made: Any, asked: Answer, words: Wording, say: Translator) -> None:
    slide, top, bottom = _slide(made, words.title, words)
    caption = _caption(asked, words)
    if caption:
        high = height_of(caption, CAPTION, BODY)
        write(slide, Place(EDGE, bottom - high, BODY, high), caption, CAPTION, name="Tests and estimates")
        bottom -= high + GAP
    place = Place(EDGE, top, BODY, bottom - top)
    result, chosen, look = asked.result, asked.view.settings, Look(say=say)
    if isinstance(result, Survival) and isinstance(chosen, SurvivalView):
        _curves(slide, place, asked, result, chosen, look)
    elif isinstance(result, Incidence):
        curves, axis = incidence_curves(result, look, asked.unit), time_axis(result.last_day, asked.unit)
        step_chart(slide, place, curves, axis, titles(result, look, asked.unit), room(BODY, axis, curves, 0.0))
    elif isinstance(result, ResponseTable) and _is_bars(asked):
        class_chart(slide, replace(place, width=BODY * 0.4), result, look)
        content = _without_classes(plain_table(asked.table, say), len(result.classes))
        left = EDGE + BODY * 0.4 + 2 * GAP
        table(slide, left, top, content, grid(content, EDGE + BODY - left, (16, 14, 13, 12, 11, 10, 9)))
    else:
        _picture(slide, place, asked, say, words)


def _caption(asked: Answer, words: Wording) -> list[str]:
    """Return the paragraphs that fit; of a response table the overall test, because the table has the others."""
    found = list(words.caption[:1] if isinstance(asked.result, ResponseTable) else words.caption)
    while len(found) > 1 and sum(lines_of(text, CAPTION, BODY) for text in found) > MOST_LINES:
        found.pop()
    return found


def _without_classes(content: PlainTable, classes: int) -> PlainTable:
    """Return a response table without the counts of classes, which stand in the chart beside it."""

    def kept(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*cells[:2], *cells[2 + classes :])

    rows = tuple(map(kept, content.rows))
    return replace(content, headings=kept(content.headings), aligns=kept(content.aligns), rows=rows)


def _is_bars(asked: Answer) -> bool:
    chosen, result = asked.view.settings, asked.result
    few = isinstance(result, ResponseTable) and len(result.rows) <= MOST_BARS
    return few and isinstance(chosen, ResponseView) and chosen.shown == "groups"


def _curves(slide: Any, place: Place, asked: Answer, result: Survival, chosen: SurvivalView, look: Look) -> None:
    """Draw the chart and, under its ticks, a native table of the numbers at risk."""
    curves, axis = survival_curves(result, chosen, look, asked.unit), time_axis(result.last_day, asked.unit)
    names = [look.word(one.name, 14) for one in result.groups]
    heading = look.say(BLOCKS["at_risk"])
    wide = max(px(one, AT_RISK, bold=True) for one in (heading, *names)) / 72 + PAD
    free = room(BODY, axis, curves, wide)
    if chosen.table and len(names) <= MOST_AT_RISK:
        step = 2 * free.right
        content = _at_risk(result, names, axis.at, asked.unit, heading)
        row = AT_RISK * LEADING / 72 + 0.07
        columns = (free.left - step / 2, *[step] * len(axis.at))
        laid = Grid(AT_RISK, columns, (row,) * (1 + len(names)))
        place = replace(place, height=place.height - laid.height)
        table(slide, EDGE, place.top + place.height, content, laid, centred=True)
    step_chart(slide, place, curves, axis, titles(result, look, asked.unit), free)


def _at_risk(result: Survival, names: list[str], at: tuple[float, ...], unit: str, heading: str) -> PlainTable:
    counts = result.counts(tuple(asked_days(k, unit) for k in at))
    rows = tuple(
        (name, *(count_words(n, result.least) for n in counts.loc[counts["group"] == one.name, "at_risk"].tolist()))
        for name, one in zip(names, result.groups, strict=True)
    )
    right: Align = "right"
    aligns: tuple[Align, ...] = ("left", *(right for _ in at))
    return PlainTable("", (heading, *[f"{k:g}" for k in at]), aligns, rows, ("body",) * len(rows), ())


def _picture(slide: Any, place: Place, asked: Answer, say: Translator, words: Wording) -> None:
    """Place the printed figure, as large as it fits."""
    paper = Paper(180, say=say)
    drawing = printed(asked, paper, tallest=paper.points * place.height / place.width)
    wide, high = drawing.millimetres
    scale = min(place.width / wide, place.height / high)
    at = Place(EDGE + (BODY - wide * scale) / 2, place.top, wide * scale, high * scale)
    picture = slide.shapes.add_picture(io.BytesIO(figure_file(drawing, "png")), *at.emu)
    picture.name = "Figure"
    picture._element.nvPicPr.cNvPr.set("descr", words.alt)


def _numbers(made: Any, asked: Answer, words: Wording, title: str, say: Translator) -> None:
    """Add the table of a view, on as many slides as it needs."""
    content = plain_table(asked.table, say)
    rest = content
    while True:
        slide, top, bottom = _slide(made, title, words)
        laid = _laid(rest, bottom - top)
        most = _fitting(laid, rest.levels, bottom - top)
        part = replace(rest, rows=rest.rows[:most], levels=rest.levels[:most])
        shown = replace(laid, rows=laid.rows[: most + 1])
        table(slide, EDGE, top, part, shown)
        rest = replace(rest, rows=rest.rows[most:], levels=rest.levels[most:])
        if not rest.rows:
            _notes(slide, top + shown.height + GAP, bottom, content)
            return


def _laid(content: PlainTable, height: float) -> Grid:
    """Lay a table out in letters that are as large as one slide allows, else as the fewest slides allow."""
    legible = [TABLE_SIZES[k:] for k, size in enumerate(TABLE_SIZES) if size >= SMALLEST]
    return min((grid(content, BODY, sizes) for sizes in legible), key=lambda one: math.ceil(one.height / height))


def _fitting(laid: Grid, levels: Sequence[str], height: float) -> int:
    """Return how many rows under the heading fit; at least one, so that every table comes to its end.

    A row that heads others goes on to the slide where they are.
    """
    used, most = laid.rows[0], 0
    for row in laid.rows[1:]:
        used += row
        if used > height:
            break
        most += 1
    if most < len(levels):
        while most > 1 and levels[most - 1] == "heading":
            most -= 1
    return max(most, 1)


def _notes(slide: Any, top: float, bottom: float, content: PlainTable) -> None:
    """Write the footnotes under a table; where not all fit, those that name tests come first anyway."""
    notes = list(content.notes)
    while notes and height_of(notes, 11, BODY) > bottom - top:
        notes.pop()
    if notes:
        write(slide, Place(EDGE, top, BODY, height_of(notes, 11, BODY)), notes, 11, colour=MUTED, name="Notes")
