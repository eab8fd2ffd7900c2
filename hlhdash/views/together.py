"""What views of one deck tell together: a count that each of them hides may follow from the difference of two."""

from __future__ import annotations

from collections.abc import Sequence

from hlhdash.language import Message, message
from hlhdash.views.further_settings import PatientView, WaterfallView
from hlhdash.views.settings import SwimmerView, View

_ONE_BY_ONE = SwimmerView | WaterfallView | PatientView  # they show patients, and count none


def differing(deck: Sequence[View]) -> tuple[int, ...]:
    """Return the places of the views whose filters count other patients than the first view that counts any."""
    counting = [place for place, view in enumerate(deck) if not isinstance(view.settings, _ONE_BY_ONE)]
    return tuple(
        place
        for place in counting
        if frozenset(deck[place].lens.conditions) != frozenset(deck[counting[0]].lens.conditions)
    )


def together_words(deck: Sequence[View]) -> Message | None:
    """Warn of a deck in which small counts are hidden while its filters differ; None where they do not."""
    places = differing(deck)
    if not places:
        return None
    return message(
        "Filters differ between the views (number {places} counts other patients): small counts are hidden in each "
        "view by itself, and may follow from the difference of two. Give all views the same filters.",
        places=", ".join(str(place + 1) for place in places),
    )
