"""The words of the field in English and Chinese, and the one word each becomes.

Classes and spellings follow the HLH literature: etiologies after the Histiocyte Society's classification, response
classes after the Midwest/Marsh rule with "improved" as a class of its own (Wei 2020).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

RESPONSES = ("CR", "PR", "improved", "NR", "died", "NE")
ETIOLOGIES = (
    "FHL",
    "EBV",
    "CAEBV",
    "CMV",
    "leishmania",
    "infection",
    "malignancy",
    "MAS",
    "AID",
    "treatment-related",
    "other",
    "unknown",
)
VITAL = ("alive", "dead", "lost")

HLH_GENES = ("PRF1", "UNC13D", "STX11", "STXBP2", "RAB27A", "LYST", "SH2D1A", "XIAP")


def _key(word: Any) -> str:
    """Fold a word for comparison: full-width forms, case, hyphens, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", str(word)).casefold()
    return re.sub(r"[\s\-_–—/.,;:()（）'\"]+", "", folded)


def _words(table: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return MappingProxyType(
        {_key(word): target for target, words in table.items() for word in (target, *words)}
    )


_RESPONSE = _words(
    {
        "CR": ("complete remission", "complete response", "complete", "完全缓解", "完全反应"),
        "PR": ("partial remission", "partial response", "partial", "部分缓解", "部分反应"),
        "improved": ("improvement", "HLH improvement", "better", "minor response", "好转", "改善"),
        "NR": (
            "no response",
            "no remission",
            "non-response",
            "nonresponder",
            "none",
            "未缓解",
            "无效",
            "SD",
            "PD",
        )
        + ("stable disease", "progressive disease", "no"),
        "died": ("dead", "death", "deceased", "死亡"),
        "NE": ("not evaluable", "not evaluated", "not assessed", "unevaluable", "NA", "未评估", "不可评估"),
    }
)
_ETIOLOGY = _words(
    {
        "FHL": ("F-HLH", "pHLH", "primary", "primary HLH", "familial", "familial HLH", "genetic", "家族性")
        + ("FHL1", "FHL2", "FHL3", "FHL4", "FHL5", "GS2", "CHS", "XLP", "XLP1", "XLP2", "XIAP deficiency")
        + ("原发性", "原发", "遗传性", "Griscelli", "Chediak-Higashi", "原发性HLH", "家族性HLH"),
        "EBV": (
            "EBV-HLH",
            "EBV-associated HLH",
            "EBV associated",
            "EBV-related",
            "EBV+",
            "EB病毒",
            "EB病毒相关",
        )
        + ("EBV相关", "EBV相关HLH", "EB病毒相关HLH", "Epstein-Barr virus"),
        "CAEBV": ("CAEBV-HLH", "chronic active EBV", "慢性活动性EB病毒感染"),
        "CMV": ("CMV-HLH", "cytomegalovirus", "巨细胞病毒"),
        "leishmania": ("leishmaniasis", "visceral leishmaniasis", "kala-azar", "黑热病", "利什曼"),
        "infection": (
            "IAHS",
            "VAHS",
            "infection-associated",
            "infectious",
            "other infection",
            "感染",
            "感染相关",
        )
        + ("viral", "bacterial", "infection associated HLH", "感染相关HLH"),
        "malignancy": (
            "M-HLH",
            "LAHS",
            "malignancy-associated",
            "lymphoma",
            "lymphoma-associated",
            "肿瘤",
            "肿瘤相关",
        )
        + ("leukemia", "leukaemia", "淋巴瘤", "恶性肿瘤"),
        "MAS": ("MAS-HLH", "macrophage activation syndrome", "巨噬细胞活化综合征"),
        "AID": ("autoinflammatory", "autoinflammatory disease", "autoimmune", "rheumatic", "rheumatologic")
        + ("rheumatic / autoinflammatory", "自身炎症", "自身炎症性疾病", "自身免疫", "风湿", "风湿免疫"),
        "treatment-related": ("CAR-T", "CAR-T related", "drug", "drug-related", "IEC-HS", "药物", "药物相关"),
        "other": ("others", "其他", "其它"),
        "unknown": ("idiopathic", "HLH-NOS", "NOS", "unclear", "undetermined", "not known", "unidentified")
        + ("不明原因", "不明", "原因不明", "未知", "特发性"),
    }
)
_SEX = _words({"F": ("female", "girl", "女", "woman"), "M": ("male", "boy", "男", "man")})
_VITAL = _words(
    {
        "alive": ("living", "survived", "survival", "censored", "存活", "生存", "健在", "live"),
        "dead": ("died", "death", "deceased", "死亡", "exitus", "dod"),
        "lost": ("lost to follow-up", "LTFU", "lost to followup", "失访", "withdrawn"),
    }
)
_DRUGS = _words(
    {
        "ruxolitinib": ("rux", "RUXO", "jakafi", "jakavi", "芦可替尼", "鲁索替尼", "卢可替尼"),
        "etoposide": ("VP16", "VP-16", "依托泊苷"),
        "dexamethasone": ("DEX", "dexa", "地塞米松"),
        "ciclosporin": ("cyclosporine", "cyclosporin", "CsA", "环孢素"),
        "pegaspargase": ("PEG-asp", "培门冬酶"),
        "emapalumab": ("gamifant", "依马利尤单抗"),
        "HLH-94": ("HLH94",),
        "HLH-2004": ("HLH2004", "HLH04", "HLH-04"),
        "L-DEP": ("LDEP", "DEP-L"),
        "DEP": (),
    }
)
_EVENTS = _words(
    {
        "response": ("assessment", "response assessment", "疗效", "remission"),
        "relapse": ("reactivation", "recurrence", "复发"),
        "hsct": (
            "HSCT",
            "transplant",
            "transplantation",
            "BMT",
            "SCT",
            "allo-HSCT",
            "移植",
            "造血干细胞移植",
        ),
        "death": ("died", "dead", "死亡"),
        "last follow-up": (
            "censored",
            "last followup",
            "follow-up",
            "last visit",
            "末次随访",
            "随访",
            "LFU",
            "alive",
        ),
        "adverse event": ("AE", "toxicity", "不良反应", "不良事件"),
        "treatment": ("therapy", "drug", "course", "治疗"),
        "milestone": ("event", "事件", "other"),
    }
)

# Words with two meanings in use; asked, never guessed (domain.md).
AMBIGUOUS_ETIOLOGY = frozenset({_key("I-HLH"), _key("IHLH")})
LEFT_AGAINST_ADVICE = frozenset(
    {_key(word) for word in ("自动出院", "放弃治疗", "left against advice", "DAMA")}
)


def response(word: Any) -> str | None:
    """Return the response class of a word, or None."""
    return _RESPONSE.get(_key(word))


def etiology(word: Any) -> str | None:
    """Return the etiology stratum of a word, or None where the dictionary does not know it."""
    return _ETIOLOGY.get(_key(word))


def sex(word: Any) -> str | None:
    """Return "F" or "M", or None."""
    return _SEX.get(_key(word))


def vital(word: Any) -> str | None:
    """Return "alive", "dead" or "lost", or None."""
    return _VITAL.get(_key(word))


def drug(word: Any) -> str:
    """Return the usual name of a drug or protocol; an unknown one as it is written."""
    return _DRUGS.get(_key(word), str(word).strip())


def event_kind(word: Any) -> str | None:
    """Return the kind of an event, or None."""
    return _EVENTS.get(_key(word))


def is_ambiguous_etiology(word: Any) -> bool:
    """Say whether an etiology word is used for two different things."""
    return _key(word) in AMBIGUOUS_ETIOLOGY


def is_left_against_advice(word: Any) -> bool:
    """Say whether a status means that the family left against advice."""
    return _key(word) in LEFT_AGAINST_ADVICE
