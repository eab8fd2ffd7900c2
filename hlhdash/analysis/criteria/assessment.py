"""A rule applied to every patient at one assessment, and compared with what the file records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from hlhdash import stats
from hlhdash.analysis.added_therapy import added_start
from hlhdash.analysis.criteria.charts import Chart, charts
from hlhdash.analysis.criteria.emapalumab import MARKERS as EMAPALUMAB_MARKERS
from hlhdash.analysis.criteria.emapalumab import emapalumab
from hlhdash.analysis.criteria.midwest import MARKERS as MIDWEST_MARKERS
from hlhdash.analysis.criteria.midwest import midwest
from hlhdash.analysis.criteria.protocol import protocol
from hlhdash.analysis.criteria.thresholds import EmapalumabSettings, MidwestSettings, ProtocolSettings, Settings
from hlhdash.analysis.criteria.unread import Unread, unread_findings, unread_support
from hlhdash.analysis.criteria.verdict import Verdict
from hlhdash.cohort.fields import ASSESSMENT_DAYS, assessment_day
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort, Provenance
from hlhdash.cohort.vocabulary import RESPONSES
from hlhdash.language import message

Rule = Literal["midwest", "emapalumab", "hlh-2004"]
RULES: tuple[Rule, ...] = get_args(Rule)
RESPONSE_RULES: tuple[Rule, ...] = ("midwest", "emapalumab")  # those that give response classes
RULE_SETTINGS: dict[str, type[Settings]] = {
    "midwest": MidwestSettings,
    "emapalumab": EmapalumabSettings,
    "hlh-2004": ProtocolSettings,
}


@dataclass(frozen=True)
class Assessed:
    """The class of each patient by a rule, beside the recorded one.

    Attributes
    ----------
    rule, response : which rule, at which assessment
    settings : the thresholds used
    table : patient_id, computed, recorded (None where nothing is), improved, abnormal, missing (tuples of markers)
    provenance : file, filters, day zero
    unread : cells the rule would use that say neither yes nor no
    """

    rule: Rule
    response: str
    settings: Any
    table: pd.DataFrame
    provenance: Provenance
    unread: tuple[Unread, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many patients have each class by the rule."""
        return {str(name): int(n) for name, n in self.table["computed"].value_counts().items()}


@dataclass(frozen=True)
class Agreement:
    """Recorded against computed classes, where both are known.

    Attributes
    ----------
    table : counts; recorded classes as rows, computed ones as columns, in the same order
    kappa : Cohen's kappa
    disagreements : the patients on whom they differ: patient_id, recorded, computed, improved, abnormal
    not_compared : patients without one of both
    """

    table: pd.DataFrame
    kappa: stats.Kappa
    disagreements: pd.DataFrame
    not_compared: int


def assess(cohort: Cohort, response: str = "response_week1", rule: str = "midwest", settings: Any = None) -> Assessed:
    """Give every patient the class that a rule makes of their labs at an assessment; nothing recorded is overwritten.

    Parameters
    ----------
    response : a dated assessment, such as "response_week1"
    rule : "midwest", "emapalumab" or "hlh-2004"
    settings : thresholds other than the published ones, of the rule's own kind

    Raises
    ------
    CohortError
        Where there is no such rule, the assessment has no day, or the file has no labs that a rule could use.
    """
    day = _checked(cohort, response, rule)
    if settings is None:
        settings = RULE_SETTINGS[rule]()
    if not isinstance(settings, RULE_SETTINGS[rule]):
        raise CohortError(
            message("The rule {rule} takes settings of the kind {kind}.", rule=rule, kind=RULE_SETTINGS[rule].__name__)
        )
    found = _verdicts(cohort, day, _rule(rule), settings)
    people = cohort.patients
    recorded = people[response] if response in people else pd.Series(None, index=people.index, dtype=object)
    verdicts = [found[patient] for patient in people["patient_id"].tolist()]
    table = pd.DataFrame(
        {
            "patient_id": people["patient_id"].to_numpy(),
            "computed": [one.response_class for one in verdicts],
            "recorded": recorded.astype(object).where(recorded.notna(), None).to_numpy(),
            "improved": [one.improved for one in verdicts],
            "abnormal": [one.abnormal for one in verdicts],
            "missing": [one.missing for one in verdicts],
        }
    )
    # Transfusions matter to the Midwest rule alone, findings to the others.
    unread = unread_support(cohort) if rule == "midwest" else unread_findings(cohort)
    return Assessed(_rule(rule), response, settings, table, cohort.provenance, unread)


