"""How figures look: theme, fonts and sizes, and what the mode bar offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import plotly.graph_objects as go

from hlhdash.analysis.groups import is_word
from hlhdash.cohort.fields import title
from hlhdash.cohort.own_words import ETIOLOGY_WORDS
from hlhdash.figures.text import escaped, plain
from hlhdash.language import Translator

# Fonts of the reader's own system: nothing is fetched. All of them have figures of one width.
FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, "
    "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
)
CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "displayModeBar": "hover",
    "responsive": True,
    "scrollZoom": False,
    "toImageButtonOptions": {"format": "svg", "filename": "hlhdash"},
    "modeBarButtonsToRemove": ["zoomIn2d", "zoomOut2d", "autoScale2d", "lasso2d", "toggleSpikelines"],
}


@dataclass(frozen=True)
class Theme:
    """The colours of the page around the data; contrast of text is at least 4.5, of lines that matter 3."""

    page: str
    ink: str
    muted: str
    line: str
    grid: str
    notice: str
    notice_fill: str
    warning: str
    warning_fill: str


LIGHT = Theme("#ffffff", "#0f172a", "#475569", "#64748b", "#e8ecf1", "#92400e", "#fef3c7", "#b91c1c", "#fee2e2")
DARK = Theme("#0f172a", "#f1f5f9", "#b3bfd0", "#8492a8", "#263349", "#fcd34d", "#3b2f12", "#fca5a5", "#45191c")


@dataclass(frozen=True)
class Sizes:
    """Sizes in pixels.

    Attributes
    ----------
    title, text, small, label : fonts of the title, of axes and labels, of the footer, of dense labels
    line, marker : width of a curve, size of a marker
    width : the narrowest figure that words are wrapped for
    lane : the height of a lane where there are few
    """

    title: float
    text: float
    small: float
    label: float
    line: float
    marker: float
    width: int
    lane: float


SCREEN = Sizes(title=20, text=14, small=12, label=13, line=2.6, marker=12, width=860, lane=40)
ROOM = Sizes(title=32, text=22, small=18, label=20, line=4.2, marker=19, width=1300, lane=62)


@dataclass(frozen=True)
class Look:
    """In which theme, language and size figures are drawn.

    Attributes
    ----------
    dark : on a dark page (#0f172a) instead of a white one
    say : the translator of this reader's language
    size : "screen" for a desk, "room" for a projector
    """

    dark: bool = False
    say: Translator = field(default_factory=lambda: Translator("en"))
    size: Literal["screen", "room"] = "screen"

    @property
    def theme(self) -> Theme:
        """The colours of the page."""
        return DARK if self.dark else LIGHT

    @property
    def sizes(self) -> Sizes:
        """The sizes in pixels."""
        return ROOM if self.size == "room" else SCREEN

    @property
    def framed(self) -> bool:
        """Whether question, source and notices stand around a plot; in a paper its legend asks and names them."""
        return True

    def write(self, sentence: str) -> str:
        """Say a sentence of our own, with whatever text of the file stands in it, escaped for Plotly."""
        return escaped(self.say(sentence))

    def word(self, label: object, longest: int = 40) -> str:
        """Say a label, not yet escaped: our own words in the reader's language, text of the file as it is written."""
        if isinstance(label, str) and is_word(label):
            return self.say(label)
        known = ETIOLOGY_WORDS.get(label) if isinstance(label, str) else None
        return self.say(known) if known is not None else plain(label, longest)

    def column(self, name: str) -> str:
        """Say how a column of the cohort is called, not yet escaped; one nobody knows has its own header, cut."""
        return plain(self.say(title(name)))

    def label(self, label: object, longest: int = 40) -> str:
        """Write a label escaped for Plotly."""
        return escaped(self.word(label, longest))

    @property
    def template(self) -> go.layout.Template:
        """The Plotly template of this theme and size."""
        return _template(self.dark, self.size)


@lru_cache(maxsize=4)
def _template(dark: bool, size: Literal["screen", "room"]) -> go.layout.Template:
    theme, sizes = (DARK if dark else LIGHT), (ROOM if size == "room" else SCREEN)
    axis = {
        "gridcolor": theme.grid,
        "linecolor": theme.line,
        "tickcolor": theme.line,
        "zeroline": False,
        "tickfont": {"size": sizes.text, "color": theme.ink},
        "title": {"font": {"size": sizes.text, "color": theme.ink}, "standoff": 10},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": sizes.text, "color": theme.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {
                "bgcolor": theme.page,
                "bordercolor": theme.line,
                "font": {"family": FONT, "size": sizes.text, "color": theme.ink},
                "align": "left",
            },
            "legend": {"font": {"size": sizes.label}, "bgcolor": "rgba(0,0,0,0)"},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": theme.line, "activecolor": theme.ink},
        }
    )
