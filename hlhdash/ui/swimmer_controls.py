"""The choices of the Swimmer screen: order, groups and colour first, what is seldom changed behind one button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

import hlhdash
from hlhdash.analysis.normal import TITLES
from hlhdash.analysis.swimmer.align import alignment_title, alignments
from hlhdash.cohort.fields import title
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message
from hlhdash.ui import address, sidebar, visit
from hlhdash.ui.choices import COLOURS, EXTRAS, REFERENCE_DAYS, SORTS, TIME_SHOWN
from hlhdash.ui.controls import kept, kept_some, kept_switch, pick, pick_some, switch, words
from hlhdash.views import SwimmerView

LONGEST = 40  # letters of a column's name in a list
NOTHING, DAY_ZERO = "none", "zero"


@dataclass(frozen=True)
class Choices:
    """What the screen shows.

    Attributes
    ----------
    sort, group, align, facts, strip : as `hlhdash.swimmer` takes them
    colour, references, until, extras, track : as `hlhdash.figures.swimmer` takes them
    waterfall : the analyte of the waterfall under the lanes, None for no waterfall
    same_order : whether that stands in the order of the lanes
    """

    sort: str
    group: str | None
    align: str | None
    facts: tuple[str, ...] | None
    strip: str | None
    colour: Literal["treatment", "etiology"]
    references: tuple[float, ...]
    until: float | None
    extras: tuple[str, ...]
    track: bool
    waterfall: str | None
    same_order: bool


def draw() -> Choices:
    """Ask for order, groups and colour; the rest is kept while its controls are out of sight."""
    say = words()
    everyone = visit.current()
    columns, labs = columns_of(everyone.cohort), labs_of(everyone.cohort)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pick(say("Sort by"), SORTS | _titles(columns), name="sort", default="follow-up")
        group = sidebar.group_by(say("Group by"), name="group", default=None, columns=everyone.groupings)
        colour = pick(say("Colour by"), COLOURS, name="colour", default="treatment")
        _options(columns, labs)
    align = kept("align", _alignments(everyone.cohort), DAY_ZERO)
    facts = tuple(columns[one] for one in kept_some("beside", columns))
    until = kept("shown_days", TIME_SHOWN, "all")
    return Choices(
        sort(),
        group,
        None if align == DAY_ZERO else align,
        facts or None,
        labs.get(kept("strip", labs, NOTHING)),
        colour,
        tuple(float(day) for day in kept_some("lines", REFERENCE_DAYS)),
        None if until == "all" else float(until),
        tuple(EXTRAS[one][0] for one in kept_some("marks", EXTRAS)),
        kept_switch("track", default=True),
        labs.get(kept("waterfall", labs, NOTHING)),
        kept_switch("same_order", default=True),
    )


def kept_view(chosen: Choices) -> SwimmerView:
    """Return the choices as they can be kept; the waterfall is a view of its own."""
    return SwimmerView(
        chosen.sort,
        chosen.group,
        chosen.colour,
        chosen.references,
        chosen.align,
        chosen.facts or (),
        chosen.strip,
        chosen.until,
        chosen.extras,
        chosen.track,
    )


def sort() -> str:
    """Return by what the lanes are ordered, on every screen that steps through them."""
    columns = columns_of(visit.current().cohort)
    chosen = kept("sort", {**SORTS, **columns}, "follow-up")
    return columns.get(chosen, chosen)


def group() -> str | None:
    """Return the column that heads groups of lanes, on every screen that steps through them."""
    columns = (None, *visit.current().groupings)
    number = st.session_state.get(address.state_key("group"), 0)
    return columns[number] if number in range(len(columns)) else None


def columns_of(cohort: Cohort) -> dict[str, str]:
    """Return the columns of the patients by the ids that go to the address: of all patients, so none is renumbered."""
    names = [str(name) for name in cohort.patients if name not in ("patient_id", "record_type", "data_cutoff")]
    return {f"c{i}": name for i, name in enumerate(names) if cohort.patients[name].notna().any()}


def labs_of(cohort: Cohort) -> dict[str, str]:
    return {f"a{i}": name for i, name in enumerate(hlhdash.analytes(cohort))}


def _titles(columns: dict[str, str]) -> dict[str, Message]:
    return {one: message("{column}", column=words()(title(name))[:LONGEST]) for one, name in columns.items()}


def _analytes(labs: dict[str, str]) -> dict[str, Message]:
    none = {NOTHING: message("None")}
    return none | {one: TITLES.get(name) or message("{name}", name=name[:LONGEST]) for one, name in labs.items()}


def _alignments(cohort: Cohort) -> dict[str, Message]:
    return {DAY_ZERO: message("Day zero")} | {name: alignment_title(name) for name in alignments(cohort)}


def _options(columns: dict[str, str], labs: dict[str, str]) -> None:
    """Offer what is seldom changed; its controls are made only while it is open."""
    say = words()
    with st.popover(say("More"), icon=":material/tune:", on_change="rerun", key="swimmer.more") as more:
        if not more.open:
            return
        pick(say("Align on"), _alignments(visit.current().cohort), name="align", default=DAY_ZERO)
        pick(say("Time shown"), TIME_SHOWN, name="shown_days", default="all")
        pick_some(say("Columns beside the lanes (empty: etiology)"), _titles(columns), name="beside")
        if labs:
            pick(say("Colour strip in each lane"), _analytes(labs), name="strip", default=NOTHING)
            pick(say("Waterfall of best change"), _analytes(labs), name="waterfall", default=NOTHING)
            switch(say("Waterfall in the order of the lanes"), name="same_order", default=True)
        pick_some(say("Reference lines"), REFERENCE_DAYS, name="lines")
        pick_some(say("Also draw"), {one: named for one, (_, named) in EXTRAS.items()}, name="marks")
        switch(say("How long responses held"), name="track", default=True)
