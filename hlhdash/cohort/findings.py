"""What is said about a file: findings (doubts), questions (what only the user can settle) and errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlhdash.language import Message

Level = Literal["error", "warning", "note"]
# What a finding matters for: the screens, and the groups that all of them compare.
Figure = Literal["survival", "swimmer", "response", "labs", "safety", "groups"]
FIGURES: tuple[Figure, ...] = ("survival", "swimmer", "response", "labs", "safety", "groups")


class CohortError(Exception):
    """A file or a request that cannot be used, in one sentence for the user.

    `headers` holds the column names that could be read before the failure, so that a screen can ask which of
    them is the missing field (`wanted`).
    """

    def __init__(self, sentence: Message, *, headers: tuple[str, ...] = (), wanted: str | None = None) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.headers = headers
        self.wanted = wanted


@dataclass(frozen=True)
class Finding:
    """One doubt about the file.

    Attributes
    ----------
    level : "error" (a value is not used), "warning" (it is used, but look at it) or "note" (for information)
    sentence : what was found and what it means
    remedy : what to do about it
    sheet, row, column : where, as the spreadsheet shows it (row numbers start at 1)
    patient : the patient's identifier, where there is one
    read : the cell as it was read
    affects : the figures it matters for, in the order of `FIGURES`; empty where none changes
    """

    level: Level
    sentence: Message
    remedy: Message
    sheet: str = ""
    row: int | None = None
    column: str = ""
    patient: str = ""
    read: str = ""
    affects: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something the file cannot settle; reading went on with `assumed`.

    Answer it with `read_cohort(..., mapping={question.field: choice})`.

    Attributes
    ----------
    field : the key of the answer in `mapping=`
    column : the column the question is about
    sentence : the question
    choices : the answers, each a word for `mapping=`
    consequences : what each choice means for this file, in numbers, in the order of `choices`
    assumed : the choice in force
    answered : whether the user made it
    """

    field: str
    column: str
    sentence: Message
    choices: tuple[str, ...]
    consequences: tuple[Message, ...]
    assumed: str
    answered: bool = False


@dataclass(frozen=True)
class RowsRead:
    """What became of the rows of one sheet.

    Attributes
    ----------
    sheet : its name
    n : rows below the column names that hold anything
    not_used : (why, how many) of the rows that are not used
    """

    sheet: str
    n: int
    not_used: tuple[tuple[Message, int], ...] = ()

    @property
    def used(self) -> int:
        """The rows that are used."""
        return self.n - sum(n for _, n in self.not_used)
