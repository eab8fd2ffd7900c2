"""The button under a figure that has no printed form: its view goes into the deck as it is."""

from __future__ import annotations

import streamlit as st

from hlhdash.ui import deck
from hlhdash.ui.controls import words
from hlhdash.views.settings import Settings


def offer(settings: Settings, *, name: str) -> None:
    """Offer a place in the deck for what the screen shows; files of the deck have its figure or its table."""
    deck.remember(settings)
    label = words()("Add to the deck")
    if st.button(label, icon=":material/add_to_photos:", key=f"pin.{name}", type="tertiary"):
        deck.pin()
