"""Cells that say yes or no, as sheets write them."""

from __future__ import annotations

import re

from hlhdash.analysis.criteria.values import Known

_YES = frozenset({"yes", "y", "true", "1", "1.0", "positive", "present", "seen", "found", "+", "++", "+++", "是", "有"})
_YES |= {"阳性", "可见", "见", "（+）", "(+)", "肿大"}
_NO = frozenset({"no", "n", "false", "0", "0.0", "negative", "absent", "none", "normal", "not seen", "not found", "-"})
_NO |= {
    "否",
    "无",
    "阴性",
    "未见",
    "未查见",
    "未及",
    "未触及",
    "not palpable",
    "\u2212",
    "（-）",
    "(-)",
    "不大",
    "正常",
}
_LOW = frozenset({"low", "absent", "reduced", "decreased", "低", "降低", "减低", "下降", "减弱"})
_SIZE = re.compile(r"(?:肋下)?(\d+(?:\.\d+)?)\s*(?:cm|厘米)?")


def header_key(header: object) -> str:
    """Fold a header for comparison."""
    return str(header).strip().casefold().replace(" ", "_").replace("-", "_")


def yes_or_no(cell: object, *, low_is_yes: bool = False) -> Known:
    """Read a cell as yes or no; None where it is neither, as an empty one is."""
    if cell is None or cell != cell:
        return None
    word = str(cell).strip().casefold()
    if low_is_yes and word in _LOW:
        return True
    if word in _YES:
        return True
    return False if word in _NO else None


def enlarged(cell: object) -> Known:
    """Read whether an organ is felt: yes or no, or centimetres below the costal margin."""
    answer = yes_or_no(cell)
    size = _SIZE.fullmatch(str(cell).strip().casefold())
    return float(size[1]) > 0 if answer is None and size else answer
