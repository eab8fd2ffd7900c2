"""A forest of response rates with their intervals; rates published elsewhere stand below in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.published import PUBLISHED, Published
from hlhdash.analysis.response_result import ResponseTable
from hlhdash.figures.classes import Floats
from hlhdash.figures.frame import Items, Room, Words, figure, framed
from hlhdash.figures.highlight import outlined_words, places, ringed
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.responders import numbers, patients_of_rows
from hlhdash.figures.response_words import words
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px, wrapped
from hlhdash.language import Message, message
from hlhdash.numbers import percent, percent_interval

ROW = {"screen": 34, "room": 54}  # pixels of a row
APART = 0.35  # of a row, above the total and above the published rates
WIDEST_LABEL = 330  # pixels of the longest name, at the size of a screen
TICKS = (0, 0.25, 0.5, 0.75, 1)


def forest(
    result: ResponseTable,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    benchmark: float | None = None,
    published: Sequence[Published] = PUBLISHED,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the response rate of each group with its interval.

    Parameters
    ----------
    benchmark : a rate fixed beforehand, drawn as a line
    published : rates from elsewhere, drawn in grey and labelled as different populations
    selected : patients whose groups are ringed

    Returns
    -------
    go.Figure
        One trace for the cohort, one for the published rates and one for the selected; `customdata` of a point are the
        patient_ids of its row (never drawn, so not escaped).
    """
    mine, count = len(result.rows), len(published)
    y = np.arange(mine + count, dtype=float)
    y[mine - 1 :] += APART if mine > 1 else 0
    y[mine:] += 2 * APART
    names = [look.word(one, 30) for one in result.rows.iloc[:, 0].tolist()]
    widest = WIDEST_LABEL * look.sizes.text / 14
    names += [_short(look.say(named(one)), widest, look) for one in published]
    texts = [*numbers(result, look), *(published_numbers(one, look) for one in published)]
    left = max(px(name, look.sizes.text, bold=True) for name in names) + 24
    right = max(px(text, look.sizes.text, bold=True) for text in texts) + 22
    rows = result.rows
    shares = [rows[name].to_numpy(float) for name in ("proportion", "lower", "upper")]
    symbols = ["square"] * (mine - 1) + ["diamond"]
    hover = [escaped(text) for text in texts]
    name = look.write(message("This cohort"))
    traces = [_points(shares, y[:mine], symbols, look.theme.ink, hover[:mine], look, name)]
    people = patients_of_rows(result)
    traces[0]["customdata"] = people
    traces += _rings(people, shares[0], y, selected, look)
    if published:
        found = [one.share for one in published]
        grey = [np.array([getattr(one, part) for one in found]) for part in ("value", "lower", "upper")]
        name = look.write(message("Published elsewhere"))
        traces.append(_points(grey, y[mine:], ["circle-open"] * count, look.theme.muted, hover[mine:], look, name))
    layout = framed(
        forest_words(result, look, benchmark, bool(published), selected),
        look,
        Room(left, right, look.sizes.text, look.sizes.text * 4.0),
        (y[-1] + 1) * ROW[look.size],
    )
    layout["annotations"] += [_beside(text, y[i], i >= mine, i == mine - 1, look) for i, text in enumerate(texts)]
    layout |= _axes(names, y, mine, look) | {"shapes": _lines(y, mine, count, benchmark, look), "showlegend": False}
    return figure(traces, layout)


def _points(
    shares: list[Floats], y: Floats, symbols: list[str], colour: str, hover: list[str], look: Look, name: str
) -> dict[str, Any]:
    share, lower, upper = shares
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": share,
        "y": y,
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": upper - share,
            "arrayminus": share - lower,
            "color": colour,
            "thickness": look.sizes.line * 0.75,
            "width": 5,
        },
        "marker": {"size": look.sizes.marker, "color": colour, "symbol": symbols},
        "cliponaxis": False,
        "hovertext": hover,
        "hoverinfo": "text",
    }


