"""What was this child's course?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.report.patient_values import patient_value_rows  # noqa: E402
from hlhdash.ui import exports, patient_screen, show, sidebar, visit  # noqa: E402
from hlhdash.ui.choices import EXTENTS, LAB_RULES  # noqa: E402
from hlhdash.ui.controls import pick, words  # noqa: E402
from hlhdash.ui.linked import linked  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402
from hlhdash.views import PatientView  # noqa: E402


@linked
def screen() -> None:
    say = words()
    show.heading(title_of("patient"))
    cohort = visit.view()
    people = patient_screen.order(cohort)
    if not people:
        st.info(say("No patient meets the filters. Loosen one of them in the sidebar."))
        return
    shown = patient_screen.current(people)
    steps, rule_place, extent_place = st.columns([2.6, 1.25, 1.4], vertical_alignment="bottom")
    with steps:
        patient_screen.steps(people, shown)
    with rule_place:
        rule = pick(say("Rule for labs"), LAB_RULES, name="prule", default="midwest")
    with extent_place:
        extent = pick(say("Time shown"), EXTENTS, name="extent", default="labs")
    result = hlhdash.patient(cohort, shown, rule=rule)
    patient_screen.facts(result)
    unit = patient_screen.unit(result, sidebar.time_unit(), extent)
    drawn = hlhdash.figures.patient(result, look=show.look(), unit=unit, extent=extent)
    show.figure(drawn, name="patient")
    exports.offer_further(PatientView(cohort.roster.index(shown), rule, extent), name="patient")
    values = patient_value_rows(result)
    if values is not None:
        show.folded(say("Values as a table"), lambda: show.table(values), icon=show.AS_TABLE)
    verdicts = report.verdict_rows(result)
    if verdicts is not None:
        show.table(verdicts)
    patient_screen.beside(cohort, shown, sidebar.time_unit())
    patient_screen.diagnosis(result)
    patient_screen.findings(result)


screen()
