"""What the program itself writes into cells: etiologies, responses, sexes and vital status, in words to translate."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hlhdash.cohort.fields import assessment_day
from hlhdash.language import Message, message

ETIOLOGY_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "FHL": message("FHL"),
        "EBV": message("EBV"),
        "CAEBV": message("CAEBV"),
        "CMV": message("CMV"),
        "leishmania": message("leishmania"),
        "infection": message("infection"),
        "malignancy": message("malignancy"),
        "MAS": message("MAS"),
        "AID": message("AID"),
        "treatment-related": message("treatment-related"),
        "other": message("other"),
        "unknown": message("unknown"),
    }
)
RESPONSE_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "CR": message("CR"),
        "PR": message("PR"),
        "improved": message("improved"),
        "NR": message("NR"),
        "died": message("died"),
        "NE": message("NE"),
    }
)
AGE_BAND_WORDS: Mapping[str, Message] = MappingProxyType(
    {
        "under 1": message("under 1 year"),
        "1 to 5": message("1 to 5 years"),
        "6 to 11": message("6 to 11 years"),
        "12 to 17": message("12 to 17 years"),
        "18 or more": message("18 years or more"),
    }
)
# The words of these columns stand for nothing else; an "F" of another column is the file's own.
_OF_COLUMNS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "etiology": ETIOLOGY_WORDS,
        "age_band": AGE_BAND_WORDS,
        "sex": MappingProxyType({"F": message("F"), "M": message("M")}),
        "vital_status": MappingProxyType({"alive": message("alive"), "dead": message("dead"), "lost": message("lost")}),
    }
)


def own_word(column: str, cell: object) -> Message | None:
    """Return the word for a cell that the program wrote, None for text of the file."""
    if not isinstance(cell, str):
        return None
    if column == "best_response" or assessment_day(column) is not None:
        return RESPONSE_WORDS.get(cell)
    return _OF_COLUMNS.get(column, {}).get(cell)
