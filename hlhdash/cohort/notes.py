"""Where the readers of one file put what they notice, and look up what the user has already answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hlhdash.cohort.findings import Finding, Level, Question
from hlhdash.language import Message


@dataclass
class Notes:
    """The findings and questions of one reading; the only thing in the reading that grows."""

    answers: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

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
        self.findings.append(Finding(level, sentence, remedy, sheet, row, column, patient, read[:120]))

    def ask(
        self,
        field: str,
        column: str,
        sentence: Message,
        choices: Mapping[str, Message],
        assumed: str,
    ) -> str:
        """Return the user's answer to a question, or what is assumed meanwhile; either way it is listed.

        The answer is looked up under the field, and under the column's own name.
        """
        answer = self.answers.get(column, self.answers.get(field))
        answered = answer in choices
        chosen = str(answer) if answered else assumed
        known = {question.field for question in self.questions}
        key = field if field not in known else f"{field}:{column}"
        self.questions.append(
            Question(key, column, sentence, tuple(choices), tuple(choices.values()), chosen, answered)
        )
        return chosen
