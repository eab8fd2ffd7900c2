"""What the log may say of an error: its kind and its place. Its text could quote a cell, whoever wrote it down.

Errors of a screen stop at `boundary`. Those of a pressed button, of a download and of Streamlit itself do not pass
there, and Streamlit writes their whole text down; so do warnings of pandas, openpyxl and matplotlib.
"""

from __future__ import annotations

import functools
import logging
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

_log = logging.getLogger("hlhdash")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WARNINGS = "py.warnings"  # where logging puts what `warnings` would print


def told(problem: BaseException) -> str:
    """Return the kind of an error and the place where it arose, nothing of its text."""
    return f"{type(problem).__name__} in {place(problem.__traceback__)}"


def place(where: TracebackType | None) -> str:
    """Return the file and the line that a traceback leads to, "?" where there is none."""
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    return f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else "?"


@functools.cache
def begin() -> None:
    """Let every log of this process say no more, from now on; one entry is one line."""
    logging.setLogRecordFactory(_quiet(logging.getLogRecordFactory()))
    logging.captureWarnings(True)
    threading.excepthook = _of_thread
    sys.unraisablehook = _of_nowhere


def _quiet(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    """Wrap the maker of log records: an error becomes its kind and place, a warning its kind."""

    def record(*args: Any, **more: Any) -> logging.LogRecord:
        made = make(*args, **more)
        if made.name == _WARNINGS:
            made.msg, made.args = _kind_of_warning(made.getMessage()), None
        if made.exc_info:
            problem = made.exc_info[1]
            said = made.msg if not made.args else "Error"  # what stands for %s could be the error itself
            made.msg, made.args = f"{said} ({told(problem)})" if problem is not None else said, None
            made.exc_info = made.exc_text = None
        _keep_to_a_line(made)
        return made

    return record


def _keep_to_a_line(made: logging.LogRecord) -> None:
    """Take line breaks and other control characters out: an address could write lines of its own otherwise."""
    if isinstance(made.msg, str):
        made.msg = _CONTROL.sub(" ", made.msg)
    if isinstance(made.args, tuple):
        made.args = tuple(_CONTROL.sub(" ", one) if isinstance(one, str) else one for one in made.args)


def _kind_of_warning(text: str) -> str:
    """Return of "path/file.py:12: UserWarning: text" the file, the line and the kind."""
    head, _, _ = text.partition("Warning: ")
    return f"{Path(head.partition(': ')[0]).name}: {head.rpartition(': ')[2]}Warning"


def _of_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value is not None:
        _log.error("%s", told(found.exc_value))


def _of_nowhere(found: sys.UnraisableHookArgs) -> None:
    if found.exc_value is not None:
        _log.error("%s", told(found.exc_value))
