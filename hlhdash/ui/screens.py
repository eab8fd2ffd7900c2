"""The screens, in the order of the menu."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hlhdash.language import Message, message

PAGES = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class Screen:
    """One screen: its file, its address, its name and the question it answers."""

    path: Path
    address: str
    title: Message
    icon: str
    question: Message


SCREENS: tuple[Screen, ...] = (
    Screen(
        PAGES / "cohort.py",
        "cohort",
        message("Cohort"),
        ":material/groups:",
        message("Was the file read right, who is in it, and who is left out and why?"),
    ),
    Screen(
        PAGES / "swimmer.py",
        "swimmer",
        message("Swimmer"),
        ":material/view_timeline:",
        message("What happened to each patient?"),
    ),
    Screen(
        PAGES / "survival.py",
        "survival",
        message("Survival"),
        ":material/monitor_heart:",
        message("Who lives, how long, and does it differ?"),
    ),
    Screen(
        PAGES / "response.py",
        "response",
        message("Response"),
        ":material/stacked_bar_chart:",
        message("Which etiologies respond, when, and how sure is that?"),
    ),
    Screen(
        PAGES / "patient.py",
        "patient",
        message("Patient"),
        ":material/person:",
        message("What was this child's course?"),
    ),
    Screen(
        PAGES / "labs.py",
        "labs",
        message("Labs"),
        ":material/labs:",
        message("How do ferritin, sCD25, counts and temperature move after day zero?"),
    ),
    Screen(
        PAGES / "safety.py",
        "safety",
        message("Safety"),
        ":material/warning:",
        message("Which adverse events, and how severe?"),
    ),
    Screen(
        PAGES / "present.py",
        "present",
        message("Present"),
        ":material/slideshow:",
        message("What does the room see?"),
    ),
)


def title_of(address: str) -> Message:
    """Return the name of the screen at an address."""
    return next(screen.title for screen in SCREENS if screen.address == address)
