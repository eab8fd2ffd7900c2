"""What happened to each patient?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.ui import lane_table, selection, show, sidebar, visit  # noqa: E402
from hlhdash.ui.choices import COLOURS, REFERENCE_DAYS, SORTS  # noqa: E402
from hlhdash.ui.controls import pick, pick_some, words  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(SCREENS[1].title)
    cohort = visit.view()
    sort_place, group_place, colour_place, lines_place = st.columns([1, 1, 1, 1])
    with sort_place:
        sort = pick(say("Sort by"), SORTS, name="sort", default="follow-up")
    with group_place:
        group = sidebar.group_by(say("Group by"), name="group", default=None, columns=visit.current().groupings)
    with colour_place:
        colour = pick(say("Colour by"), COLOURS, name="colour", default="treatment")
    with lines_place:
        references = pick_some(say("Reference lines"), REFERENCE_DAYS, name="lines")
    try:
        result = sidebar.part_of(hlhdash.swimmer(cohort, sort=sort, group=group))
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        return
    drawn = hlhdash.figures.swimmer(
        result,
        look=show.look(),
        unit=sidebar.time_unit(),
        colour=colour,
        references=tuple(map(float, references)),
        selected=selection.chosen(),
    )
    show.linked_figure(drawn, name="swimmer")
    lane_table.draw(result)
    show.how(lambda: report.swimmer_methods(result), lambda: report.snippet(result))


screen()
