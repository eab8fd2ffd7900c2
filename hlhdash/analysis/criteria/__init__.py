"""Response, disease states and diagnosis recomputed from labs by published rules.

Every rule answers only where no value of a missing or bounded marker could change the answer; else the child is not
evaluable, never failed. A recorded response is never overwritten.
"""

from hlhdash.analysis.criteria.assessment import (
    RESPONSE_RULES,
    RULE_SETTINGS,
    RULES,
    Agreement,
    Assessed,
    Rule,
    assess,
    classify_by_rule,
    compare,
)
from hlhdash.analysis.criteria.charts import Chart, charts
from hlhdash.analysis.criteria.diagnosis import Diagnosed, Diagnosis, diagnose, diagnosed, diagnoses
from hlhdash.analysis.criteria.emapalumab import emapalumab
from hlhdash.analysis.criteria.hscore import HScore, hscore
from hlhdash.analysis.criteria.midwest import midwest
from hlhdash.analysis.criteria.protocol import protocol
from hlhdash.analysis.criteria.thresholds import (
    DiagnosisSettings,
    EmapalumabSettings,
    MidwestSettings,
    ProtocolSettings,
    Settings,
    changed,
)
from hlhdash.analysis.criteria.unread import Unread, unread_findings, unread_support, unread_words
from hlhdash.analysis.criteria.values import Value, exactly, measured
from hlhdash.analysis.criteria.verdict import Verdict

__all__ = [
    "RESPONSE_RULES",
    "RULES",
    "RULE_SETTINGS",
    "Agreement",
    "Assessed",
    "Chart",
    "Diagnosed",
    "Diagnosis",
    "DiagnosisSettings",
    "EmapalumabSettings",
    "HScore",
    "MidwestSettings",
    "ProtocolSettings",
    "Rule",
    "Settings",
    "Unread",
    "Value",
    "Verdict",
    "assess",
    "changed",
    "charts",
    "classify_by_rule",
    "compare",
    "diagnose",
    "diagnosed",
    "diagnoses",
    "emapalumab",
    "exactly",
    "hscore",
    "measured",
    "midwest",
    "protocol",
    "unread_findings",
    "unread_support",
    "unread_words",
]
