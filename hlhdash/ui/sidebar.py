"""The sidebar, the same on every screen: the file, its size, filters, day zero, time unit, masks."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from hlhdash.analysis.groups import label
from hlhdash.analysis.swimmer import Swimmer
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.cohort.own_words import own_word
from hlhdash.language import Translator, message
from hlhdash.ui import address, chip, deck, kept_view, languages, rejoined, results, selection, sign_in, upload, visit
from hlhdash.ui.choices import UNITS
from hlhdash.ui.controls import pick, pick_of_file, pick_range, pick_some_of_file, switch, words
from hlhdash.ui.escape import markdown

MOST_LANES = 150
LANES_OF_A_PART = 100
USUAL_FILTERS = ("etiology", "sex", "line_of_therapy")


def draw() -> None:
    """Draw the sidebar and keep the cohort as it shows it."""
    say = words()
    with st.sidebar:
        place = st.container(gap="xxsmall")
        upload.draw()
        restored = deck.restore()
        opened = visit.current()
        cohort = _day_zero(opened.cohort, say)
        if switch(
            say("Mask patient IDs"),
            name="mask",
            default=opened.cohort.record_numbers,
            help=say("Shows P01, P02 … in the order of the file, on every screen."),
        ):
            cohort = cohort.masked()
        linked = st.container()
        st.subheader(say("Filters"), anchor=False)
        shown = selection.apply(_filtered(cohort, say))
        with place:
            _size(opened, shown, say)
        pick(
            say("Time in"),
            UNITS,
            name="unit",
            default="months",
        )
        languages.switch()
        sign_in.way_out()
        kept_view.draw()
        rejoined.draw(say, has_file=not opened.is_sample)
    visit.set_view(shown, masked=is_masked())
    with linked:
        chip.draw()
        deck.draw()
    fingerprint = None if opened.is_sample else shown.fingerprint[: address.FINGERPRINT_DIGITS]
    address.write({address.FILE: fingerprint, address.MAPPING: address.digits(opened.choices)})
    if restored is not None:
        deck.go(restored)


def time_unit() -> str:
    """Return the unit of time chosen in the sidebar."""
    return str(st.session_state.get(address.state_key("unit"), "months"))


def size_words(cohort: Cohort, say: Translator) -> str:
    """Say how many patients are looked at: "7 of 9 patients"."""
    if len(cohort) == cohort.n_total:
        return say.counted("{n} patient", "{n} patients", n=len(cohort))
    return say.counted("{shown} of {n} patient", "{shown} of {n} patients", n=cohort.n_total, shown=len(cohort))


def _size(opened: visit.Visit, shown: Cohort, say: Translator) -> None:
    st.subheader(size_words(shown, say), anchor=False)
    note = f" · {say(shown.note)}" if shown.note else ""
    st.caption(markdown(opened.name) + note)


def _day_zero(cohort: Cohort, say: Translator) -> Cohort:
    choices = cohort.day_zero_choices
    if len(choices) < 2:
        return cohort
    chosen = pick(
        say("Day zero"),
        {name: title(name) for name in choices},
        name="zero",
        default=cohort.day_zero,
        help=say("Every time is counted from this day. Patients who never reached it have no times."),
    )
    return cohort.with_day_zero(chosen)


def _filtered(cohort: Cohort, say: Translator) -> Cohort:
    """Draw the filters with the number of patients behind each value, and apply them."""
    columns = visit.current().groupings
    conditions: dict[str, Any] = {}
    usual = [name for name in USUAL_FILTERS if name in columns]
    for name in usual:
        conditions |= _filter(cohort, name, columns, say)
    conditions |= _ages(cohort, say)
    others = [name for name in columns if name not in usual]
    if others:
        with st.expander(say("More columns"), expanded=_any_set(others, columns)):
            for name in others:
                conditions |= _filter(cohort, name, columns, say)
    return cohort.where(**conditions) if conditions else cohort


def _any_set(names: list[str], columns: tuple[str, ...]) -> bool:
    keys = [address.state_key(f"f{columns.index(name)}") for name in names]
    linked = any(address.read(f"f{columns.index(name)}") for name in names)
    return linked or any(st.session_state.get(key) for key in keys)


def _filter(cohort: Cohort, name: str, columns: tuple[str, ...], say: Translator) -> dict[str, Any]:
    values = cohort.values(name)
    cells = cohort.patients[name]
    counts = cells.value_counts(dropna=False)
    shown = [f"{_written(name, v, say)} ({_count(counts, cells, v)})" for v in values]
    chosen = pick_some_of_file(say(title(name)), shown, name=f"f{columns.index(name)}", placeholder=say("All"))
    return {name: [values[i] for i in chosen]} if chosen else {}


def _count(counts: Any, cells: Any, value: Any) -> int:
    return int(cells.isna().sum()) if value is None else int(counts.get(value, 0))


def _written(column: str, value: Any, say: Translator) -> str:
    own = message("missing") if value is None else own_word(column, value)
    if own is not None:
        return say(own)
    return f"{value:g}" if isinstance(value, float) else str(value)[:60]


def _ages(cohort: Cohort, say: Translator) -> dict[str, Any]:
    ages = cohort.patients["age_years"].dropna()
    if ages.nunique() < 2:
        return {}
    low, high = float(math.floor(ages.min())), float(math.ceil(ages.max()))
    chosen = pick_range(say("Age"), low, high, 0.5, name="age", form=say("{age} years", age="%g"))
    return {} if chosen is None else {"age_years": chosen}


def group_by(heading: str, *, name: str, default: str | None, columns: tuple[str, ...]) -> str | None:
    """Choose a column to group by; its number goes to the address."""
    say = words()
    options: list[str | None] = [None, *columns]
    return pick_of_file(
        heading,
        options,
        lambda column: say("No groups") if column is None else say(title(column)),
        name=name,
        default=default if default in options else None,
    )


def everyone() -> Cohort:
    """Return all patients, under the names that are shown: a filter must not renumber values that can be chosen."""
    cohort = visit.current().cohort
    return cohort.masked() if is_masked() else cohort


def against(by: str, *, name: str) -> str | None:
    """Choose one value of a column to stand against all others; its number goes to the address."""
    say = words()
    values = [None, *[label(value) for value in everyone().values(by) if value is not None]]

    def shown(value: str | None) -> str:
        if value is None:
            return say("All groups")
        return say("{value} against the rest", value=own_word(by, value) or value[:40])

    return pick_of_file(say("Compare"), values, shown, name=name, default=None)


def part_of(result: Swimmer) -> Swimmer:
    """Ask which part of a long swimmer plot to show: hundreds of lanes are neither legible nor quick."""
    total = len(result.lanes)
    if total <= MOST_LANES:
        return result
    say = words()
    starts = range(0, total, LANES_OF_A_PART)
    parts = {
        str(i): message(
            "{first} to {last} of {total}", first=start + 1, last=min(start + LANES_OF_A_PART, total), total=total
        )
        for i, start in enumerate(starts)
    }
    chosen = pick(say("Patients, in this order"), parts, name="part", default="0")
    return results.made(result, Swimmer.only, starts[int(chosen)], LANES_OF_A_PART)


def is_masked() -> bool:
    """Say whether patients are shown by masked names."""
    return bool(st.session_state.get(address.state_key("mask"), False))
