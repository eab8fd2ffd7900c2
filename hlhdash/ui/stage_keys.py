"""Where a presentation stands, what its keys do, and where each leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from hlhdash.language import Message, message

Step = Literal["all", "groups", "patient"]
STEPS: tuple[Step, ...] = ("all", "groups", "patient")

# What each key does; the second keys are a remote's.
KEYS: tuple[tuple[str, tuple[str, ...], Message], ...] = (
    ("next", ("Right", "PageDown", "Space"), message("Next slide")),
    ("previous", ("Left", "PageUp"), message("Previous slide")),
    ("first", ("Home",), message("First slide")),
    ("last", ("End",), message("Last slide")),
    ("more", ("Down",), message("Reveal: all patients, then the groups, then one patient")),
    ("less", ("Up",), message("Hide again")),
    ("spot", ("S",), message("Another patient in the spotlight")),
    ("later", ("T",), message("Time machine: a step later")),
    ("earlier", ("E",), message("Time machine: a step back")),
    ("bar", ("F",), message("Filters, endpoint and landmark in a bar; again to hide it")),
    ("pinned", ("A",), message("The slide as it was pinned")),
    ("black", ("B",), message("Black screen, and back")),
    ("help", ("H",), message("These keys")),
    ("leave", ("Esc",), message("Leave")),
)
MOMENTS = 12  # steps of the time machine


@dataclass(frozen=True)
class Stage:
    """Where the presentation stands.

    Attributes
    ----------
    at : the slide, from 0
    step : how much of it is revealed
    spot : which patient the spotlight is on, in the order of the slide
    moment : how far the time machine has come, None when it is off
    black, keys : whether the screen is black, whether the keys are listed
    bar : whether the bar with filters, endpoint and landmark is seen
    """

    at: int = 0
    step: Step = "groups"
    spot: int = 0
    moment: int | None = None
    black: bool = False
    keys: bool = False
    bar: bool = False


def after(stage: Stage, key: str, slides: int) -> Stage | None:
    """Return where a key leads; None where it leaves the stage.

    Parameters
    ----------
    key : an action of `KEYS`, or the number of a slide from 1
    slides : how many there are
    """
    if stage.black and key != "leave":
        return replace(stage, black=False) if key == "black" else _moved(replace(stage, black=False), key, slides)
    return _moved(stage, key, slides)


def _moved(stage: Stage, key: str, slides: int) -> Stage | None:
    places = {"next": stage.at + 1, "previous": stage.at - 1, "first": 0, "last": slides - 1}
    if key in places or key.isdecimal():
        to = min(max(places[key] if key in places else int(key) - 1, 0), slides - 1)
        return stage if to == stage.at else Stage(to, bar=stage.bar)
    step = STEPS.index(stage.step)
    moment = MOMENTS if stage.moment is None else stage.moment
    changes: dict[str, dict[str, Any]] = {
        "more": {"step": STEPS[min(step + 1, len(STEPS) - 1)]},
        "less": {"step": STEPS[max(step - 1, 0)]},
        "spot": {"step": "patient", "spot": stage.spot + (stage.step == "patient")},
        "later": {"moment": None if moment + 1 >= MOMENTS else moment + 1},
        "earlier": {"moment": max(moment - 1, 1)},
        "black": {"black": True},
        "help": {"keys": not stage.keys},
        "bar": {"bar": not stage.bar},
        "pinned": {},
    }
    return replace(stage, **changes[key]) if key in changes else None
