"""A view: what is looked at, through which filters, and with which settings; numbers of the file are not in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from hlhdash.analysis.response_result import AddedTherapy, Denominator
from hlhdash.analysis.response_result import Interval as ResponseInterval
from hlhdash.analysis.survival import Interval
from hlhdash.analysis.swimmer import SORTS
from hlhdash.cohort.endpoints import STANDARD, Endpoint
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message, message
from hlhdash.views.further_settings import (
    CourseView,
    FeverView,
    FurtherSettings,
    LabsView,
    PatientView,
    SafetyView,
    SpeedView,
    Unit,
    WaterfallView,
)
from hlhdash.views.table_settings import AssessedView, ChangeView, CharacteristicsView, DiagnosisView, RuleLimits

Value = str | float | int | None


@dataclass(frozen=True)
class SwimmerView:
    """The settings of a swimmer plot; see `hlhdash.swimmer` and `hlhdash.figures.swimmer`.

    Attributes
    ----------
    facts : the columns beside the lanes, empty for the usual one
    """

    sort: str = "follow-up"
    group: str | None = None
    colour: Literal["treatment", "etiology"] = "treatment"
    references: tuple[float, ...] = ()
    align: str | None = None
    facts: tuple[str, ...] = ()
    strip: str | None = None
    until: float | None = None
    extras: tuple[str, ...] = ()
    track: bool = True


@dataclass(frozen=True)
class SurvivalView:
    """The settings of curves; see `hlhdash.kaplan_meier`, `hlhdash.cumulative_incidence` and their figures.

    Attributes
    ----------
    shown : Kaplan-Meier curves, or cumulative incidence side by side or stacked
    band : whether the interval is shaded: with few groups, always, never
    table : whether numbers at risk stand under the axis
    times : asked for in the table, in the unit of the lens; empty for the usual ones
    """

    endpoint: Endpoint = STANDARD["overall survival"]
    by: str | None = None
    against: str | None = None
    landmark: float | None = None
    naive: bool = False
    interval: Interval = "log-log"
    shown: Literal["survival", "side by side", "stacked"] = "survival"
    band: Literal["few", "on", "off"] = "few"
    tail: Literal["dashed", "cut", "full"] = "dashed"
    ticks: bool = True
    medians: bool = False
    table: bool = True
    crossed: bool = False
    times: tuple[float, ...] = ()


@dataclass(frozen=True)
class ResponseView:
    """The settings of a response table; see `hlhdash.response_table`.

    Attributes
    ----------
    shown : classes by group, or a forest of rates
    pooled : values of `by` that are put into one group; empty for none
    limits : thresholds of the rule where they are not the published ones
    benchmark : a rate fixed beforehand
    """

    shown: Literal["groups", "forest"] = "groups"
    response: str = "response_week1"
    by: str | None = "etiology"
    against: str | None = None
    responders: tuple[str, ...] = ("CR", "PR")
    denominator: Denominator = "all"
    added_therapy: AddedTherapy = "not counted"
    interval: ResponseInterval = "clopper-pearson"
    pooled: tuple[str, ...] = ()
    planned: bool = False
    within: str | None = None
    rule: str | None = None
    limits: RuleLimits | None = None
    benchmark: float | None = None

    @property
    def pools(self) -> dict[str, list[str]] | None:
        """The pooling as `hlhdash.response_table` takes it."""
        return {" + ".join(self.pooled): list(self.pooled)} if len(self.pooled) > 1 else None


Settings = SwimmerView | SurvivalView | ResponseView | FurtherSettings
KINDS: dict[type[Settings], str] = {
    SwimmerView: "swimmer",
    SurvivalView: "survival",
    ResponseView: "response",
    CourseView: "course",
    SpeedView: "speed",
    LabsView: "labs",
    PatientView: "patient",
    SafetyView: "safety",
    FeverView: "fever",
    WaterfallView: "waterfall",
    CharacteristicsView: "characteristics",
    ChangeView: "before and after",
    AssessedView: "response from labs",
    DiagnosisView: "diagnosis",
}
_SCREENS = {
    FeverView: "labs",
    WaterfallView: "swimmer",
    **dict.fromkeys((CourseView, SpeedView, CharacteristicsView, ChangeView, AssessedView, DiagnosisView), "response"),
}  # of kinds that are one of several views of their screen


@dataclass(frozen=True)
class Condition:
    """One filter: chosen values of a column (None: missing), or a range of a number with both ends included."""

    column: str
    values: tuple[Value, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def wanted(self) -> list[Value] | tuple[float | None, float | None]:
        """What `Cohort.where` takes."""
        return list(self.values) if self.values else (self.low, self.high)


@dataclass(frozen=True)
class Lens:
    """How a cohort is looked at, the same on every screen.

    Attributes
    ----------
    day_zero : the milestone, None for the file's own
    masked : whether patients are called P01, P02 ...
    """

    day_zero: str | None = None
    masked: bool = False
    unit: Unit = "months"
    conditions: tuple[Condition, ...] = ()

    def of(self, cohort: Cohort) -> Cohort:
        """Return the cohort as it is looked at.

        Raises
        ------
        CohortError
            Where the file has no such milestone or column.
        """
        seen = cohort if self.day_zero is None else cohort.with_day_zero(self.day_zero)
        seen = seen.masked() if self.masked else seen
        conditions = {one.column: one.wanted for one in self.conditions}
        return seen.where(**conditions) if conditions else seen


@dataclass(frozen=True)
class View:
    """One view: a slide of a deck, a part of a report.

    Attributes
    ----------
    settings : the question and the looks
    lens : filters, day zero, unit, masks
    title, note : the user's own words, "" for none
    """

    settings: Settings
    lens: Lens = Lens()
    title: str = ""
    note: str = ""

    @property
    def kind(self) -> str:
        """What it is called in a file."""
        return KINDS[type(self.settings)]

    @property
    def screen(self) -> str:
        """The screen it is seen on."""
        return _SCREENS.get(type(self.settings), self.kind)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file it needs."""
        names = [one.column for one in self.lens.conditions]
        chosen = self.settings
        if isinstance(chosen, SwimmerView):
            names += [chosen.group or "", *chosen.facts, *([] if chosen.sort in SORTS else [chosen.sort])]
        elif isinstance(chosen, WaterfallView):
            names += [chosen.group or "", *([] if chosen.lanes in SORTS else [chosen.lanes])]
        else:
            names += [getattr(chosen, name, None) or "" for name in ("by", "within")]
        return tuple(dict.fromkeys(name for name in names if name))

    def safe(self) -> View:
        """Return the same view with patients masked."""
        return replace(self, lens=replace(self.lens, masked=True))


def screen_title(view: View) -> Message:
    """Name the screen of a view."""
    return {
        "swimmer": message("Swimmer"),
        "survival": message("Survival"),
        "response": message("Response"),
        "course": message("Response over time"),
        "speed": message("Time to response"),
        "labs": message("Labs"),
        "patient": message("Patient"),
        "safety": message("Safety"),
        "fever": message("Fever, recorded end"),
        "waterfall": message("Waterfall of best change"),
        "characteristics": message("Characteristics of the patients"),
        "before and after": message("Labs before and after"),
        "response from labs": message("Response from labs"),
        "diagnosis": message("Criteria at diagnosis"),
    }[view.kind]
