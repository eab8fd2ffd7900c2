"""Adverse events: a row per term, as long as the share of patients who had it, by the worst grade."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go

from hlhdash.analysis.safety import CLOSED, GRADES, SEVERE, Safety
from hlhdash.figures.classes import CLOSED_COLOUR
from hlhdash.figures.frame import Items, Room, Words, figure, framed
from hlhdash.figures.highlight import outline, outlined_words
from hlhdash.figures.palette import Pair, readable_on
from hlhdash.figures.provenance import notices, sources
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain, px
from hlhdash.language import Message, counted, message

MOST_TERMS = 24
ROW = 27.0  # pixels on a screen
LONGEST_TERM = 38
# From light to dark, so that the order is seen in greyscale too; on the dark page from dim to bright.
GRADE_COLOURS = (
    Pair("#d5dbe4", "#3b475c"),
    Pair("#f7e3a8", "#6b5520"),
    Pair("#f3b661", "#a8701c"),
    Pair("#dd7430", "#e08a3c"),
    Pair("#b3322b", "#f2a08a"),
    Pair("#5c0f1c", "#fbdcd6"),
)
NOT_GRADED = message("Grade not recorded")
HIDDEN_GRADES = message("Hidden grades")


def grade_words(grade: int) -> Message:
    """Name a CTCAE grade."""
    if grade == CLOSED:
        return HIDDEN_GRADES
    return message("Grade {grade}", grade=grade) if grade else NOT_GRADED


def safety(
    result: Safety,
    *,
    look: Look = Look(),  # noqa: B008 - frozen
    group: str | None = None,
    selected: frozenset[str] = frozenset(),
) -> go.Figure:
    """Draw the terms of a group, or of all patients.

    Parameters
    ----------
    group : a label of the result, None for all patients
    selected : patients whose bars are outlined; the others are dimmed

    Returns
    -------
    go.Figure
        One trace per grade; `customdata` of a bar are the patient_ids behind it (never drawn, so not escaped).
    """
    sizes = look.sizes
    counts = result.counts(group)
    counts = counts[counts.sum(axis=1) > 0].head(MOST_TERMS)
    n = sum(result.n.values()) if group is None else result.n[group]
    people = result.terms if group is None else result.terms[result.terms["group"] == group]
    terms = [str(term) for term in counts.index]
    grades: list[Any] = list(counts.columns)
    traces = [
        _bars(grade, counts[grade].to_numpy(int), terms, people, max(n, 1), look, selected)
        for grade in grades
        if counts[grade].any()
    ]
    return figure(traces, _layout(result, counts, n, terms, look, group, sizes.text / 14, selected))


def _bars(
    grade: int, counts: Any, terms: list[str], people: Any, n: int, look: Look, selected: frozenset[str]
) -> dict[str, Any]:
    shade = (CLOSED_COLOUR if grade == CLOSED else GRADE_COLOURS[grade]).on(look.dark)
    mine = people[people["grade"] == grade].groupby("term")["patient_id"].agg(list).to_dict()
    ids = [mine.get(term, []) for term in terms]
    said = look.write(message("{term}, {grade}: {k} of {n} patients"))
    name = look.write(grade_words(grade))
    trace = {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": 100 * counts / n,
        "y": np.arange(len(terms)),
        "width": 0.68,
        "text": [str(k) if grade != CLOSED and 100 * k / n > 2.5 else "" for k in counts.tolist()],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": look.sizes.small, "color": readable_on(shade)},
        "marker": {"color": shade, "line": {"color": look.theme.page, "width": 1}},
        "customdata": ids,
        "hovertext": [
            said.format(term=escaped(plain(term)), grade=name, k=k, n=n)
            for term, k in zip(terms, counts.tolist(), strict=True)
        ],
        "hoverinfo": "text",
    }
    outline([trace], selected, look)
    return trace


def _layout(
    result: Safety,
    counts: Any,
    n: int,
    terms: list[str],
    look: Look,
    group: str | None,
    grow: float,
    selected: frozenset[str],
) -> dict[str, Any]:
    sizes = look.sizes
    labels = [plain(term, LONGEST_TERM) for term in terms]
    left = max((px(label, sizes.label) for label in labels), default=40.0) + 18
    right = max(px(look.say(one), sizes.label) for one in (NOT_GRADED, *([HIDDEN_GRADES] if result.least else []))) + 52
    height = max(len(terms), 3) * ROW * grow
    layout = framed(
        _words(result, counts, n, look, group, selected), look, Room(left, right, sizes.text, sizes.text * 4.0), height
    )
    longest = 100 * float(counts.sum(axis=1).max()) / max(n, 1) if len(counts) else 1.0
    return layout | {
        "barmode": "stack",
        "xaxis": {
            "title": {"text": look.write(message("Patients (%), n = {n}", n=n))},
            "range": [0, min(longest * 1.06, 100)],
            "showline": True,
            "ticks": "outside",
        },
        "yaxis": {
            "range": [max(len(terms), 3) - 0.5, -0.5],
            "tickvals": list(range(len(terms))),
            "ticktext": [escaped(label) for label in labels],
            "tickfont": {"size": sizes.label},
            "ticklabelstandoff": 6,  # pixels, so that a term does not touch its bar
            "showgrid": False,
            "fixedrange": True,
        },
        "legend": {"x": 1, "xanchor": "left", "y": 1, "yanchor": "top", "traceorder": "normal"},
    }


def _words(result: Safety, counts: Any, n: int, look: Look, group: str | None, selected: frozenset[str]) -> Words:
    who = None if group is None else look.word(group, 40)
    asked = (
        message("Which adverse events, and how severe?")
        if who is None
        else message("Which adverse events, and how severe, in {group}?", group=who)
    )
    hidden = len(result.order) - len(counts) if group is None else 0
    caption = [
        message("Numbers in the bars are patients"),
        message(
            "A patient counts once per term, with the worst grade; events before day zero or after the death are not "
            "counted"
        ),
    ]
    if hidden:
        caption.append(counted("{n} rarer term is in the table only", "{n} rarer terms are in the table only", hidden))
    marked = outlined_words(selected, result.terms["patient_id"])
    if marked is not None:
        caption.append(marked)
    if result.least:
        caption.append(message("Terms of fewer than {least} patients are left out", least=result.least))
        alt = message("Adverse events of {n} patients by term and worst grade; small numbers are hidden.", n=n)
    else:
        alt = _told(result, counts, n)
    return Words(
        look.say(asked),
        look.say(message("The share of patients with each term, by worst CTCAE grade.")),
        notices(result.provenance, look),
        (Items("", tuple(look.say(one) for one in caption)),),
        sources(result.provenance, look),
        look.say(alt),
    )


def _told(result: Safety, counts: Any, n: int) -> Message:
    severe = int((counts[[grade for grade in GRADES if grade >= SEVERE]]).to_numpy().sum())
    return message(
        "Adverse events of {n} patients by term and worst grade: {terms} terms, {severe} times grade 3 or more.",
        n=n,
        terms=len(result.order),
        severe=severe,
    )
