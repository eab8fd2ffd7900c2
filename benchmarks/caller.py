"""A visitor without a browser, over the connection a browser uses: uploads files, sets controls, downloads, hangs up.

Streamlit's agent interface neither uploads nor downloads, and its visits end by a clock of their own. This speaks the
protocol of the page itself, so that a visit lives and ends on the server as one of a browser does.
"""

from __future__ import annotations

import contextlib
import http.client
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

STREAM = "/_stcore/stream"
XSRF = "_streamlit_xsrf"
TIMEOUT = 120  # seconds for one answer
_ONCE = ("trigger_value", "string_trigger_value", "json_trigger_value")


@dataclass
class Caller:
    """One visit.

    Attributes
    ----------
    elements : what stands on the screen now, by its place
    session : the visit's name on the server
    heard : every message of the server, where `keep` is set
    """

    address: str
    keep: bool = False
    elements: dict[tuple[int, ...], Any] = field(default_factory=dict)
    session: str = ""
    heard: list[bytes] = field(default_factory=list)
    query: str = ""
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    _connection: ClientConnection | None = None
    _cookie: str = ""
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _page: str = ""
    _pages: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Connect, and run the first screen."""
        place = urlsplit(self.address)
        asked = http.client.HTTPConnection(place.netloc, timeout=TIMEOUT)
        asked.request("GET", "/_stcore/health")
        answer = asked.getresponse()
        answer.read()
        asked.close()
        self._cookie = (answer.headers.get("Set-Cookie") or "").split(";")[0]
        if not self._cookie.startswith(f"{XSRF}="):
            raise RuntimeError("The server gave no token for uploads.")
        self._connection = self._open.enter_context(
            connect(
                f"ws://{place.netloc}{STREAM}",
                origin=Origin(self.address),
                subprotocols=[Subprotocol("streamlit"), Subprotocol(self._token)],
                additional_headers={"Cookie": self._cookie},
                max_size=None,
                open_timeout=TIMEOUT,
                compression=None,
            )
        )
        self.run()

    @property
    def _token(self) -> str:
        return self._cookie.partition("=")[2]

    def close(self) -> None:
        """Hang up, as a browser does whose tab is closed."""
        self._open.close()

    def goto(self, screen: str) -> None:
        """Open another screen by its title."""
        self._page = self._pages[screen]
        self._states.clear()
        self.run()

    def find(self, kind: str, label: str | None = None) -> Any:
        """Return the control of a kind, as `selectbox`, with this label or the first.

        Raises
        ------
        LookupError
            Where there is none.
        """
        for found in self.all(kind):
            if label is None or found.label == label:
                return found
        raise LookupError(f"There is no {kind} {label or ''}.")

    def all(self, kind: str) -> list[Any]:
        """Return the elements of a kind, in their order on the screen."""
        return [getattr(one, kind) for _, one in sorted(self.elements.items()) if one.WhichOneof("type") == kind]

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list."""
        self._set(WidgetState(id=self.find("selectbox", label).id, string_value=option))

    def pick(self, label: str, options: list[str]) -> None:
        """Choose options of a list of several."""
        state = WidgetState(id=self.find("multiselect", label).id)
        state.string_array_value.data.extend(options)
        self._set(state)

    def switch(self, label: str, on: bool) -> None:
        """Set a switch."""
        self._set(WidgetState(id=self.find("checkbox", label).id, bool_value=on))

    def press(self, label: str) -> None:
        """Press a button."""
        self._set(WidgetState(id=self.find("button", label).id, trigger_value=True))

    def expand(self, label: str) -> None:
        """Open a menu that the server fills while it is open."""
        self._set(WidgetState(id=self.find("popover", label).id, bool_value=True))

    def upload(self, name: str, data: bytes) -> None:
        """Drop a file."""
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid.uuid4().hex
        asked.file_urls_request.session_id = self.session
        asked.file_urls_request.file_names.append(name)
        self._send(asked)
        told = next(one for one in self._messages() if one.WhichOneof("type") == "file_urls_response")
        urls = told.file_urls_response.file_urls[0]
        self._put(urls.upload_url, name, data)
        state = WidgetState(id=self.find("file_uploader").id)
        info = state.file_uploader_state_value.uploaded_file_info.add(file_id=urls.file_id, name=name, size=len(data))
        info.file_urls.CopyFrom(urls)
        self._set(state)

    def _put(self, path: str, name: str, data: bytes) -> None:
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        headers = {
            "Content-Type": f"multipart/form-data; boundary={edge}",
            "Cookie": self._cookie,
            "X-Xsrftoken": self._token,
        }
        place = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=TIMEOUT)
        place.request("PUT", path, head.encode() + data + f"\r\n--{edge}--\r\n".encode(), headers)
        answer = place.getresponse()
        said = answer.read()
        place.close()
        if answer.status not in (200, 204):
            raise RuntimeError(f"The upload was answered with {answer.status}: {said[:200]!r}")

    def download(self, label: str) -> bytes:
        """Press a download button and return the file."""
        button = self.find("download_button", label)
        return self.fetch(button.deferred_file_id) if button.deferred_file_id else self.get(button.url)

    def fetch(self, file: str) -> bytes:
        """Let the server make a file by the name a button has for it, and return it."""
        return self.get(self.make(file))

    def make(self, file: str) -> str:
        """Let the server make a file by the name a button has for it, and return where it is.

        Raises
        ------
        RuntimeError
            Where the server says that it could not.
        """
        asked = BackMsg()
        asked.backend_operation_request.request_id = uuid.uuid4().hex
        asked.backend_operation_request.session_id = self.session
        asked.backend_operation_request.deferred_file.file_id = file
        self._send(asked)
        told = next(one for one in self._messages() if one.WhichOneof("type") == "backend_operation_response")
        if told.backend_operation_response.error_msg:
            raise RuntimeError(told.backend_operation_response.error_msg)
        return told.backend_operation_response.deferred_file.url

    def get(self, path: str) -> bytes:
        """Return what lies at a path."""
        request = urllib.request.Request(f"{self.address}{path}", headers={"Cookie": self._cookie})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return answer.read()

    def text(self) -> str:
        """Return everything that stands on the screen, as text."""
        return "\n".join(str(one) for _, one in sorted(self.elements.items()))

    def _set(self, state: WidgetState) -> None:
        self._states[state.id] = state
        self.run()
        if state.WhichOneof("value") in _ONCE:
            del self._states[state.id]

    def run(self) -> None:
        """Ask for the screen with the controls as they are set, and wait until it is drawn."""
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.query_string = self.query
        asked.rerun_script.widget_states.widgets.extend(self._states.values())
        self._send(asked)
        fresh: dict[tuple[int, ...], Any] = {}
        for told in self._messages():
            kind = told.WhichOneof("type")
            if kind == "new_session":
                fresh.clear()
                self.session = told.new_session.initialize.session_id or self.session
            elif kind == "navigation":
                self._page = told.navigation.page_script_hash
                self._pages = {one.page_name: one.page_script_hash for one in told.navigation.app_pages}
            elif kind == "page_info_changed":
                self.query = told.page_info_changed.query_string
            elif kind == "delta":
                _place(fresh, tuple(told.metadata.delta_path), told.delta)
            elif kind == "script_finished" and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        self.elements = fresh

    def _send(self, message: BackMsg) -> None:
        if self._connection is None:
            raise RuntimeError("The visit has not been opened.")
        self._connection.send(message.SerializeToString())

    def _messages(self) -> Iterator[ForwardMsg]:
        if self._connection is None:
            raise RuntimeError("The visit has not been opened.")
        while True:
            got = self._connection.recv(timeout=TIMEOUT)
            raw = got.encode() if isinstance(got, str) else got
            if self.keep:
                self.heard.append(raw)
            yield ForwardMsg.FromString(raw)


def _place(elements: dict[tuple[int, ...], Any], path: tuple[int, ...], delta: Any) -> None:
    """Put what a message brings where it belongs."""
    kind = delta.WhichOneof("type")
    if kind == "new_element":
        elements[path] = delta.new_element
    elif kind == "add_block":
        elements[path] = delta.add_block


@contextlib.contextmanager
def calling(address: str, *, keep: bool = False, query: str = "") -> Iterator[Caller]:
    """Open a visit, and hang up afterwards."""
    caller = Caller(address, keep, query=query)
    caller.open()
    try:
        yield caller
    finally:
        caller.close()
