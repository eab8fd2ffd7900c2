"""The deck of this visit: views kept in their order, saved as one small file, and written as reports and slides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.model import Cohort
from hlhdash.language import Translator
from hlhdash.ui import comparisons, lens, restoring, selection, visit
from hlhdash.ui.boundary import guarded
from hlhdash.ui.choices import LEAST
from hlhdash.ui.controls import pick, words
from hlhdash.ui.escape import markdown
from hlhdash.ui.screens import PAGES
from hlhdash.views import Condition, Lens, Opened, SavedView, View, open_view, save_view, together_words
from hlhdash.views.settings import Settings, screen_title

FRAGMENT = "deck"
_HELD = "_deck"  # one object, so that a button that writes a file finds what is current when it is pressed
_OPENED = "_deck_opened"
_GO = "_deck_go"


class Held:
    """What is held of a visit.

    Attributes
    ----------
    settings : of the screen that was drawn last, None before any was
    views : the deck
    """

    def __init__(self) -> None:
        self.settings: Settings | None = None
        self.views: tuple[View, ...] = ()


def held() -> Held:
    """Return what this visit holds."""
    found: Held = st.session_state.setdefault(_HELD, Held())
    return found


def remember(settings: Settings | None) -> None:
    """Remember what the screen shows, None for what cannot be kept."""
    held().settings = settings


def pin(settings: Settings, only: Condition | None = None) -> None:
    """Add a view to the deck.

    Parameters
    ----------
    only : the part of the patients that it shows, beyond the filters of the sidebar
    """
    kept = held()
    kept.views = (*kept.views, View(settings, lens.current(only)))


@st.fragment(key=FRAGMENT)
@guarded
def draw() -> None:
    """Draw the deck in the sidebar; its list and its buttons are made only while it is open."""
    say, kept = words(), held()
    n = len(kept.views)
    label = say.counted("Deck, {n} view", "Deck, {n} views", n=n) if n else say("Save and report")
    with st.popover(label, icon=":material/slideshow:", width="stretch", on_change="rerun", key="deck") as menu:
        if not menu.open:
            return
        for place, view in enumerate(kept.views):
            _row(place, view, say)
        if not n:
            st.caption(
                say("The view of the screen is used. Add views to it with “Add to the deck” under each of them.")
            )
        _downloads(say)


def _row(place: int, view: View, say: Translator) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        title = st.text_input(
            say("Title of view {place}", place=place + 1),
            value=view.title,
            placeholder=say(screen_title(view)),
            key=f"deck.title.{place}.{len(held().views)}",
            label_visibility="collapsed",
            max_chars=90,
        )
        if title != view.title:
            change(place, replace(view, title=title))
        for icon, text, action in (
            (":material/arrow_upward:", say("Earlier"), earlier),
            (":material/visibility:", say("Show"), _show),
            (":material/delete:", say("Remove"), remove),
        ):
            key = f"deck.{icon}.{place}"
            st.button("", icon=icon, help=text, key=key, type="tertiary", on_click=action, args=(place,))


def change(place: int, view: View) -> None:
    """Put another view in a place of the deck."""
    kept = held()
    kept.views = (*kept.views[:place], view, *kept.views[place + 1 :])


def earlier(place: int) -> None:
    """Move a view one place up."""
    kept = held()
    if place:
        before, this = kept.views[place - 1 : place + 1]
        kept.views = (*kept.views[: place - 1], this, before, *kept.views[place + 1 :])


def remove(place: int) -> None:
    """Take a view out of the deck."""
    kept = held()
    kept.views = (*kept.views[:place], *kept.views[place + 1 :])


def _show(place: int) -> None:
    st.session_state[_GO] = held().views[place]
    st.rerun()


def _downloads(say: Translator) -> None:
    """Offer the deck as a small file and as reports; each is written when its button is pressed."""
    from hlhdash.export.kinds import REPORT_KINDS

    opened, seen = visit.current(), lens.current()
    made = _maker(held(), opened, seen)
    least = pick(
        say("Counts in reports and slides"),
        LEAST,
        name="least_out",
        default="0",
        help=say(
            "Hidden counts cannot be worked out from those that are shown in the same view. The small file is not "
            "changed."
        ),
    )
    if selection.narrowed(visit.view()) is not None:
        st.caption(
            say("Views of the deck count the patients that are left out one by one, too; only filters are kept.")
        )
    together = together_words(held().views) if least != "0" else None
    if together is not None:
        st.caption(markdown(say(together), 1_000))
    st.download_button(
        say("Save as a small file"),
        data=lambda: made().to_json(),
        file_name="view.json",
        mime="application/json",
        icon=":material/save:",
        help=say(
            "Settings, filters and column choices, and the fingerprint of the file, but no patient. Drop it together "
            "with the file to see the same again."
        ),
        key="deck.save",
        on_click="ignore",
        width="stretch",
    )
    for kind, about in REPORT_KINDS.items():
        st.download_button(
            say(about.title),
            data=_report(made, opened.cohort, kind, int(least), say),
            file_name=f"report.{kind}",
            mime=about.mime,
            key=f"deck.{kind}",
            on_click="ignore",
            width="stretch",
        )


def _maker(kept: Held, opened: visit.Visit, seen: Lens) -> Callable[[], SavedView]:
    """Return what makes the file: of the deck, or of the view of the screen where the deck is empty."""

    def make() -> SavedView:
        current = () if kept.settings is None else (View(kept.settings, seen),)
        return save_view(opened.cohort, opened.mapping, kept.views or current, opened.settings)

    return make


def _report(
    made: Callable[[], SavedView], cohort: Cohort, kind: str, least: int, say: Translator
) -> Callable[[], bytes]:
    seen = comparisons.looked_at()

    def write() -> bytes:
        from hlhdash.export.briefing import briefing
        from hlhdash.export.kinds import REPORT_KINDS

        saved = made()
        views = open_view(saved, cohort).deck
        told = briefing(cohort, views, saved.mapping, reading=saved.reading, least=least, looked_at=seen)
        return REPORT_KINDS[kind].write(told, say, None)

    return write


def dropped(saved: SavedView) -> None:
    """Take over a saved view that was dropped: at once with its own file, else after its differences are said."""
    here = visit.current()
    if (dict(saved.mapping), dict(saved.reading)) != (dict(here.mapping), dict(here.settings)):
        visit.read_as(saved.mapping, saved.reading)
    opened = open_view(saved, visit.current().cohort)
    if opened.same_file and opened.deck and not opened.lost:
        _take(opened)
    else:
        st.session_state[_OPENED] = opened


def _take(opened: Opened) -> None:
    held().views = opened.deck
    st.session_state.pop(_OPENED, None)
    st.session_state[_GO] = opened.deck[0]


def restore() -> View | None:
    """Put the view that was asked for into the controls; called before any is drawn. Returns it, None for none."""
    view: View | None = st.session_state.pop(_GO, None)
    if view is None:
        return None
    try:
        restoring.put(view)
    except CohortError as problem:
        visit.set_problem(problem)
        return None
    return view


def go(view: View) -> None:
    """Go to the screen of a view."""
    st.switch_page(str(PAGES / f"{view.screen}.py"))


def notices() -> None:
    """Say how the file differs from the one that a saved view was made with, and what cannot be shown."""
    opened: Opened | None = st.session_state.get(_OPENED)
    if opened is None:
        return
    say = words()
    said = [markdown(say(one), 400) for one in (*opened.changes, *opened.lost)]
    st.warning("\n".join(f"- {one}" for one in said), icon=":material/difference:")
    with st.container(horizontal=True):
        if opened.deck:
            label = say.counted("Open {n} view all the same", "Open {n} views all the same", n=len(opened.deck))
            st.button(label, type="primary", on_click=_take, args=(opened,), key="deck.open")
        st.button(say("Leave it"), on_click=_leave, key="deck.leave")


def _leave() -> None:
    st.session_state.pop(_OPENED, None)
