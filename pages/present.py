"""What does the room see?"""

from hlhdash.ui import shell

shell.guard()

from hlhdash.ui import present_screen, show, stage  # noqa: E402
from hlhdash.ui.screens import title_of  # noqa: E402


@shell.screen
def screen() -> None:
    if stage.now() is not None:
        stage.draw()
        return
    show.heading(title_of("present"))
    present_screen.draw()


screen()
