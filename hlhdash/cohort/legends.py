"""What codes mean where a header or a cell says so itself: "status (1=dead, 0=alive)", "1=dead"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

_PAIR = re.compile(
    r"(?<![\w.])(?P<code>\d)\s*[=＝:：]\s*(?P<word>[^\W\d][^\d=＝:：,;，；、/|()\[\]（）【】]*?)"
    r"\s*(?=$|[,;，；、/|()\[\]（）【】]|(?<=[\s\w])\d\s*[=＝:：])"
)
_EMPTY = re.compile(r"[(\[（【][\s,;，；、/|]*[)\]）】]")
_NUMBERED = re.compile(r"^\s*\d\s*[=＝:：]\s*(?=[^\W\d])")


@cache
def legend(header: str) -> Mapping[str, str]:
    """Return what each code means by the words of a header, nothing where it does not tell."""
    return MappingProxyType({match["code"]: match["word"].strip() for match in _PAIR.finditer(header)})


def without_legend(header: str) -> str:
    """Take the meaning of codes off a header: "status (1=dead, 0=alive)" is "status"."""
    if not legend(header):
        return header
    rest = _EMPTY.sub(" ", _PAIR.sub(" ", header))
    return " ".join(rest.split()).strip(" ,;，；:：")


def unnumbered(cell: str) -> str:
    """Take the code off a cell that also has its word: "1=dead" is "dead"."""
    return _NUMBERED.sub("", cell)
