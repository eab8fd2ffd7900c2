"""The settings of further views: labs, one patient, adverse events, and response in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hlhdash.analysis.labs import Scale
from hlhdash.analysis.response_result import AddedTherapy
from hlhdash.views.table_settings import TableSettings

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
class FeverView:
    """The settings of the recorded end of fever; see `hlhdash.fever`."""

    by: str | None = None


@dataclass(frozen=True)
class WaterfallView:
    """The settings of a waterfall; see `hlhdash.waterfall`.

    Attributes
    ----------
    same_order : whether the bars stand in the order of the lanes, which `lanes` and `group` make
    lanes, group, align : how the swimmer plot is sorted, grouped and aligned: only patients with a lane have a bar
    """

    analyte: str = "ferritin"
    same_order: bool = True
    lanes: str = "follow-up"
    group: str | None = None
    align: str | None = None


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
    shown : events by term and grade, or when the first one came
    """

    by: str | None = None
    group: str | None = None
    shown: Literal["terms", "first"] = "terms"


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


FurtherSettings = (
    LabsView | FeverView | WaterfallView | PatientView | SafetyView | CourseView | SpeedView | TableSettings
)


def pools_of(pooled: tuple[str, ...]) -> dict[str, list[str]] | None:
    """Return pooled values as the analyses take them."""
    return {" + ".join(pooled): list(pooled)} if len(pooled) > 1 else None
