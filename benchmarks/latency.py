"""A proxy that answers after a fixed time, with what the account behind it said the first time it was asked this."""

from __future__ import annotations

import asyncio
import http.client
import re
from contextlib import suppress
from typing import Final

SECONDS: Final = 0.06
_NOT_PASSED_ON = frozenset({"transfer-encoding", "content-length", "connection", "server", "date"})

Answer = tuple[int, list[tuple[str, str]], bytes]


class LatencyProxy:
    """Keeps every connection open, as AWS does; the account behind it is asked once for each request."""

    def __init__(self, host: str, port: int) -> None:
        self._behind = (host, port)
        self._known: dict[tuple[str, str, str, bytes], Answer] = {}

    async def serve(self) -> int:
        """Start, and return the port."""
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        return int(server.sockets[0].getsockname()[1])

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                due = asyncio.get_running_loop().time() + SECONDS
                first, *lines = head.split("\r\n")
                method, path, _ = first.split(" ", 2)
                headers = dict(line.split(": ", 1) for line in lines if ": " in line)
                size = next((int(value) for name, value in headers.items() if name.lower() == "content-length"), 0)
                status, said, body = await self._answer(method, path, headers, await reader.readexactly(size))
                await asyncio.sleep(due - asyncio.get_running_loop().time())
                named = "".join(f"{name}: {value}\r\n" for name, value in said)
                writer.write(f"HTTP/1.1 {status} said\r\n{named}Content-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()

    async def _answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        target = next((value for name, value in headers.items() if name.lower() == "x-amz-target"), "")
        # The time until which CloudTrail is looked through is a new one in every run.
        same = re.sub(rb"\d", b"", body) if "LookupEvents" in target else body
        key = (method, path, target, same)
        if key not in self._known:
            self._known[key] = await asyncio.to_thread(self._asked, method, path, headers, body)
        return self._known[key]

    def _asked(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        connection = http.client.HTTPConnection(*self._behind)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        said = [(name, value) for name, value in answer.getheaders() if name.lower() not in _NOT_PASSED_ON]
        return answer.status, said, answer.read()
