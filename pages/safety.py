"""Which adverse events, and how severe?"""

from hlhdash.ui import shell

shell.guard()

from hlhdash.ui import safety_screen, show  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402


@shell.screen
def screen() -> None:
    show.heading(title_of("safety"))
    safety_screen.draw()


screen()
