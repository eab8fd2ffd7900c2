"""A line between a browser and a server that can be cut and joined again."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit


class Wire:
    """Hands on whatever is sent to `address`, as long as it is whole."""

    def __init__(self, server: str) -> None:
        place = urlsplit(server)
        self._server = (str(place.hostname), int(place.port or 80))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._whole = threading.Event()
        self._whole.set()
        self._ends: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and let no new one through."""
        self._whole.clear()
        ends, self._ends = self._ends, []
        for one in ends:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def join(self) -> None:
        """Let connections through again."""
        self._whole.set()

    def close(self) -> None:
        """Cut it for good."""
        self.cut()
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        try:
            if not self._whole.is_set():
                raise OSError("The line is cut.")
            far = socket.create_connection(self._server)
        except OSError:
            near.close()
            return
        self._ends += [near, far]
        for source, target in ((near, far), (far, near)):
            threading.Thread(target=_hand_on, args=(source, target), daemon=True).start()


def _hand_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while sent := source.recv(65_536):
            target.sendall(sent)
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def wire(server: str) -> Iterator[Wire]:
    """Lay a line to a server."""
    laid = Wire(server)
    try:
        yield laid
    finally:
        laid.close()
