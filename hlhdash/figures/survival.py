"""The survival figure: curves with direct labels, and the numbers behind them under the same axis."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from hlhdash.analysis.survival import ENDPOINT_TITLES, Survival
from hlhdash.cohort.fields import title
from hlhdash.figures.curves import END_SYMBOLS, Drawn, Tail, band, curve, tail_row
from hlhdash.figures.frame import EDGE, Notice, Room, Words, framed
from hlhdash.figures.palette import colours
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.risktable import RiskTable, risk_table
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, px
from hlhdash.figures.timeaxis import ticks
from hlhdash.figures.words import duration, time_axis
from hlhdash.language import Message, counted, message
from hlhdash.numbers import in_unit, p_equals, percent

HEIGHT = {"screen": 340, "room": 520}


def survival(
    result: Survival,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    unit: str = "months",
    band: bool = True,
    censor_marks: bool = True,
    tail: Tail = "dashed",
    table: bool = True,
) -> go.Figure:
    """Draw Kaplan-Meier curves.

    Parameters
    ----------
    unit : of the axis: days, weeks, months or years
    band : whether the pointwise interval is shaded
    censor_marks : whether a tick stands where a patient was censored
    tail : what becomes of a curve where few are at risk: "dashed", "full" or "cut"
    table : whether at risk, events and censored stand under the axis
    """
    curves = _curves(result, look)
    last = in_unit(max(result.last_day, 1.0), unit)
    at = ticks(0, last, unit)
    traces = [one for drawn in curves for one in _traces(drawn, look, unit, band, censor_marks, tail, len(curves))]
    below = risk_table(result, curves, look, unit, at) if table else None
    if below is not None:
        traces.append(below.trace)
    layout = _layout(result, curves, look, unit, below, at, last, _words(result, look, unit, band, censor_marks, tail))
    return go.Figure(data=traces, layout=layout)


def _curves(result: Survival, look: Look) -> list[Drawn]:
    names = [one.name for one in result.groups]
    shades = colours(names, "etiology" if result.by == "etiology" else "group", look.dark)
    return [
        Drawn(one, look.label(one.name, 28), shades[one.name], END_SYMBOLS[i % len(END_SYMBOLS)], tail_row(one))
        for i, one in enumerate(result.groups)
    ]


def _traces(
    drawn: Drawn, look: Look, unit: str, shaded: bool, censor_marks: bool, tail: Tail, groups: int
) -> list[dict[str, Any]]:
    lines = curve(drawn, look, unit, tail, censor_marks)
    return [band(drawn, unit, tail, 0.16 if groups < 4 else 0.1), *lines] if shaded else lines


def _layout(
    result: Survival,
    curves: list[Drawn],
    look: Look,
    unit: str,
    below: RiskTable | None,
    at: list[float],
    last: float,
    words: Words,
) -> dict[str, Any]:
    sizes = look.sizes
    plot = float(HEIGHT[look.size])
    gap = sizes.text * 4.0
    under = below.rows * sizes.label * 1.5 if below else 0.0
    names = [look.word(one.group.name, 28) for one in curves]
    left = max(sizes.text * 5.4, max(map(len, names)) * sizes.label * 0.56 + 18 if below else 0)
    right = max(px(_end_label(one, look), sizes.text) for one in curves) + 24
    height = plot + (gap + under if below else 0)
    layout = framed(words, look, Room(left, right, sizes.text * 0.8, sizes.text * (1.2 if below else 4.2)), height)
    layout["annotations"] += _labels(curves, look, unit)
    layout |= {
        "xaxis": {
            "title": {"text": look.write(time_axis(unit, look.say(title(result.provenance.day_zero))))},
            "range": [-last * 0.012, last * 1.02],
            "tickvals": at,
            "ticks": "outside",
            "showline": True,
            "anchor": "y",
            "showgrid": False,
        },
        "yaxis": {
            "title": {"text": look.write(ENDPOINT_TITLES[result.endpoint])},
            "range": [-0.02, 1.03],
            "domain": [1 - plot / height, 1],
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "tickformat": ".0%",
            "ticks": "outside",
            "showline": True,
            "fixedrange": True,
        },
    }
    if below is not None:
        layout["yaxis2"] = below.axis | {"domain": [0, under / height], "anchor": "x"}
        layout["annotations"] += [one | {"xshift": EDGE - left} for one in below.headings]
    return layout


def _end_label(drawn: Drawn, look: Look) -> str:
    return look.say(message("{group}, n = {n}", group=look.word(drawn.group.name, 28), n=drawn.group.curve.n))


def _labels(curves: list[Drawn], look: Look, unit: str) -> list[dict[str, Any]]:
    labels = []
    for one in curves:
        last = one.group.curve.table.iloc[-1]
        labels.append(
            {
                "text": f"<b>{escaped(_end_label(one, look))}</b>",
                "x": in_unit(float(last["time"]), unit),
                "xref": "x",
                "xanchor": "left",
                "xshift": 8,
                "y": float(last["survival"]),
                "yref": "y",
                "yanchor": "middle",
                "showarrow": False,
                "font": {"size": look.sizes.text, "color": one.colour},
            }
        )
    return labels


def _words(result: Survival, look: Look, unit: str, band: bool, censor_marks: bool, tail: Tail) -> Words:
    where = result.provenance
    asked = _question(result, look)
    return Words(
        look.say(asked),
        look.say(result.definition),
        (*notices(where, look), *_warnings(result, look)),
        tuple((look.say(one),) for one in (*_tests(result), *_medians(result, look, unit))),
        sources(where, look, *_legend(result, band, censor_marks, tail), *_left_out(result)),
        look.say(_alt(result, look, unit)),
    )


def _question(result: Survival, look: Look) -> Message:
    if result.by is None:
        return message("Who lives, and how long, from {zero}?", zero=_lower(look, title(result.provenance.day_zero)))
    if result.against is not None:
        return message("Does survival differ between {group} and all others?", group=look.word(result.against))
    return message("Does survival differ by {column}?", column=_lower(look, title(result.by)))


def _lower(look: Look, words: Message) -> str:
    said = look.say(words)
    return said[:1].lower() + said[1:]


def _warnings(result: Survival, look: Look) -> list[Notice]:
    columns = ", ".join(look.say(title(one)) for one in result.provenance.filters_after_day_zero)
    if not columns:
        return []
    sentence = message(
        "Filtered by something known only after day zero ({columns}): survival looks better or worse than it is.",
        columns=columns,
    )
    return [Notice(look.say(sentence), "warning")]


def _tests(result: Survival) -> list[Message]:
    test = result.test
    if test is None:
        return [result.test_missing] if result.test_missing is not None else []
    if test.p_exact is None:
        return [message("{p} ({method}).", p=p_equals(test.p), method=test.method)]
    return [
        message(
            "{p} ({method}); asymptotic {asymptotic}.",
            p=p_equals(test.p),
            method=test.method,
            asymptotic=p_equals(test.p_asymptotic),
        )
    ]


def _medians(result: Survival, look: Look, unit: str) -> list[Message]:
    def limit(days: float | None) -> Message:
        return message("not reached") if days is None else duration(days, unit)

    return [
        message(
            "Median survival, {group}: {median} (95 % interval {lower} to {upper}); {events} of {n} died.",
            group=look.word(row.group),
            median=limit(row.median),
            lower=limit(row.lower),
            upper=limit(row.upper),
            events=row.events,
            n=row.n,
        )
        for row in result.medians().itertuples(index=False)
    ]


def _legend(result: Survival, band: bool, censor_marks: bool, tail: Tail) -> list[Message]:
    said = [result.groups[0].curve.method]
    if band:
        said.append(message("Shaded: pointwise interval"))
    if censor_marks:
        said.append(message("Ticks: censored patients"))
    said += {
        "dashed": [message("Dashed: fewer than 3 or 10 % of a group at risk; groups under 5 are never dashed")],
        "cut": [message("Curves end where fewer than 3 or 10 % of a group are at risk")],
        "full": [],
    }[tail]
    return said


def _left_out(result: Survival) -> list[Message]:
    n = len(result.left_out)
    return (
        [
            counted(
                "{n} patient without a usable time or status is left out",
                "{n} patients without a usable time or status are left out",
                n,
            )
        ]
        if n
        else []
    )


def _alt(result: Survival, look: Look, unit: str) -> Message:
    groups = "; ".join(
        look.say(
            message(
                "{group}: {events} of {n} died, survival {survival} at the end of follow-up",
                group=look.word(one.name),
                events=one.curve.events,
                n=one.curve.n,
                survival=percent(float(one.curve.table["survival"].iloc[-1]), one.curve.n),
            )
        )
        for one in result.groups
    )
    return message(
        "Kaplan-Meier curves of {n} patients over {time}. {groups}.",
        n=result.n,
        time=duration(result.last_day, unit),
        groups=groups,
    )
