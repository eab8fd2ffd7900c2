"""How do ferritin, sCD25, counts and temperature move after day zero?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.ui import labs_screen, selection, show, sidebar, visit  # noqa: E402
from hlhdash.ui.choices import AFTER_DAYS, LAB_VIEWS, SCALES, UNTIL  # noqa: E402
from hlhdash.ui.controls import pick, words  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(title_of("labs"))
    cohort = visit.view()
    analyte_place, by_place, view_place, scale_place, time_place = st.columns(5)
    with analyte_place:
        analyte = labs_screen.analyte()
    if analyte is None:
        labs_screen.nothing()
        return
    with by_place:
        by = sidebar.group_by(say("Group by"), name="lby", default=None, columns=visit.current().groupings)
    with view_place:
        view = pick(say("View"), LAB_VIEWS, name="lview", default="time")
    with scale_place:
        scale = pick(say("Scale"), SCALES, name="lscale", default="value")
    with time_place:
        if view == "time":
            until, after = pick(say("Time shown"), UNTIL, name="luntil", default="63"), "7"
        else:
            until, after = "all", pick(say("Compare with"), AFTER_DAYS, name="lafter", default="7")
    try:
        result = hlhdash.labs(cohort, analyte, by=by, scale=scale, after_day=int(after))
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        return
    last = None if until == "all" else float(until)
    unit = "days" if last is not None and last < labs_screen.MOST_DAYS else sidebar.time_unit()
    drawn = hlhdash.figures.labs(
        result, look=show.look(), unit=unit, view=view, until=last, selected=selection.chosen()
    )
    show.linked_figure(drawn, name="labs")
    normal = report.normal_rows(result)
    if normal is not None:
        show.table(normal)
    show.how(lambda: report.labs_methods(result), lambda: labs_screen.snippet(result))


screen()
