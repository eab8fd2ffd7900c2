"""What the response rule makes of a child's labs, as a row of marks: the class, and the markers that decided."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from hlhdash.analysis.normal import TITLES
from hlhdash.analysis.patient import Assessed, Patient
from hlhdash.cohort.fields import title
from hlhdash.cohort.own_words import RESPONSE_WORDS
from hlhdash.figures.style import Look
from hlhdash.figures.text import escaped, plain
from hlhdash.figures.words import RESPONSE_TITLES
from hlhdash.language import Message, listed, message

KIND = "by labs"
RULE_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "midwest": message("Midwest/Marsh rule"),
        "emapalumab": message("emapalumab rule (NI-0501-04)"),
        "hlh-2004": message("disease states of HLH-94 and HLH-2004"),
    }
)
STATE_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "non-active": message("non-active"),
        "active": message("active"),
        "reactivation": message("reactivation"),
    }
)
MARKERS: Mapping[str, Message] = MappingProxyType(
    {**TITLES, "cns": message("CNS"), "haemophagocytosis": message("Haemophagocytosis")}
)


def judged(result: Patient) -> tuple[Assessed, ...]:
    """Return the assessments that are drawn: a death by the rule is the death that stands there anyway."""
    return tuple(one for one in result.assessments if one.verdict.response_class != "died")


def rule_events(result: Patient) -> pd.DataFrame:
    """Return day, kind, label and no grade of each verdict, as events of a swimmer plot have them."""
    shown = judged(result)
    labels = [one.verdict.response_class for one in shown]
    return pd.DataFrame({"day": [one.day for one in shown], "kind": KIND, "label": labels, "grade": np.nan})


def verdict_word(name: str, look: Look) -> str:
    """Say a class or state shortly, not yet escaped."""
    known = RESPONSE_WORDS.get(name) or STATE_WORDS.get(name)
    return look.say(known) if known is not None else plain(name, 12)


def told(result: Patient, look: Look) -> dict[float, str]:
    """Return what hovering tells of each verdict, by its day; escaped."""
    return {one.day: "<br>".join(escaped(look.say(part)) for part in _parts(one)) for one in judged(result)}


def _parts(one: Assessed) -> list[Message]:
    verdict = one.verdict
    name = RESPONSE_TITLES.get(verdict.response_class) or STATE_WORDS.get(verdict.response_class)
    said = name or message("{response}", response=verdict.response_class)
    parts = [message("{assessment}, by labs: {verdict}", assessment=title(one.response), verdict=said)]
    for words, names in (
        (message("Improved or normal: {markers}"), verdict.improved),
        (message("Still abnormal: {markers}"), verdict.abnormal),
        (message("Missing: {markers}"), verdict.missing),
    ):
        if names:
            listed_names = listed([MARKERS.get(marker, message("{marker}", marker=marker)) for marker in names])
            parts.append(message(words.template, markers=listed_names))
    return parts
