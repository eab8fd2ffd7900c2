"""A printed figure as a file: SVG, PDF or PNG, the same bytes for the same result."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hlhdash.export.fonts import families
from hlhdash.language import Message, message

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Kind = Literal["svg", "pdf", "png"]
DPI = 300
KINDS: dict[Kind, tuple[Message, str]] = {
    "svg": (message("SVG"), "image/svg+xml"),
    "pdf": (message("PDF"), "application/pdf"),
    "png": (message("PNG, 300 dpi"), "image/png"),
}
_SETTINGS: dict[Any, Any] = {
    "pdf.fonttype": 42,  # whole letters that a journal can search and edit, not drawings of them
    "svg.fonttype": "path",  # the same everywhere, whatever fonts the reader has
    "svg.hashsalt": "hlhdash",
    "text.usetex": False,
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "hatch.linewidth": 0.6,
}
# matplotlib's settings belong to the whole process, and a server prints for several visits at once.
_PRINTING = threading.Lock()


@dataclass(frozen=True)
class Drawing:
    """A figure that can be printed.

    Attributes
    ----------
    figure : what was drawn
    title : the question it answers
    alt : one sentence for those who do not see it; every file carries it
    """

    figure: Figure
    title: str
    alt: str

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        width, height = self.figure.get_size_inches()
        return float(width) * 25.4, float(height) * 25.4


def figure_file(drawing: Drawing, kind: Kind) -> bytes:
    """Print a figure."""
    from matplotlib import rc_context

    out = io.BytesIO()
    settings: dict[Any, Any] = {**_SETTINGS, "font.family": list(families())}
    with _PRINTING, rc_context(settings):
        drawing.figure.savefig(out, format=kind, dpi=DPI, metadata=_metadata(drawing, kind))
    return out.getvalue()


def _metadata(drawing: Drawing, kind: Kind) -> dict[str, Any]:
    """Say what it is in the file itself; no date, so that the same result gives the same file."""
    title, about = drawing.title, drawing.alt
    if kind == "svg":
        return {"Title": title, "Description": about, "Creator": "hlhdash", "Date": None}
    if kind == "pdf":
        return {"Title": title, "Subject": about, "Creator": "hlhdash", "CreationDate": None}
    return {"Title": title, "Description": about, "Software": "hlhdash"}
