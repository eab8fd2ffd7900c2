"""How far a stage is, told to whoever waits at a terminal or reads a log."""

from __future__ import annotations

from typing import IO


class Progress:
    """Says how far a stage is: on a terminal on one line that changes, in a log once when it is done.

    Parameters
    ----------
    words : what the stage does
    told : where it is said
    quiet : say nothing
    """

    def __init__(self, words: str, told: IO[str], quiet: bool) -> None:
        self._words, self._told, self._quiet = words, told, quiet
        self._said = -1

    def __call__(self, share: float) -> None:
        """Take the share that is done, from 0 to 1."""
        percent = min(round(share * 100), 100)
        if self._quiet or percent <= self._said:
            return
        terminal = self._told.isatty()
        if terminal or percent == 100:
            begin, end = "\r" if terminal else "", "" if terminal and percent < 100 else "\n"
            self._told.write(f"{begin}{self._words} {percent} %{end}")
            self._told.flush()
        self._said = percent