def classify_by_rule(cohort: Cohort, response: str, rule: str, settings: Any = None) -> pd.DataFrame:
    """Return patient_id, response_class, after_added_therapy by a response rule, for a response table.

    A response is dated by the latest of the values the rule looked at, which may lie after the assessment's own day.

    Raises
    ------
    CohortError
        As `assess`; and for "hlh-2004", whose states are no response classes.
    """
    chosen = next((one for one in RESPONSE_RULES if one == rule), None)
    if chosen is None:
        raise CohortError(
            message("A response table can be made by the rules {rules}.", rules=", ".join(RESPONSE_RULES))
        )
    table = assess(cohort, response, chosen, settings).table
    day = _last_days(cohort, assessment_day(response) or 0, _rule(chosen))
    return pd.DataFrame(
        {
            "patient_id": table["patient_id"],
            "response_class": table["computed"],
            "after_added_therapy": (day > added_start(cohort)).to_numpy(bool),
        }
    )


def _last_days(cohort: Cohort, day: int, rule: Rule) -> pd.Series:
    """Return the day of the latest value a rule looked at, by patient; else the assessment's own."""
    markers = MIDWEST_MARKERS if rule == "midwest" else EMAPALUMAB_MARKERS
    read = charts(cohort, day)
    last = [
        max((taken for name, taken in read[patient].days.items() if name in markers), default=float(day))
        for patient in cohort.patients["patient_id"].tolist()
    ]
    return pd.Series(last, index=cohort.patients.index, dtype=float)


def compare(assessed: Assessed) -> Agreement:
    """Compare the classes of a response rule with the recorded ones."""
    table = assessed.table
    known = table["recorded"].isin(RESPONSES) & ~table["recorded"].isin(["NE"]) & (table["computed"] != "NE")
    both = table[known & table["computed"].isin(RESPONSES)]
    place = {name: i for i, name in enumerate(RESPONSES)}
    used = [name for name in RESPONSES if (both["recorded"] == name).any() or (both["computed"] == name).any()]
    cells = np.zeros((len(RESPONSES), len(RESPONSES)), dtype=int)
    np.add.at(cells, (both["recorded"].map(place).to_numpy(int), both["computed"].map(place).to_numpy(int)), 1)
    frame = pd.DataFrame(cells, index=list(RESPONSES), columns=list(RESPONSES)).loc[used, used]
    apart = both[both["recorded"] != both["computed"]]
    return Agreement(
        frame,
        stats.kappa(frame.to_numpy() if used else [[0]]),
        apart[["patient_id", "recorded", "computed", "improved", "abnormal"]].reset_index(drop=True),
        len(table) - len(both),
    )


def _rule(name: str) -> Rule:
    return next(one for one in RULES if one == name)


def _checked(cohort: Cohort, response: str, rule: str) -> int:
    if rule not in RULES:
        raise CohortError(
            message("There is no rule {rule}; the rules are {rules}.", rule=str(rule)[:40], rules=", ".join(RULES))
        )
    day = assessment_day(response) if isinstance(response, str) else None
    if day is None:
        raise CohortError(
            message("A rule needs an assessment with a day, such as Week 1; labs cannot give a best response.")
        )
    if cohort.labs.empty:
        raise CohortError(
            message(
                "The file has no labs, so no response can be computed. Add columns such as ferritin_d0 and "
                "ferritin_d7, or a sheet of labs."
            )
        )
    return day


def _verdicts(cohort: Cohort, day: int, rule: Rule, settings: Any) -> dict[str, Verdict]:
    if rule == "hlh-2004":
        return _states(cohort, day, settings)
    one: Callable[[Chart, Any], Verdict] = midwest if rule == "midwest" else emapalumab
    return {patient: one(chart, settings) for patient, chart in charts(cohort, day).items()}


def _states(cohort: Cohort, day: int, settings: ProtocolSettings) -> dict[str, Verdict]:
    """Walk through the assessments up to this day: only what was non-active can be reactivated."""
    quiet: set[str] = set()
    for earlier in sorted(one for one in ASSESSMENT_DAYS.values() if one < day):
        for patient, chart in charts(cohort, earlier).items():
            if protocol(chart, settings).response_class == "non-active":
                quiet.add(patient)
    return {
        patient: protocol(chart, settings, was_non_active=patient in quiet)
        for patient, chart in charts(cohort, day).items()
    }
