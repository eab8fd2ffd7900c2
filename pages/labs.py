"""How do ferritin, sCD25, counts and temperature move after day zero?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

import hlhdash  # noqa: E402
from hlhdash.ui import labs_screen, show, visit  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402


@shell.screen
def screen() -> None:
    show.heading(title_of("labs"))
    analyte_place, *places = st.columns(6)
    with analyte_place:
        analyte = labs_screen.analyte()
    if analyte is None:
        labs_screen.nothing()
        return
    asked = labs_screen.ask(*places)
    try:
        labs_screen.draw(visit.view(), analyte, asked)
    except hlhdash.CohortError as problem:
        show.refusal(problem)


screen()
