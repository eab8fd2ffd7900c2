"""The settings of further views: labs, one patient, adverse events, and response in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlhdash.analysis.labs import Scale
from hlhdash.analysis.response_result import AddedTherapy

Unit = Literal["days", "weeks", "months", "years"]


@dataclass(frozen=True)
class LabsView:
    """The settings of one analyte; see `hlhdash.labs`, `hlhdash.time_to_normal` and their figures.

    Attributes
    ----------
    until : the day at which the axis of time ends, None for the last
    """

    analyte: str = "ferritin"
    by: str | None = None
    shown: Literal["time", "pairs", "normal", "strips"] = "time"
    scale: Scale = "value"
    log: bool | None = None
    until: float | None = 63.0
    after_day: int = 7


@dataclass(frozen=True)
class PatientView:
    """The settings of one patient's course; see `hlhdash.patient`.

    Attributes
    ----------
    place : of the patient in the file, from 0; no name is kept
    """

    place: int = 0
    rule: str = "midwest"
    extent: Literal["labs", "all"] = "labs"


@dataclass(frozen=True)
class SafetyView:
    """The settings of adverse events; see `hlhdash.safety`.

    Attributes
    ----------
    group : the one that is drawn, None for all
    """

    by: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class CourseView:
    """The settings of response over time; see `hlhdash.states_over_time`."""

    by: str | None = "etiology"
    against: str | None = None
    pooled: tuple[str, ...] = ()
    planned: bool = False


@dataclass(frozen=True)
class SpeedView:
    """The settings of the time to response; see `hlhdash.time_to_response`.

    Attributes
    ----------
    unit : of the axis, whatever the lens says
    """

    by: str | None = "etiology"
    against: str | None = None
    responders: tuple[str, ...] = ("CR", "PR")
    added_therapy: AddedTherapy = "not counted"
    pooled: tuple[str, ...] = ()
    planned: bool = False
    unit: Unit = "days"


FurtherSettings = LabsView | PatientView | SafetyView | CourseView | SpeedView


def pools_of(pooled: tuple[str, ...]) -> dict[str, list[str]] | None:
    """Return pooled values as the analyses take them."""
    return {" + ".join(pooled): list(pooled)} if len(pooled) > 1 else None
