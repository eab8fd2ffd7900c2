"""The settings of views that are tables: who the patients are, their labs before and after, classes by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlhdash.analysis.criteria import EmapalumabSettings, MidwestSettings, ProtocolSettings, Rule
from hlhdash.analysis.criteria.thresholds import FEVER_FROM

RuleLimits = MidwestSettings | EmapalumabSettings | ProtocolSettings


@dataclass(frozen=True)
class CharacteristicsView:
    """The settings of Table 1; see `hlhdash.summary`."""

    by: str | None = None
    labs: bool = False
    compare: bool = False
    pooled: tuple[str, ...] = ()
    planned: bool = False


@dataclass(frozen=True)
class ChangeView:
    """The settings of labs before and after; see `hlhdash.analysis.trajectories.trajectories`."""

    by: str | None = None
    pooled: tuple[str, ...] = ()
    planned: bool = False


@dataclass(frozen=True)
class AssessedView:
    """The settings of classes that a rule makes of labs; see `hlhdash.assess`.

    Attributes
    ----------
    shown : the class of each patient, recorded classes against those of the rule, or on whom they differ
    limits : thresholds of the rule where they are not the published ones
    """

    response: str = "response_week1"
    rule: Rule = "midwest"
    shown: Literal["classes", "agreement", "differing"] = "classes"
    limits: RuleLimits | None = None


@dataclass(frozen=True)
class DiagnosisView:
    """The settings of criteria at diagnosis; see `hlhdash.analysis.criteria.diagnosed`.

    Attributes
    ----------
    at : the milestone near which values are looked at
    fever_from : the temperature from which on it is fever, in °C
    """

    shown: Literal["criteria", "hscore"] = "criteria"
    at: str = "diagnosis"
    fever_from: float = FEVER_FROM


TableSettings = CharacteristicsView | ChangeView | AssessedView | DiagnosisView
TABLES = (CharacteristicsView, ChangeView, AssessedView, DiagnosisView)
