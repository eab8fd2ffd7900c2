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
    try:
        if analyte == labs_screen.FEVER:
            labs_screen.draw_fever(visit.view(), places[0])
            return
        labs_screen.draw(visit.view(), analyte, labs_screen.ask(*places))
    except hlhdash.CohortError as problem:
        show.refusal(problem)


screen()
