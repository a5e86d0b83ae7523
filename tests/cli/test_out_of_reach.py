"""AWS that cannot be asked: exit code 4 or 2, two sentences, no traceback."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import CommandLine

TASK = "arn:aws:ecs:eu-west-1:123456789012:task/shop/0123456789abcdef0123456789abcdef"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_EC2_METADATA_DISABLED": "true"}


def test_no_region(command: CommandLine) -> None:
    """An id alone does not say in which Region to ask."""
    ended = command("diagnose", "shop/0123456789abcdef0123456789abcdef", env=KEYS)

    assert ended.code == 2
    assert "Region" in ended.err


def test_no_credentials(command: CommandLine) -> None:
    """Without credentials nothing can be asked."""
    ended = command("diagnose", TASK, env={"AWS_EC2_METADATA_DISABLED": "true"})

    assert ended.code == 4
    assert "credentials" in ended.err


def test_an_unknown_profile(command: CommandLine) -> None:
    """A profile that no file has is about credentials too."""
    ended = command("diagnose", TASK, "--profile", "nobody", env=KEYS)

    assert ended.code == 4
    assert "nobody" in ended.err


@pytest.mark.parametrize("arguments", [["diagnose", TASK], [TASK], ["export", TASK, "-o", "case.json"]])
def test_an_endpoint_that_does_not_answer(command: CommandLine, arguments: list[str]) -> None:
    """A refused connection is said as such."""
    ended = command(*arguments, "--endpoint-url", "http://127.0.0.1:9", env=KEYS)

    assert ended.code == 4
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert len(ended.err.splitlines()) == 2


def test_an_endpoint_that_is_no_url(command: CommandLine) -> None:
    """So is a URL without its scheme."""
    ended = command("diagnose", TASK, "--endpoint-url", "localhost:9", env=KEYS)

    assert ended.code == 4
    assert "localhost:9" in ended.err


@pytest.mark.parametrize("page", [b"<html><body>Please sign in</body></html>", b"{}", b'{"message": "hello"}'])
def test_an_answer_that_is_not_of_aws(command: CommandLine, page: bytes) -> None:
    """A proxy or a sign-in page that answers 200 does not make a task unknown."""
    with _answering(page) as url:
        ended = command("diagnose", TASK, "--endpoint-url", url, env=KEYS)

    assert ended.code == 4
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 2


@contextmanager
def _answering(page: bytes) -> Iterator[str]:
    class Page(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
