"""Makes the calls of one run: each input once, up to sixteen at a time, every one recorded."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from fargate_doctor.case.secrets import without_secrets
from fargate_doctor.collectors.forms import has_form
from fargate_doctor.collectors.pace import Pace
from fargate_doctor.collectors.pages import merged_pages
from fargate_doctor.collectors.permissions import permitted
from fargate_doctor.collectors.plain import canonical, plain, rfc3339
from fargate_doctor.collectors.recorder import Recorder
from fargate_doctor.collectors.refusals import Outcome, Refusal, read_refusal
from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.session import Session

AT_A_TIME: Final = 16

# CloudTrail answers two look-ups a second for each account and Region; ECS and EC2 refill twenty calls a second into
# buckets of fifty or a hundred, which all callers of the account share, so that a scan leaves them some.
# https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
# https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
PACES: Final = {"cloudtrail": Pace(0.5), "ecs": Pace(0.05, burst=40), "ec2": Pace(0.05, burst=40)}

_ONE_BY_ONE: Final = ("cloudtrail",)
_BY_OPERATION: Final = frozenset({"ec2"})
"""Services that count each operation by itself."""

_NOT_AS_AWS: Final = Refusal(
    "failed", "UnexpectedAnswer", "What answered is not of the form that AWS documents for this operation."
)


@frozen
class Call:
    """One call that has ended: when it started (UTC), how long it took, and how many items came back."""

    operation: str
    request: JsonObject
    started: datetime
    seconds: float
    outcome: Outcome
    items: int = 0


@frozen
class Begun:
    """One call that is under way, since `started` (UTC)."""

    operation: str
    request: JsonObject
    started: datetime


@runtime_checkable
class Watch(Protocol):
    """An `on_call` that is told of each call when it begins as well."""

    def __call__(self, call: Call, /) -> None:
        """Take note of a call that has ended."""

    def begins(self, begun: Begun, /) -> None:
        """Take note of a call that begins."""


@frozen
class Question:
    """One operation with its request, in the Region where it is asked."""

    operation: str
    request: JsonObject
    region: str
    at_most_pages: int | None = None

    @property
    def service(self) -> str:
        """Return the service as boto3 names it."""
        return self.operation.partition(":")[0]

    @property
    def name(self) -> str:
        """Return the operation without its service."""
        return self.operation.partition(":")[2]


class Calls:
    """Asks AWS for one run; belongs to the event loop it is used in.

    Each call is reported to `on_call`, in the thread of that loop, when it has ended. Once the run `is_over`, no thread
    asks for a further page.
    """

    def __init__(self, session: Session, on_call: Callable[[Call], None] | None = None) -> None:
        self.session = session
        self.recorder = Recorder(session.region, session.partition)
        self.began = datetime.now(UTC)
        self.why_cancelled = Refusal("cancelled", "Cancelled", "Stopped before AWS answered.")
        self.is_over = Event()
        self._on_call = on_call or (lambda _: None)
        self._watch = on_call if isinstance(on_call, Watch) else None
        self._sessions: dict[str, Session] = {}
        self._lock = Lock()
        self._memory: dict[tuple[str, str, str], asyncio.Future[JsonObject | Refusal]] = {}
        self._slots = asyncio.Semaphore(AT_A_TIME)
        self._queues = {service: asyncio.Semaphore(1) for service in _ONE_BY_ONE}

    async def ask(
        self,
        operation: str,
        request: JsonObject | None = None,
        *,
        at_most_pages: int | None = None,
        region: str | None = None,
    ) -> JsonObject | None:
        """Return AWS's answer, all pages merged, or None where there is none; both are recorded."""
        answer = await self.attempt(operation, request, at_most_pages=at_most_pages, region=region)
        return None if isinstance(answer, Refusal) else answer

    async def attempt(
        self,
        operation: str,
        request: JsonObject | None = None,
        *,
        at_most_pages: int | None = None,
        region: str | None = None,
    ) -> JsonObject | Refusal:
        """Return AWS's answer, or why there is none; the same input is asked once in a run.

        `region` is where a resource lives that is not in the Region of the run.
        """
        asked = Question(operation, request or {}, region or self.session.region, at_most_pages)
        key = (operation, canonical(asked.request), asked.region)
        if key not in self._memory:
            self._memory[key] = asyncio.create_task(self._made(asked))
        return await self._memory[key]

    def give(self, operation: str, request: JsonObject, answer: JsonObject) -> None:
        """Take an answer as given: AWS is not asked, and nothing is recorded. Called within the event loop."""
        given = asyncio.get_running_loop().create_future()
        given.set_result(answer)
        self._memory[operation, canonical(request), self.session.region] = given

    async def _made(self, asked: Question) -> JsonObject | Refusal:
        permitted(asked.operation)
        started, clock = datetime.now(UTC), time.perf_counter()
        outcome: JsonObject | Refusal = self.why_cancelled
        try:
            async with self._queues.get(asked.service, self._slots):
                started, clock = datetime.now(UTC), time.perf_counter()
                if self._watch:
                    self._watch.begins(Begun(asked.operation, asked.request, started))
                outcome = await in_thread(lambda: self._answer(asked))
        except asyncio.CancelledError:
            outcome = self.why_cancelled
            raise
        finally:
            call = Call(asked.operation, asked.request, started, time.perf_counter() - clock, *_kind(outcome))
            self._keep(call, asked.region, outcome)
        return outcome

    def _answer(self, asked: Question) -> JsonObject | Refusal:
        try:
            client = self._session_of(asked.region).client(asked.service)
            ask = getattr(client, _method(client, asked.name))
            model = client.meta.service_model.operation_model(asked.name)
            asking = self._paced(ask, asked)
            answer = merged_pages(asking, model, asked.request, asked.at_most_pages, self.is_over.is_set)
        except Exception as error:  # noqa: BLE001 - read in one place, and never the end of the run
            return read_refusal(error, self.session.profile)
        if model.output_shape is not None and not has_form(answer, model.output_shape):
            return _NOT_AS_AWS
        return without_secrets(asked.operation, plain(answer))

    def _paced(self, ask: Callable[..., Any], asked: Question) -> Callable[..., Any]:
        """Return the call of one page, which waits for its turn among all runs of the process."""
        pace = PACES.get(asked.service)
        if pace is None:
            return ask
        owner = self.recorder.account or self.session.profile
        counted = asked.operation if asked.service in _BY_OPERATION else asked.service

        def paced(**request: object) -> object:
            pace.enter((owner, asked.region, counted))
            return ask(**request)

        return paced

    def _session_of(self, region: str) -> Session:
        with self._lock:
            if region not in self._sessions:
                self._sessions[region] = self.session.in_region(region)
            return self._sessions[region]

    def _keep(self, call: Call, region: str, outcome: JsonObject | Refusal) -> None:
        at = rfc3339(datetime.now(UTC))
        if isinstance(outcome, Refusal):
            self.recorder.keep_refusal(call.operation, call.request, outcome, at, region)
        else:
            self.recorder.keep_answer(call.operation, call.request, outcome, at, region)
        self._on_call(call)


def _method(client: Any, name: str) -> str:  # noqa: ANN401 - botocore builds clients at run time
    names: dict[str, str] = client.meta.method_to_api_mapping
    return next(method for method, operation in names.items() if operation == name)


def _kind(outcome: JsonObject | Refusal) -> tuple[Outcome, int]:
    if isinstance(outcome, Refusal):
        return outcome.outcome, 0
    return "answered", sum(len(value) for value in outcome.values() if isinstance(value, list))
