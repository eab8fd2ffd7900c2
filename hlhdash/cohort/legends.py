"""What codes mean where a header or a cell says so: "status (1=dead, 0=alive)", "结局：1死亡 0存活", "1=dead"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from hlhdash.cohort import vocabulary
from hlhdash.cohort.values import yes_no

_PAIR = re.compile(
    r"(?<![\w.])(?P<code>\d)\s*[=＝:：]\s*(?P<word>[^\W\d][^\d=＝:：,;，；、/|()\[\]（）【】]*?)"
    r"\s*(?=$|[,;，；、/|()\[\]（）【】]|(?<=[\s\w])\d\s*[=＝:：])"
)
# Written otherwise, "dead=1" and "0存活 1死亡", only words that are a status, or yes and no, are a legend.
_TURNED = re.compile(r"(?P<word>[^\W\d][^\d=＝:：,;，；、/|()\[\]（）【】]{0,40}?)\s*[=＝]\s*(?P<code>\d)(?![\w.])")
_LOOSE = re.compile(
    r"(?<![A-Za-z_\d.第])(?P<code>\d)\s*(?P<word>[^\W\d][^\d=＝:：,;，；、/|()\[\]（）【】]{0,40}?)"
    r"\s*(?=$|[,;，；、/|()\[\]（）【】]|\d)"
)
_EMPTY = re.compile(r"[(\[（【][\s,;，；、/|]*[)\]）】]")
_ANSWER = r"y(?:es)?\s*[/|]\s*no?|no?\s*[/|]\s*y(?:es)?|true\s*/\s*false|[01]\s*/\s*[01]|是\s*/\s*否|有\s*/\s*无"
_ALIVE_DEAD = r"a\s*/\s*d|d\s*/\s*a|alive\s*/\s*dead|dead\s*/\s*alive|存活\s*/\s*死亡|死亡\s*/\s*存活|生\s*/\s*死"
_ANSWERS = re.compile(
    rf"[(\[（【]\s*(?:{_ANSWER}|{_ALIVE_DEAD})\s*[)\]）】]|[\s_.:：?？](?:{_ANSWER}|yn)\s*[?？]?\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\s*\d\s*[=＝:：]\s*(?=[^\W\d])")


@lru_cache(maxsize=2048)  # headers are text of a file: a server clears this when a visit has ended
def legend(header: str) -> Mapping[str, str]:
    """Return what each code means by the words of a header, nothing where it does not tell."""
    return MappingProxyType({match["code"]: match["word"].strip() for match in _pairs(header)})


def _pairs(header: str) -> list[re.Match[str]]:
    """Return where a header pairs a code with its word: first as "1=dead", else as "dead=1" or "0 alive 1 dead"."""
    if found := list(_PAIR.finditer(header)):
        return found
    turned = [match for match in _TURNED.finditer(header) if _is_status(match["word"])]
    if turned:
        return turned
    loose = list(_LOOSE.finditer(header))
    several = len({match["code"] for match in loose}) > 1
    return loose if several and all(_is_status(match["word"]) for match in loose) else []


def _is_status(word: str) -> bool:
    return len(word) > 1 and (vocabulary.vital(word) is not None or yes_no(word) is not None)


def without_legend(header: str) -> str:
    """Take the meaning of codes off a header: "status (1=dead, 0=alive)" is "status"."""
    found = _pairs(header)
    if not found:
        return header
    rest = header
    for match in found:
        rest = rest.replace(match[0], " ", 1)
    return " ".join(_EMPTY.sub(" ", rest).split()).strip(" ,;，；:：")


def without_answers(header: str) -> str:
    """Take the answers that its cells may give off a header: "dead (Y/N)", "deceased_yn" and "死亡(是/否)"."""
    return _ANSWERS.sub(" ", header).strip(" _.:：?？")


def unnumbered(cell: str) -> str:
    """Take the code off a cell that also has its word: "1=dead" is "dead"."""
    return _NUMBERED.sub("", cell)


def numbered(cell: str) -> str:
    """Return the code of a cell that also has its word, "" where it has no such: "1:Recurred" is "1"."""
    match = _NUMBERED.match(cell)
    return match[0].strip()[0] if match else ""
