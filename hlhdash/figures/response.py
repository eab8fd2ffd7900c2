"""The response figure: classes as stacked bars, and the share of responders with its interval beside them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from hlhdash.analysis.response import ResponseTable
from hlhdash.cohort.fields import title
from hlhdash.figures.frame import Room, Words, framed
from hlhdash.figures.palette import RESPONSE_COLOURS, readable_on
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.figures.words import RESPONSE_TITLES, RESPONSE_WORDS
from hlhdash.language import Message, message
from hlhdash.numbers import p_equals, percent, percent_interval

ROW = {"screen": 46, "room": 74}
BARS, GAP = 0.6, 0.06  # shares of the width: stacked bars, and the space before the intervals


def response(result: ResponseTable, *, look: Look = Look()) -> go.Figure:  # noqa: B008 - frozen
    """Draw the classes of each group and, at the right, responders with their interval."""
    table = result.rows
    labels = [look.word(label, 24) for label in table.iloc[:, 0].tolist()]
    y = np.arange(len(table), dtype=float)
    y[-1] += 0.25
    traces = [*_classes(result, look, y), _intervals(result, look, y)]
    sizes = look.sizes
    left = max(px(one, sizes.text) for one in labels) + 60
    right = sizes.text * 15
    plot = (len(table) + 0.25) * ROW[look.size]
    layout = framed(_words(result, look), look, Room(left, right, sizes.text * 4.4, sizes.text * 4.2), plot)
    layout["annotations"] += _beside(result, look, y)
    layout |= {
        "barmode": "stack",
        "xaxis": {
            "title": {"text": look.write(message("Patients of the group (%)"))},
            "domain": [0, BARS],
            "range": [0, 1],
            "tickformat": ".0%",
            "showgrid": False,
            "fixedrange": True,
        },
        "xaxis2": {
            "title": {"text": look.write(message("Responders (%), 95 % interval"))},
            "domain": [BARS + GAP, 1],
            "range": [-0.02, 1.02],
            "tickformat": ".0%",
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "anchor": "y",
            "fixedrange": True,
        },
        "yaxis": {
            "range": [y[-1] + 0.5, -0.5],
            "tickvals": y,
            "ticktext": [f"<b>{escaped(one)}</b>" if i == len(y) - 1 else escaped(one) for i, one in enumerate(labels)],
            "showgrid": False,
            "ticks": "",
            "fixedrange": True,
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "xanchor": "left",
            "traceorder": "normal",
        },
    }
    return go.Figure(data=traces, layout=layout)


def _split(result: ResponseTable) -> pd.DataFrame:
    """Count each class of each row, responses that do not count apart: columns (class, not counted)."""
    people = result.patients[result.patients["counted"].to_numpy(bool)]
    late = people["response_class"].isin(result.responders) & ~people["responder"].astype(bool)
    counts = pd.crosstab(people["group"], [people["response_class"], late])
    table = counts.reindex([*result.groups.iloc[:, 0]], fill_value=0)
    table.loc[len(table)] = table.sum()
    return table


def _classes(result: ResponseTable, look: Look, y: np.ndarray) -> list[dict[str, Any]]:
    counts = _split(result)
    n = np.maximum(result.rows["n"].to_numpy(float), 1)
    traces = []
    for late in (False, True):
        for name in (one for one in result.classes if (one in result.responders) == (late or one in result.responders)):
            if (name, late) not in counts or counts[(name, late)].sum() == 0:
                continue
            x = counts[(name, late)].to_numpy(int)
            shade = RESPONSE_COLOURS[name].on(look.dark)
            said = RESPONSE_TITLES[name]
            title_of = message("{response}, after added therapy (not counted)", response=said) if late else said
            traces.append(
                (
                    name in result.responders and not late,
                    _bar(name, late, x, x / n, y, shade, look.write(title_of), look),
                )
            )
    return [one for _, one in sorted(traces, key=lambda pair: not pair[0])]


def _bar(
    name: str, late: bool, x: np.ndarray, share: np.ndarray, y: np.ndarray, shade: str, said: str, look: Look
) -> dict[str, Any]:
    word = look.write(RESPONSE_WORDS[name])
    return {
        "type": "bar",
        "orientation": "h",
        "name": said,
        "x": share,
        "y": y,
        "width": 0.66,
        "text": [
            f"{word} {k}" if s > 0.14 else str(k) if k else "" for k, s in zip(x.tolist(), share.tolist(), strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": readable_on(shade), "size": look.sizes.text},
        "customdata": x,
        "hovertext": [f"{said}: {k}" for k in x.tolist()],
        "hoverinfo": "text",
        "marker": {
            "color": shade,
            "line": {"color": look.theme.page, "width": 1.5},
            "pattern": {"shape": "/" if late else "", "fgcolor": look.theme.page, "size": 8, "solidity": 0.3},
        },
    }


def _intervals(result: ResponseTable, look: Look, y: np.ndarray) -> dict[str, Any]:
    table = result.rows
    share = table["proportion"].to_numpy(float)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.write(message("Responders")),
        "showlegend": False,
        "x": share,
        "y": y,
        "xaxis": "x2",
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": table["upper"].to_numpy(float) - share,
            "arrayminus": share - table["lower"].to_numpy(float),
            "color": look.theme.ink,
            "thickness": 2,
            "width": 5,
        },
        "marker": {
            "size": look.sizes.marker,
            "color": look.theme.ink,
            "symbol": ["square"] * (len(y) - 1) + ["diamond"],
        },
        "hovertext": _counts(result, look),
        "hoverinfo": "text",
    }


def _counts(result: ResponseTable, look: Look) -> list[str]:
    return [
        look.write(
            message(
                "{x}/{n} · {share} ({interval})",
                x=row.responders,
                n=row.n,
                share=percent(row.proportion, row.n),
                interval=percent_interval(row.lower, row.upper, row.n),
            )
        )
        for row in result.rows.itertuples(index=False)
    ]


def _beside(result: ResponseTable, look: Look, y: np.ndarray) -> list[dict[str, Any]]:
    return [
        {
            "text": f"<b>{text}</b>" if i == len(y) - 1 else text,
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 14,
            "y": y[i],
            "yref": "y",
            "yanchor": "middle",
            "showarrow": False,
            "font": {"size": look.sizes.text, "color": look.theme.ink},
        }
        for i, text in enumerate(_counts(result, look))
    ]


def _words(result: ResponseTable, look: Look) -> Words:
    where = result.provenance
    assessment = look.say(title(result.response)).lower()
    if result.by is None:
        asked = message("How many patients respond at {assessment}?", assessment=assessment)
    else:
        asked = message(
            "Which groups respond at {assessment}, by {column}?",
            assessment=assessment,
            column=look.say(title(result.by)).lower(),
        )
    denominator = message("all treated patients") if result.denominator == "all" else message("evaluable patients only")
    added = (
        message("responses after added therapy not counted")
        if result.added_therapy == "not counted"
        else message("responses after added therapy counted")
    )
    subtitle = message(
        "Responders: {classes}; {denominator}; {added}.",
        classes=", ".join(look.say(RESPONSE_WORDS[one]) for one in result.responders),
        denominator=denominator,
        added=added,
    )
    total = result.total
    alt = message(
        "Stacked bars of response classes by group: {x} of {n} patients responded ({share}, 95 % interval {interval}).",
        x=int(total["responders"]),
        n=int(total["n"]),
        share=percent(total["proportion"], int(total["n"])),
        interval=percent_interval(total["lower"], total["upper"], int(total["n"])),
    )
    return Words(
        look.say(asked),
        look.say(subtitle),
        notices(where, look),
        tuple((one,) for one in _tests(result, look)),
        sources(where, look, _interval(result)),
        look.say(alt),
    )


def _interval(result: ResponseTable) -> Message:
    return {
        "clopper-pearson": message("Intervals: Clopper-Pearson, 95 %"),
        "wilson": message("Intervals: Wilson, 95 %"),
    }[result.interval]


def _tests(result: ResponseTable, look: Look) -> list[str]:
    if result.p is None:
        return [look.say(result.method)]
    lines = [look.say(message("Over all groups: {p} ({method}).", p=p_equals(result.p), method=result.method))]
    each = [
        look.say(
            message(
                "{group} {x}/{n} against {rest_x}/{rest_n}: {p} (Holm {holm})",
                group=look.word(row.group),
                x=row.responders,
                n=row.n,
                rest_x=row.rest_responders,
                rest_n=row.rest_n,
                p=p_equals(row.p),
                holm=p_equals(row.p_holm),
            )
        )
        for row in result.against_rest.itertuples(index=False)
    ]
    return [*lines, *(["; ".join(each)] if each else [])]
