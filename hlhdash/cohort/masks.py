"""Patients' codes wherever they stand: in remarks, labels and sentences as well as in the patient column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hlhdash.language import Message

SHORTEST = 3  # a code of one or two characters, or a small number, stands in too many texts by chance


@dataclass(frozen=True)
class Masks:
    """The masked name of each patient, and how to put it into other texts."""

    codes: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        telling = [code for code in self.codes if len(code) >= SHORTEST and not (code.isdecimal() and len(code) < 5)]
        if not telling:
            return None
        longest_first = "|".join(re.escape(code) for code in sorted(telling, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")

    def cell(self, cell: object) -> object:
        """Return a cell with every code in it masked; a cell that is no text stays as it is."""
        if not isinstance(cell, str) or isinstance(cell, Message) or self._pattern is None:
            return cell
        return self._pattern.sub(lambda found: self.codes[found[0]], cell)

    def message(self, sentence: Message) -> Message:
        """Return a sentence with every code in its values masked."""
        values = {
            name: self.message(value) if isinstance(value, Message) else self.cell(value)
            for name, value in sentence.values.items()
        }
        return Message(sentence.template, sentence.plural, values)
