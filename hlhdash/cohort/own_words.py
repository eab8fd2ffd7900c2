"""What the program itself writes into cells: etiologies, sexes and vital status, in words that can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
# The words of these columns stand for nothing else; an "F" of another column is the file's own.
_OF_COLUMNS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        "etiology": ETIOLOGY_WORDS,
        "sex": MappingProxyType({"F": message("F"), "M": message("M")}),
        "vital_status": MappingProxyType({"alive": message("alive"), "dead": message("dead"), "lost": message("lost")}),
    }
)


def own_word(column: str, cell: object) -> Message | None:
    """Return the word for a cell that the program wrote, None for text of the file."""
    return _OF_COLUMNS.get(column, {}).get(cell) if isinstance(cell, str) else None
