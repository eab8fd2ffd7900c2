"""A time and a status under names that no dictionary has: "stime" and "delta" of a survival table."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column
from hlhdash.cohort.event_words import came
from hlhdash.cohort.fields import is_milestone
from hlhdash.cohort.headers import Proposal, normal, read_header, split_unit
from hlhdash.cohort.legends import without_legend
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sheets import Sheet
from hlhdash.cohort.values import code, text, yes_no
from hlhdash.language import message

TIME, STATUS = "last_follow_up", "vital_status"
SURE = 60
_ROWS = 2_000  # by which a long column is judged
_TIME_WORD = re.compile(
    r"\b(?:time|days?|months?|weeks?|years?|yrs|surv(?:ival)?|fu|follow ?up|os|tte|duration|exit|t?stop)\b|time$|^time"
    r"|时间|天数|月数|随访|生存期"
)
# A time that is not the length of follow-up: since when a child was ill, when it came in, how old it was.
_OTHER_TIME = re.compile(
    r"diag|\bdx\b|onset|wait|entry|enter|start|admi|prior|since|\bage|birth|relapse|recur|rand|treat|trt|year$|诊断|发病"
)
_STATUS_WORD = re.compile(
    r"\b(?:delta|fail(?:ed|ure)?|indicator|ind|cens(?:or(?:ed|ing)?)?|status|stat|event|dead|death|died|outcome|state|d)\b"
    r"|stat(?:us)?$|event$|death$|cens$|结局|状态|死亡|删失"
)
_NOT_DEATH = re.compile(r"rfs|dfs|pfs|efs|\brtime|relapse|recur|progress|复发|进展|无病|无事件")
_DEATH_WORD = re.compile(
    r"\b(?:dead|death|died|deceased|alive|living|surviv\w*|vital|mortality|fatal|os)\b|dead$|alive$|^os"
    r"|死亡|存活|生存|结局|转归"
)
_ANOTHER = re.compile(
    r"\b(?:cause|father|mother|parents?|siblings?|brother|sister|donor)\b|[父母兄弟姐妹]|供者|死因|原因"
)
_TAKEN = {
    TIME: message(
        "Column {column} was taken for the length of follow-up, because it holds numbers as such a column does."
    ),
    STATUS: message("Column {column} was taken for the vital status, because it holds codes as such a column does."),
}
_FEW = (0, 1, 2, 3)  # numbers that are codes rather than times where a column has no others
_CODES = ({"0", "1"}, {"1", "2"}, {"0", "1", "2"}, {"1", "2", "3"})


def survival_pair(sheet: Sheet, chosen: Mapping[str, str], notes: Notes) -> dict[str, Proposal]:
    """Return which column is the time and which the status of a table without dates that names neither; {} if unsure.

    Among dates only the status is looked for, and by its words alone.

    What is taken so is a finding; several columns that may be the time are asked about, and so are its unit and which
    code means dead, as of any such column.

    Parameters
    ----------
    chosen : header to field, as the user decided
    """
    headers = [str(header) for header in sheet.cells.columns]
    fields = {header: chosen.get(header, read_header(header, "patients")[0]) for header in headers}
    known = set(fields.values())
    if {TIME, "death", STATUS} <= known or (TIME in known and known & {STATUS, "death"}):
        return {}
    dated = any(is_milestone(one) and one not in (TIME, "death") for one in known)
    if any(one.startswith("endpoint:") for one in known) or (dated and TIME not in known):
        return {}
    free = [header for header in headers if not fields[header] and header not in chosen]
    columns = {header: _column(sheet, header) for header in free}
    times = [] if TIME in known else _times(columns)
    others = {header: column for header, column in columns.items() if header not in times[:1]}
    statuses = [] if known & {STATUS, "death"} else _told_statuses(others) if dated else _statuses(others)
    if not (TIME in known or times) or not (known & {STATUS, "death"} or len(statuses) == 1):
        return {}
    found: dict[str, Proposal] = {header: (STATUS, "", "content", SURE) for header in statuses}
    if times:
        time = times[0] if len(times) == 1 else _ask(times, columns, notes)
        found[time] = (TIME, split_unit(time)[1], "content", SURE)
    _say(found, sheet, notes)
    return found


def _column(sheet: Sheet, header: str) -> Column:
    cells = sheet.cells[header].iloc[:_ROWS]
    return Column(ColumnReading(sheet.name, header, ""), cells, cells, sheet.decimal_comma)


def _times(columns: Mapping[str, Column]) -> list[str]:
    """Return the columns that may be lengths of time, the likeliest first: by their names, else by their cells."""
    lengths = [header for header, column in columns.items() if _is_length(column)]
    called = [one for one in lengths if _TIME_WORD.search(normal(one)) and not _OTHER_TIME.search(normal(one))]
    if called:
        return sorted(called, key=lambda one: -_largest(columns[one]))
    alone = [one for one in lengths if _tells_apart(columns[one]) and not _OTHER_TIME.search(normal(one))]
    return alone if len(alone) == 1 else []


def _statuses(columns: Mapping[str, Column]) -> list[str]:
    """Return the columns that may be a status: by their names, else the only one that holds two or three codes."""
    coded = [header for header, column in columns.items() if _is_status(column)]
    called = [header for header in coded if _STATUS_WORD.search(normal(header))]
    return called if len(called) == 1 else coded if len(coded) == 1 else []


def _told_statuses(columns: Mapping[str, Column]) -> list[str]:
    """Return the columns that say by their names, else by their words, who died; among dates no code alone does."""
    coded = [header for header, column in columns.items() if _is_status(column) and not _ANOTHER.search(normal(header))]
    called = [one for one in coded if _of_death(normal(without_legend(one)))]
    return called or [header for header in coded if _is_in_words(columns[header])]


def _of_death(words: str) -> bool:
    return _DEATH_WORD.search(words) is not None and not (_NOT_DEATH.search(words) or re.search(r"\d", words))


def _is_in_words(column: Column) -> bool:
    """Say whether a column says alive or dead in words, of which a letter alone is none."""
    cells = [text(cell) for cell in column.cells[column.present]]
    return bool(cells) and all(len(cell) > 1 and vocabulary.vital(cell) for cell in cells)


def _numbers(column: Column) -> pd.Series:
    return column.spread(column.numbers.value)[column.present]


def _is_length(column: Column) -> bool:
    """Say whether a column holds numbers that are not below zero and more than a few codes."""
    numbers = _numbers(column)
    plain = not column.numbers.bound and not column.numbers.unit
    return plain and len(numbers) > 0 and bool((numbers >= 0).all()) and not numbers.isin(_FEW).all()


def _largest(column: Column) -> float:
    return float(_numbers(column).max())


def _tells_apart(column: Column) -> bool:
    """Say whether most numbers of a column differ, as lengths of time do, without being a count of the rows."""
    numbers = _numbers(column)
    counts = np.array_equal(np.sort(numbers.to_numpy()), np.arange(1, len(numbers) + 1))
    return numbers.nunique() * 2 > len(numbers) and not counts


def _is_status(column: Column) -> bool:
    cells = [cell for cell in column.cells[column.present]]
    words = {code(cell) for cell in cells}
    if 0 < len(words) <= 4 and all(_tells_status(text(cell)) for cell in cells):
        return True
    answers = {code(cell) if (told := yes_no(cell)) is None else str(int(told)) for cell in cells}
    return answers in _CODES


def _tells_status(word: str) -> bool:
    return vocabulary.vital(word) is not None or came(word) is not None


def _ask(times: list[str], columns: Mapping[str, Column], notes: Notes) -> str:
    choices = {one: message("the longest is {longest}", longest=f"{_largest(columns[one]):g}") for one in times}
    question = message("Which column says how long a patient was followed?")
    return notes.ask("follow_up_column", times[0], question, choices, times[0])


def _say(found: Mapping[str, Proposal], sheet: Sheet, notes: Notes) -> None:
    for header, (field, *_) in found.items():
        notes.add(
            "warning",
            message(_TAKEN[field].template, column=header),
            message("Choose what the column is if it is something else."),
            sheet=sheet.name,
            column=header,
        )


def say_other_ends(readings: tuple[ColumnReading, ...], notes: Notes) -> None:
    """Doubt a length of follow-up that is called like the time to a relapse: its status may count relapses, too."""
    for reading in readings:
        if reading.field == TIME and reading.reason != "chosen" and _NOT_DEATH.search(normal(reading.header)):
            notes.add(
                "warning",
                message(
                    "Column {column} is called like the time to a relapse or progression, and was taken for the "
                    "follow-up; where the status counts these, too, what is drawn is not overall survival.",
                    column=reading.header,
                ),
                message("Add the time to death or last follow-up, and the vital status, if the file has them."),
                sheet=reading.sheet,
                column=reading.header,
            )
