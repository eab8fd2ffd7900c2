"""Words that say whether an event came, whatever it was: event and censored, a pair that no other word joins."""

from __future__ import annotations

import re
from typing import Any

from hlhdash.cohort import vocabulary
from hlhdash.cohort.entries import also
from hlhdash.cohort.legends import unnumbered

_CAME = frozenset(
    vocabulary.key(word)
    for word in also("event, events, had event, event occurred, with event", "事件, 有事件, 发生事件")
)
_STAYED_AWAY = frozenset(
    vocabulary.key(word)
    for word in also(
        "no event, non-event, event-free, without event, censored, censor, censoring",
        "无事件, 未发生事件, 删失, 截尾",
    )
)
# What the event of a survival such as PFS is called, and its absence, as in cBioPortal's "0:DiseaseFree".
_FAILED = frozenset(
    vocabulary.key(word)
    for word in also(
        "recurred, recurrence, relapse, relapsed, progressed, progression, recurred/progressed, relapse/progression",
        "dead, died, death, deceased, failure, failed",
        "复发, 进展, 复发/进展, 死亡",
    )
)
_SPARED = frozenset(
    vocabulary.key(word)
    for word in also(
        "disease-free, progression-free, relapse-free, recurrence-free, failure-free, no relapse, no progression",
        "no recurrence",
        "无复发, 无进展, 未复发, 未进展",
    )
)
_FREE_OF_FAILURE = re.compile(r"[A-Z]{1,2}FS|TTP|TTF", re.IGNORECASE)


def came(word: Any) -> bool | None:
    """Say whether a cell says that the event came: "Event", "1:Event", "Censored"; None where it says neither."""
    folded = vocabulary.key(unnumbered(str(word)))
    return True if folded in _CAME else False if folded in _STAYED_AWAY else None


def endpoint_came(word: Any, code: str) -> bool | None:
    """Say the same of an endpoint by its code, such as "PFS", of which a relapse is the event and not only "event"."""
    told = came(word)
    if told is not None or not _FREE_OF_FAILURE.fullmatch(code):
        return told
    folded = vocabulary.key(unnumbered(str(word)))
    return True if folded in _FAILED else False if folded in _SPARED else None
