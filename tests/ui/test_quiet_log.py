"""No log of the server, whoever writes it, tells the text of an error or of a warning."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest

from hlhdash.ui import quiet_log


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is logged, as a handler would write it; everything is put back afterwards."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(message)s").format(record))

    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(logging.LogRecord)  # an app drawn by another test may have made it quiet already
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    keep, loggers = Keep(), [logging.getLogger(name) for name in ("hlhdash", "py.warnings", "streamlit.x")]
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        for one in loggers:
            one.addHandler(keep)
        quiet_log.begin.__wrapped__()
        yield lines
        for one in loggers:
            one.removeHandler(keep)
        logging.captureWarnings(False)
        logging.setLogRecordFactory(before)


def fail() -> None:
    raise ValueError("CANARY of a cell")


def test_an_error_is_its_kind_and_place(said: list[str]) -> None:
    line = fail.__code__.co_firstlineno + 1
    try:
        fail()
    except ValueError as problem:
        logging.getLogger("streamlit.x").exception("Uncaught app execution")
        logging.getLogger("streamlit.x").error("No file: %s", problem, exc_info=problem)
    assert said == [
        f"Uncaught app execution (ValueError in test_quiet_log.py:{line})",
        f"Error (ValueError in test_quiet_log.py:{line})",
    ]


def test_a_line_without_an_error_stays(said: list[str]) -> None:
    logging.getLogger("streamlit.x").warning("Port %s is taken", 8501)
    assert said == ["Port 8501 is taken"]


def test_what_is_asked_for_writes_no_line_of_its_own(said: list[str]) -> None:
    logging.getLogger("streamlit.x").error("Error: %s", "x\r\n2026 All is well\x1b[2K")
    logging.getLogger("streamlit.x").error("Error: x\u2028all is well")
    assert said == ["Error: x 2026 All is well [2K", "Error: x all is well"]


def test_a_warning_is_its_kind_and_place(said: list[str]) -> None:
    warnings.warn("Cell A1 holds CANARY: Warning: again", UserWarning, stacklevel=1)
    line = test_a_warning_is_its_kind_and_place.__code__.co_firstlineno + 1
    assert said == [f"test_quiet_log.py:{line}: UserWarning"]


def test_an_error_of_a_thread_is_told_as_shortly(said: list[str]) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert said == [f"ValueError in test_quiet_log.py:{fail.__code__.co_firstlineno + 1}"]


def test_an_error_nobody_can_catch_is_told_as_shortly(said: list[str]) -> None:
    class Broken:
        def __del__(self) -> None:
            fail()

    Broken()
    assert said == [f"ValueError in test_quiet_log.py:{fail.__code__.co_firstlineno + 1}"]