def _rings(
    people: list[list[str]], share: Floats, y: Floats, selected: frozenset[str], look: Look
) -> list[dict[str, Any]]:
    """Return a ring around the rate of each group, not of all, in which a selected patient is."""
    at = [i for i in places(people, selected).tolist() if i < len(people) - 1 or len(people) == 1]
    ids = [next(one for one in people[i] if one in selected) for i in at]
    return [one | {"mode": "markers", "text": None} for one in ringed(share[at].tolist(), y[at].tolist(), ids, look)]


def named(one: Published) -> Message:
    """Name a published rate."""
    return message("{study}, {who}", study=one.study, who=one.short)


def _short(text: str, widest: float, look: Look) -> str:
    lines = wrapped(text, widest, look.sizes.text)
    return lines[0] if len(lines) == 1 else f"{lines[0]}…"


def published_numbers(one: Published, look: Look) -> str:
    """Write n/N, percent and interval of a published rate, not yet escaped."""
    share = one.share
    return look.say(
        message(
            "{x}/{n} · {share} ({interval})",
            x=one.x,
            n=one.n,
            share=percent(share.value, one.n),
            interval=percent_interval(share.lower, share.upper, one.n),
        )
    )


def forest_words(
    result: ResponseTable,
    look: Look,
    benchmark: float | None,
    published: bool,
    selected: frozenset[str] = frozenset(),
) -> Words:
    """Say what the figure asks and shows, and what its line and its grey mean."""
    around = words(result, look)
    said = []
    if benchmark is not None:
        said.append(look.say(message("Dotted line: benchmark of {rate}.", rate=f"{100 * benchmark:g} %")))
    marked = outlined_words(selected, result.patients["patient_id"])
    if marked is not None:
        said.append(look.say(marked))
    if published:
        said.append(look.say(message("Grey: published elsewhere, different population and often another rule.")))
    return Words(
        around.title,
        around.subtitle,
        around.notices or notices(result.provenance, look),
        (Items("", tuple(said)),) if said else (),
        around.footer or sources(result.provenance, look),
        look.say(_alt(result)),
    )


def _alt(result: ResponseTable) -> Message:
    x, n = result.total["responders"], int(result.total["n"])
    if x is None:
        return message(
            "Forest plot of response rates with 95 % intervals of {n} patients; small numbers are hidden.", n=n
        )
    return message("Forest plot of response rates with 95 % intervals: {x} of {n} patients responded.", x=int(x), n=n)


def _axes(names: list[str], y: Floats, mine: int, look: Look) -> dict[str, Any]:
    labels = [
        f"<b>{escaped(name)}</b>"
        if i == mine - 1
        else (f'<span style="color:{look.theme.muted}">{escaped(name)}</span>' if i >= mine else escaped(name))
        for i, name in enumerate(names)
    ]
    return {
        "xaxis": {
            "title": {"text": look.write(message("Responders (%), 95 % interval"))},
            "range": [-0.02, 1.02],
            "tickvals": TICKS,
            "ticktext": ["0", "25", "50", "75", "100"],
            "fixedrange": True,
        },
        "yaxis": {
            "range": [y[-1] + 0.6, -0.6],
            "tickvals": y,
            "ticktext": labels,
            "showgrid": False,
            "ticks": "outside",
            "ticklen": 7,
            "tickcolor": "rgba(0,0,0,0)",
            "fixedrange": True,
        },
    }


def _lines(y: Floats, mine: int, count: int, benchmark: float | None, look: Look) -> list[dict[str, Any]]:
    line = {"color": look.theme.line, "width": 1}
    heights = [(y[mine - 1] + y[mine - 2]) / 2] if mine > 1 else []
    heights += [(y[mine] + y[mine - 1]) / 2] if count else []
    found: list[dict[str, Any]] = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": float(one), "y1": float(one), "line": line}
        for one in heights
    ]
    if benchmark is not None:
        dotted = {"color": look.theme.ink, "width": 1.5, "dash": "dot"}
        found.append(
            {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": benchmark, "x1": benchmark, "line": dotted}
        )
    return found


def _beside(text: str, y: float, grey: bool, total: bool, look: Look) -> dict[str, Any]:
    return {
        "text": f"<b>{escaped(text)}</b>" if total else escaped(text),
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 16,
        "y": y,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.sizes.text, "color": look.theme.muted if grey else look.theme.ink},
    }
