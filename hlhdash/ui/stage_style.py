"""How the stage looks: one slide that fills the window and never leaves it, whatever its size."""

from __future__ import annotations

import math

from hlhdash.figures.style import ROOM
from hlhdash.figures.text import em
from hlhdash.report.plain_table import PlainTable

BLACK = '<div style="position:fixed;inset:0;background:#000;z-index:1000000"></div>'
FIGURE, TABLE = "stage_figure", "stage_table"
_TITLE = 2.6  # rem, the largest size of a slide's own title
_ROOM = 84.0  # hundredths of the window's height that a table and its notes may take
_ROOM_ACROSS = 105.0  # hundredths of its width; letters of a table are slimmer than em() takes them
_LINE, _NOTE = 2.0, 1.5  # of a table's letters, the height of one of its lines and of a note, with their space
_MORE = 1.35  # of its letters, the height of a row's second line
_WHOLE = 7  # columns; in a wider table numbers break before their brackets
_SHORT = 12  # letters of a cell that is never broken
_MOST = 26.0  # of its letters, the width of a column of words; longer ones are broken
_BESIDE = 0.8  # of its letters, the space beside a cell
_NOTES = 0.8  # size of a note's letters, of those of the table
_ACROSS = 90.0  # hundredths of the window's width that a title may take

# The rows of the page share the height of the window; the figure takes what the others leave. A figure is drawn in
# pixels of its own and then made larger or smaller as a whole: its words grow with it, and nothing in it can overlap.
# The buttons behind the keys are out of sight; the one that Tab has reached is seen, over the line at the foot.
# tan(atan2(a, b)) is a / b, which calc() gives for two lengths in new browsers only.
_SHEET = f"""
[data-testid=stSidebar],[data-testid=stHeader],[data-testid=stToolbar],[data-testid=stExpandSidebarButton]{{display:none}}
[data-testid=stMain]{{overflow:hidden}}
[data-testid=stMainBlockContainer]{{max-width:none;height:100vh;padding:1.2rem 2.4rem .5rem;box-sizing:border-box;
display:flex;flex-direction:column}}
[data-testid=stMainBlockContainer] [data-testid=stVerticalBlock]{{gap:.5rem}}
[data-testid=stVerticalBlock]:has(.st-key-{FIGURE}),[data-testid=stLayoutWrapper]:has(.st-key-{FIGURE}){{
flex:1 1 0;min-height:0;display:flex;flex-direction:column}}
.st-key-{FIGURE}{{flex:1 1 0;min-height:0;container-type:size;overflow:hidden}}
.st-key-{FIGURE}>[data-testid=stElementContainer]{{
--grow:min(tan(atan2(100cqh,var(--tall))),tan(atan2(100cqw,{ROOM.width}px)));
width:calc(100%/var(--grow))!important;max-width:none!important;height:var(--tall);flex:none}}
.st-key-{FIGURE} :has(.js-plotly-plot){{overflow:visible!important}}
.st-key-{FIGURE} .js-plotly-plot{{transform:scale(var(--grow));transform-origin:0 0}}
[data-testid=stVerticalBlock]:has(.st-key-{TABLE}),[data-testid=stLayoutWrapper]:has(.st-key-{TABLE}){{
flex:1 1 0;min-height:0;display:flex;flex-direction:column}}
.st-key-{TABLE}{{flex:1 1 0;min-height:0;overflow:auto}}
.st-key-{TABLE} .hd-t{{font-size:var(--letters)}}.st-key-{TABLE} .hd-n{{font-size:calc({_NOTES}*var(--letters))}}
.st-key-stage_keys{{position:fixed;right:0;bottom:0;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}}
.st-key-stage_keys:has(:focus-visible){{right:2.4rem;bottom:3.4rem;width:auto;height:auto;overflow:visible;clip-path:none;
z-index:100}}
.st-key-stage_keys:has(:focus-visible)>:not(:has(:focus-visible)){{position:absolute;opacity:0;pointer-events:none}}
[data-testid=stAppViewContainer] h1{{padding:0;white-space:nowrap}}
.st-key-stage_foot p{{font-size:1.1rem;margin:0}}.st-key-stage_foot [data-testid=stCaptionContainer]{{margin:0}}
.st-key-stage_said p,.st-key-stage_said td,.st-key-stage_said th{{font-size:min(1.7rem,2.5vh);line-height:1.35}}
.st-key-stage_said td,.st-key-stage_said th{{padding:.3vh .8rem}}
"""


def sheet(title: str, tall: float | None, table: PlainTable | None = None) -> str:
    """Return the style of a slide.

    Parameters
    ----------
    title : of the slide, "" for none: a long one is set smaller, so that it stays on its line
    tall : pixels of the figure as it is drawn, None where there is none
    table : that is shown in place of a figure
    """
    size = f"min({_TITLE}rem,{_ACROSS / em(title):.2f}vw)" if title else f"{_TITLE}rem"
    own = f"[data-testid=stAppViewContainer] h1{{font-size:{size}}}"
    if tall is not None:
        own += f".st-key-{FIGURE}{{--tall:{tall:.0f}px}}"
    if table is not None:
        own += f".st-key-{TABLE}{{--letters:{_letters(table)}}}"
    # A style alone would be kept when the stage is left.
    return f"<style>{_SHEET}{own}</style><span></span>"


def _letters(table: PlainTable) -> str:
    """Return the largest letters in which a table and its notes stay in the window."""
    wide = len(table.headings) > _WHOLE
    more = sum(max(_lines(cell, wide=wide) for cell in row) - 1 for row in table.rows)
    high = _LINE * (len(table.rows) + 2) + _MORE * more + _NOTE * len(table.notes)
    columns = [
        max(em(part) for cell in (*heading.split(), *cells) for part in _parts(cell, wide=wide))
        for heading, *cells in zip(table.headings, *table.rows, strict=True)
    ]
    across = sum(min(one, _MOST) + _BESIDE for one in columns)
    return f"min(1.75rem,{_ROOM / high:.2f}vh,{_ROOM_ACROSS / across:.2f}vw)"


def _parts(cell: str, *, wide: bool) -> list[str]:
    """Return what of a cell stays on one line: in a wide table it breaks before a bracket."""
    return cell.split(" (") if wide and len(cell) > _SHORT else [cell]


def _lines(cell: str, *, wide: bool) -> int:
    return max(len(_parts(cell, wide=wide)), math.ceil(em(cell) / _MOST))
