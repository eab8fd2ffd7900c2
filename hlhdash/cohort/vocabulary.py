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

from hlhdash.cohort.entries import also

RESPONSES = ("CR", "PR", "improved", "NR", "died", "NE")
RESPONSES_SEEN = ("CR", "PR", "improved", "NR")  # those a living child was seen with
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
# Genes whose proven defect is primary HLH, whatever set it off: FHL 2 to 5, Griscelli 2, Chediak-Higashi, XLP 1, 2.
HLH_GENES = ("PRF1", "UNC13D", "STX11", "STXBP2", "RAB27A", "LYST", "SH2D1A", "XIAP")


def key(word: Any) -> str:
    """Fold a word for comparison: full-width forms, case, hyphens, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", str(word)).casefold()
    return re.sub(r"[\s\-_–—/.,;:()（）'\"]+", "", folded)


def _words(table: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return MappingProxyType({key(word): target for target, words in table.items() for word in (target, *words)})


_RESPONSE = _words(
    {
        "CR": also(
            "complete remission, complete response, complete, remission, in remission", "完全缓解, 完全反应, 缓解"
        ),
        "PR": also("partial remission, partial response, partial", "部分缓解, 部分反应"),
        "improved": also("improvement, HLH improvement, better, minor response", "好转, 改善"),
        "NR": also(
            "no response, no remission, non-response, nonresponder, none, no, SD, PD, stable disease",
            "progressive disease",
            "未缓解, 无缓解, 无效",
        ),
        "died": also("dead, death, deceased", "死亡"),
        "NE": also("not evaluable, not evaluated, not assessed, unevaluable, NA", "未评估, 不可评估"),
    }
)
_ETIOLOGY = _words(
    {
        "FHL": HLH_GENES
        + also(
            "F-HLH, pHLH, primary, primary HLH, familial, familial HLH, genetic, Griscelli, Chediak-Higashi",
            "FHL1, FHL2, FHL3, FHL4, FHL5, GS2, CHS, XLP, XLP1, XLP2, XIAP deficiency",
            "FHL2 PRF1, FHL3 UNC13D, FHL4 STX11, FHL5 STXBP2, GS2 RAB27A, CHS LYST, XLP1 SH2D1A, XLP2 XIAP",
            "家族性, 原发性, 原发, 遗传性, 原发性HLH, 家族性HLH, 原发性噬血细胞综合征",
        ),
        "EBV": also(
            "EBV-HLH, EBV-associated HLH, EBV associated, EBV-related, EBV-related HLH, EBV-triggered, EBV+, HLH-EBV",
            "EBV infection, Epstein-Barr virus",
            "EB病毒, EB病毒相关, EBV相关, EBV相关HLH, EB病毒相关HLH, EBV感染, EB病毒感染, EBV相关性, EB病毒相关性HLH",
        ),
        "CAEBV": also(
            "CAEBV-HLH, CAEBV associated HLH, chronic active EBV, chronic active EBV infection, CAEBV infection",
            "chronic active EBV disease, chronic active Epstein-Barr virus",
            "chronic active Epstein-Barr virus infection",
            "慢性活动性EB病毒感染, 慢性活动性EB病毒, 慢性活动性EBV, 慢性活动性EBV感染, 慢性活动EB病毒感染",
            "慢性活动EBV感染, 慢活EBV, 慢活EB病毒感染, CAEBV感染, CAEBV相关",
        ),
        "CMV": also("CMV-HLH, cytomegalovirus", "巨细胞病毒"),
        "leishmania": also("leishmaniasis, visceral leishmaniasis, kala-azar", "黑热病, 利什曼"),
        "infection": also(
            "IAHS, VAHS, infection-associated, infection-associated HLH, infectious, other infection, viral, bacterial",
            "感染, 感染相关, 感染相关HLH, 感染相关性",
        ),
        "malignancy": also(
            "M-HLH, LAHS, malignancy-associated, lymphoma, lymphoma-associated, leukemia, leukaemia",
            "肿瘤, 肿瘤相关, 淋巴瘤, 恶性肿瘤, 肿瘤相关HLH",
        ),
        "MAS": also("MAS-HLH, macrophage activation syndrome", "巨噬细胞活化综合征"),
        "AID": also(
            "autoinflammatory, autoinflammatory disease, autoimmune, rheumatic, rheumatologic",
            "rheumatic / autoinflammatory",
            "自身炎症, 自身炎症性疾病, 自身免疫, 自身免疫病, 风湿, 风湿免疫",
        ),
        "treatment-related": also("CAR-T, CAR-T related, drug, drug-related, IEC-HS", "药物, 药物相关"),
        "other": also("others", "其他, 其它"),
        "unknown": also(
            "idiopathic, HLH-NOS, NOS, unclear, undetermined, not known, unidentified",
            "不明原因, 不明, 原因不明, 病因不明, 未知, 特发性",
        ),
    }
)
_SEX = _words(
    {
        "F": also("female, girl, woman, W, weiblich", "女, 女孩, 女性, 女童, 女婴, ♀"),
        "M": also("male, boy, man, männlich", "男, 男孩, 男性, 男童, 男婴, ♂"),
    }
)
_VITAL = _words(
    {
        "alive": also(
            "living, live, survived, survival, survivor, censored, A, not dead, no death, not died, not deceased",
            "NED, AWD, no evidence of disease, lebt, lebend, am Leben, vivo, viva, vivant, vivante, en vie, vivente",
            "存活, 生存, 健在, 未死亡, 未死, 活, 在世",
        ),
        "dead": also(
            "died, death, deceased, expired, exitus, dod, doc, TRM, D, not alive, not living",
            "tot, verstorben, gestorben, óbito, obito, morto, morta, falecido, falecida, muerto, muerta, fallecido",
            "fallecida, décédé, decede, décédée, decedee, deceduto, deceduta",
            "死亡, 已故, 死, 病故, 去世",
        ),
        "lost": also("lost to follow-up, LTFU, lost to followup, withdrawn", "失访"),
    }
)
_DRUGS = _words(
    {
        "ruxolitinib": also("rux, RUXO, jakafi, jakavi", "芦可替尼, 鲁索替尼, 卢可替尼"),
        "etoposide": also("VP16, VP-16", "依托泊苷"),
        "dexamethasone": also("DEX, dexa", "地塞米松"),
        "ciclosporin": also("cyclosporine, cyclosporin, CsA", "环孢素"),
        "pegaspargase": also("PEG-asp", "培门冬酶"),
        "emapalumab": also("gamifant", "依马利尤单抗"),
        "HLH-94": also("HLH94"),
        "HLH-2004": also("HLH2004, HLH04, HLH-04"),
        "L-DEP": also("LDEP, DEP-L"),
        "DEP": (),
    }
)
_DRUG_BEGINS = re.compile(
    r"^\s*(?:start(?:ed)?|begin|began|initiation|first dose)\s+(?:of\s+)?|\s+(?:start(?:ed)?|begun)\s*$"
    r"|^\s*开始(?:使用|用)?|开始$",
    re.IGNORECASE,
)
_EVENTS = _words(
    {
        "response": also("responses, assessment, response assessment, remission", "疗效, 疗效评估, 缓解"),
        "relapse": also("reactivation, recurrence", "复发"),
        "hsct": also("HSCT, transplant, transplantation, BMT, SCT, allo-HSCT", "移植, 造血干细胞移植"),
        "death": also("died, dead", "死亡"),
        "last follow-up": also(
            "censored, last followup, follow-up, last visit, last contact, LFU, alive", "末次随访, 随访, 存活"
        ),
        "adverse event": also("AE, AEs, adverse events, toxicity, side effect", "不良反应, 不良事件, 副作用"),
        "treatment": also("treatments, therapy, drug, course", "治疗, 用药"),
        "milestone": also("event, other", "事件, 其他"),
    }
)

# What a longer text begins with: "died of sepsis", "死于感染", "relapse of EBV-HLH". "No relapse" begins otherwise.
_VITAL_STARTS = (
    (
        re.compile(
            r"\s*(?:died|dead|death|deceased)(?:\s+(?:of|from|due|by|after|on|in|without|d/t)\b"
            r"|\s*[-–,;/(](?!.*\b(?:alive|no)\b))",
            re.IGNORECASE,
        ),
        "dead",
    ),
    (re.compile(r"\s*死(?:于|亡[，,（(:：])|\s*因.{1,20}死亡$"), "dead"),
    (
        re.compile(
            r"\s*alive(?:\s+(?:with|without|at|in|and|after|on|w/)|\s*[-–,;/(])(?!.*\b(?:died|dead|death)\b)"
            r"|\s*存活[，,（(:：]",
            re.IGNORECASE,
        ),
        "alive",
    ),
    (re.compile(r"\s*lost\s+to\b|\s*失访[，,（(:：]", re.IGNORECASE), "lost"),
)
_EVENT_STARTS = (
    (re.compile(r"\s*(?:relapse|recurrence|reactivation)\s+(?:of|in|with|after|at)\b", re.IGNORECASE), "relapse"),
    (re.compile(r"\s*\S{0,8}(?<![未无])复发(?!率)"), "relapse"),
    (re.compile(r"\s*(?:died|dead|death)\s+(?:of|from|due|by|after|on|in)\b|\s*死于", re.IGNORECASE), "death"),
    (re.compile(r"\s*(?:HSCT|transplant|transplantation)\s+(?:from|with|of)\b", re.IGNORECASE), "hsct"),
)

# Words with two meanings in use; asked, never guessed (domain.md).
_AMBIGUOUS_ETIOLOGY = frozenset({key("I-HLH"), key("IHLH")})
_LEFT_AGAINST_ADVICE = frozenset(
    key(word) for word in also("自动出院, 放弃治疗, 放弃", "left against advice, left against medical advice, DAMA")
)
_GENE_KEYS = frozenset(map(key, HLH_GENES))
# The sign of a test that found nothing: "EBV-", "EBV (-)", "CMV-, HSV-". Between words, as in "EBV-HLH", it joins.
_NEGATIVE = re.compile(r"[-–—−－]\s*(?:$|[,;，；、/&)）])")
# Said of a treatment or of a child, these words tell what became of it; "no" and "none" alone do not.
_OUTCOME = frozenset({*_RESPONSE, *_VITAL, key("relapse"), key("relapsed"), key("复发")}) - {
    "no",
    "none",
    "na",
    "live",
}


def response(word: Any) -> str | None:
    """Return the response class of a word, or None."""
    return _RESPONSE.get(key(word))


def etiology(word: Any) -> str | None:
    """Return the etiology stratum of a word, or None where the dictionary does not know it or it was not found."""
    return None if is_negative(word) else _ETIOLOGY.get(key(word))


def sex(word: Any) -> str | None:
    """Return "F" or "M", or None."""
    return _SEX.get(key(word))


def vital(word: Any) -> str | None:
    """Return "alive", "dead" or "lost", or None; a status may go on, as in "died of infection"."""
    return _VITAL.get(key(word)) or next((status for start, status in _VITAL_STARTS if start.match(str(word))), None)


def drug(word: Any) -> str:
    """Return the usual name of a drug or protocol, of "start of rux" as of "rux"; an unknown one as it is written."""
    return _DRUGS.get(key(word)) or _DRUGS.get(key(_DRUG_BEGINS.sub("", str(word)))) or str(word).strip()


def is_drug(word: Any) -> bool:
    """Say whether a word is a drug or protocol of the dictionary, or the start of one."""
    return key(word) in _DRUGS or key(_DRUG_BEGINS.sub("", str(word))) in _DRUGS


def event_kind(word: Any) -> str | None:
    """Return the kind of an event, or None; an event may go on, as in "relapse of HLH"."""
    return _EVENTS.get(key(word)) or next((kind for start, kind in _EVENT_STARTS if start.match(str(word))), None)


def is_ambiguous_etiology(word: Any) -> bool:
    """Say whether an etiology word is used for two different things."""
    return key(word) in _AMBIGUOUS_ETIOLOGY


def is_left_against_advice(word: Any) -> bool:
    """Say whether a status means that the family left against advice."""
    return key(word) in _LEFT_AGAINST_ADVICE


def is_hlh_gene(word: Any) -> bool:
    """Say whether a cell is the bare symbol of a gene whose defect is primary HLH."""
    return key(word) in _GENE_KEYS and not is_negative(word)


def is_negative(word: Any) -> bool:
    """Say whether the sign behind a word says that it was not found: "EBV-", "PRF1 (-)"."""
    return _NEGATIVE.search(str(word)) is not None


def is_outcome(word: Any) -> bool:
    """Say whether a word tells how a child responded or whether it lives."""
    return key(word) in _OUTCOME
