"""Controls that remember themselves across screens and in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from hlhdash.language import Translator
from hlhdash.ui import address
from hlhdash.ui.escape import markdown


def words() -> Translator:
    """Return the translator of this visit."""
    return Translator(st.session_state.get("language", "en"))


def _start(name: str, valid: Callable[[object], bool], from_address: object, default: object) -> str:
    """Give a widget its first value: kept, else from the link, else the default. Returns its key."""
    key = address.state_key(name)
    if key not in st.session_state or not valid(st.session_state[key]):
        st.session_state[key] = from_address if from_address is not None and valid(from_address) else default
    return key


def pick(
    label: str, options: Mapping[str, str], *, name: str, default: str, buttons: bool = False, help: str | None = None
) -> str:
    """Choose one of our own words; the word's id goes to the address.

    Parameters
    ----------
    options : id to what is shown
    buttons : show them side by side; only for words that are not from the file
    """
    key = _start(name, lambda value: value in options, address.read(name), default)
    if buttons:
        value = st.segmented_control(
            label, list(options), format_func=options.__getitem__, key=key, required=True, help=help,
            persist_state="session",
        )  # fmt: skip
    else:
        value = st.selectbox(
            label, list(options), format_func=options.__getitem__, key=key, help=help, persist_state="session"
        )
    chosen = str(value) if value in options else default
    address.write({name: None if chosen == default else chosen})
    return chosen


def pick_of_file(
    label: str,
    options: Sequence[str | None],
    shown: Callable[[str | None], str],
    *,
    name: str,
    default: str | None,
    help: str | None = None,
) -> str | None:
    """Choose a column or a value of the file; its number goes to the address, never its text."""
    number = address.read(name)
    linked = int(number) if number and number.isdecimal() and int(number) < len(options) else None
    default_number = options.index(default) if default in options else 0
    key = _start(name, lambda value: value in range(len(options)), linked, default_number)
    value = st.selectbox(
        label,
        range(len(options)),
        format_func=lambda i: shown(options[i]),
        key=key,
        help=help,
        persist_state="session",
    )
    chosen = default_number if value is None else int(value)
    address.write({name: None if chosen == default_number else str(chosen)})
    return options[chosen]


def pick_some_of_file(label: str, shown: Sequence[str], *, name: str, placeholder: str) -> list[int]:
    """Choose some values of the file; returns their numbers, none chosen means all."""
    linked = [int(n) for n in (address.read(name) or "").split("-") if n.isdecimal() and int(n) < len(shown)]
    numbers = range(len(shown))
    key = _start(name, lambda v: isinstance(v, list) and all(i in numbers for i in v), linked, [])
    chosen = st.multiselect(
        markdown(label),
        numbers,
        format_func=lambda i: shown[i],
        key=key,
        placeholder=placeholder,
        persist_state="session",
    )
    address.write({name: "-".join(map(str, chosen)) or None})
    return [int(i) for i in chosen]


def pick_range(label: str, low: float, high: float, step: float, *, name: str, unit: str) -> tuple[float, float] | None:
    """Choose a range of a number; None where the whole range is chosen."""

    def valid(value: object) -> bool:
        return isinstance(value, tuple) and len(value) == 2 and low <= value[0] <= value[1] <= high

    key = _start(name, valid, _range(address.read(name)), (low, high))
    chosen = st.slider(label, low, high, step=step, key=key, format=f"%g {unit}", persist_state="session")
    whole = chosen == (low, high)
    address.write({name: None if whole else f"{chosen[0]:g}_{chosen[1]:g}"})
    return None if whole else (float(chosen[0]), float(chosen[1]))


def _range(written: str | None) -> tuple[float, float] | None:
    try:
        low, high = (float(part) for part in (written or "").split("_"))
    except ValueError:
        return None
    return low, high


def switch(label: str, *, name: str, default: bool = False, help: str | None = None) -> bool:
    """Turn something on or off."""
    written = address.read(name)
    linked = {"1": True, "0": False}.get(written or "")
    key = _start(name, lambda value: isinstance(value, bool), linked, default)
    value = bool(st.toggle(label, key=key, help=help, persist_state="session"))
    address.write({name: None if value == default else str(int(value))})
    return value


def pick_some(label: str, options: Mapping[str, str], *, name: str, default: Sequence[str] = ()) -> list[str]:
    """Choose some of our own words."""
    written = address.read(name)
    linked = None if written is None else [part for part in written.split("-") if part in options]
    key = _start(name, lambda v: isinstance(v, list) and all(i in options for i in v), linked, list(default))
    chosen = st.multiselect(label, list(options), format_func=options.__getitem__, key=key, persist_state="session")
    address.write({name: None if chosen == list(default) else "-".join(chosen)})
    return list(chosen)
