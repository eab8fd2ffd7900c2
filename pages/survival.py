"""Who lives, how long, and does it differ?"""

from hlhdash.ui import shell

shell.guard()

import streamlit as st  # noqa: E402

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.ui import show, sidebar, visit  # noqa: E402
from hlhdash.ui.choices import BANDS, INTERVALS, TAILS  # noqa: E402
from hlhdash.ui.controls import pick, words  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(SCREENS[2].title)
    cohort, unit = visit.view(), sidebar.time_unit()
    by_place, against_place, interval_place, band_place, tail_place = st.columns(5)
    with by_place:
        by = sidebar.group_by(say("Group by"), name="by", default="etiology", columns=visit.current().known_at_day_zero)
    against = None
    if by is not None:
        with against_place:
            against = sidebar.against(by, name="against")
    with interval_place:
        interval = pick(say("Interval"), INTERVALS, name="interval", default="log-log")
    with band_place:
        bands = pick(say("Interval band"), BANDS, name="band", default="few")
    with tail_place:
        tail = pick(say("Where few are at risk"), TAILS, name="tail", default="dashed")
    try:
        result = hlhdash.kaplan_meier(cohort, by=by, against=against, interval=interval)
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        return
    drawn = hlhdash.figures.survival(
        result,
        look=show.look(),
        unit=unit,
        band=bands == "on" or (bands == "few" and len(result.groups) <= 3),
        tail=tail,
    )
    show.figure(drawn, name="survival")
    show.table(report.survival_rows(result, report.ASKED[unit], unit))
    show.sentence(report.follow_up_words(result, unit))
    show.how(lambda: report.survival_methods(result, unit), lambda: report.snippet(result))


screen()
