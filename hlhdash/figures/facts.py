"""What hovering over a patient's lane tells first: who this is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.own_words import RESPONSE_WORDS, own_word
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, shown
from hlhdash.language import message
from hlhdash.numbers import rounded

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Facts:
    """What is known of each patient, one escaped text per lane.

    Attributes
    ----------
    short : id, etiology, sex, age and line of therapy, for every bar and mark
    full : the responses too, for the end of the lane
    """

    short: list[str]
    full: list[str]


def facts(result: Swimmer, look: Look) -> Facts:
    """Write what is known of each patient."""
    people = result.lanes
    years, words = look.write(message("{age} years")), look.write(message("{assessment}: {response}"))
    writers: dict[str, Callable[[Any], str]] = {
        "etiology": look.label,
        "sex": lambda sex: _own("sex", sex, look),
        "age_years": lambda age: years.format(age=_short(age)),
        "line_of_therapy": shown,
    }
    parts = [[f"<b>{shown(one)}</b>" for one in people["patient_id"].tolist()]]
    parts += [_each(people[name], write) for name, write in writers.items() if name in people]
    short = _joined(parts)
    responses = []
    for name in ("response_week1", "best_response"):
        if name in people:
            said = {
                value: words.format(assessment=escaped(look.column(name)), response=_response(value, look))
                for value in people[name].dropna().unique().tolist()
            }
            responses.append(_each(people[name], said.__getitem__))
    return Facts(short, _joined([short, *responses]))


def _joined(parts: list[list[str]]) -> list[str]:
    return [" · ".join(filter(None, row)) for row in zip(*parts, strict=True)]


def _each(cells: pd.Series, write: Callable[[Any], str]) -> list[str]:
    """Write each cell; one that is missing becomes an empty text. Each distinct value is written once."""
    written = {value: write(value) for value in cells.dropna().unique().tolist()}
    return [written.get(value, "") if value == value else "" for value in cells.tolist()]


def _response(value: Any, look: Look) -> str:
    return look.write(RESPONSE_WORDS[value]) if value in RESPONSE_WORDS else shown(value)


def _own(column: str, value: Any, look: Look) -> str:
    own = own_word(column, value)
    return shown(value) if own is None else look.write(own)


def _short(number: Any) -> str:
    return rounded(number, 1).removesuffix(".0") if isinstance(number, float) else shown(number)
