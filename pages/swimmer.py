"""What happened to each patient?"""

from hlhdash.ui import shell

shell.guard()

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.report.swimmer_table import swimmer_rows  # noqa: E402
from hlhdash.report.waterfall import waterfall_rows  # noqa: E402
from hlhdash.ui import exports, lane_table, results, show, sidebar, swimmer_controls, visit  # noqa: E402
from hlhdash.ui.controls import words  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402
from hlhdash.ui.swimmer_controls import Choices  # noqa: E402
from hlhdash.views import WaterfallView  # noqa: E402

MOST_DAYS = 120.0  # up to which the axis counts days, whatever the sidebar says


@shell.screen
def screen() -> None:
    show.heading(title_of("swimmer"))
    cohort = visit.view()
    try:
        chosen = swimmer_controls.draw()
        result = sidebar.part_of(lanes(cohort, chosen))
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        return
    unit = "days" if chosen.until is not None and chosen.until < MOST_DAYS else sidebar.time_unit()
    show.linked_figure(
        hlhdash.figures.swimmer,
        result,
        unit=unit,
        colour=chosen.colour,
        references=chosen.references,
        until=chosen.until,
        extras=chosen.extras,
        track=chosen.track,
        name="swimmer",
        lanes=hlhdash.figures.lane_places,
    )
    exports.offer(
        swimmer_controls.kept_view(chosen),
        result,
        lambda: swimmer_rows(result, sidebar.time_unit()),
        lambda: report.swimmer_methods(result),
        name="swimmer",
    )
    if chosen.waterfall is not None:
        below(cohort, result, chosen)
    lane_table.draw(result)
    show.how(lambda: report.swimmer_methods(result), lambda: report.snippet(result))


def lanes(cohort: hlhdash.Cohort, chosen: Choices) -> hlhdash.Swimmer:
    """Lay out the lanes; where nobody has a value of the strip's analyte, without the strip, and say so."""
    asked = {"sort": chosen.sort, "group": chosen.group, "align": chosen.align, "facts": chosen.facts}
    if chosen.strip is not None:
        try:
            return results.computed(hlhdash.swimmer, cohort, strip=chosen.strip, **asked)
        except hlhdash.CohortError as problem:
            found = results.computed(hlhdash.swimmer, cohort, **asked)
            show.refusal(problem)
            return found
    return results.computed(hlhdash.swimmer, cohort, **asked)


def below(cohort: hlhdash.Cohort, result: hlhdash.Swimmer, chosen: Choices) -> None:
    """Draw the waterfall of the patients whose lanes are shown."""
    analyte = chosen.waterfall or ""
    try:
        sort = "given" if chosen.same_order else "change"
        found = results.computed(hlhdash.waterfall, cohort, analyte, order=result.order, sort=sort)
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        return
    show.linked_figure(hlhdash.figures.waterfall, found, name="waterfall")
    kept = WaterfallView(analyte, chosen.same_order, chosen.sort, chosen.group, chosen.align)
    exports.offer_further(kept, name="waterfall", beside=True)
    show.folded(words()("Bars as a table"), lambda: show.table(waterfall_rows(found)), icon=show.AS_TABLE)


screen()
