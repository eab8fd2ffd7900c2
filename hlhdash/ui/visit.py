"""The cohort of this visit: it lives in the memory of one session and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import streamlit as st

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.reading import read_cohort
from hlhdash.ui import address

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "ruxolitinib9.xlsx"
_VISIT = "_visit"
_VIEW = "_view"


@dataclass(frozen=True)
class Visit:
    """The file that is open and how it was read.

    Attributes
    ----------
    data, name : the file
    cohort : what was read, all patients, as the file counts time
    mapping : the user's corrections and answers
    is_sample : whether it is the sample that comes with hlhdash
    problem : why the last file could not be opened; the cohort from before stays
    refused : that file, so that a screen can ask for a missing column
    """

    data: bytes
    name: str
    cohort: Cohort
    mapping: Mapping[str, str | None]
    is_sample: bool
    problem: CohortError | None = None
    refused: tuple[bytes, str] | None = None

    @cached_property
    def groupings(self) -> tuple[str, ...]:
        """The columns to group and filter by; of all patients, so that no filter renumbers them."""
        return self.cohort.groupings

    @cached_property
    def known_at_day_zero(self) -> tuple[str, ...]:
        """The groupings that are known at day zero."""
        return tuple(name for name in self.groupings if not self.cohort.after_day_zero(name))


def current() -> Visit:
    """Return the open file, the sample at the beginning of a visit."""
    if _VISIT not in st.session_state:
        data = SAMPLE.read_bytes()
        _keep(Visit(data, SAMPLE.name, read_cohort(data, SAMPLE.name), {}, True))
    return st.session_state[_VISIT]


def open_sample() -> None:
    """Go back to the sample."""
    address.forget_link()
    st.session_state.pop(_VISIT, None)
    address.reset_view()
    current()


def open_file(data: bytes, name: str, mapping: Mapping[str, str | None] | None = None) -> bool:
    """Open a file; where it cannot be read, keep the cohort that was there and the reason.

    Returns whether it opened.
    """
    try:
        cohort = read_cohort(data, name, mapping=mapping)
    except CohortError as problem:
        _keep(replace(current(), problem=problem, refused=(data, name)))
        return False
    if address.asked_fingerprint() is None:
        address.forget_link()  # what it says is about the sample
    _keep(Visit(data, name, cohort, dict(mapping or {}), False))
    address.reset_view()
    return True


def reread(changes: Mapping[str, str | None]) -> bool:
    """Read the open file again with more corrections or answers."""
    visit = current()
    mapping = {**visit.mapping, **changes}
    try:
        cohort = read_cohort(visit.data, visit.name, mapping=mapping)
    except CohortError as problem:
        _keep(replace(visit, problem=problem, refused=None))
        return False
    _keep(replace(visit, cohort=cohort, mapping=mapping, problem=None, refused=None))
    address.reset_view()
    return True


def dismiss_problem() -> None:
    """Forget why the last file could not be opened."""
    _keep(replace(current(), problem=None, refused=None))


def _keep(visit: Visit) -> None:
    st.session_state[_VISIT] = visit
    address.match(visit.cohort.fingerprint, visit.mapping)


def set_view(cohort: Cohort) -> None:
    """Keep the cohort as the sidebar shows it: day zero, masks and filters applied."""
    st.session_state[_VIEW] = cohort


def view() -> Cohort:
    """Return the cohort as the sidebar shows it."""
    return st.session_state[_VIEW]
