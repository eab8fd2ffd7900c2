"""What the views find that are tables, and the Python that gives the same results again."""

from __future__ import annotations

from typing import Any

from hlhdash.analysis import criteria
from hlhdash.analysis.criteria import Assessed, Diagnosed, DiagnosisSettings
from hlhdash.analysis.summary import Summary, summary
from hlhdash.analysis.trajectories import Trajectories, trajectories
from hlhdash.cohort.model import Cohort
from hlhdash.report.criteria import agreement_rows, assessed_rows, disagreements_rows
from hlhdash.report.criteria_words import settings_code
from hlhdash.report.diagnosis import criteria_rows, hscore_rows
from hlhdash.report.summary import table_one
from hlhdash.report.table import Table
from hlhdash.report.trajectories import trajectory_rows
from hlhdash.views.table_settings import (
    AssessedView,
    ChangeView,
    CharacteristicsView,
    DiagnosisView,
    TableSettings,
)

TableResult = Summary | Trajectories | Assessed | Diagnosed


def found_table(chosen: TableSettings, cohort: Cohort) -> tuple[TableResult, Table]:
    """Put the question of a view that is a table to a cohort as the lens shows it.

    Raises
    ------
    CohortError
        Where the cohort cannot answer.
    """
    if isinstance(chosen, CharacteristicsView):
        counted = summary(cohort, chosen.by, labs=chosen.labs, compare=chosen.compare, **_pooled(chosen))
        return counted, table_one(counted)
    if isinstance(chosen, ChangeView):
        moved = trajectories(cohort, chosen.by, **_pooled(chosen))
        return moved, trajectory_rows(moved)
    if isinstance(chosen, AssessedView):
        judged = criteria.assess(cohort, chosen.response, chosen.rule, chosen.limits)
        return judged, _judged_rows(judged, chosen)
    said = criteria.diagnosed(cohort, chosen.at, DiagnosisSettings(fever_from=chosen.fever_from))
    if chosen.shown == "hscore":
        return said, hscore_rows(said.found, said.at)
    return said, criteria_rows(said.found, said.at, said.settings)


def _judged_rows(judged: Assessed, chosen: AssessedView) -> Table:
    if chosen.shown == "classes":
        return assessed_rows(judged)
    agreement = criteria.compare(judged)
    return agreement_rows(judged, agreement) if chosen.shown == "agreement" else disagreements_rows(agreement)


def _pooled(chosen: CharacteristicsView | ChangeView) -> dict[str, Any]:
    pools = {" + ".join(chosen.pooled): list(chosen.pooled)} if len(chosen.pooled) > 1 else None
    return {"pools": pools, "planned": chosen.planned}


def call_of_table(chosen: TableSettings) -> str:
    """Return the Python that gives the same result of the same cohort."""
    if isinstance(chosen, AssessedView):
        kind = (
            "" if chosen.limits is None else f"from hlhdash.analysis.criteria import {type(chosen.limits).__name__}\n"
        )
        limits = "" if chosen.limits is None else f", {settings_code(chosen.limits)}"
        return f"{kind}result = hlhdash.assess(cohort, {chosen.response!r}, {chosen.rule!r}{limits})"
    if isinstance(chosen, DiagnosisView):
        return (
            "from hlhdash.analysis import criteria\n"
            f"settings = criteria.DiagnosisSettings(fever_from={chosen.fever_from!r})\n"
            f"result = criteria.diagnosed(cohort, {chosen.at!r}, settings)"
        )
    pooled = "".join(f", {name}={value!r}" for name, value in _pooled(chosen).items() if value)
    if isinstance(chosen, ChangeView):
        return (
            "from hlhdash.analysis.trajectories import trajectories\n"
            f"result = trajectories(cohort, {chosen.by!r}{pooled})"
        )
    return f"result = hlhdash.summary(cohort, {chosen.by!r}, labs={chosen.labs}, compare={chosen.compare}{pooled})"
