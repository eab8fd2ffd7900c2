"""Which etiologies respond, when, and how sure is that?"""

from hlhdash.ui import shell

shell.guard()

import hlhdash  # noqa: E402
from hlhdash.ui import criteria_screen, response_controls, response_screen, results, show, visit  # noqa: E402
from hlhdash.ui.choices import RESPONSE_VIEWS  # noqa: E402
from hlhdash.ui.controls import segments, words  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402

OTHER_VIEWS = {
    "course": response_screen.course,
    "speed": response_screen.speed,
    "labs": criteria_screen.from_labs,
    "diagnosis": criteria_screen.diagnosis,
    "before": response_screen.before_and_after,
    "who": response_screen.who,
}


@shell.screen
def screen() -> None:
    say = words()
    show.heading(SCREENS[3].title)
    cohort = visit.view()
    shown = segments(say("Show"), RESPONSE_VIEWS, name="rview", default="groups")
    try:
        if shown in OTHER_VIEWS:
            OTHER_VIEWS[shown](cohort)
            return
        asked = response_controls.draw(cohort)
        result = results.computed(hlhdash.response_table, cohort, **asked.table)
        (response_screen.by_group if shown == "groups" else response_screen.rates)(result, asked)
    except hlhdash.CohortError as problem:
        show.refusal(problem)


screen()
