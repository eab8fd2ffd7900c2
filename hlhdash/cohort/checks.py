"""Checks of the patients against each other and of each patient's times against each other."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.fields import title
from hlhdash.cohort.follow_up import Say
from hlhdash.cohort.headers import normal
from hlhdash.cohort.knowledge import has_few_values, is_after_day_zero, tells_outcome
from hlhdash.cohort.timeline import SLACK
from hlhdash.language import listed, message

FEWEST = 3  # patients of a category below which a comparison says little
CHILD = (0.0, 18.0)
WEIGHT_KG = (2.5, 80.0)  # of a sick child (the field list of the project)
_NO_CATEGORY = frozenset({"patient_id", "record_type", "data_cutoff", "dose", "gene", "trigger", "vital_status"})
# What must come first of each pair; a diagnosis may be settled some days after treatment began.
_IN_ORDER = (("diagnosis", "rux_start"), ("first_line_start", "rux_start"), ("diagnosis", "hsct"))
_NAMED_AT_MOST = 8


def check_times(table: pd.DataFrame, events: pd.DataFrame, say: Say) -> None:
    """Find follow-up of no length, milestones in an impossible order, and relapses that no remission comes before.

    Parameters
    ----------
    table : one row per patient, milestones in days from day zero, ends settled
    events : patient_id, day, kind, label
    """
    say(
        table["last_follow_up"] == 0,
        "warning",
        message("Follow-up ends on day zero itself, so this patient adds no time to survival."),
        message("Fill in a later day if the child was seen again."),
        "last_follow_up",
        "death",
    )
    for first, second in _IN_ORDER:
        if first in table and second in table:
            say(
                table[first] > table[second] + SLACK,
                "warning",
                message("{first} comes after {second}.", first=title(first), second=title(second)),
                message("Correct one of the two dates."),
                first,
            )
    _check_relapses(table, events, say)


def _check_relapses(table: pd.DataFrame, events: pd.DataFrame, say: Say) -> None:
    """A relapse needs a remission before it; where the file tells of no responses at all, nothing can be said."""
    remitted = events[(events["kind"] == "response") & events["label"].isin(["CR", "PR"])]
    tells = remitted["patient_id"].nunique() > 0 or "best_response" in table or "remission" in table
    if "relapse" not in table or not tells:
        return
    relapse = table["relapse"].where(table["relapse"] > 0)
    first = remitted.groupby("patient_id")["day"].min().reindex(table.index).astype(float)
    before = first <= relapse
    if "remission" in table:
        before |= table["remission"] <= relapse
    if "best_response" in table:
        before |= table["best_response"].isin(["CR", "PR"]) & first.isna()  # on a day nobody gives
    say(
        relapse.notna() & ~before,
        "warning",
        message("A relapse is recorded, but no complete or partial remission before it."),
        message("Add the remission, or call the relapse progression."),
        "relapse",
    )


def check_ranges(table: pd.DataFrame, say: Say) -> None:
    """Find ages and weights that no child has; an age that is asked about is not said again."""
    asked = {question.field.partition(":")[0] for question in say.notes.questions}
    remedy = message("Check the number and its unit.")
    if "age_years" not in asked:
        say(
            (table["age_years"] > CHILD[1]).fillna(False),
            "warning",
            message("This patient is older than 18 years; the age is used as it is."),
            remedy,
            "age_years",
            "birth_date",
        )
    if "weight_kg" in table:
        weight = table["weight_kg"].astype(float)
        say(
            (weight < WEIGHT_KG[0]) | (weight > WEIGHT_KG[1]),
            "warning",
            message("The weight is outside 2.5 to 80 kg, which a child can have; it is used as it is."),
            remedy,
            "weight_kg",
        )


def check_categories(table: pd.DataFrame, say: Say) -> None:
    """Find values of few patients, and values that differ only in how they are spelled, in columns that group."""
    headers = {f: h for f, h in say.headers.items() if f}
    for name in map(str, table.columns):
        cells = table[name]
        if cells.dtype != object or name in _NO_CATEGORY or is_after_day_zero(name):
            continue
        counts = cells.dropna().astype(str).value_counts()
        column = headers.get(name, name)
        _say_spellings(name, list(counts.index), column, say)
        if not has_few_values(cells) or tells_outcome(name, cells):
            continue
        rare = [value for value, n in counts.items() if n < FEWEST]
        if 0 < len(rare) < len(counts):  # a column of rare values only is a remark, no category
            say.notes.add(
                "note",
                message(
                    "{column} has values with fewer than 3 patients ({values}); comparing so few says little.",
                    column=title(name),
                    values=_some([str(value)[:40] for value in rare]),
                ),
                message("Nothing, or compare one group with all others."),
                sheet=say.sheet,
                column=column,
            )


def _say_spellings(name: str, values: list[str], column: str, say: Say) -> None:
    # "EBV-" is no other spelling of "EBV", but its opposite.
    keys = {value: (normal(value), vocabulary.is_negative(value)) for value in values}
    folded = Counter(keys.values())
    alike = sorted(value for value in values if folded[keys[value]] > 1 and keys[value][0])
    if alike and len(values) <= 50:
        say.notes.add(
            "warning",
            message(
                "{column} has values that differ only in their spelling ({values}); they count as different groups.",
                column=title(name),
                values=_some([value[:40] for value in alike]),
            ),
            message("Write each value in one way."),
            sheet=say.sheet,
            column=column,
        )


def _some(values: list[str]) -> str:
    return listed([*values[:_NAMED_AT_MOST], *(["…"] if len(values) > _NAMED_AT_MOST else [])])
