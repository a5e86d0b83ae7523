"""A lab whose answers go wrong on purpose, in each way that a network, a proxy or AWS itself can go wrong."""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from flask import request

from tests.lab import faults
from tests.lab.server import Lab
from tests.lab.wire import Refusal, client_model

if TYPE_CHECKING:
    from tests.lab.wire import Call, Exchange, Wire

FaultKind = Literal[
    "denied",
    "throttled for ever",
    "throttled, then fine",
    "internal error",
    "unavailable page",
    "time-out",
    "reset in the body",
    "body cut off",
    "no document",
    "wrong types",
    "empty lists",
    "empty answer",
    "unknown values",
    "pages without end",
    "clock skew",
]
KINDS: Final[tuple[FaultKind, ...]] = get_args(FaultKind)

_WRONG: Final[tuple[Any, ...]] = (None, 7, -1.5, True, "wrong", ["wrong"], [{}], {"wrong": "wrong"}, 10**40)
_NO_WORDS: Final = re.compile(r"[\d.:TZ-]+|true|false")
_NEW_VALUE: Final = "SOMETHING_NEW"
_TOKENS: Final = ("NextToken", "nextToken", "NextMarker", "Marker")
HANGS_FOR: Final = 0.6


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one operation; the seed decides where in the answer."""

    operation: str
    kind: FaultKind
    seed: int = 0


class MisbehavingLab(Lab):
    """Answers as the lab does, but for the operations that have a fault."""

    def __init__(self) -> None:
        super().__init__()
        self._faults: dict[str, Fault] = {}
        self._met: dict[str, int] = {}
        self._turn = threading.Lock()

    def go_wrong(self, *wanted: Fault) -> None:
        """Let only these faults happen from now on."""
        with self._turn:
            self._faults = {each.operation: each for each in wanted}
            self._met = {}

    @property
    def met(self) -> int:
        """Return how many answers went wrong since the faults were chosen."""
        return sum(self._met.values())

    def _answer(self, exchange: Exchange) -> Wire:
        wire = super()._answer(exchange)
        fault = self._faults.get(exchange.call.operation)
        if fault is None:
            return wire
        with self._turn:
            self._met[fault.operation] = self._met.get(fault.operation, 0) + 1
            times = self._met[fault.operation]
        return _spoilt(exchange, wire, fault, times)


def _spoilt(exchange: Exchange, wire: Wire, fault: Fault, times: int) -> Wire:  # noqa: C901, PLR0911 - one for each kind
    match fault.kind:
        case "denied":
            return exchange.write(faults.denied(exchange.call))
        case "throttled for ever":
            return exchange.write(faults.throttled(exchange.call))
        case "throttled, then fine":
            return exchange.write(faults.throttled(exchange.call)) if times == 1 else wire
        case "internal error":
            return exchange.write(Refusal("InternalFailure", "The request processing has failed.", 500))
        case "clock skew":
            return exchange.write(_skewed(exchange.call))
        case "unavailable page":
            return 503, {"Content-Type": "text/html"}, "<!doctype html><h1>Service Unavailable</h1>"
        case "time-out":
            threading.Event().wait(HANGS_FOR)
            return wire
        case "reset in the body":
            return _reset(wire)
        case "body cut off":
            return _cut_off(wire, Random(fault.seed))  # noqa: S311 - the same for the same seed
        case "no document":
            return wire[0], wire[1], "\x00\xff no document <<< {{{"
        case _:
            return _other_content(exchange, wire, fault, times)


def _skewed(call: Call) -> Refusal:
    if call.service == "ec2":
        return Refusal("RequestExpired", "Request has expired.", 400)
    return Refusal("InvalidSignatureException", "Signature expired: 20261124T0000Z is now earlier than …", 403)


def _reset(wire: Wire) -> Wire:
    """Send half of the answer and a reset."""
    connection: socket.socket = request.environ["werkzeug.socket"]
    body = _content(wire)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {wire[1].get('Content-Type', 'text/xml')}\r\nContent-Length: {len(body)}"
    connection.sendall(head.encode() + b"\r\n\r\n" + body[: len(body) // 2])
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with suppress(OSError):  # the client may be gone already
        connection.shutdown(socket.SHUT_RDWR)
    return 200, {}, ""


def _cut_off(wire: Wire, random: Random) -> Wire:
    """Return the answer without its end, of a length that claims to be whole."""
    body = _content(wire)
    return wire[0], wire[1], body[: random.randrange(len(body) or 1)]


def _other_content(exchange: Exchange, wire: Wire, fault: Fault, times: int) -> Wire:  # noqa: PLR0911 - the same
    said = exchange.read(wire)
    if said is None:
        return wire
    shape = client_model(exchange.call.service).operation_model(exchange.call.name).output_shape
    random = Random(fault.seed)  # noqa: S311 - the same for the same seed
    match fault.kind:
        case "wrong types" if _is_json(wire):
            document = json.loads(_content(wire) or b"{}")
            return wire[0], wire[1], json.dumps(_with_wrong_types(document, random))
        case "wrong types":
            return wire[0], wire[1], _with_wrong_words(_content(wire).decode(), random)
        case "empty lists":
            return exchange.write({name: [] if isinstance(value, list) else value for name, value in said.items()})
        case "empty answer":
            return exchange.write({})
        case "unknown values":
            return exchange.write(_with_new_values(said, shape))
        case _:
            return exchange.write(_with_one_more_page(said, shape, times))


def _with_wrong_types(value: Any, random: Random) -> Any:  # noqa: ANN401 - any JSON value
    """Return a document in which about one value of eight has another type."""
    if random.random() < 0.12:
        return random.choice([each for each in _WRONG if type(each) is not type(value)])
    if isinstance(value, dict):
        return {name: _with_wrong_types(member, random) for name, member in value.items()}
    if isinstance(value, list):
        return [_with_wrong_types(item, random) for item in value]
    return value


def _with_wrong_words(text: str, random: Random) -> str:
    """Return XML in which some numbers, times and truth values are words, and some words are elements."""
    pieces = text.split(">")
    for place, piece in enumerate(pieces):
        words, sign, tag = piece.partition("<")
        if words.strip() and sign and tag.startswith("/") and random.random() < 0.12:
            wrong = random.choice(("", "wrong", "-1", "9" * 40)) if _NO_WORDS.fullmatch(words) else "<a>wrong</a>"
            pieces[place] = f"{wrong}<{tag}"
    return ">".join(pieces)


def _with_new_values(value: Any, shape: Any) -> Any:  # noqa: ANN401 - any parsed value, and botocore's shapes
    """Return an answer in which every value of an enumeration is one that nobody knows."""
    if shape is None:
        return value
    if shape.type_name == "structure" and isinstance(value, dict):
        return {name: _with_new_values(member, shape.members.get(name)) for name, member in value.items()}
    if shape.type_name == "list" and isinstance(value, list):
        return [_with_new_values(item, shape.member) for item in value]
    return _NEW_VALUE if isinstance(value, str) and getattr(shape, "enum", None) else value


def _with_one_more_page(said: dict[str, Any], shape: Any, times: int) -> dict[str, Any]:  # noqa: ANN401 - the same
    members = shape.members if shape else {}
    token = next((name for name in _TOKENS if name in members), None)
    return {**said, token: f"page-{times}"} if token else said


def _is_json(wire: Wire) -> bool:
    return _content(wire).lstrip()[:1] in (b"{", b"[")


def _content(wire: Wire) -> bytes:
    return wire[2] if isinstance(wire[2], bytes) else str(wire[2]).encode()
