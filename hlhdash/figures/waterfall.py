"""The waterfall: a bar per patient, as long as the best change of one analyte from its baseline."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.waterfall import Waterfall
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures.frame import Room, figure, framed
from hlhdash.figures.highlight import highlight
from hlhdash.figures.lanes import BARE
from hlhdash.figures.palette import RESPONSE_COLOURS, faded
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, px, shown
from hlhdash.figures.waterfall_words import MOST_PERCENT, axis_title, words
from hlhdash.figures.words import RESPONSE_TITLES
from hlhdash.language import message

Trace = dict[str, Any]
HEIGHT = {"screen": 300.0, "room": 440.0}
LONGEST_ID = 12
NO_RESPONSE = message("Response not recorded")
_BREAK = 1.06  # where the number of a cut bar stands, of the length at which it is cut


def waterfall(
    result: Waterfall,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the best changes from the left to the right.

    Parameters
    ----------
    selected : patients whose bars stand out; the rest is dimmed

    Returns
    -------
    go.Figure
        One trace per class of best response and two more; `customdata` is the patient_id (never drawn, so not
        escaped).
    """
    most = _most(result)
    change = result.bars["change"].to_numpy(float)
    length = np.log10(change) if result.scale == "fold" else np.clip(change, -most, most)
    traces = _bars(result, look, length)
    highlight(traces, selected)
    names = _names(result, look, selected)
    cut = _cut(result, look, most)
    return figure([*traces, names, *cut], _layout(result, look, traces, length, bool(cut)))


def _most(result: Waterfall) -> float:
    return MOST_PERCENT if result.scale == "percent" else math.inf


def _bars(result: Waterfall, look: Look, length: np.ndarray) -> list[Trace]:
    table = result.bars
    classes = [one if isinstance(one, str) and one in RESPONSE_COLOURS else "" for one in table["response"].tolist()]
    labels, ids = np.array(classes, dtype=object), table["patient_id"].to_numpy(object)
    place, hover = table["place"].to_numpy(float), _hover(result, look)
    open_ = table["bounded"].to_numpy(bool)
    traces: list[Trace] = []
    for name in sorted(set(classes), key=lambda one: RESPONSES.index(one) if one else len(RESPONSES)):
        at = np.flatnonzero(labels == name)
        shade = RESPONSE_COLOURS[name].on(look.dark) if name else look.theme.line
        traces.append(
            {
                "type": "bar",
                "name": look.write(RESPONSE_TITLES[name] if name else NO_RESPONSE),
                "x": place[at],
                "y": length[at],
                "width": 0.82,
                "customdata": ids[at],
                "hovertext": hover[at],
                "hoverinfo": "text",
                "marker": {
                    "color": np.where(open_[at], faded(shade, 0.35), shade).astype(object),
                    "line": {"color": shade, "width": 1.2},
                    "pattern": {
                        "shape": np.where(open_[at], "/", "").astype(object),
                        "fgcolor": shade,
                        "fillmode": "replace",
                        "size": 5,
                        "solidity": 0.5,
                    },
                },
            }
        )
    if len(traces):
        traces[0]["legendgrouptitle"] = {"text": look.write(message("Best response"))}
    return [trace | {"legendgroup": "response"} for trace in traces]


def _hover(result: Waterfall, look: Look) -> np.ndarray:
    words = look.write(message("{analyte}: {before}, at best {after} on day {day} ({change})"))
    name = escaped(plain(look.say(result.title), 30))
    table = result.bars
    columns = (table[one].tolist() for one in ("patient_id", "baseline", "best", "day", "change"))
    return np.array(
        [
            f"<b>{shown(one)}</b><br>"
            + words.format(
                analyte=name, before=f"{before:g}", after=f"{after:g}", day=f"{day:g}", change=_change(change, result)
            )
            for one, before, after, day, change in zip(*columns, strict=True)
        ],
        dtype=object,
    )


def _change(value: float, result: Waterfall) -> str:
    if result.scale == "fold":
        return _fold(value)
    digits = 0 if result.scale == "percent" else 1
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{abs(value):,.{digits}f}" + (" %" if result.scale == "percent" else "")


def _fold(ratio: float) -> str:
    """Write a ratio as people say it: ×3, ÷20."""
    return f"×{ratio:.3g}" if ratio >= 1 else f"÷{1 / ratio:.3g}"


