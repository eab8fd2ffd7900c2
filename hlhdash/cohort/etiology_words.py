"""What one etiology cell says: its stratum, the gene it names, and the infection beside a primary disease."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hlhdash.cohort import vocabulary

INFECTIONS = ("EBV", "CMV", "leishmania", "infection")  # what can set off a primary disease
# The gene of each type of primary HLH; FHL1 is a locus without a known gene.
GENE_OF_TYPE = {
    "fhl2": "PRF1",
    "fhl3": "UNC13D",
    "fhl4": "STX11",
    "fhl5": "STXBP2",
    "gs2": "RAB27A",
    "chs": "LYST",
    "xlp1": "SH2D1A",
    "xlp2": "XIAP",
}
_JOINED = re.compile(r"\s*(?:[+/&,;，；、()（）\[\]]|\s(?:and|with|plus)\s|合并|伴有?|并发)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class EtiologyWord:
    """What an etiology cell says.

    Attributes
    ----------
    stratum : one of `vocabulary.ETIOLOGIES`, None where the dictionary does not know it
    gene : a gene whose proven defect is primary HLH, "" where none is named
    trigger : the infection named beside a primary disease, "" where none is
    """

    stratum: str | None
    gene: str = ""
    trigger: str = ""


def etiology_word(word: str) -> EtiologyWord:
    """Read an etiology as a whole, else by its parts: "EBV + PRF1", "FHL3 (UNC13D)", "EBV/FHL", "EBV (CAEBV)".

    A primary disease decides the stratum and the infection beside it is the trigger; chronic active EBV includes EBV.
    Parts that the dictionary does not know, or that belong to different strata, leave the whole unknown; so does one
    with the sign of a test that found nothing, as in "EBV-" and "FHL (-)".
    """
    if vocabulary.is_negative(word):
        return EtiologyWord(None)
    parts = [part for part in _JOINED.split(word) if part]
    genes = {gene for gene in map(_gene, parts) if gene}
    gene = genes.pop() if len(genes) == 1 else ""
    whole = vocabulary.etiology(word)
    if whole is not None:
        return EtiologyWord(whole, gene or _gene(word))
    strata = {vocabulary.etiology(part) for part in parts}
    if None in strata or len(parts) < 2:
        return EtiologyWord(None)
    if "FHL" in strata:
        others = strata - {"FHL"}
        if not others:
            return EtiologyWord("FHL", gene)
        infection = others.pop()
        return EtiologyWord("FHL", gene, infection) if not others and infection in INFECTIONS else EtiologyWord(None)
    if strata <= {"EBV", "CAEBV"}:
        return EtiologyWord("CAEBV" if "CAEBV" in strata else "EBV")
    return EtiologyWord(strata.pop()) if len(strata) == 1 else EtiologyWord(None)


def _gene(part: str) -> str:
    """Return the gene that a part names by its symbol or by the type of the disease."""
    words = part.split()
    for word in (part, *(words if len(words) == 2 else ())):
        if vocabulary.is_hlh_gene(word):
            return word.upper()
        if of_type := GENE_OF_TYPE.get(re.sub(r"[\s\-]", "", word).casefold()):
            return of_type
    return ""
