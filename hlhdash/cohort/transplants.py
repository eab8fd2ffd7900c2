"""Transplantations among the treatments: they happen on one day, so they are events and no courses."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from hlhdash.cohort.events import EVENTS
from hlhdash.cohort.long import LongSheet
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.tables import each_word
from hlhdash.cohort.timeline import SLACK
from hlhdash.cohort.values import folded
from hlhdash.language import counted, message

# What may stand before the word, as in "haploidentical HSCT"; "conditioning for HSCT" and "post-HSCT" are none.
_ENGLISH = re.compile(
    r"(?:(?:allo\w*|auto\w*|haplo\w*|matched|unrelated|related|sibling|family|cord|umbilical|donor|mud|msd|mmud|mfd"
    r"|first|second|third|1st|2nd|3rd|ha?ematopoietic|stem|cells?|progenitor|peripheral|blood|bone|marrow)[\s\-]*)*"
    r"(?:hscts?|hct|bmt|sct|pbsct|ucbt|transplant(?:ation)?)(?:\s*(?:from|with|of|by|,|;|:|\(|\d).{0,80})?",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?:第?[一二三1-3]次|首次|异基因|自体|同胞|亲缘|非亲缘|无关供者|半相合|全相合|单倍体|脐血|脐带血|外周血|骨髓|造血|干细胞|细胞|allo|haplo|-|\s)*"
    r"移植(?:术)?(?:\s*[（(,，;；:：].{0,80})?",
    re.IGNORECASE,
)


def is_transplant(word: str | None) -> bool:
    """Say whether a treatment is the transplantation itself: "haploidentical HSCT", "异基因造血干细胞移植"."""
    written = folded(word or "")[:120]
    return _ENGLISH.fullmatch(written) is not None or _CHINESE.fullmatch(written) is not None


def _marked(long: LongSheet) -> np.ndarray:
    words = long.words("label")
    return each_word(words.where(words.notna(), long.words("kind")), is_transplant).to_numpy(bool)


def without_transplants(long: LongSheet, labels: pd.Series, notes: Notes) -> pd.Series:
    """Return the treatment of each row of a treatments sheet, None where the row is a transplantation; say so."""
    marked = _marked(long)
    if marked.any():
        notes.add(
            "note",
            counted(
                "{n} row among the treatments is a transplantation; it is an event on its first day, not a course.",
                "{n} rows among the treatments are transplantations; each is an event on its first day, not a course.",
                n=int(marked.sum()),
            ),
            message("Nothing, if that is so."),
            sheet=long.name,
        )
    return labels.where(~marked, None)


def listed_transplants(long: LongSheet, notes: Notes) -> pd.DataFrame:
    """Return the transplantations of a placed treatments sheet, columns `EVENTS`; one without a day is a finding."""
    marked = _marked(long)
    field = long.first_of("start_day", "day")
    day = long.day(field)
    notes.each(
        "error",
        long.spots(pd.Series(marked, index=day.index) & day.isna() & ~long.lost(field)),
        lambda _: message("This transplantation has no day and is not drawn."),
        message("Fill in the day."),
        sheet=long.name,
        column=long.headers_of(field),
    )
    table = pd.DataFrame({"patient_id": long.ids, "day": day, "kind": "hsct", "label": "HSCT", "grade": np.nan})
    return table.loc[marked & day.notna().to_numpy(bool), list(EVENTS)]


def check_transplants(long: LongSheet, end: pd.Series, notes: Notes) -> None:
    """Find transplantations among the treatments after the last follow-up or death."""
    field = long.first_of("start_day", "day")
    late = long.day(field) > long.ids.map(end).astype(float) + SLACK
    notes.each(
        "warning",
        long.spots(late & _marked(long)),
        lambda _: message("{event} lies after the last follow-up or death of this patient.", event=message("HSCT")),
        message("Correct one of the two dates."),
        sheet=long.name,
        column=long.headers_of(field),
    )
