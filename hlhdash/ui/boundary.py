"""Where errors stop: their text could quote a cell, so neither the log nor the screen may show it."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from hlhdash.ui.controls import words
from hlhdash.ui.quiet_log import place, told

_log = logging.getLogger("hlhdash")
P = ParamSpec("P")


def guarded(body: Callable[P, None]) -> Callable[P, None]:
    """Stop every error of a part of the screen; the kind of error and its place are all that is told."""

    @functools.wraps(body)
    def run(*args: P.args, **settings: P.kwargs) -> None:
        try:
            body(*args, **settings)
        except Exception as problem:
            _log.error("%s", told(problem))
            say = words()
            st.error(
                say(
                    "This screen could not be drawn ({kind} in {place}). Your file is still open; "
                    "another screen or setting may work. Please report these two words.",
                    kind=type(problem).__name__,
                    place=place(problem.__traceback__),
                )
            )

    return run
