"""Words for what a test found where it gives no number."""

from __future__ import annotations

from typing import Any

from hlhdash.cohort.entries import also
from hlhdash.cohort.vocabulary import key

# A test that found nothing; what that is as a number, `lab_words` says.
_NEGATIVE = frozenset(
    key(word)
    for word in also(
        "阴性, 阴, 未检出, 未检测到, 未测出, 检测不到, 低于检测限, 低于检测下限, 低于检出限, 低于检出下限",
        "低于最低检测限, 低于最低检测下限, 低于最低检出限",
        "negative, neg, nd, not detected, not detectable, undetected, undetectable, nothing detected",
        "target not detected, tnd, below detection limit, below limit of detection, below detection",
        "below the limit of detection, bdl, blq",
        "below lod, below loq, <lod, <loq, <lloq, <检测下限, <检出限, <最低检测限, <最低检测下限",
    )
)
# A test that found something, without saying how much.
_POSITIVE = frozenset(
    key(word) for word in also("阳性, 弱阳性, 检出, 阳, positive, pos, weakly positive, detected")
) | {
    "+",
    "++",
    "+++",
}


def is_negative(word: Any) -> bool:
    """Say whether a word means that a test found nothing."""
    return key(word) in _NEGATIVE


def is_positive(word: Any) -> bool:
    """Say whether a word means that a test found something, without saying how much."""
    return key(word) in _POSITIVE
