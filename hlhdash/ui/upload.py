"""Dropping a file: what happens when it is read, when it cannot be, and when a link waits for it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from hlhdash.cohort.fields import FIELDS, title
from hlhdash.cohort.findings import CohortError
from hlhdash.cohort.saved_mapping import is_saved_mapping, read_saved_mapping
from hlhdash.cohort.statistical import kind_of
from hlhdash.cohort.workbook import is_workbook
from hlhdash.language import Translator
from hlhdash.ui import address, deck, rejoined, visit
from hlhdash.ui.cohort_settings import choose_encoding
from hlhdash.ui.controls import words
from hlhdash.ui.escape import markdown
from hlhdash.views import is_saved_view, read_saved_view

_UPLOAD = "_upload"
_ROUND = "_upload_round"  # a new one for every drop, so that the place is empty again


def draw() -> None:
    """Draw the place to drop files, and read what was dropped; files dropped together belong together."""
    say = words()
    dropped = st.file_uploader(
        say("Open a cohort (one file or several)"),
        key=f"{_UPLOAD}.{st.session_state.get(_ROUND, 0)}",
        accept_multiple_files=True,
        help=say(
            "Drop files that belong together at once. They stay in this visit's memory: nothing is stored, logged or "
            "sent elsewhere. Saved column choices can be dropped with them."
        ),
    )
    if dropped:
        bar = st.progress(0.0, text=say("Reading the file …"))

        def show(share: float) -> None:
            bar.progress(min(share, 1.0), text=say("Reading the file …"))

        _open([(one.getvalue(), one.name) for one in dropped], show)
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()
    if not visit.current().is_sample and st.button(say("Back to the sample"), type="tertiary"):
        visit.open_sample()


def _open(dropped: list[tuple[bytes, str]], progress: Callable[[float], None]) -> None:
    """Open the files, with the saved column choices or the saved view that lie beside them."""
    files = tuple((data, name) for data, name in dropped if not is_saved_mapping(name))
    saved, views = None, [(data, name) for data, name in dropped if is_saved_mapping(name) and is_saved_view(data)]
    if views:
        _open_view(files, *views[-1], progress)
        return
    for data, name in dropped:
        if is_saved_mapping(name):
            try:
                saved = read_saved_mapping(data, name)
            except CohortError as problem:
                visit.set_problem(problem)
                return
    if files:
        visit.open_files(files, None if saved is None else saved.choices, progress=progress)
    elif saved is not None:
        visit.use_saved(saved)


def _open_view(files: visit.Files, data: bytes, name: str, progress: Callable[[float], None]) -> None:
    """Open a saved view, with the file that was dropped beside it or the one that is open."""
    try:
        saved = read_saved_view(data, name)
    except CohortError as problem:
        visit.set_problem(problem)
        return
    if not files or visit.open_files(files, saved.mapping, settings=saved.reading, progress=progress):
        deck.dropped(saved)


def notices() -> None:
    """Say what the user must know before looking: a file that failed, or a link that waits."""
    opened = visit.current()
    say = words()
    if opened.problem is not None:
        explain(opened, say)
    if address.is_waiting():
        _link_waits(say)
    deck.notices()


def _link_waits(say: Translator) -> None:
    go_on = say("Go on without the link")
    if address.is_file_here():
        st.warning(
            say(
                "This link was made after columns were corrected or questions answered in another way. "
                "Make the same choices on the Cohort screen and the view opens."
            ),
            icon=":material/link:",
        )
    elif rejoined.is_anew():
        st.warning(
            say(
                "The connection was lost, and the server no longer has your file (fingerprint {fingerprint}): it keeps "
                "none. Drop the file in the sidebar and this view opens again; until then you see the sample.",
                fingerprint=markdown(address.asked_fingerprint() or "", 16),
            ),
            icon=":material/link_off:",
        )
        go_on = say("Go on with the sample")
    else:
        st.info(
            say(
                "This link shows a view of another file (fingerprint {fingerprint}). Drop that file in the sidebar "
                "and the view opens. Files are never kept, so a reload needs the file again, too.",
                fingerprint=markdown(address.asked_fingerprint() or "", 16),
            ),
            icon=":material/link:",
        )
    st.button(go_on, on_click=address.forget_link)


def explain(opened: visit.Visit, say: Translator) -> None:
    """Say why a file could not be opened; where a column was missing, ask which one it is."""
    problem = opened.problem
    if problem is None:
        return
    st.error(markdown(say(problem.sentence), 600), icon=":material/error:")
    st.caption(say("The cohort from before is still open."))
    if problem.wanted and problem.headers and opened.refused:
        _ask_for_column(problem.wanted, problem.headers, opened.refused, say)


def _ask_for_column(wanted: str, headers: tuple[str, ...], refused: visit.Files, say: Translator) -> None:
    with st.form("missing_column"):
        field = say(title(wanted)) if wanted in FIELDS else wanted
        chosen = st.selectbox(
            say("Which column is “{field}”?", field=field), range(len(headers)), format_func=lambda i: headers[i][:80]
        )
        is_text = any(not is_workbook(data) and kind_of(data) is None for data, _ in refused)
        encoding = choose_encoding("", "missing_column.encoding") if is_text else None
        if st.form_submit_button(say("Read the file again"), type="primary") and chosen is not None:
            if encoding is None:
                visit.open_files(refused, {headers[int(chosen)]: wanted})
            else:  # in another encoding the columns are called otherwise
                visit.open_files(refused, settings={"encoding": encoding})
            st.rerun()
