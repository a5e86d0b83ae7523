"""The laboratory itself: a server that speaks AWS's protocols, whose account the tests build, break and watch."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from moto.moto_api._internal.models import moto_api_backend
from moto.server import ThreadedMotoServer

from tests.lab import faults, mending
from tests.lab.state import REGION, State
from tests.lab.wire import Call, Refusal, listen, stop_listening

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.lab.wire import Answer, Exchange, Wire

_READS = (
    "Describe",
    "List",
    "Get",
    "Lookup",
    "Search",
    "Simulate",
    "Filter",
    "BatchGet",
    "BatchCheck",
    "Head",
    "TestMetricFilter",
)


class Lab:
    """One account behind one endpoint. `reset` empties it; everything a tool may do to it is on record."""

    def __init__(self) -> None:
        self.state = State()
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._clients: dict[str, Any] = {}
        self._lock = threading.Lock()
        self.calls: list[Call] = []
        self._forget()

    @property
    def endpoint(self) -> str:
        """Return the address for AWS_ENDPOINT_URL."""
        host, port = self._server.get_host_and_port()
        return f"http://{host}:{port}"

    @property
    def environment(self) -> dict[str, str]:
        """Return what a process needs in its environment to see this account and no other."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "AKIALABLABLABLABLABL",
            "AWS_SECRET_ACCESS_KEY": "not-a-secret",
            "AWS_CONFIG_FILE": "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self) -> None:
        """Open the endpoint."""
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server.start()
        listen(self._answer)

    def stop(self) -> None:
        """Close the endpoint."""
        for client in self._clients.values():
            client.close()
        stop_listening()
        self._server.stop()

    def reset(self) -> None:
        """Empty the account and forget all that was asked, refused and delayed."""
        moto_api_backend.reset()
        self.state = State()
        mending.prepare(self.state)
        self._forget()

    def client(self, service: str) -> Any:  # noqa: ANN401 - each service has a class of its own
        """Return a boto3 client of this account."""
        if service not in self._clients:
            session: Any = boto3.Session(
                aws_access_key_id=self.environment["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key=self.environment["AWS_SECRET_ACCESS_KEY"],
                region_name=REGION,
            )
            config = Config(retries={"total_max_attempts": 1})
            self._clients[service] = session.client(service, endpoint_url=self.endpoint, config=config)
        return self._clients[service]

    def freeze(self) -> None:
        """Start the record anew: what comes from here on is the tool's."""
        with self._lock:
            self.calls = []

    def writes(self) -> list[str]:
        """Return the operations on record that are not reads."""
        return [each.operation for each in self.calls if not each.name.startswith(_READS)]

    def deny(self, operation: str) -> None:
        """Refuse an operation as AWS refuses a caller without the permission."""
        self._denied.add(operation)

    def throttle(self, operation: str, times: int) -> None:
        """Refuse the next calls of an operation as too many."""
        self._throttled[operation] = times

    def delay(self, seconds: float) -> None:
        """Let every answer take this long."""
        self._seconds = seconds

    def answer(self, operation: str, fixture: Mapping[str, Any] | Callable[[Call], Mapping[str, Any]]) -> None:
        """Answer an operation with this, whatever the account holds."""
        self._fixtures[operation] = fixture

    def _forget(self) -> None:
        self.calls = []
        self._denied: set[str] = set()
        self._throttled: dict[str, int] = {}
        self._fixtures: dict[str, Mapping[str, Any] | Callable[[Call], Mapping[str, Any]]] = {}
        self._seconds = 0.0

    def _answer(self, exchange: Exchange) -> Wire:
        call = exchange.call
        with self._lock:
            self.calls.append(call)
            refusal = self._refusal(call)
        if self._seconds:
            threading.Event().wait(self._seconds)
        if refusal:
            return exchange.write(refusal)
        fixture = self._fixtures.get(call.operation)
        if fixture is None:
            return mending.answer(self.state, exchange)
        said: Answer = dict(fixture(call) if callable(fixture) else fixture)
        return exchange.write(said)

    def _refusal(self, call: Call) -> Refusal | None:
        if call.operation in self._denied:
            return faults.denied(call)
        left = self._throttled.get(call.operation, 0)
        if left:
            self._throttled[call.operation] = left - 1
            return faults.throttled(call)
        return None
