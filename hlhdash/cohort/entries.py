"""What an entry of the field dictionary is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlhdash.language import Message

Kind = Literal["identifier", "word", "number", "age", "milestone", "text", "private"]


@dataclass(frozen=True)
class Field:
    """One thing a column can be.

    Attributes
    ----------
    name : the column's name in the Cohort
    title : how it is called on the screen
    kind : how its cells are read
    aliases : how real sheets call it, in English and Chinese
    meaning : one sentence for the template and the README
    unit : the unit of a number
    """

    name: str
    title: Message
    kind: Kind
    aliases: tuple[str, ...]
    meaning: Message
    unit: str = ""


@dataclass(frozen=True)
class Analyte:
    """A laboratory value or vital sign: its unit and what sheets call it."""

    name: str
    title: Message
    unit: str
    aliases: tuple[str, ...]


def also(*written: str) -> tuple[str, ...]:
    """Split lines of names at their commas: `also("id, case", "编号")` is ("id", "case", "编号")."""
    return tuple(name.strip() for line in written for name in line.split(","))
