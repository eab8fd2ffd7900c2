"""Etiology: one stratum for each child, from the word that is written and the gene that is proven."""

from __future__ import annotations

import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_word
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.tables import each_word, no_words
from hlhdash.cohort.values import text
from hlhdash.language import counted, message

_INFECTIONS = ("EBV", "CMV", "leishmania", "infection")  # what can set off a primary disease


def as_etiology(column: Column, notes: Notes) -> pd.Series:
    """Read etiologies by the dictionary; an unknown one is kept as it is written, “I-HLH” is asked about."""
    ambiguous = int(column.flags(lambda cell: vocabulary.is_ambiguous_etiology(text(cell))).sum())
    meant = _ask_meaning(column, ambiguous, notes) if ambiguous else "as written"

    def stratum(word: str) -> str | None:
        if vocabulary.is_ambiguous_etiology(word):
            return word if meant == "as written" else meant
        return vocabulary.etiology(word)

    return as_word(
        column,
        stratum,
        notes,
        unknown=lambda cell: message(
            "The etiology “{cell}” is not in the dictionary; it is kept as it is written, as a group of its own.",
            cell=cell,
        ),
        remedy=message("Nothing, if it is meant so; otherwise use one of the words in the template."),
        keep=True,
        level="warning",
    )


def _ask_meaning(column: Column, n: int, notes: Notes) -> str:
    return notes.ask(
        "etiology",
        column.reading.header,
        message("“I-HLH” is used for infection and for idiopathic: which is meant here?"),
        {
            "as written": counted("{n} patient stays a group apart", "{n} patients stay a group of their own", n=n),
            "infection": counted("{n} patient goes to infection", "{n} patients go to infection", n=n),
            "unknown": counted("{n} patient goes to unknown", "{n} patients go to unknown", n=n),
        },
        "as written",
    )


def by_gene(facts: pd.DataFrame, header: str, notes: Notes) -> pd.DataFrame:
    """Let a proven gene defect decide the stratum, the infection becoming the trigger, unless the user says otherwise.

    Only a cell that is the bare symbol of a gene (PRF1) counts as proven.

    Parameters
    ----------
    header : what the file calls the column of the gene
    """
    if "gene" not in facts:
        return facts
    proven = each_word(facts["gene"], lambda word: word is not None and vocabulary.is_hlh_gene(word)).astype(bool)
    triggered = proven & facts["etiology"].isin(_INFECTIONS)
    if not triggered.any():
        return facts
    n = int(triggered.sum())
    chosen = notes.ask(
        "gene",
        header,
        message("Some children have an infection as etiology and a proven gene defect: which decides the group?"),
        {
            "the gene": counted(
                "{n} patient goes to FHL, the infection becoming the trigger",
                "{n} patients go to FHL, the infection becoming the trigger",
                n=n,
            ),
            "the infection": counted("{n} patient stays as written", "{n} patients stay as written", n=n),
        },
        "the gene",
    )
    if chosen != "the gene":
        return facts
    trigger = facts["trigger"] if "trigger" in facts else no_words(facts.index)
    infection = facts["etiology"].where(triggered, None)
    return facts.assign(
        etiology=facts["etiology"].where(~triggered, "FHL"), trigger=trigger.where(trigger.notna(), infection)
    )
