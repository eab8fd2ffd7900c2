"""Where the readers of one file put what they notice, and look up what the user has already answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, overload

import pandas as pd

from hlhdash.cohort.findings import Finding, Level, Question, RowsRead
from hlhdash.language import Message, message

LISTED = 50  # findings of one kind that are listed one by one; the last of them tells how many more there are
LONGEST_CELL = 120
_MORE = message("{sentence} The same holds for {n} more, the last on row {row}.")


def kind_and_count(sentence: Message) -> tuple[str, int]:
    """Return what kind of doubt a sentence is, by its template, and for how many places it stands."""
    if sentence.template != _MORE.template:
        return sentence.template, 1
    return sentence.values["sentence"].template, 1 + int(sentence.values["n"])


class Spot(NamedTuple):
    """What one finding is about: the row of the file, its patient, the cell as read, and what its sentence needs."""

    row: int | None = None
    patient: str = ""
    read: str = ""
    about: Any = None


def spots(patients: pd.Series) -> list[Spot]:
    """Return the places of the rows of a series: its index holds row numbers of the file, its cells patients."""
    return [Spot(int(row), str(one)) for row, one in zip(patients.index.tolist(), patients.tolist(), strict=True)]


class Lazily(Sequence[Spot]):
    """Places that are looked up only when they are listed: of a hundred thousand, `Notes.each` lists fifty.

    Parameters
    ----------
    n : how many there are
    spot : returns the first, the second ...
    """

    def __init__(self, n: int, spot: Callable[[int], Spot]) -> None:
        self._places, self._spot = range(n), spot

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Spot: ...
    @overload
    def __getitem__(self, at: slice) -> list[Spot]: ...
    def __getitem__(self, at: int | slice) -> Spot | list[Spot]:
        if isinstance(at, slice):
            return [self._spot(i) for i in self._places[at]]
        return self._spot(self._places[at])


@dataclass
class Notes:
    """The findings and questions of one reading; the only thing in the reading that grows."""

    answers: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    rows: list[RowsRead] = field(default_factory=list)
    unread: dict[tuple[str, str], set[int]] = field(default_factory=dict)  # rows of cells with an error, by column

    def count_rows(self, sheet: str, n: int, not_used: Mapping[Message, int]) -> None:
        """Count what became of the rows of a sheet; a further reason adds to what is known of it."""
        reasons = tuple((why, many) for why, many in not_used.items() if many)
        before = next((i for i, one in enumerate(self.rows) if one.sheet == sheet), None)
        if before is None:
            self.rows.append(RowsRead(sheet, n, reasons))
        else:
            known = self.rows[before]
            self.rows[before] = RowsRead(sheet, known.n + n, (*known.not_used, *reasons))

    def add(
        self,
        level: Level,
        sentence: Message,
        remedy: Message,
        *,
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        patient: str = "",
        read: str = "",
    ) -> None:
        """Note one finding; a cell is kept to its first 120 characters."""
        self.findings.append(Finding(level, sentence, remedy, sheet, row, column, patient, read[:LONGEST_CELL]))

    def each(
        self,
        level: Level,
        spots: Sequence[Spot],
        sentence: Callable[[Spot], Message],
        remedy: Message,
        *,
        sheet: str = "",
        column: str = "",
    ) -> None:
        """Note the same of many places: the first ones one by one, the last of these with the number of the others."""
        more = len(spots) - LISTED
        for i, spot in enumerate(spots[:LISTED], start=1):
            said = sentence(spot)
            if i == LISTED and more > 0:
                said = message(
                    _MORE.template,
                    sentence=said,
                    n=more,
                    row="–" if spots[-1].row is None else spots[-1].row,
                )
            self.add(
                level, said, remedy, sheet=sheet, row=spot.row, column=column, patient=spot.patient, read=spot.read
            )

    def is_answered(self, field: str, column: str) -> bool:
        """Say whether the user answered the question about a field in one of its choices."""
        return any(one.answered for one in self.questions if one.field.startswith(field) and one.column == column)

    def ask(
        self,
        field: str,
        column: str,
        sentence: Message,
        choices: Mapping[str, Message],
        assumed: str,
    ) -> str:
        """Return the user's answer to a question, or what is assumed meanwhile; either way it is listed.

        The first question about a field is answered under the field's name, a further one under "field:column"; both
        also under the column's own name.
        """
        known = {question.field for question in self.questions}
        key = field if field not in known else f"{field}:{column}"
        answer = self.answers.get(key, self.answers.get(column))
        answered = answer in choices
        chosen = str(answer) if answered else assumed
        self.questions.append(
            Question(key, column, sentence, tuple(choices), tuple(choices.values()), chosen, answered)
        )
        return chosen
