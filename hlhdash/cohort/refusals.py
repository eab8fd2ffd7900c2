"""The sentences for files that cannot be used as a whole: each names the file and the remedy."""

from __future__ import annotations

from hlhdash.cohort.findings import CohortError
from hlhdash.language import Message, listed, message

MEGABYTE = 2**20


def too_large(name: str, most: int) -> CohortError:
    """Refuse a file of too many bytes."""
    return CohortError(
        message(
            "{file} is larger than {most} MB, the most that is read. "
            "Keep only the columns of the cohort and drop it again.",
            file=name,
            most=most // MEGABYTE,
        )
    )


def too_many_cells(name: str, sheet: str, most: int) -> CohortError:
    """Refuse a sheet that reaches too far."""
    return CohortError(
        message(
            "{file}: sheet {sheet} reaches over more than {most} million cells. Delete the empty rows and columns "
            "below and beside the cohort, or copy it into a new workbook, and drop that.",
            file=name,
            sheet=sheet,
            most=most // 1_000_000,
        )
    )


def too_many_values(name: str, most: int) -> CohortError:
    """Refuse a file with more different values than can be read in seconds."""
    return CohortError(
        message(
            "{file} holds more than {most} million different values. Keep only the columns that belong to the cohort, "
            "and drop that.",
            file=name,
            most=most // 1_000_000,
        )
    )


def too_many_rows(name: str, sheet: str, most: int) -> CohortError:
    """Refuse a sheet with more rows than can be read in seconds."""
    return CohortError(
        message(
            "{file}: sheet {sheet} reaches over more than {most} rows. Delete the empty rows below the cohort, or keep "
            "only the rows that belong to it, and drop that.",
            file=name,
            sheet=sheet,
            most=most,
        )
    )


def too_many_columns(sheet: str, width: int, most: int) -> CohortError:
    """Refuse a sheet that is too wide."""
    return CohortError(
        message(
            "Sheet {sheet} has {width} columns; at most {most} can be read. Remove the empty ones.",
            sheet=sheet,
            width=width,
            most=most,
        )
    )


def unpacks_too_far(name: str, size: int) -> CohortError:
    """Refuse a workbook that unpacks to far more than its size."""
    return CohortError(
        message(
            "{file} unpacks to {size} MB, far more than its size: it was not opened. "
            "Copy the cohort into a new workbook, without empty formatted rows, and drop that.",
            file=name,
            size=round(size / MEGABYTE),
        )
    )


def no_rows(name: str) -> CohortError:
    """Refuse a file that holds a header and nothing below it."""
    return CohortError(
        message(
            "{file} has column names but no rows below them. Put one patient on each row and drop it again.", file=name
        )
    )


def empty(name: str) -> CohortError:
    """Refuse a file without content."""
    return CohortError(message("{file} is empty. Choose the file that holds the cohort.", file=name))


def broken(name: str) -> CohortError:
    """Refuse a workbook that cannot be opened."""
    return CohortError(
        message(
            "{file} is damaged or cut off and could not be opened. "
            "Open it in Excel, save it as a new xlsx, and drop that.",
            file=name,
        )
    )


def broken_table(name: str) -> CohortError:
    """Refuse a file of a statistics program that cannot be opened."""
    return CohortError(
        message(
            "{file} is damaged, cut off or of a kind that is not read. "
            "Open it in the program that made it, save the table as CSV, and drop that.",
            file=name,
        )
    )


def locked(name: str) -> CohortError:
    """Refuse a workbook that needs a password."""
    return CohortError(
        message("{file} is protected by a password. Save it without a password and drop it again.", file=name)
    )


def another_kind(name: str, what: Message) -> CohortError:
    """Refuse a picture, a document or another file that is no table."""
    return CohortError(
        message(
            "{file} is {what}, not a table. Save the cohort as CSV or Excel (xlsx) and drop that.", file=name, what=what
        )
    )


def not_text(name: str) -> CohortError:
    """Refuse bytes that no text file has."""
    return CohortError(
        message(
            "{file} is not a table: it holds bytes that no text file has. Save the cohort as CSV or Excel (xlsx).",
            file=name,
        )
    )


def not_in_encoding(name: str, encoding: str, known: tuple[str, ...]) -> CohortError:
    """Refuse a text file that is not written as the user says."""
    return CohortError(
        message(
            "{file} is not written in the encoding {encoding}. Choose another one, such as {choices}.",
            file=name,
            encoding=encoding,
            choices=listed(known),
        )
    )


def not_readable(name: str) -> CohortError:
    """Refuse a path that cannot be opened."""
    return CohortError(message("{file} could not be opened. Check that it is there and may be read.", file=name))


def no_patient(name: str, headers: tuple[str, ...]) -> CohortError:
    """Refuse a file without a column that tells patients apart."""
    return CohortError(
        message(
            "{file}: no column says which patient a row is. Name one column patient_id, or choose it below.", file=name
        ),
        headers=headers,
        wanted="patient_id",
    )


def nobody(name: str, sheet: str, column: str) -> CohortError:
    """Refuse a file in which no row names a patient."""
    return CohortError(
        message(
            "{file}: no row of sheet {sheet} names a patient in column {column}. Fill in one code for each child.",
            file=name,
            sheet=sheet,
            column=column,
        )
    )


def no_time(name: str, headers: tuple[str, ...]) -> CohortError:
    """Refuse a file that says of nobody how long they were followed."""
    return CohortError(
        message(
            "{file}: no column says how long a patient was followed. Add the date of ruxolitinib start and of the "
            "last follow-up, or the days of follow-up, or choose the column below.",
            file=name,
        ),
        headers=headers,
        wanted="last_follow_up",
    )


def no_zero(name: str, headers: tuple[str, ...]) -> CohortError:
    """Refuse a file of dates without a date to count from."""
    return CohortError(
        message(
            "{file}: there are dates, but none that time could be counted from. "
            "Add the date of ruxolitinib start, or choose the column below.",
            file=name,
        ),
        headers=headers,
        wanted="rux_start",
    )


def unread_times(name: str, headers: tuple[str, ...], column: str, cell: str) -> CohortError:
    """Refuse a file whose times are written in a way that is not read."""
    return CohortError(
        message(
            "{file}: most cells of column {column}, such as “{cell}”, are neither dates nor numbers, so it is not "
            "known how long a patient was followed. Write dates as 2019-03-05, or choose another column below.",
            file=name,
            column=column,
            cell=cell,
        ),
        headers=headers,
        wanted="last_follow_up",
    )
