"""From a file, or several, to a Cohort: the one way in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hlhdash.cohort.assembly import assemble
from hlhdash.cohort.cells_read import with_cells
from hlhdash.cohort.coarsening import coarsening
from hlhdash.cohort.collapsing import relocated
from hlhdash.cohort.consequences import with_figures
from hlhdash.cohort.dates import date
from hlhdash.cohort.fields import FIELDS
from hlhdash.cohort.files import open_source
from hlhdash.cohort.findings import CohortError, Finding
from hlhdash.cohort.headers import SheetKind
from hlhdash.cohort.mapping import ColumnReading, fits, is_field
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.sorting import Sorted, identifying, sort_sheets
from hlhdash.language import Message, listed, message

# The share of the work that is done after each step, as measured on 100,000 rows of 40 columns.
OPENED, SORTED, ASSEMBLED = 0.14, 0.18, 0.99


def read_cohort(
    source: Any,
    name: str | None = None,
    *,
    mapping: Mapping[str, str | None] | None = None,
    day_zero: str | None = None,
    encoding: str | None = None,
    data_cutoff: str | None = None,
    coarsen: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Cohort:
    """Read a cohort from one file or several, with every doubt listed.

    Text, Excel (xlsx, xls, xlsb), OpenDocument, SPSS, Stata, SAS, R and Parquet; one row per patient or long, REDCap
    and CDISC ADaM.

    Parameters
    ----------
    source : path, bytes (then `name` says the file's name), open binary file, DataFrame with one row per patient, a
        dict of sheet name to DataFrame (patients, treatments, events, labs); or a list of such files that share a
        patient code: paths, or pairs (bytes, name)
    name : the file's name, for messages and footers
    mapping : corrections of what was guessed: column header to field ({"Dx": "etiology"}; None keeps the column as
        it came), and answers to questions ({question.field: choice})
    day_zero : the milestone to count days from, such as "diagnosis"; ruxolitinib start unless given
    encoding : of text files, such as "gb18030"; guessed unless given, and kept as `cohort.encoding`
    data_cutoff : the day on which the data were closed, as a date; what the file says of it unless given
    coarsen : how coarsely to tell it, so that nobody is known by age, dates or a rare group: "years, 3" for ages in
        whole years and groups of fewer than 3 as "other", "bands, 3" for ages in bands
    progress : called with the share that is done, rising from 0 to 1

    Raises
    ------
    CohortError
        Where no cohort can be read; the sentence names the file, the place and the remedy.

    Examples
    --------
    >>> cohort = hlhdash.read_cohort("sample_data/ruxolitinib9.csv")
    >>> cohort = hlhdash.read_cohort(["arms.csv", "responses.csv", "adverse_events.xlsx"])
    """
    tell = progress or _nothing
    tell(0.0)
    chosen, answers = _split({} if mapping is None else mapping)
    _refuse_types(name=name, day_zero=day_zero, encoding=encoding, data_cutoff=data_cutoff, coarsen=coarsen)
    how = None if coarsen is None else coarsening(coarsen)
    cutoff = None if data_cutoff is None else _cutoff(data_cutoff)
    opened = open_source(source, name, encoding=encoding)
    tell(OPENED)
    notes = Notes(answers, list(opened.findings))
    sheets = sort_sheets(opened, chosen, notes)
    masking = _say_masked(sheets, notes)
    tell(SORTED)
    cohort = assemble(opened, sheets, notes, lambda share: tell(SORTED + (ASSEMBLED - SORTED) * share), cutoff)
    _unused(sheets, chosen, answers, notes)
    cohort = replace(
        cohort,
        findings=_in_place(sheets, notes),
        record_numbers=masking or bool(identifying(sheets, chosen=True)),
        encoding=opened.encoding,
    )
    cohort = cohort.masked() if masking else cohort
    cohort = cohort if how is None else cohort.coarsened(how)
    cohort = cohort if day_zero is None else cohort.with_day_zero(day_zero)
    tell(1.0)
    return cohort


def _nothing(_: float) -> None:
    """Tell nobody how far the reading is."""


def _in_place(sheets: Sorted, notes: Notes) -> tuple[Finding, ...]:
    """Return the findings, each at the sheet and row its cell stands on in the file."""
    origins = {sheet.name: sheet.origins for reads in sheets.values() for sheet, _ in reads if sheet.origins}
    columns: dict[SheetKind, list[ColumnReading]] = {
        kind: [one for _, found in reads for one in found] for kind, reads in sheets.items()
    }
    shown = with_cells(with_figures(notes.findings, columns), (read for reads in sheets.values() for read in reads))
    return tuple(relocated(one, origins.get(one.sheet, {})) for one in shown)


def _cutoff(written: str) -> str:
    found = date(written)
    if found is None:
        raise CohortError(message("data_cutoff= must be a date such as 2021-12-31; it is {written}.", written=written))
    return found.isoformat()


def _refuse_types(**words: object) -> None:
    for argument, value in words.items():
        if value is not None and not isinstance(value, str):
            raise CohortError(message("{argument}= must be a word, or None.", argument=argument))


def _split(mapping: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Return corrections (header to field) and answers (question to choice)."""
    pairs = mapping.items() if isinstance(mapping, Mapping) else [(None, None)]
    if not all(isinstance(key, str) and isinstance(value, (str, type(None))) for key, value in pairs):
        raise CohortError(message("mapping= must give for each header or question a word, or None."))
    answers = {key: value for key, value in mapping.items() if value and not is_field(value)}
    return {key: value or "" for key, value in mapping.items() if key not in answers}, answers


def _say_masked(sheets: Sorted, notes: Notes) -> bool:
    """Say where only a name or a record number tells patients apart; they are then called P01, P02 ..."""
    found = identifying(sheets, chosen=False)
    for reading in found:
        notes.add(
            "warning",
            message(
                "Column {column} tells patients apart and can identify a person; "
                "the patients are called P01, P02 … in the order of the file.",
                column=reading.header,
            ),
            message("Give each child a study code in a column patient_id, and remove this column."),
            sheet=reading.sheet,
            column=reading.header,
        )
    return bool(found)


def _unused(sheets: Sorted, chosen: Mapping[str, str], answers: Mapping[str, str], notes: Notes) -> None:
    """Say which entries of `mapping=` changed nothing."""
    kinds: dict[str, set[SheetKind]] = {}
    for kind, reads in sheets.items():
        for reading in (reading for _, readings in reads for reading in readings):
            kinds.setdefault(reading.header, set()).add(kind)
    choices = {word for question in notes.questions for word in question.choices}
    asked = {name for question in notes.questions for name in (question.field, question.column)}
    for key, value in {**chosen, **answers}.items():
        is_answer = key in answers
        if is_answer and key not in kinds and key not in asked and key.partition(":")[0] in FIELDS:
            notes.add("note", *_not_asked(key, value), column=key)
            continue
        if key not in kinds and not (is_answer and key in asked):
            if is_answer and len(chosen) + len(answers) == 1:
                raise _no_entry(key, value)
            sentence = message("mapping= names {key}, which is neither a column nor a question of this file.", key=key)
        elif is_answer and key in kinds and value not in choices:
            sentence = message("mapping= gives {key} the word {value}, which is no field.", key=key, value=value)
        elif is_answer and (offered := _offered(key, notes)) and value not in offered:
            sentence = message(
                "mapping= answers the question about {key} with {value}, which is none of its choices ({choices}).",
                key=key,
                value=value,
                choices=listed(offered),
            )
        elif not is_answer and not any(fits(value, kind) for kind in kinds[key]):
            sentence = message("Column {key} cannot become {value} on its sheet.", key=key, value=value)
        else:
            continue
        notes.add("warning", sentence, message("Correct the entry."), column=key)


def _not_asked(key: str, answer: str) -> tuple[Message, Message]:
    """Say that an answer is to a question that the file does not raise, as may be with a saved mapping."""
    sentence = message(
        "mapping= answers {key} with {value}, but this file raises no such question.", key=key, value=answer
    )
    return sentence, message("Nothing, if the answer was meant for another file.")


def _offered(key: str, notes: Notes) -> tuple[str, ...]:
    """Return the choices of the questions that an answer under this name is for."""
    return tuple(word for one in notes.questions if key in (one.field, one.column) for word in one.choices)


def _no_entry(key: str, value: str) -> CohortError:
    return CohortError(
        message(
            "mapping= gives {key} the word {value}, but there is no such column or question, and no such field. "
            "Give a column of the file the name of a field.",
            key=key,
            value=value,
        )
    )
