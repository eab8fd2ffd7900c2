"""Files read and written whole, and why that could not be done in one sentence."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from hlhdash.language import Message, message

DONE, FAILED, WRONG_USE, UNREADABLE, REFUSED, UNWRITTEN = range(6)  # exit codes


class Stop(Exception):
    """An end before the report is written: what to say, and the exit code."""

    def __init__(self, sentence: Message, code: int) -> None:
        super().__init__(str(sentence))
        self.sentence, self.code = sentence, code


def read(place: Path) -> bytes:
    """Read a file.

    Raises
    ------
    Stop
        Where it cannot be read.
    """
    try:
        return place.read_bytes()
    except OSError as problem:
        raise Stop(_cannot(place, problem), UNREADABLE) from None


def write(place: Path, content: bytes) -> None:
    """Write the whole report or nothing: a report that was there before stays until the new one is complete.

    Raises
    ------
    Stop
        Where it cannot be written.
    """
    beside = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        try:
            beside.write_bytes(content)
            os.replace(beside, place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as problem:
        raise Stop(_cannot(place, problem), UNWRITTEN) from None


def _cannot(place: Path, problem: OSError) -> Message:
    name, why = place.name, problem.errno or 0
    if why in (errno.ENOSPC, errno.EDQUOT):
        return message(
            "The disk is full: {file} cannot be written. Free some space or choose another folder.", file=name
        )
    if why in (errno.ENOENT, errno.ENOTDIR):
        return message("{file} cannot be reached: there is no such file or folder.", file=name)
    if why in (errno.EACCES, errno.EPERM, errno.EROFS):
        return message("{file} cannot be used: permission is denied. Is it open in another program?", file=name)
    if why == errno.EISDIR:
        return message("{file} is a folder. Give the name of a file.", file=name)
    return message("{file} cannot be read or written ({why}).", file=name, why=errno.errorcode.get(why, "?"))
