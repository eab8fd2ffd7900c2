"""Where a result comes from."""

from __future__ import annotations

from dataclasses import dataclass

from hlhdash.language import Message


@dataclass(frozen=True)
class Provenance:
    """Where a result comes from, for the footer of every figure and the note of every export.

    Attributes
    ----------
    source : name of the file
    fingerprint : SHA-256 of what was read
    n, n_total : patients looked at, patients in the file
    day_zero : the milestone that is day zero
    data_cutoff : the last date of the data, ISO, or None
    filters : each filter in words
    filters_after_day_zero : the columns filtered by that are known only after day zero
    note : what must be said wherever the data are shown ("reconstruction ..."), or None
    coarsened : what is told less exactly than in the file, or None
    """

    source: str
    fingerprint: str
    n: int
    n_total: int
    day_zero: str
    data_cutoff: str | None
    filters: tuple[Message, ...]
    filters_after_day_zero: tuple[str, ...]
    note: Message | None
    coarsened: Message | None = None
