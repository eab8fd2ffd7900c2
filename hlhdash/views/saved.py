"""A saved view: settings, filters, column choices and the SHA-256 of the file, and nothing of a patient."""

from __future__ import annotations

import contextlib
import json
import platform
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields, is_dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.saved_mapping import headers_of
from hlhdash.language import message
from hlhdash.views.settings import KINDS, Settings, View

FORMAT = "hlhdash view"
VERSION = 1
MAX_BYTES = 1_000_000
MOST_SLIDES = 200
MOST = 1e9  # of any number: days, ages, rates
SETTINGS = ("encoding", "data_cutoff", "coarsen")  # of the reading, that a user can set
_PACKAGES = ("numpy", "pandas", "scipy")


@dataclass(frozen=True)
class SavedView:
    """What is kept of a visit.

    Attributes
    ----------
    fingerprint : SHA-256 of the file it was made with
    patients : how many that file has
    headers : its column names
    mapping : the user's corrections and answers
    deck : the views in their order
    reading : encoding, data cut-off and coarsening where the user set them, as arguments of `hlhdash.read_cohort`
    versions : of what computed them
    """

    fingerprint: str
    patients: int
    headers: tuple[str, ...]
    mapping: Mapping[str, str | None]
    deck: tuple[View, ...]
    reading: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """Write it as a small text file."""
        content = {
            "format": FORMAT,
            "version": VERSION,
            "sha256": self.fingerprint,
            "patients": self.patients,
            "headers": list(self.headers),
            "mapping": dict(self.mapping),
            "reading": dict(self.reading),
            "deck": [_written(view) for view in self.deck],
            "versions": dict(self.versions),
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def save_view(
    cohort: Cohort,
    mapping: Mapping[str, str | None],
    deck: tuple[View, ...],
    reading: Mapping[str, str] = types.MappingProxyType({}),
) -> SavedView:
    """Keep views of a cohort as it was read, before any filter."""
    headers = headers_of(cohort.columns)
    return SavedView(cohort.fingerprint, cohort.n_total, headers, dict(mapping), deck, dict(reading), versions())


def versions() -> dict[str, str]:
    """Return the versions of what computes results."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def is_saved_view(data: bytes) -> bool:
    """Say whether a file is a saved view."""
    return len(data) <= MAX_BYTES and isinstance(content := _json(data), dict) and content.get("format") == FORMAT


def read_saved_view(data: bytes, name: str) -> SavedView:
    """Read a saved view.

    Raises
    ------
    CohortError
        Where the file is none, was written by a later version, or was changed by hand into something else.
    """
    content = _json(data) if len(data) <= MAX_BYTES else None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise CohortError(message("{name} is no saved view of hlhdash. Save one in the sidebar.", name=name))
    if content.get("version") != VERSION:
        raise CohortError(
            message(
                "{name} was saved by another version of hlhdash (format {found}, this one reads {known}). "
                "Make the view again and save it.",
                name=name,
                found=str(content.get("version"))[:12],
                known=VERSION,
            )
        )
    try:
        deck = tuple(_view(one) for one in _checked(content["deck"], list)[:MOST_SLIDES])
        return SavedView(
            _checked(content["sha256"], str),
            _checked(content["patients"], int),
            tuple(_checked(one, str) for one in _checked(content["headers"], list)),
            {_checked(k, str): _checked(v, str | None) for k, v in _checked(content["mapping"], dict).items()},
            deck,
            {_setting(k): _checked(v, str) for k, v in _checked(content.get("reading", {}), dict).items()},
            {_checked(k, str): _checked(v, str) for k, v in _checked(content.get("versions", {}), dict).items()},
        )
    except (KeyError, TypeError, ValueError) as problem:
        where = str(problem.args[0])[:60] if problem.args else ""
        raise CohortError(
            message(
                "{name} is damaged: {where} is missing or holds something else. Make the view again and save it.",
                name=name,
                where=where,
            )
        ) from None


def _setting(name: str) -> str:
    if name not in SETTINGS:
        raise ValueError(name)
    return name


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _written(view: View) -> dict[str, Any]:
    return {"screen": view.kind, **asdict(view)}


def _view(content: Any) -> View:
    known = _checked(content, dict)
    kinds: dict[str, type[Settings]] = {name: kind for kind, name in KINDS.items()}
    kind = kinds.get(_checked(known["screen"], str))
    if kind is None:
        raise ValueError("screen")
    parts = {name: value for name, value in known.items() if name not in ("screen", "settings")}
    made = _made(View, parts | {"settings": None}, {"settings": kind})
    return View(_made(kind, known["settings"]), made.lens, made.title, made.note)


def _made(kind: Any, content: Any, skipped: Mapping[str, Any] = types.MappingProxyType({})) -> Any:
    """Make a dataclass of what was read; every value is checked against the type of its field."""
    given, hints = _checked(content, dict), get_type_hints(kind)
    names = {one.name for one in fields(kind)}
    for name in given:
        if name not in names:
            raise ValueError(name)
    values = {}
    for one in fields(kind):
        if one.name in skipped:
            values[one.name] = skipped[one.name]()
        elif one.name in given:
            values[one.name] = _fitting(given[one.name], hints[one.name], one.name)
        elif one.default is MISSING and one.default_factory is MISSING:
            raise KeyError(one.name)
    return kind(**values)


def _fitting(value: Any, hint: Any, name: str) -> Any:
    """Return a value as its field has it: lists become tuples, objects become dataclasses."""
    if is_dataclass(hint):
        return _made(hint, value)
    origin = get_origin(hint)
    if origin is Literal:
        if value in get_args(hint) and type(value) in {type(one) for one in get_args(hint)}:
            return value
    elif origin is tuple:
        if isinstance(value, list):
            return tuple(_fitting(one, get_args(hint)[0], name) for one in value)
    elif origin in (types.UnionType, typing.Union):
        return _one_of(value, get_args(hint), name)
    elif _is(value, hint):
        return value
    raise ValueError(name)


def _one_of(value: Any, choices: tuple[Any, ...], name: str) -> Any:
    """Return a value as the first of several types that it fits."""
    for choice in choices:
        if is_dataclass(choice) and isinstance(value, dict):
            with contextlib.suppress(KeyError, TypeError, ValueError):
                return _made(choice, value)
        elif not is_dataclass(choice) and _is(value, choice):
            return value
    raise ValueError(name)


def _is(value: Any, kind: Any) -> bool:
    """Say whether a value is of a plain type; a truth value is no number, a whole number is one."""
    if kind is None or kind is type(None):
        return value is None
    if kind in (int, float):
        is_number = isinstance(value, (int, float) if kind is float else int) and not isinstance(value, bool)
        return is_number and abs(value) <= MOST  # not infinite either, nor NaN
    return isinstance(value, kind)


def _checked(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(str(value)[:40])
    return value
