"""Which etiologies respond, when, and how sure is that?"""

from hlhdash.ui import shell

shell.guard()

import hlhdash  # noqa: E402
from hlhdash import report  # noqa: E402
from hlhdash.ui import response_controls, show, visit  # noqa: E402
from hlhdash.ui.screens import SCREENS  # noqa: E402


@shell.screen
def screen() -> None:
    show.heading(SCREENS[3].title)
    cohort = visit.view()
    try:
        asked = response_controls.draw(cohort)
        result = hlhdash.response_table(cohort, **asked)
    except hlhdash.CohortError as problem:
        show.refusal(problem)
        return
    show.figure(hlhdash.figures.response(result, look=show.look()), name="response")
    show.table(report.response_rows(result))
    show.how(lambda: report.response_methods(result), lambda: report.snippet(result))


screen()
