"""Sentences that stay translatable until they are shown.

A `Message` is an ordinary string (English, for notebooks, tests and logs of a developer) that remembers the
template and the values it was made from, so that a screen can say the same sentence in its reader's language.
Nothing here is global: one server may speak two languages at once.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

CATALOGUES = Path(__file__).parent / "locale"
DOMAIN = "hlhdash"


class Message(str):
    """An English sentence that knows its template, its values and, where it counts things, its plural."""

    template: str
    plural: str | None
    values: dict[str, Any]

    def __new__(cls, template: str, plural: str | None = None, values: dict[str, Any] | None = None) -> Message:
        filled = dict(values or {})
        chosen = template if plural is None or filled["n"] == 1 else plural
        self = super().__new__(cls, chosen.format_map(filled) if filled else chosen)
        self.template, self.plural, self.values = template, plural, filled
        return self

    def __reduce__(self) -> tuple[type[Message], tuple[str, str | None, dict[str, Any]]]:
        return Message, (self.template, self.plural, self.values)


def message(template: str, /, **values: Any) -> Message:
    """Make a sentence from a template with named places: `message("Row {row} is empty.", row=3)`."""
    return Message(template, None, values)


def counted(one: str, many: str, /, n: int, **values: Any) -> Message:
    """Make a sentence about `n` things: `counted("{n} patient", "{n} patients", n=9)`."""
    return Message(one, many, {"n": n, **values})


class Opening(Message):
    """A sentence or label that begins with a capital, whatever it begins with in the middle of another one."""

    def __new__(cls, template: str, plural: str | None = None, values: dict[str, Any] | None = None) -> Opening:
        inside = Message(template, plural, values)
        self = str.__new__(cls, inside[:1].upper() + inside[1:])
        self.template, self.plural, self.values = inside.template, inside.plural, inside.values
        return self

    def __reduce__(self) -> tuple[type[Opening], tuple[str, str | None, dict[str, Any]]]:
        return Opening, (self.template, self.plural, self.values)


def opening(words: Message) -> Opening:
    """Return words as they stand at the beginning of a line: "time to HSCT" becomes "Time to HSCT"."""
    return Opening(words.template, words.plural, words.values)


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    """Read a catalogue once for the server; it is the same for every visit and holds nothing of any."""
    return gettext.translation(DOMAIN, CATALOGUES, languages=[language], fallback=True)


class Translator:
    """Put messages into one language; call it with a `Message` or with a template and its values.

    Parameters
    ----------
    language : str
        A language code such as "en" or "zh_CN". A language without a catalogue is shown in English.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._catalogue = _catalogue(language)

    def __call__(self, text: str, /, **values: Any) -> str:
        if isinstance(text, Message):
            said = self._say(text.template, text.plural, text.values)
            return said[:1].upper() + said[1:] if isinstance(text, Opening) else said
        return self._say(text, None, values)

    def counted(self, one: str, many: str, /, n: int, **values: Any) -> str:
        """Say a sentence about `n` things in this language."""
        return self._say(one, many, {"n": n, **values})

    def _say(self, template: str, plural: str | None, values: dict[str, Any]) -> str:
        if plural is None:
            said = self._catalogue.gettext(template) if template else ""
        else:
            said = self._catalogue.ngettext(template, plural, values["n"])
        spoken = {name: self(value) if isinstance(value, Message) else value for name, value in values.items()}
        return said.format_map(spoken) if values else said


def listed(items: Sequence[str]) -> Message:
    """Join words into a list that a translation may punctuate in its own way."""
    return _joined(items, lambda first, next_: message("{first}, {next}", first=first, next=next_))


def parted(items: Sequence[str]) -> Message:
    """Join phrases that may hold lists of their own: "Etiology: EBV, FHL; Age 0 to 2"."""
    return _joined(items, lambda first, next_: message("{first}; {next}", first=first, next=next_))


def _joined(items: Sequence[str], pair: Callable[[str, str], Message]) -> Message:
    joined = ""
    for item in items:
        joined = pair(joined, item) if joined else item
    return joined if isinstance(joined, Message) else message("{only}", only=joined)
