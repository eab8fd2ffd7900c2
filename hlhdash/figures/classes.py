"""Stacked bars of response classes: the share of each group's patients, responders first."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.response import ResponseTable
from hlhdash.figures.palette import RESPONSE_COLOURS, readable_on
from hlhdash.figures.style import Look
from hlhdash.figures.text import px
from hlhdash.figures.words import RESPONSE_TITLES, RESPONSE_WORDS
from hlhdash.language import Message, message

Floats = npt.NDArray[np.float64]
THICKNESS = 0.64  # of a row


def split(result: ResponseTable) -> pd.DataFrame:
    """Count patients of the denominator by row and by class, responses that do not count apart.

    Returns
    -------
    DataFrame
        A row per group and the total; columns (class, late), in the order in which they are stacked.
    """
    people = result.patients[result.patients["counted"].to_numpy(bool)]
    responded = people["response_class"].isin(result.responders).to_numpy(bool)
    late = responded & ~people["responder"].to_numpy(bool)
    columns = [
        *((name, False) for name in result.classes if name in result.responders),
        *((name, True) for name in result.classes if name in result.responders),
        *((name, False) for name in result.classes if name not in result.responders),
    ]
    classes, groups = people["response_class"].to_numpy(object), people["group"].to_numpy(object)
    counts = {
        (name, after): [int(((classes == name) & (late == after) & (groups == label)).sum()) for label in labels]
        for labels in (result.groups.iloc[:, 0].tolist(),)
        for name, after in columns
    }
    table = pd.DataFrame(counts, index=range(len(result.groups)))
    table.loc[len(table)] = table.sum()
    return table.loc[:, (table.iloc[-1] > 0).to_numpy(bool)].astype(int)


def class_bars(result: ResponseTable, look: Look, y: Floats, width: float) -> list[dict[str, Any]]:
    """Return one trace per class; a response after added therapy that does not count is hatched.

    Parameters
    ----------
    y : the height of each row
    width : pixels of a whole bar
    """
    counts = split(result)
    n = np.maximum(result.rows["n"].to_numpy(float), 1)
    return [_bar(str(name), bool(late), counts[(name, late)].to_numpy(int), n, y, width, look) for name, late in counts]


def class_title(name: str, late: bool) -> Message:
    """Name a class in the legend."""
    said = RESPONSE_WORDS.get(name) or message("{response}", response=name)
    return message("{response}, not counted", response=said) if late else said


def _bar(
    name: str, late: bool, x: npt.NDArray[np.int_], n: Floats, y: Floats, width: float, look: Look
) -> dict[str, Any]:
    shade, share = RESPONSE_COLOURS[name].on(look.dark), x / n
    said = look.write(
        message("{response}, after added therapy", response=RESPONSE_TITLES[name]) if late else RESPONSE_TITLES[name]
    )
    pattern = {"shape": "/", "fillmode": "replace", "fgcolor": shade, "size": 9, "solidity": 0.2}
    word = look.say(RESPONSE_WORDS[name])
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
        "customdata": x,
        "hovertext": [f"{said}: {k}/{int(total)}" for k, total in zip(x.tolist(), n.tolist(), strict=True)],
        "hoverinfo": "text",
        "marker": {"color": look.theme.page, "line": {"color": shade, "width": 1}, "pattern": pattern}
        if late
        else {"color": shade, "line": {"color": look.theme.page, "width": 1.5}},
    }


def _inside(word: str, k: int, width: float, look: Look) -> str:
    """Write class and count into a segment, the count alone where there is less room, else nothing."""
    if k == 0:
        return ""
    texts = (f"{word} {k}", str(k))
    return next((text for text in texts if px(text, look.sizes.label) + 8 <= width), "")
