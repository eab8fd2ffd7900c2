"""Controls that remember themselves across screens and in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

import streamlit as st

from hlhdash.language import Message, Translator
from hlhdash.ui import address, languages
from hlhdash.ui.escape import markdown

Word = TypeVar("Word", bound=str)


def words() -> Translator:
    """Return the translator of this visit."""
    return languages.translator()


def _start(name: str, valid: Callable[[object], bool], from_address: object, default: object) -> str:
    """Give a widget its first value: kept, else from the link, else the default. Returns its key."""
    key = address.state_key(name)
    if key not in st.session_state or not valid(st.session_state[key]):
        st.session_state[key] = from_address if from_address is not None and valid(from_address) else default
    return key


def pick(label: str, options: Mapping[Word, Message], *, name: str, default: str, help: str | None = None) -> Word:
    """Choose one of our own words; its id goes to the address.

    Parameters
    ----------
    options : id to what is shown
    """
    say = words()
    key = _start(name, lambda value: value in options, address.read(name), default)
    value = st.selectbox(
        label, list(options), format_func=lambda id: say(options[id]), key=key, help=help, persist_state="session"
    )
    chosen = next(option for option in options if option == (value if value in options else default))
    address.write({name: None if chosen == default else chosen})
    return chosen


def segments(label: str, options: Mapping[Word, Message], *, name: str, default: str) -> Word:
    """Choose one of our own words from a row of buttons; its id goes to the address."""
    say = words()
    key = _start(name, lambda value: value in options, address.read(name), default)
    value = st.segmented_control(
        label,
        list(options),
        format_func=lambda id: say(options[id]),
        key=key,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    chosen = next(option for option in options if option == (value if value in options else default))
    address.write({name: None if chosen == default else chosen})
    return chosen


def undrawn(name: str, valid: Callable[[object], bool], default: object, linked: object = None) -> Any:
    """Return the value of a control that is not drawn: as it was left, else from the link, else its default.

    Parameters
    ----------
    linked : what the link says, as a value of the control; by default its text
    """
    from_link = address.read(name) if linked is None else linked
    return st.session_state[_start(name, valid, from_link, default)]


def numbers_in(written: str | None, n: int) -> list[int]:
    """Return the numbers of options that an address names, "0-2"; `n` is how many options there are."""
    known = {str(i): i for i in range(n)}
    return [known[one] for one in (written or "").split("-") if one in known]


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
    linked = next(iter(numbers_in(address.read(name), len(options))), None)
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
    linked = numbers_in(address.read(name), len(shown))
    numbers = range(len(shown))
    key = _start(name, lambda v: isinstance(v, list) and all(i in numbers for i in v), linked, [])
    chosen = st.multiselect(
        markdown(label),
        numbers,
        format_func=lambda i: str(shown[int(i)]),
        key=key,
        placeholder=placeholder,
        persist_state="session",
    )
    address.write({name: "-".join(map(str, chosen)) or None})
    return [int(i) for i in chosen]


def pick_range(label: str, low: float, high: float, step: float, *, name: str, form: str) -> tuple[float, float] | None:
    """Choose a range of a number; None where the whole range is chosen.

    Parameters
    ----------
    form : how a number is written, such as "%g years"
    """

    def valid(value: object) -> bool:
        return isinstance(value, tuple) and len(value) == 2 and low <= value[0] <= value[1] <= high

    key = _start(name, valid, _range(address.read(name)), (low, high))
    slider = st.slider(label, low, high, step=step, key=key, format=form, persist_state="session")
    first, last = cast("tuple[float, float]", slider)  # a range, because the widget's first value is one
    whole = (first, last) == (low, high)
    address.write({name: None if whole else f"{first:g}_{last:g}"})
    return None if whole else (float(first), float(last))


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


def pick_some(label: str, options: Mapping[str, Message], *, name: str) -> list[str]:
    """Choose some of our own words, none at first."""
    say = words()
    linked = [part for part in (address.read(name) or "").split("-") if part in options]
    key = _start(name, lambda v: isinstance(v, list) and all(i in options for i in v), linked, [])
    chosen = st.multiselect(
        label, list(options), format_func=lambda id: say(options[id]), key=key, placeholder=say("None"),
        persist_state="session",
    )  # fmt: skip
    address.write({name: "-".join(chosen) or None})
    return list(chosen)


def kept(name: str, options: Mapping[Word, object], default: str) -> Word:
    """Return a choice of ours whose control may not be on the screen: as it was made, else as the link has it."""
    made = st.session_state.get(address.state_key(name), address.read(name))
    return cast("Word", made if made in options else default)


def number(label: str, *, name: str, default: float, low: float, high: float, step: float) -> float:
    """Ask for a number between two ends."""
    key = _start(name, lambda value: _is_between(value, low, high), _number(address.read(name)), float(default))
    st.number_input(label, float(low), float(high), step=float(step), key=key, format="%g", persist_state="session")
    chosen = float(st.session_state[key])
    address.write({name: None if chosen == default else f"{chosen:g}"})
    return chosen


def kept_number(name: str, *, default: float, low: float, high: float) -> float:
    """Return a number whose control may not be on the screen."""
    made = st.session_state.get(address.state_key(name), _number(address.read(name)))
    return float(made) if _is_between(made, low, high) else float(default)


def _number(written: str | None) -> float | None:
    try:
        return float(written or "")
    except ValueError:
        return None


def _is_between(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and low <= value <= high


def kept_some(name: str, options: Mapping[str, object]) -> list[str]:
    """Return several choices of ours whose control may not be on the screen."""
    made = st.session_state.get(address.state_key(name))
    if not isinstance(made, list):
        made = (address.read(name) or "").split("-")
    return [one for one in made if one in options]


def kept_switch(name: str, *, default: bool = False) -> bool:
    """Return whether something is on whose control may not be on the screen."""
    made = st.session_state.get(address.state_key(name))
    return made if isinstance(made, bool) else {"1": True, "0": False}.get(address.read(name) or "", default)
