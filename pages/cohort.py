"""Was the file read right, who is in it, and who is left out and why?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

from hlhdash.ui import cohort_screen, show, visit  # noqa: E402
from hlhdash.ui.controls import words  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(SCREENS[0].title)
    opened = visit.current()
    cohort_screen.welcome(opened)
    cohort_screen.questions(opened.cohort)
    cohort_screen.numbers(visit.view())
    findings = cohort_screen.masked_findings(opened, visit.view())
    overview, columns, doubts, patients = st.tabs(
        [
            say("Who is in it"),
            say("Columns"),
            say.counted("{n} finding", "{n} findings", n=len(findings)),
            say("Patients"),
        ]
    )
    with overview:
        cohort_screen.overview(visit.view())
    with columns:
        cohort_screen.columns(opened)
    with doubts:
        cohort_screen.findings(findings)
    with patients:
        cohort_screen.patients(visit.view())


screen()
