"""Whether a cell about genes records a proven defect of primary HLH."""

from __future__ import annotations

import re

from hlhdash.analysis.criteria.values import Known
from hlhdash.analysis.criteria.yes_no import yes_or_no
from hlhdash.cohort.vocabulary import HLH_GENES

# A symbol may stand beside its variant, or beside another: "PRF1 c.1349C>T", "UNC13D/STXBP2".
_GENE = re.compile(rf"(?<![A-Z0-9])(?:{'|'.join(HLH_GENES)})(?![A-Z0-9])")
# Words after which a symbol may be no proven defect; one allele alone proves none of the recessive ones.
_DOUBT = re.compile(
    r"\b(?:NO|NOT|NEGATIVE|NEG|WITHOUT|NORMAL|WILD|WT|EXCLUDED|VUS|UNCERTAIN|SUSPECTED|PENDING|CARRIER|BENIGN"
    r"|HET|HETEROZYGOUS|MONOALLELIC|POLYMORPHISM)\b|[?？]|未|无|阴性|正常|杂合|意义不明|待|排除|疑"
)
_NOTHING = frozenset({"", "-", "–", "NOT FOUND", "NOT DETECTED", "NONE FOUND", "NONE DETECTED", "未检出", "未发现"})


def molecular_defect(cell: object) -> Known:
    """Say whether a gene defect of HLH is recorded: a gene of `HLH_GENES`, with or without its variant.

    None where the text leaves it open: another gene, or a word of doubt or denial beside the symbol.
    """
    if cell is None or cell != cell:
        return False
    word = str(cell).strip().upper()
    if word in _NOTHING or yes_or_no(cell) is False:
        return False
    return True if _GENE.search(word) and not _DOUBT.search(word) else None
