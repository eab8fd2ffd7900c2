"""The button under what is shown: its view goes into the deck, its settings and not its picture."""

from __future__ import annotations

import streamlit as st

from hlhdash.ui import deck
from hlhdash.ui.controls import words
from hlhdash.views import Condition
from hlhdash.views.settings import Settings


def offer(settings: Settings, *, name: str, beside: bool = False, only: Condition | None = None) -> None:
    """Offer a place in the deck for what the screen shows; files of the deck have its figure or its table.

    Parameters
    ----------
    beside : whether it stands beside the view that the screen is about, which is what an empty deck saves
    only : the part of the patients that it shows, None for all who are looked at
    """
    if not beside and only is None:
        deck.remember(settings)
    label = words()("Add to the deck")
    pressed = st.button(
        label,
        icon=":material/add_to_photos:",
        key=f"pin.{name}",
        type="tertiary",
        on_click=deck.pin,
        args=(settings, only),
    )
    if pressed:
        st.rerun()  # the deck is in the sidebar, outside the part of the page that a press draws anew
