"""Stacked bars of response classes: the share of each group's patients, responders first."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from hlhdash.analysis.response_result import CLOSED, ResponseTable
from hlhdash.cohort.own_words import RESPONSE_WORDS
from hlhdash.figures.palette import RESPONSE_COLOURS, Pair, readable_on
from hlhdash.figures.style import Look
from hlhdash.figures.text import px
from hlhdash.figures.words import RESPONSE_TITLES
from hlhdash.language import Message, message

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int_]
THICKNESS = 0.64  # of a row
CLOSED_TITLE = message("Hidden classes")
CLOSED_COLOUR = Pair("#eceff3", "#3b4656")


def split(result: ResponseTable) -> dict[tuple[str, bool], Counts]:
    """Count patients of the denominator by class, responses that do not count apart: see `behind`."""
    return {key: np.array([len(people) for people in cells]) for key, cells in behind(result).items()}


def behind(result: ResponseTable) -> dict[tuple[str, bool], list[list[str]]]:
    """Return the patients of the denominator by class, responses that do not count apart.

    Returns
    -------
    dict
        (class, does not count) to the patient_ids of each row of the table, the total last; in the order of stacking,
        and only what there is.
    """
    people = result.patients[result.patients["counted"].to_numpy(bool)]
    classes, groups = people["response_class"].to_numpy(object), people["group"].to_numpy(object)
    late = people["response_class"].isin(result.responders).to_numpy(bool) & ~people["responder"].to_numpy(bool)
    responders = [name for name in result.classes if name in result.responders]
    order: list[tuple[str, bool]] = [(name, after) for after in (False, True) for name in responders]
    order += [(name, False) for name in result.classes if name not in result.responders]
    ids, labels = people["patient_id"].to_numpy(object), result.groups.iloc[:, 0].tolist()
    found = {}
    for name, after in order:
        mine = (classes == name) & (late == after)
        if mine.any():
            found[name, after] = [*(ids[mine & (groups == label)].tolist() for label in labels), ids[mine].tolist()]
    return _closed(found, result) if result.closed else found


def _closed(found: dict[tuple[str, bool], list[list[str]]], result: ResponseTable) -> dict[Any, list[list[str]]]:
    """Return the same with the classes that must not be seen put together, so that no bar tells their numbers."""
    together: list[list[str]] = [[] for _ in result.rows.index]
    for (name, _), cells in found.items():
        for i, people in enumerate(cells):
            if (i, name) in result.closed:
                together[i] += people
                cells[i] = []
    seen = {key: cells for key, cells in found.items() if any(cells)}
    return seen | ({(CLOSED, False): together} if any(together) else {})


def class_bars(result: ResponseTable, look: Look, y: Floats, width: float) -> list[dict[str, Any]]:
    """Return one trace per class; a response after added therapy that does not count is hatched.

    `customdata` of a bar are the patient_ids behind it (never drawn, so not escaped).

    Parameters
    ----------
    y : the height of each row
    width : pixels of a whole bar
    """
    n = np.maximum(result.rows["n"].to_numpy(float), 1)
    return [_bar(name, late, people, n, y, width, look) for (name, late), people in behind(result).items()]


def class_title(name: str, late: bool) -> Message:
    """Name a class in the legend."""
    if name == CLOSED:
        return CLOSED_TITLE
    said = RESPONSE_WORDS.get(name) or message("{response}", response=name)
    return message("{response}, not counted", response=said) if late else said


def class_colour(name: str) -> Pair:
    """Return the colour of a class."""
    return CLOSED_COLOUR if name == CLOSED else RESPONSE_COLOURS[name]


def _bar(
    name: str, late: bool, people: list[list[str]], n: Floats, y: Floats, width: float, look: Look
) -> dict[str, Any]:
    x = np.array([len(one) for one in people])
    shade, share = class_colour(name).on(look.dark), x / n
    title = RESPONSE_TITLES.get(name, CLOSED_TITLE)
    said = look.write(message("{response}, after added therapy", response=title) if late else title)
    pattern = {"shape": "/", "fillmode": "replace", "fgcolor": shade, "size": 9, "solidity": 0.2}
    word = None if name == CLOSED else look.say(RESPONSE_WORDS[name])
    return {
        "type": "bar",
        "orientation": "h",
        "name": look.write(class_title(name, late)),
        "x": share,
        "y": y,
        "width": THICKNESS,
        "text": [_inside(word, k, s * width, look) for k, s in zip(x.tolist(), share.tolist(), strict=True)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": look.theme.ink if late else readable_on(shade), "size": look.sizes.label},
        "customdata": people,
        "hovertext": [f"{said}: {k}/{int(total)}" for k, total in zip(x.tolist(), n.tolist(), strict=True)],
        "hoverinfo": "text",
        "marker": {"color": look.theme.page, "line": {"color": shade, "width": 1}, "pattern": pattern}
        if late
        else {"color": shade, "line": {"color": look.theme.page, "width": 1.5}},
    }


def _inside(word: str | None, k: int, width: float, look: Look) -> str:
    """Write class and count into a segment, the count alone where there is less room, else nothing.

    Parameters
    ----------
    word : the class, None for classes that must not be seen
    """
    if k == 0 or word is None:
        return ""
    texts = (f"{word} {k}", str(k))
    return next((text for text in texts if px(text, look.sizes.label) + 8 <= width), "")
