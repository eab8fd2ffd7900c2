"""Which adverse events, and how severe?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.language import message  # noqa: E402
from hlhdash.report import people  # noqa: E402
from hlhdash.ui import selection, show, sidebar, visit  # noqa: E402
from hlhdash.ui.controls import pick_of_file, words  # noqa: E402
from hlhdash.ui.linked_table import linked_table  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(title_of("safety"))
    by_place, group_place, _ = st.columns([1, 1, 2])
    with by_place:
        by = sidebar.group_by(say("Group by"), name="sby", default=None, columns=visit.current().groupings)
    try:
        result = hlhdash.safety(visit.view(), by=by)
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        show.table(report.example_rows())
        return
    group = None
    if by is not None:
        with group_place:
            group = pick_of_file(
                say("Drawn"),
                (None, *result.groups),
                lambda label: say("All patients") if label is None else show.look().word(label),
                name="sgroup",
                default=None,
            )
    if result.terms.empty:
        show.sentence(
            message(
                "Nobody with an adverse event was followed after day zero, so no share or rate can be given. Add "
                "last_follow_up to the patients sheet."
            )
        )
        return
    drawn = hlhdash.figures.safety(result, look=show.look(), group=group, selected=selection.chosen())
    show.linked_figure(drawn, name="safety")
    first = hlhdash.time_to_adverse_event(visit.view(), by) if any(result.n.values()) else None
    show.table(report.rate_rows(result, first))
    linked_table(report.term_rows(result), people.term_people(result), name="terms")
    if first is not None:
        curves = hlhdash.figures.time_to_adverse_event(
            first, look=show.look(), unit=sidebar.time_unit(), selected=selection.chosen()
        )
        show.linked_figure(curves, name="first")


screen()
