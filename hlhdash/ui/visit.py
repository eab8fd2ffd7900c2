"""The cohort of this visit: it lives in the memory of one session and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

import streamlit as st

from hlhdash.analysis.landmark import landmark_groupings
from hlhdash.analysis.response_classes import response_columns
from hlhdash.cohort.difference import Difference, difference, is_newer_version
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.reading import read_cohort
from hlhdash.cohort.saved_mapping import SavedMapping, headers_of, signature
from hlhdash.ui import address

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "ruxolitinib9.xlsx"
_VISIT = "_visit"
_VIEW = "_view"
_LASTING = ("coarsen",)  # a new file must not show exactly what was coarsened
_CHOICES = "_choices"  # signature of column names to the choices made for files with these, in this visit

Files = tuple[tuple[bytes, str], ...]
Choices = Mapping[str, str | None]


@dataclass(frozen=True)
class Visit:
    """The files that are open and how they were read.

    Attributes
    ----------
    files : bytes and name of each
    cohort : what was read, all patients, as the file counts time
    mapping : the user's corrections and answers
    is_sample : whether it is the sample that comes with hlhdash
    problem : why the last file could not be opened; the cohort from before stays
    refused : those files, so that a screen can ask for a missing column
    recalled : whether choices made for an earlier file with the same columns were used again
    older : the cohort that was open before, if this is a newer version of its file
    settings : the encoding, the data cut-off and the coarsening the user set, as arguments of `read_cohort`
    """

    files: Files
    cohort: Cohort
    mapping: Choices
    is_sample: bool
    problem: CohortError | None = None
    refused: Files | None = None
    recalled: bool = False
    older: Cohort | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> Choices:
        """Corrections, answers and settings: what a link must have been made with, too."""
        return {**self.mapping, **{f"{name}=": value for name, value in self.settings.items()}}

    @property
    def name(self) -> str:
        """The names of the files."""
        return " + ".join(name for _, name in self.files)

    @cached_property
    def groupings(self) -> tuple[str, ...]:
        """The columns to group and filter by; of all patients, so that no filter renumbers them."""
        return self.cohort.groupings

    @cached_property
    def known_at_day_zero(self) -> tuple[str, ...]:
        """The groupings that are known at day zero."""
        return tuple(name for name in self.groupings if not self.cohort.after_day_zero(name))

    @cached_property
    def responses(self) -> tuple[str, ...]:
        """The columns that a response table can be made of; of all patients, too."""
        return response_columns(self.cohort)

    @cached_property
    def landmark_groupings(self) -> tuple[str, ...]:
        """The groupings that are known only later; of all patients, too."""
        return landmark_groupings(self.cohort)

    @cached_property
    def changes(self) -> Difference | None:
        """What the file says otherwise than its older version, None where there was none."""
        return None if self.older is None else difference(self.older, self.cohort)

    @property
    def saved_mapping(self) -> SavedMapping:
        """The choices as they can be kept: column names and choices."""
        return SavedMapping(headers_of(self.cohort.columns), self.mapping)


def current() -> Visit:
    """Return the open file, the sample at the beginning of a visit."""
    if _VISIT not in st.session_state:
        files, cohort = _sample(SAMPLE)
        _keep(Visit(files, cohort, {}, True))
    return st.session_state[_VISIT]


@cache
def _sample(path: Path) -> tuple[Files, Cohort]:
    """Read the sample once for the server: it is no visitor's, and to read it takes longer than the first screen."""
    data = path.read_bytes()
    return ((data, path.name),), read_cohort(data, path.name)


def open_sample() -> None:
    """Go back to the sample."""
    address.forget_link()
    st.session_state.pop(_VISIT, None)
    address.reset_view()
    current()


def open_files(
    files: Files,
    mapping: Choices | None = None,
    *,
    settings: Mapping[str, str] = MappingProxyType({}),
    progress: Callable[[float], None] | None = None,
) -> bool:
    """Open files that belong together; where they cannot be read, keep the cohort that was there and the reason.

    Parameters
    ----------
    mapping : corrections and answers; without any, those made before for files with the same columns are used
    settings : encoding, data cut-off and coarsening, as arguments of `read_cohort`; a coarsening lasts from file to
        file
    progress : called with the share that is done, rising from 0 to 1

    Returns whether they opened.
    """
    before = current()
    settings = {**{name: one for name, one in before.settings.items() if name in _LASTING}, **settings}
    try:
        cohort, used = (
            _read_as_before(files, settings, progress)
            if mapping is None
            else (_read(files, mapping, settings, progress), mapping)
        )
    except CohortError as problem:
        _keep(replace(before, problem=problem, refused=files))
        return False
    if address.asked_fingerprint() is None:
        address.forget_link()  # what it says is about the sample
    is_newer = not before.is_sample and is_newer_version(before.cohort, cohort)
    recalled = mapping is None and bool(used)
    older = before.cohort if is_newer else None
    _keep(Visit(files, cohort, used, False, recalled=recalled, older=older, settings=settings))
    address.reset_view()
    return True


