"""Cells that say yes or no, as sheets write them."""

from __future__ import annotations

from hlhdash.analysis.criteria.values import Known

_YES = frozenset({"yes", "y", "true", "1", "1.0", "positive", "present", "是", "有", "阳性"})
_NO = frozenset({"no", "n", "false", "0", "0.0", "negative", "absent", "none", "normal", "否", "无", "阴性"})


def header_key(header: object) -> str:
    """Fold a header for comparison."""
    return str(header).strip().casefold().replace(" ", "_").replace("-", "_")


def yes_or_no(cell: object, *, low_is_yes: bool = False) -> Known:
    """Read a cell as yes or no; None where it is neither, as an empty one is."""
    if cell is None or cell != cell:
        return None
    word = str(cell).strip().casefold()
    if low_is_yes and word in ("low", "absent", "reduced", "低"):
        return True
    if word in _YES:
        return True
    return False if word in _NO else None
