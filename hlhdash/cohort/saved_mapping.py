"""Corrections and answers that can be kept beside a file: its column names and the choices, never a cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeGuard

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.mapping import ColumnReading
from hlhdash.language import message

FORMAT = "hlhdash mapping"
VERSION = 1
MAX_BYTES = 1_000_000


@dataclass(frozen=True)
class SavedMapping:
    """What a user chose for files with certain column names.

    Attributes
    ----------
    headers : the column names of all sheets, in the order of the file
    choices : column name to field (None: kept as it came), question to answer; as `mapping=` of `read_cohort`
    """

    headers: tuple[str, ...]
    choices: Mapping[str, str | None]

    @property
    def signature(self) -> str:
        """Digits that are the same for every file with these column names, in whatever order."""
        return signature(self.headers)

    def to_json(self) -> bytes:
        """Write the mapping as a small text file."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "headers": list(self.headers),
            "choices": dict(self.choices),
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def signature(headers: Iterable[str]) -> str:
    """Return digits for a set of column names."""
    return hashlib.sha256("\x00".join(sorted(set(headers))).encode("utf-8", "surrogatepass")).hexdigest()


def headers_of(columns: Iterable[ColumnReading]) -> tuple[str, ...]:
    """Return the column names of a cohort, each once."""
    return tuple(dict.fromkeys(reading.header for reading in columns))


def is_saved_mapping(name: str) -> bool:
    """Say by its name whether a file is a saved mapping."""
    return name.casefold().endswith(".json")


def read_saved_mapping(data: bytes, name: str) -> SavedMapping:
    """Read a saved mapping.

    Raises
    ------
    CohortError
        Where the file is none, or was written by a later version.
    """
    problem = CohortError(
        message("{name} holds no saved column choices. Save them on the Cohort screen, under Columns.", name=name)
    )
    try:
        content = json.loads(data) if len(data) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        raise problem from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise problem
    if content.get("version") != VERSION:
        raise CohortError(
            message("{name} was saved by another version of hlhdash. Choose the columns again.", name=name)
        )
    headers, choices = content.get("headers"), content.get("choices")
    if not _are_words(headers) or not isinstance(choices, dict):
        raise problem
    if not all(isinstance(choice, (str, type(None))) for choice in choices.values()):
        raise problem
    return SavedMapping(tuple(headers), dict(choices))


def _are_words(headers: object) -> TypeGuard[list[str]]:
    return isinstance(headers, list) and all(isinstance(header, str) for header in headers)
