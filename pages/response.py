"""Which etiologies respond, when, and how sure is that?"""

from hlhdash.ui import shell

shell.guard()

import hlhdash  # noqa: E402
from hlhdash.ui import response_controls, response_screen, show, visit  # noqa: E402
from hlhdash.ui.choices import RESPONSE_VIEWS  # noqa: E402
from hlhdash.ui.controls import segments, words  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402


@shell.screen
def screen() -> None:
    say = words()
    show.heading(SCREENS[3].title)
    cohort = visit.view()
    shown = segments(say("Show"), RESPONSE_VIEWS, name="rview", default="groups")
    try:
        asked = response_controls.draw(cohort)
        if shown in ("labs", "before", "who"):
            response_screen.without_table(cohort, shown, asked)
            return
        result = hlhdash.response_table(cohort, **asked.table)
        if shown == "groups":
            response_screen.by_group(result, asked)
        elif shown == "forest":
            response_screen.rates(result, asked)
        elif shown == "course":
            response_screen.course(cohort, result)
        else:
            response_screen.speed(cohort, result)
    except hlhdash.CohortError as problem:
        show.refusal(problem)


screen()
