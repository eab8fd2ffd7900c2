"""Where errors stop: their text could quote a cell, so neither the log nor the screen may show it."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import streamlit as st

from hlhdash.ui.controls import words

_log = logging.getLogger("hlhdash")
P = ParamSpec("P")


def guarded(body: Callable[P, None]) -> Callable[P, None]:
    """Stop every error of a part of the screen; the kind of error and its place are all that is told."""

    @functools.wraps(body)
    def run(*args: P.args, **settings: P.kwargs) -> None:
        try:
            body(*args, **settings)
        except Exception as problem:
            where = problem.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"
            _log.error("%s in %s", type(problem).__name__, place)
            say = words()
            st.error(
                say(
                    "This screen could not be drawn ({kind} in {place}). Your file is still open; "
                    "another screen or setting may work. Please report these two words.",
                    kind=type(problem).__name__,
                    place=place,
                )
            )

    return run
