"""An AWS account inside the process: botocore asks as ever, and a script answers instead of the network."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from threading import Condition, Lock
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders
from botocore.utils import parse_timestamp
from botocore.validate import ParamValidator

from fargate_doctor.case.model import JsonObject
from fargate_doctor.collectors.session import Session, open_session

if TYPE_CHECKING:
    from collections.abc import Callable

_QUIET_SECONDS = 0.25


@dataclass(frozen=True)
class Refused:
    """What AWS says instead of an answer."""

    code: str
    message: str = "said by AWS"
    status: int = 400


Answer = JsonObject | Refused
Script = dict[str, "Answer | Callable[[JsonObject], Answer]"]


@dataclass
class ScriptedAws:
    """Answers from `script`, checks each answer against botocore's model, and keeps what was asked.

    With `in_rounds`, requests are held until no other arrives, then answered together; `rounds` counts that.
    CloudTrail is asked beside the rounds and never held.
    """

    script: Script
    in_rounds: bool = False
    asked: list[tuple[str, JsonObject]] = field(default_factory=list)
    rounds: int = 0
    most_at_a_time: int = 0
    _under_way: int = 0
    _lock: Lock = field(default_factory=Lock)
    _held: Condition = field(default_factory=Condition)
    _waiting: int = 0
    _last_arrival: float = 0.0

    def session(self) -> Session:
        """Return a real session whose requests end here; its clients are made once for all tests."""
        _ANSWERING[:] = [self]
        return _session()

    def count(self, operation: str) -> int:
        """Return how often an operation was asked, pages counted one by one."""
        return Counter(name for name, _ in self.asked)[operation]

    def requests(self, operation: str) -> list[JsonObject]:
        """Return what an operation was asked with."""
        return [request for name, request in self.asked if name == operation]

    def reply(self, model: Any, request: JsonObject) -> tuple[AWSResponse, JsonObject]:  # noqa: ANN401
        """Return what botocore takes for a parsed answer from the network."""
        operation = f"{model.service_model.service_name}:{model.name}"
        with self._lock:
            self.asked.append((operation, request))
            self._under_way += 1
            self.most_at_a_time = max(self.most_at_a_time, self._under_way)
        if self.in_rounds and not operation.startswith("cloudtrail:"):
            self._hold()
        answer = self._scripted(operation, request)
        with self._lock:
            self._under_way -= 1
        if isinstance(answer, Refused):
            said = {"Error": {"Code": answer.code, "Message": answer.message}}
            return AWSResponse("", answer.status, HTTPHeaders(), None), said
        _check_shape(answer, model)
        answered: Any = AWSResponse("", 200, HTTPHeaders(), None)
        answered._content = b"{}"
        return answered, _parsed(answer, model.output_shape)

    def _scripted(self, operation: str, request: JsonObject) -> Answer:
        scripted = self.script.get(operation, {})
        return scripted(request) if callable(scripted) else scripted

    def _hold(self) -> None:
        """Wait until nothing has arrived for a while, then let the whole round go."""
        with self._held:
            self._waiting += 1
            self._last_arrival = time.monotonic()
            this_round = self.rounds
            while self.rounds == this_round:
                quiet = time.monotonic() - self._last_arrival
                if quiet >= _QUIET_SECONDS:
                    self.rounds += 1
                    self._held.notify_all()
                else:
                    self._held.wait(_QUIET_SECONDS - quiet)


def _check_shape(answer: JsonObject, model: Any) -> None:  # noqa: ANN401
    """Refuse an invented answer that AWS's own model could not hold."""
    report = ParamValidator().validate(answer, model.output_shape)
    assert not report.has_errors(), report.generate_report()


def _parsed(value: Any, shape: Any) -> Any:  # noqa: ANN401
    """Return a copy of an answer with its times as botocore's parsers leave them."""
    if shape.type_name == "structure" and isinstance(value, dict):
        return {name: _parsed(each, shape.members[name]) for name, each in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [_parsed(each, shape.member) for each in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {name: _parsed(each, shape.value) for name, each in value.items()}
    return parse_timestamp(value) if shape.type_name == "timestamp" and isinstance(value, str) else value


_ANSWERING: list[ScriptedAws] = []


@cache
def _session() -> Session:
    session = open_session()
    session._botocore.register("before-parameter-build", _remember)
    session._botocore.register("before-call", _answer)
    return session


def _remember(**event: Any) -> None:  # noqa: ANN401
    event["context"]["asked"] = dict(event["params"])


def _answer(**event: Any) -> Any:  # noqa: ANN401
    return _ANSWERING[0].reply(event["model"], event["context"]["asked"])
