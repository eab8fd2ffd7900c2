"""The views of the Response screen that apply published rules to the labs; each is computed only when it is shown."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

import hlhdash
from hlhdash import report
from hlhdash.analysis import criteria
from hlhdash.cohort.fields import ASSESSMENT_DAYS, title
from hlhdash.cohort.model import Cohort
from hlhdash.language import Message
from hlhdash.report import people
from hlhdash.ui import criteria_controls, pin, show
from hlhdash.ui.choices import LAB_RULES
from hlhdash.ui.controls import pick, words
from hlhdash.ui.escape import markdown
from hlhdash.ui.linked_table import linked_table
from hlhdash.views import AssessedView, DiagnosisView

MOST_LISTED = 200  # patients in a table on the screen; a file holds all of them
MOST_IN_SIGHT = 25  # patients in a table without a frame
FRAME = 640  # pixels


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
    kept = AssessedView(response, rule, limits=criteria_controls.changed_settings(rule))
    if rule in criteria.RESPONSE_RULES:
        _compared(found, kept)
    table = report.assessed_rows(found)
    _listed(table, people.assessed_people(found), "assessed")
    pin.offer(kept, name="assessed")
    show.downloads(table, "response_from_labs")
    show.how(lambda: report.assessed_methods(found), lambda: report.assessed_snippet(found))


def _compared(found: hlhdash.Assessed, kept: AssessedView) -> None:
    """Show recorded against computed classes, and beside it the patients on whom they differ."""
    agreement = criteria.compare(found)
    if not agreement.kappa.n:
        for sentence in report.agreement_words(agreement):
            show.sentence(sentence)
        return
    table, both = report.agreement_rows(found, agreement), people.agreement_people(found, agreement)
    if not len(agreement.disagreements):
        with st.columns([3, 2])[0]:
            linked_table(table, both, name="agreement")
            pin.offer(replace(kept, shown="agreement"), name="agreement", beside=True)
            show.downloads(table, "agreement")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        linked_table(table, both, name="agreement")
        pin.offer(replace(kept, shown="agreement"), name="agreement", beside=True)
        show.downloads(table, "agreement")
    with right:
        differing = report.disagreements_rows(agreement)
        linked_table(report.shortened(differing, 20), people.disagreements_people(agreement), name="disagreements")
        pin.offer(replace(kept, shown="differing"), name="disagreements", beside=True)
        show.downloads(differing, "disagreements")


def _listed(table: report.Table, behind: people.People, name: str) -> None:
    """Show a row per patient; where they are many, in a frame that scrolls, so that what follows stays near."""
    if len(table.rows) <= MOST_IN_SIGHT:
        linked_table(table, behind, name=name)
        return
    with st.container(height=FRAME):
        linked_table(report.shortened(table, MOST_LISTED), behind, name=name)


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
    kept = DiagnosisView(at=at, fever_from=settings.fever_from)
    for table, name, view in (
        (report.criteria_rows(found, at, settings), "diagnostic_criteria", kept),
        (report.hscore_rows(found, at), "hscore", replace(kept, shown="hscore")),
    ):
        _listed(table, people.diagnoses_people(found), name)
        pin.offer(view, name=name, beside=view != kept)
        show.downloads(table, name)
