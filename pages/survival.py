"""Who lives, how long, and does it differ?"""

from hlhdash.ui import shell

shell.guard()

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.report import people  # noqa: E402
from hlhdash.ui import exports, results, show, sidebar, survival_controls, survival_details, visit  # noqa: E402
from hlhdash.ui.linked_table import linked_table  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402
from hlhdash.ui.survival_controls import Choices  # noqa: E402
from hlhdash.views import Condition  # noqa: E402

MOST_FACETS = 6


@shell.screen
def screen() -> None:
    show.heading(SCREENS[2].title)
    cohort, unit = visit.view(), sidebar.time_unit()
    try:
        chosen = survival_controls.draw(cohort, unit)
        if chosen.facet is None:
            answer(cohort, chosen, unit)
            return
        for number, value in enumerate(cohort.values(chosen.facet)[:MOST_FACETS]):
            only = exports.Part(Condition(chosen.facet, (value,)), cohort.where(**{chosen.facet: value}))
            facet(only, chosen, unit, f"survival{number}")
    except hlhdash.CohortError as problem:
        show.refusal(problem)


def facet(only: exports.Part, chosen: Choices, unit: str, name: str) -> None:
    """Show one of several figures; in the deck it is a view of its own, with a filter more."""
    result = ask(only.cohort, chosen)
    draw(result, chosen, unit, name=name)
    kept = survival_controls.kept_view(chosen, unit)
    exports.offer(kept, result, *survival_details.told(result, chosen, unit), name=name, only=only)


def ask(cohort: hlhdash.Cohort, chosen: Choices) -> hlhdash.Survival | hlhdash.Incidence:
    question = {"by": chosen.by, "against": chosen.against, "landmark": chosen.landmark, "naive": chosen.naive}
    if chosen.shown == "survival":
        return results.computed(hlhdash.kaplan_meier, cohort, chosen.endpoint, interval=chosen.interval, **question)
    return results.computed(hlhdash.cumulative_incidence, cohort, chosen.endpoint, **question)


def draw(result: hlhdash.Survival | hlhdash.Incidence, chosen: Choices, unit: str, *, name: str) -> None:
    if isinstance(result, hlhdash.Incidence):
        way = "stacked" if chosen.shown == "stacked" else "side by side"
        show.linked_figure(hlhdash.figures.incidence, result, unit=unit, way=way, naive_curve=chosen.crossed, name=name)
        return
    show.linked_figure(
        hlhdash.figures.survival,
        result,
        unit=unit,
        band=chosen.band == "on" or (chosen.band == "few" and len(result.groups) <= 3),
        censor_marks=chosen.ticks,
        tail=chosen.tail,
        table=chosen.table,
        medians=chosen.medians,
        name=name,
    )


def answer(cohort: hlhdash.Cohort, chosen: Choices, unit: str) -> None:
    result = ask(cohort, chosen)
    draw(result, chosen, unit, name="survival")
    survival_details.count_comparison(result)
    make, methods = survival_details.told(result, chosen, unit)
    table = make()
    exports.offer(survival_controls.kept_view(chosen, unit), result, lambda: table, methods, name="survival")
    if isinstance(result, hlhdash.Incidence):
        linked_table(table, results.made(result, people.incidence_people, chosen.times, unit), name="incidence")
        show.how(methods, lambda: report.snippet(result))
        return
    linked_table(table, results.made(result, people.survival_people, chosen.times, unit), name="survival")
    show.sentence(report.follow_up_words(result, unit))
    show.sentence(report.completeness_words(result, chosen.times[min(2, len(chosen.times) - 1)], unit))
    survival_details.draw(result, cohort, chosen, unit)
    show.how(methods, lambda: report.snippet(result))


screen()
