"""Ways to read a figure: its traces by name, and every text that Plotly draws as markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go

NOT_DRAWN = ("customdata", "meta", "template", "family")
OWN_MARKUP = re.compile(r"</?b>|<br>|<span style='color:#[0-9a-f]{6}'>|</span>")


def named(figure: go.Figure) -> dict[str, Any]:
    """Return the traces by name, as Plotly shows it."""
    return {html.unescape(trace.name): trace for trace in figure.data if trace.name is not None}


def sentences(figure: go.Figure) -> list[str]:
    """Return the texts written around and into a figure, without markup."""
    return [plain(one.text) for one in figure.layout.annotations]


def plain(markup: str) -> str:
    """Return a text as a reader sees it; a space that keeps words together is a space."""
    return html.unescape(OWN_MARKUP.sub("", markup.replace("<br>", " "))).replace("\u00a0", " ")


def written(figure: go.Figure) -> str:
    """Return all words around a figure as one text, so that it does not matter where lines break."""
    return " ".join(sentences(figure))


def drawn(figure: go.Figure) -> list[str]:
    """Return every string of a figure that Plotly may read as markup."""
    return list(_strings(figure.to_plotly_json()))


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            if key not in NOT_DRAWN:
                yield from _strings(value)
    elif isinstance(part, list | tuple) or (isinstance(part, np.ndarray) and part.dtype == object):
        for value in part:
            yield from _strings(value)
