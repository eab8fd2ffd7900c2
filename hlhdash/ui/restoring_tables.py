"""A kept view that is a table put back into the controls of the Response screen."""

from __future__ import annotations

from typing import Any

from hlhdash.analysis.criteria import RULE_SETTINGS, EmapalumabSettings, MidwestSettings
from hlhdash.analysis.groups import label
from hlhdash.cohort.model import Cohort
from hlhdash.report.criteria_words import LIMITS
from hlhdash.ui import response_controls, visit
from hlhdash.views import AssessedView, ChangeView, CharacteristicsView, DiagnosisView
from hlhdash.views.table_settings import RuleLimits, TableSettings


def controls(chosen: TableSettings, cohort: Cohort) -> dict[str, Any]:
    """Return what each control says; None for one that stays as it begins.

    Parameters
    ----------
    cohort : all patients, masked where the view is
    """
    if isinstance(chosen, AssessedView):
        rule = limits(chosen.rule, chosen.limits)
        return {"rview": "labs", "labday": chosen.response, "rule": chosen.rule, **rule}
    if isinstance(chosen, DiagnosisView):
        return {"rview": "diagnosis", "diagnosisday": chosen.at, "fever": f"{chosen.fever_from:g}"}
    found = _groups(chosen, cohort)
    if isinstance(chosen, ChangeView):
        return found | {"rview": "before", "bsplit": chosen.by is not None}
    return found | {"rview": "who", "t1labs": chosen.labs, "t1compare": chosen.compare}


def limits(rule: str, own: RuleLimits | None) -> dict[str, Any]:
    """Return what the controls of a rule say: its published thresholds, or those that were kept."""
    kept = RULE_SETTINGS[rule]() if own is None else own
    if isinstance(kept, MidwestSettings):
        rise = "none" if kept.count_rise is None else f"{100 * kept.count_rise:g}"
        return {name: getattr(kept, name) for name in LIMITS} | {
            "hbrise": rise,
            "altrule": "any" if kept.alt_from == kept.alt_up_to else "400",
            "atnormal": "counts" if kept.normal_at_baseline == "counts" else "never",
        }
    if isinstance(kept, EmapalumabSettings):
        return {"assumed": list(kept.assumed_normal)}
    return {"fever": f"{kept.fever_from:g}", "assumed2004": list(kept.assumed_normal)}


def _groups(chosen: CharacteristicsView | ChangeView, cohort: Cohort) -> dict[str, Any]:
    columns = [None, *response_controls.columns_of(visit.current().cohort)]
    values = [] if chosen.by is None else [label(one) for one in cohort.values(chosen.by) if one is not None]
    return {
        "rby": columns.index(chosen.by) if chosen.by in columns else None,
        "pool": [i for i, one in enumerate(values) if one in chosen.pooled],
        "planned": chosen.planned,
    }