def _read(
    files: Files, mapping: Choices, settings: Mapping[str, str], progress: Callable[[float], None] | None = None
) -> Cohort:
    if len(files) == 1:
        data, name = files[0]
        return read_cohort(data, name, mapping=mapping, progress=progress, **settings)
    return read_cohort(list(files), mapping=mapping, progress=progress, **settings)


def _read_as_before(
    files: Files, settings: Mapping[str, str], progress: Callable[[float], None] | None
) -> tuple[Cohort, Choices]:
    """Read files with the choices this visit has made for files with the same columns, else with none."""
    known: dict[str, Choices] = st.session_state.get(_CHOICES, {})
    try:
        cohort = _read(files, {}, settings, progress)
    except CohortError as problem:
        choices = known.get(signature(problem.headers))
        if not choices:
            raise
    else:
        choices = known.get(signature(headers_of(cohort.columns)))
        if not choices:
            return cohort, {}
    return _read(files, choices, settings), choices


def reread(changes: Choices) -> bool:
    """Read the open file again with more corrections or answers."""
    return _reread({**current().mapping, **changes})


def set_setting(name: str, value: str | None) -> bool:
    """Read the open file again in another encoding or with another data cut-off; None goes back to the file's own."""
    others = {key: one for key, one in current().settings.items() if key != name}
    return _reread(current().mapping, others if value is None else {**others, name: value})


def read_as(mapping: Choices, settings: Mapping[str, str]) -> bool:
    """Read the open file again with these choices and settings and no others, as a saved view has them."""
    return _reread(mapping, settings)


def use_saved(saved: SavedMapping) -> bool:
    """Read the open file again with the choices of a saved mapping, and use them for later files with its columns."""
    _remember(saved)
    return _reread(saved.choices)


def forget_choices() -> None:
    """Read the open file again as it was guessed."""
    mine = current().saved_mapping.signature
    st.session_state[_CHOICES] = {key: one for key, one in st.session_state.get(_CHOICES, {}).items() if key != mine}
    _reread({})


def _reread(mapping: Choices, settings: Mapping[str, str] | None = None) -> bool:
    visit = current()
    settings = visit.settings if settings is None else settings
    try:
        cohort = _read(visit.files, mapping, settings)
    except CohortError as problem:
        _keep(replace(visit, problem=problem, refused=None))
        return False
    _keep(replace(visit, cohort=cohort, mapping=mapping, settings=settings, problem=None, refused=None, recalled=False))
    address.reset_view()
    return True


def set_problem(problem: CohortError) -> None:
    """Say why something that was dropped cannot be used; the cohort stays."""
    _keep(replace(current(), problem=problem, refused=None))


def _keep(visit: Visit) -> None:
    st.session_state[_VISIT] = visit
    if visit.mapping:
        _remember(visit.saved_mapping)
    address.match(visit.cohort.fingerprint, visit.choices)


def _remember(saved: SavedMapping) -> None:
    known = {**st.session_state.get(_CHOICES, {}), saved.signature: saved.choices}
    st.session_state[_CHOICES] = known


@dataclass(frozen=True)
class _View:
    """The cohort on the screen, and of what it is a part."""

    cohort: Cohort
    whole: Cohort
    masked: bool

    def is_same(self, other: _View) -> bool:
        """Say whether both show the same patients in the same way, whichever rerun made them."""
        mine, theirs = self.cohort, other.cohort
        return (
            self.whole is other.whole
            and self.masked == other.masked
            and (mine.day_zero, mine.filters) == (theirs.day_zero, theirs.filters)
            and mine.patients["patient_id"].equals(theirs.patients["patient_id"])
        )


def set_view(cohort: Cohort, *, masked: bool) -> None:
    """Keep the cohort as the sidebar shows it: day zero, masks and filters applied.

    The one from the last rerun stays where nothing has changed, so that what was computed of it is still of use.
    """
    made = _View(cohort, current().cohort, masked)
    before: _View | None = st.session_state.get(_VIEW)
    if before is None or not before.is_same(made):
        st.session_state[_VIEW] = made


def view() -> Cohort:
    """Return the cohort as the sidebar shows it."""
    return st.session_state[_VIEW].cohort
