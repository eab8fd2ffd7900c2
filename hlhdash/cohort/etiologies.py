"""Etiology: one stratum for each child, from the word that is written and the gene that is proven."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from hlhdash.cohort import vocabulary
from hlhdash.cohort.columns import Column, as_word
from hlhdash.cohort.etiology_words import INFECTIONS, EtiologyWord, etiology_word
from hlhdash.cohort.fields import title
from hlhdash.cohort.legends import unnumbered
from hlhdash.cohort.notes import Notes
from hlhdash.cohort.tables import each_word, no_words
from hlhdash.cohort.values import text
from hlhdash.language import counted, message


def as_etiology(column: Column, notes: Notes) -> pd.Series:
    """Read etiologies by the dictionary; an unknown one is kept as it is written, “I-HLH” is asked about."""
    ambiguous = int(column.flags(lambda cell: vocabulary.is_ambiguous_etiology(text(cell))).sum())
    meant = _ask_meaning(column, ambiguous, notes) if ambiguous else "as written"

    def stratum(word: str) -> str | None:
        if vocabulary.is_ambiguous_etiology(word):
            return word if meant == "as written" else meant
        read = etiology_word(word)
        return read.trigger if read.gene and read.trigger else read.stratum  # `by_gene` asks which decides

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


def with_genes(facts: pd.DataFrame, column: Column | None, headers: Mapping[str, str], notes: Notes) -> pd.DataFrame:
    """Fill in the gene and the trigger that the etiologies name, and let a proven gene defect decide the stratum.

    What a column of its own says stays; another gene than that of the etiology is a finding.

    Parameters
    ----------
    column : of the etiologies
    headers : field to what the file calls its column
    """
    if column is None:
        return by_gene(facts, no_words(facts.index).notna(), headers.get("gene", ""), notes)

    def word_of(cell: Any) -> EtiologyWord:
        return etiology_word(unnumbered(text(cell)))

    if not any(word.gene or word.trigger for word in column.kinds(word_of)):
        return by_gene(facts, no_words(facts.index).notna(), headers.get("gene", ""), notes)
    words = column.each(word_of).to_numpy(object)
    genes = pd.Series([word.gene or None for word in words], index=facts.index, dtype=object)
    triggers = pd.Series(
        [None if word.gene else word.trigger or None for word in words], index=facts.index, dtype=object
    )
    if "gene" in facts:
        _say_other_gene(column, genes, facts["gene"], headers["gene"], notes)
    for field, told in (("gene", genes), ("trigger", triggers)):
        known = facts[field] if field in facts else no_words(facts.index)
        filled = known.isna() & told.notna()
        if filled.any():
            _say_filled(column, int(filled.sum()), field, notes)
            facts = facts.assign(**{field: known.where(~filled, told)})
    return by_gene(facts, genes.notna(), headers.get("gene", column.reading.header), notes)


def _say_filled(column: Column, n: int, field: str, notes: Notes) -> None:
    notes.add(
        "note",
        counted(
            "For {n} patient the column {what} was filled in from the etiology.",
            "For {n} patients the column {what} was filled in from the etiology.",
            n=n,
            what=title(field),
        ),
        message("Nothing, if that is right; otherwise give the gene and the trigger in columns of their own."),
        sheet=column.reading.sheet,
        column=column.reading.header,
    )


def _say_other_gene(column: Column, named: pd.Series, known: pd.Series, header: str, notes: Notes) -> None:
    pairs = zip(named, known, strict=True)
    unlike = [bool(gene) and isinstance(cell, str) and gene not in cell.upper() for gene, cell in pairs]
    column.mark(
        np.array(unlike, dtype=bool),
        "warning",
        lambda cell: message(
            "The etiology “{cell}” names another gene than column {column}.", cell=cell, column=header
        ),
        message("Correct whichever is wrong."),
        notes,
    )


def by_gene(facts: pd.DataFrame, named: pd.Series, header: str, notes: Notes) -> pd.DataFrame:
    """Let a proven gene defect decide the stratum, the infection becoming the trigger, unless the user says otherwise.

    Only a cell that is the bare symbol of a gene (PRF1) counts as proven.

    Parameters
    ----------
    named : True where the etiology itself names the gene
    header : what the file calls the column of the gene
    """
    if "gene" not in facts:
        return facts
    proven = each_word(facts["gene"], lambda word: word is not None and vocabulary.is_hlh_gene(word)).astype(bool)
    proven |= named.to_numpy(bool)
    triggered = proven & facts["etiology"].isin(INFECTIONS)
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
