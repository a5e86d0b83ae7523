from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors import session as session_module
from fargate_doctor.collectors.calls import Calls
from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import EndpointUnreachable, TaskLookupRefused

from . import world
from .fault_server import Fault, failing

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case


@pytest.fixture(autouse=True)
def in_a_hurry(keys: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """Wait neither between attempts nor long for an answer."""
    monkeypatch.setattr(session_module, "READ_SECONDS", 0.2)
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr("botocore.retries.bucket.TokenBucket.acquire", lambda *_, **__: True)


def _asked(url: str, operation: str) -> Case:
    async def run() -> Case:
        calls = Calls(open_session(endpoint_url=url))
        await calls.ask(operation)
        return calls.recorder.to_case("2026-11-03T03:05:00.000Z")

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("fault", "operation", "attempts", "error"),
    [
        ("deny", "ecs:ListClusters", 1, "AccessDeniedException"),
        ("throttle", "ecs:ListClusters", 3, "ThrottlingException"),
        ("html", "ec2:DescribeVpcs", 1, "ResponseParserError"),
        ("html", "ecs:ListClusters", 3, "500"),
        ("reset", "ecs:ListClusters", 3, "ConnectionClosedError"),
        ("hang", "ecs:ListClusters", 3, "ReadTimeoutError"),
    ],
)
def test_what_is_tried_again_and_how_often(fault: Fault, operation: str, attempts: int, error: str) -> None:
    """A denial is final; throttling, silence and broken connections are tried four times at most."""
    with failing(fault) as server:
        case = _asked(server.url, operation)

    assert server.requests == attempts
    assert [failure.error for failure in case.failures] == [error]


@pytest.mark.parametrize("fault", ["reset", "hang"])
def test_an_aws_that_does_not_answer_is_out_of_reach(fault: Fault) -> None:
    """Where the finding call meets silence, the user learns that AWS could not be reached."""
    with failing(fault) as server, pytest.raises(EndpointUnreachable):
        collect_task(open_session(endpoint_url=server.url), TaskTarget(task=world.TASK_ARN))


@pytest.mark.parametrize("fault", ["throttle", "html", "deny"])
def test_an_aws_that_answers_badly_refused_the_look_up(fault: Fault) -> None:
    """Something answered, so the network is not to blame."""
    with failing(fault) as server, pytest.raises(TaskLookupRefused):
        collect_task(open_session(endpoint_url=server.url), TaskTarget(task=world.TASK_ARN))
