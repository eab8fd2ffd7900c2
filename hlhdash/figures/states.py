"""Response over time: at every assessment everyone, those who died included, as stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.groups import ALL
from hlhdash.analysis.response_result import CLOSED
from hlhdash.analysis.states_over_time import StatesOverTime
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.figures.classes import CLOSED_TITLE, THICKNESS, Floats, class_colour, class_title
from hlhdash.figures.frame import Items, Room, Words, figure, framed
from hlhdash.figures.highlight import outline, outlined_words
from hlhdash.figures.palette import readable_on
from hlhdash.figures.provenance import notices, pooled, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.figures.words import RESPONSE_TITLES
from hlhdash.language import message

ROW = {"screen": 36, "room": 58}  # pixels of a bar
APART = 0.7  # of a row, between groups
MOST_GROUPS = 5


def states(
    result: StatesOverTime,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    groups: Sequence[str] = (ALL,),
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the classes at each assessment, one bar per assessment, the groups one below another.

    Parameters
    ----------
    groups : those to draw, at most the first five; all patients unless said otherwise
    selected : patients whose bars are outlined; the others are dimmed

    Returns
    -------
    go.Figure
        One trace per class; `customdata` of a bar are the patient_ids behind it (never drawn, so not escaped).
    """
    drawn = [name for name in groups if name in result.groups][:MOST_GROUPS]
    rows = [row for name in drawn for row in result.rows[result.rows["group"] == name].to_dict("records")]
    per = len(result.assessments)
    y = np.arange(len(rows), dtype=float) + np.repeat(np.arange(len(drawn)), per) * APART
    labels = [look.column(row["assessment"]) for row in rows]
    n = np.array([row["n"] for row in rows], dtype=float)
    sizes = look.sizes
    left = max(px(name, sizes.text) for name in labels) + 24
    right = 20.0
    width = sizes.width - left - right
    traces = [
        _bar(name, np.array([row.get(name, 0) for row in rows], dtype=float), n, y, width, look)
        | {"customdata": [result.behind(row["group"], row["assessment"], name) for row in rows]}
        for name in (*RESPONSES, CLOSED)
        if any(row.get(name) for row in rows)
    ]
    outline(traces, selected, look)
    heading = sizes.text * 1.5 if drawn != [ALL] else 0.0
    layout = framed(
        _words(result, look, selected),
        look,
        Room(left, right, sizes.label * 2.4 + heading, sizes.text * 4.0),
        (y[-1] + 1) * ROW[look.size],
    )
    if drawn != [ALL]:
        layout["annotations"] += [_heading(drawn[i], rows[i * per]["n"], y[i * per], look) for i in range(len(drawn))]
    layout |= {
        "barmode": "stack",
        "xaxis": {
            "title": {"text": look.write(message("All patients (%)"))},
            "range": [-0.005, 1.005],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": ["0", "25", "50", "75", "100"],
            "showgrid": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [y[-1] + 0.5, -0.5],
            "tickvals": y,
            "ticktext": [escaped(name) for name in labels],
            "showgrid": False,
            "ticks": "outside",
            "ticklen": 7,
            "tickcolor": "rgba(0,0,0,0)",
            "fixedrange": True,
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1 + heading / ((y[-1] + 1) * ROW[look.size]),
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": sizes.label},
        },
    }
    return figure(traces, layout)


def _bar(name: str, x: Floats, n: Floats, y: Floats, width: float, look: Look) -> dict[str, Any]:
    shade, share = class_colour(name).on(look.dark), x / np.maximum(n, 1)
    word, said = look.say(class_title(name, late=False)), look.write(RESPONSE_TITLES.get(name, CLOSED_TITLE))
    texts = []
    for count, part in zip(x.tolist(), share.tolist(), strict=True):
        fitting = (f"{word} {count:.0f}", f"{count:.0f}") if count and name != CLOSED else ()
        texts.append(next((text for text in fitting if px(text, look.sizes.label) + 8 <= part * width), ""))
    return {
        "type": "bar",
        "orientation": "h",
        "name": escaped(word),
        "x": share,
        "y": y,
        "width": THICKNESS + 0.1,
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": readable_on(shade), "size": look.sizes.label},
        "hovertext": [f"{said}: {k:.0f}/{total:.0f}" for k, total in zip(x.tolist(), n.tolist(), strict=True)],
        "hoverinfo": "text",
        "marker": {"color": shade, "line": {"color": look.theme.page, "width": 1.5}},
    }


def _heading(name: str, n: int, y: float, look: Look) -> dict[str, Any]:
    return {
        "text": f"<b>{look.write(message('{group}, n = {n}', group=look.word(name, 40), n=n))}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y - 0.5,
        "yref": "y",
        "yanchor": "bottom",
        "yshift": -4,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": look.sizes.text, "color": look.theme.ink},
    }


def _words(result: StatesOverTime, look: Look, selected: frozenset[str]) -> Words:
    marked = outlined_words(selected, result.patients["patient_id"])
    return Words(
        look.say(message("How do responses change over time?")),
        look.say(message("Out of all patients at every assessment; who died stays counted as dead.")),
        (*notices(result.provenance, look), *pooled(result.pooling, look)),
        (Items("", (look.say(marked),)),) if marked is not None else (),
        sources(result.provenance, look, *(RESPONSE_TITLES[name] for name in ("CR", "PR", "NR", "NE"))),
        look.say(
            message(
                "Stacked bars of response classes of {n} patients at {k} assessments.",
                n=result.provenance.n,
                k=len(result.assessments),
            )
        ),
    )
