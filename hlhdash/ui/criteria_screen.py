"""The views of the Response screen that apply published rules to the labs; each is computed only when it is shown."""

from __future__ import annotations

import streamlit as st

import hlhdash
from hlhdash import report
from hlhdash.analysis import criteria
from hlhdash.cohort.fields import ASSESSMENT_DAYS, title
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message
from hlhdash.report import people
from hlhdash.ui import criteria_controls, show
from hlhdash.ui.choices import LAB_RULES
from hlhdash.ui.controls import pick, words
from hlhdash.ui.escape import markdown
from hlhdash.ui.linked_table import linked_table

MOST_LISTED = 200  # patients in a table on the screen; a file holds all of them


def from_labs(cohort: Cohort) -> None:
    """Show the classes that a rule makes of the labs, compared with the recorded ones."""
    say = words()
    assessments: dict[str, Message] = {name: title(name) for name in ASSESSMENT_DAYS}
    first, second, third, _ = st.columns([4, 6, 4, 5], vertical_alignment="bottom")
    with first:
        response = pick(say("Assessment"), assessments, name="labday", default="response_week1")
    with second:
        rule = pick(say("Rule"), LAB_RULES, name="rule", default="midwest")
    with third:
        criteria_controls.popover(rule)
    found = hlhdash.assess(cohort, response, rule, criteria_controls.settings(rule))
    if rule in criteria.RESPONSE_RULES:
        _compared(found)
    table = report.assessed_rows(found)
    linked_table(report.shortened(table, MOST_LISTED), people.assessed_people(found), name="assessed")
    show.downloads(table, "response_from_labs")
    show.how(lambda: report.assessed_methods(found), lambda: report.assessed_snippet(found))


def _compared(found: hlhdash.Assessed) -> None:
    """Show recorded against computed classes, and beside it the patients on whom they differ."""
    agreement = criteria.compare(found)
    if not agreement.kappa.n:
        for words_ in report.agreement_words(agreement):
            show.sentence(words_)
        return
    table, both = report.agreement_rows(found, agreement), people.agreement_people(found, agreement)
    if not len(agreement.disagreements):
        with st.columns([3, 2])[0]:
            linked_table(table, both, name="agreement")
            show.downloads(table, "agreement")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        linked_table(table, both, name="agreement")
        show.downloads(table, "agreement")
    with right:
        differing = report.disagreements_rows(agreement)
        linked_table(report.shortened(differing, 20), people.disagreements_people(agreement), name="disagreements")
        show.downloads(differing, "disagreements")


def diagnosis(cohort: Cohort) -> None:
    """Show which diagnostic criteria each patient meets, and the HScore."""
    say = words()
    days: dict[str, Message] = {
        name: title(name) for name in cohort.milestones if name in ("diagnosis", "first_line_start", cohort.origin)
    }
    first, second, _ = st.columns([4, 4, 8], vertical_alignment="bottom")
    with first:
        at = pick(
            say("Values at"),
            days,
            name="diagnosisday",
            default="diagnosis" if "diagnosis" in days else cohort.origin,
            help=say("The criteria are looked at with the values nearest this day."),
        )
    with second:
        criteria_controls.fever()
    if cohort.labs.empty:
        st.info(say("The file has no labs, so only what its columns record can be looked at."), icon=":material/info:")
    settings = criteria_controls.diagnosis_settings()
    found = criteria.diagnoses(cohort, at, settings)
    st.markdown("\n".join(f"- {markdown(say(one))}" for one in report.diagnosis_words(found)))
    for table, name in (
        (report.criteria_rows(found, at, settings), "diagnostic_criteria"),
        (report.hscore_rows(found, at), "hscore"),
    ):
        linked_table(report.shortened(table, MOST_LISTED), people.diagnoses_people(found), name=name)
        show.downloads(table, name)
