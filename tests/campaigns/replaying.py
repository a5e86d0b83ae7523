"""A lab that answers what it was asked before from memory, so that only the answers that go wrong are made anew."""

from __future__ import annotations

import io
import re
import threading
from typing import TYPE_CHECKING, Any, Final

from tests.campaigns.misbehaving import MisbehavingLab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.campaigns.misbehaving import Fault
    from tests.lab.wire import Exchange, Wire

_SCOPE: Final = re.compile(r"Credential=[^/]+/\d+/([^,]+)")

Question = tuple[str, str, str, str, bytes]


class ReplayingLab(MisbehavingLab):
    """Its account does not change between two resets; the same question has the same answer, but for faults."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Question, tuple[str, bytes]] = {}
        self._here = threading.local()
        self._is_built = False
        self.turn = 0

    def start(self) -> None:
        """Open the endpoint, with a memory before it."""
        super().start()
        server: Any = self._server._server
        server.RequestHandlerClass = _remembering(server.RequestHandlerClass, self)

    def go_wrong(self, *wanted: Fault) -> None:
        """Let only these faults happen from now on; what is still on its way belongs to the turn before."""
        self.turn += 1
        super().go_wrong(*wanted)

    def reset(self) -> None:
        """Empty the account and the memory; nothing is remembered while it is built."""
        super().reset()
        self._known, self._is_built = {}, False

    def freeze(self) -> None:
        """Start the record anew, and remember from here on."""
        super().freeze()
        self._known, self._is_built = {}, True

    def remembered(self, question: Question) -> bytes | None:
        """Return what was answered before; None where nothing was, or something is to go wrong."""
        operation, answer = self._known.get(question, ("", None))
        return None if operation in self._faults else answer

    def remember(self, question: Question, answer: bytes, turn: int) -> None:
        """Keep an answer that is as it should be."""
        operation = getattr(self._here, "operation", "")
        if self._is_built and operation and operation not in self._faults and turn == self.turn:
            self._known[question] = operation, answer

    def _answer(self, exchange: Exchange) -> Wire:
        self._here.operation = exchange.call.operation
        return super()._answer(exchange)


def _remembering(handler: Any, lab: ReplayingLab) -> type:  # noqa: ANN401 - werkzeug's own, with what moto adds
    class Remembering(handler):  # type: ignore[misc]
        rfile: Any
        wfile: Any

        def run_wsgi(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            question = _question(self.command, self.path, self.headers, body)
            answer = lab.remembered(question)
            if answer is not None:
                self.wfile.write(answer)
                self.close_connection = True
                return
            self.rfile, self.wfile = io.BytesIO(body), _Copying(self.wfile)
            lab._here.operation, turn = "", lab.turn
            super().run_wsgi()
            lab.remember(question, bytes(self.wfile.copy), turn)

    return Remembering


def _question(command: str, path: str, headers: Mapping[str, str], body: bytes) -> Question:
    scope = _SCOPE.search(headers.get("Authorization") or "")
    return command, path, headers.get("X-Amz-Target") or "", scope[1] if scope else "", body


class _Copying:
    """A stream that keeps what is written to it."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - a socket's
        self._stream = stream
        self.copy = bytearray()

    def write(self, data: bytes) -> int:
        """Write and keep."""
        self.copy += data
        return int(self._stream.write(data))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever else a stream can do
        return getattr(self._stream, name)
