"""A server that fails in one way, to every request."""

from __future__ import annotations

import socket
import struct
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

Fault = Literal["throttle", "deny", "html", "reset", "hang"]

_DOCUMENTS = {
    "throttle": (400, {"Content-Type": "application/x-amz-json-1.1"}, b'{"__type":"ThrottlingException"}'),
    "deny": (400, {"Content-Type": "application/x-amz-json-1.1"}, b'{"__type":"AccessDeniedException"}'),
    "html": (500, {"Content-Type": "text/html"}, b"<!doctype html><h1>Internal Server Error</h1>"),
}


class FaultServer(ThreadingHTTPServer):
    """Counts the requests it got; `released` ends those that hang."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, fault: Fault) -> None:
        super().__init__(("127.0.0.1", 0), _Failing)
        self.fault = fault
        self.requests = 0
        self.released = Event()
        self.counting = Lock()

    @property
    def url(self) -> str:
        """The endpoint URL of the server."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Say nothing: clients that go away are what is tested."""


class _Failing(BaseHTTPRequestHandler):
    server: FaultServer

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        with self.server.counting:
            self.server.requests += 1
        if self.server.fault == "hang":
            self.server.released.wait(30)
        elif self.server.fault == "reset":
            # Closing with unsent data pending and no linger sends a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self._send(*_DOCUMENTS[self.server.fault])

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@contextmanager
def failing(fault: Fault) -> Iterator[FaultServer]:
    """Give a server that listens on a free port of this machine."""
    server = FaultServer(fault)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