def _names(result: Waterfall, look: Look, selected: frozenset[str]) -> Trace:
    """Return who each bar is, upright under the axis where they are few, else a row of every second or third name."""
    people = result.bars["patient_id"].tolist()
    wide = look.sizes.width * 0.72 / max(len(people), 1)
    texts = [plain(one, LONGEST_ID) for one in people]
    widest = max((px(text, look.sizes.small) for text in texts), default=0.0) + look.sizes.small * 0.6
    every = max(1, math.ceil(widest / wide))
    return {
        "type": "scatter",
        "mode": "text",
        "x": np.arange(len(people))[::every].astype(float),
        "y": np.zeros(len(texts[::every])),
        "yaxis": "y2",
        "text": np.array(
            [
                f"<b>{escaped(text)}</b>" if one in selected else escaped(text)
                for text, one in zip(texts[::every], people[::every], strict=True)
            ],
            dtype=object,
        ),
        "textposition": "bottom center",
        "textfont": {"size": look.sizes.small},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _cut(result: Waterfall, look: Look, most: float) -> list[Trace]:
    """Return the numbers of bars that are cut; none where no bar is that long."""
    change = result.bars["change"].to_numpy(float)
    at = np.flatnonzero(np.abs(change) > most)
    if not at.size:
        return []
    wide = look.sizes.width * 0.72 / max(len(change), 1)
    texts = [_change(float(change[i]), result) for i in at]
    fits = max(px(text, look.sizes.small) for text in texts) <= wide * 1.05
    return [
        {
            "type": "scatter",
            "mode": "text" if fits else "markers",
            "x": at.astype(float),
            "y": np.sign(change[at]) * most * (_BREAK if fits else 1.03),
            "text": np.array([escaped(text) for text in texts], dtype=object),
            "textfont": {"size": look.sizes.small},
            "marker": {"symbol": "triangle-up", "size": 6, "color": look.theme.ink},
            "hoverinfo": "skip",
            "showlegend": False,
            "cliponaxis": False,
        }
    ]


def _layout(result: Waterfall, look: Look, traces: list[Trace], length: np.ndarray, cut: bool) -> dict[str, Any]:
    sizes = look.sizes
    right = max(px(trace["name"], sizes.label) for trace in traces) + 62
    low, high = min(float(length.min()), 0.0), max(float(length.max()), 0.0)
    room = (high - low or 1.0) * 0.05
    # The longest number of the axis, its ticks and its title, which lies on its side.
    left = px("÷10,000", sizes.text) + sizes.text * 2.2
    beside = Room(left, right, sizes.text * 0.8, sizes.small * 2.6)
    layout = framed(words(result, look), look, beside, HEIGHT[look.size])
    n = len(result.bars)
    return layout | {
        "barmode": "overlay",
        "xaxis": {
            "range": [-0.7, n - 0.3],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            **BARE,
        },
        "yaxis": {
            "title": {"text": look.write(axis_title(result))},
            "range": [low - room, high + room * (2.6 if cut else 1)],
            "zeroline": True,
            "zerolinecolor": look.theme.ink,
            "zerolinewidth": 1.2,
            "ticks": "outside",
            "showline": True,
            **_fold_ticks(low - room, high + room, result),
        },
        "yaxis2": {"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
        "legend": {
            "x": 1,
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "groupclick": "toggleitem",
            "itemsizing": "constant",
            "grouptitlefont": {"size": sizes.small, "color": look.theme.muted, "weight": 600},
        },
    }


def _fold_ticks(low: float, high: float, result: Waterfall) -> dict[str, Any]:
    """Return the labels of a logarithmic axis of ratios; none on another axis."""
    if result.scale != "fold":
        return {}
    span = high - low
    within = (0.0,) if span > 2.6 else (0.0, math.log10(3)) if span > 1.2 else (0.0, math.log10(2), math.log10(5))
    whole = [k + part for k in range(math.floor(-high), math.ceil(-low) + 1) for part in within]
    values = sorted(
        {-one for one in whole if one >= 0} | {k + part for k in range(math.ceil(high) + 1) for part in within}
    )
    values = [one for one in values if low <= one <= high]
    return {"tickvals": values, "ticktext": [_fold(10**one) if one else "1" for one in values]}
