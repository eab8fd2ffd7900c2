"""The parts of the Labs screen."""

from __future__ import annotations

import streamlit as st

import hlhdash
from hlhdash.analysis.normal import TITLES
from hlhdash.ui import visit
from hlhdash.ui.controls import pick_of_file, words

MOST_DAYS = 120.0  # up to which the axis counts days, whatever the sidebar says


def analyte() -> str | None:
    """Choose what was measured; None where nothing was. Its number goes to the address."""
    say = words()
    names = hlhdash.analytes(visit.current().cohort)  # of all patients: a filter must not renumber them
    if not names:
        return None
    return pick_of_file(
        say("Analyte"),
        names,
        lambda name: say(TITLES.get(str(name), "")) or str(name)[:60],
        name="analyte",
        default="ferritin" if "ferritin" in names else names[0],
    )


def nothing() -> None:
    """Say what a labs sheet looks like."""
    say = words()
    st.info(
        say(
            "This file has no laboratory values. Add a sheet “labs” with the columns patient_id, day, analyte and "
            "value (one row per measurement), or columns such as ferritin_d0 and ferritin_d7 to the patients sheet."
        ),
        icon=":material/info:",
    )


def snippet(result: hlhdash.Labs) -> str:
    """Return Python that gives the same numbers from the same file."""
    where = result.provenance
    lines = ["import hlhdash", "", f"cohort = hlhdash.read_cohort({where.source!r})"]
    lines.append(f"cohort = cohort.with_day_zero({where.day_zero!r})")
    lines += [f"# then the filter: {said!s}".replace("\n", " ") for said in where.filters]
    lines.append(
        f"result = hlhdash.labs(cohort, {result.analyte!r}, by={result.by!r}, scale={result.scale!r}, "
        f"after_day={result.after_day})"
    )
    return "\n".join([*lines, "print(result.medians, result.pairs, result.normalised)"])
