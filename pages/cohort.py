"""Was the file read right, who is in it, and who is left out and why?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

from hlhdash.ui import cohort_columns, cohort_doubts, cohort_privacy, cohort_screen, show, visit  # noqa: E402
from hlhdash.ui.controls import words  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(SCREENS[0].title)
    opened = visit.current()
    findings = visit.view().findings
    cohort_screen.understood(opened)
    cohort_screen.numbers(visit.view())
    cohort_screen.changes(opened)
    cohort_doubts.questions(opened.cohort)
    cohort_doubts.first_doubts(findings)
    # Only the part that is looked at is drawn.
    overview, columns, doubts, patients, privacy = st.tabs(
        [
            say("Who is in it"),
            say("Columns"),
            say.counted("{n} finding", "{n} findings", n=len(findings)),
            say("Patients"),
            say("Privacy check"),
        ],
        key="cohort.part",
        on_change="rerun",
    )
    with overview:
        if overview.open:
            cohort_screen.overview(visit.view())
    with columns:
        if columns.open:
            cohort_columns.columns(opened)
    with doubts:
        if doubts.open:
            cohort_doubts.findings(findings)
    with patients:
        if patients.open:
            cohort_screen.patients(visit.view())
    with privacy:
        if privacy.open:
            cohort_privacy.draw(opened)


screen()
