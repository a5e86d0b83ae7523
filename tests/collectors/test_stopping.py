from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.listing import collect_tasks, list_clusters
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget

from . import world
from .fault_server import failing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Call

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)


@pytest.fixture
def released() -> Iterator[Event]:
    """Return what ends the answers that hang, at the end of the test at the latest."""
    event = Event()
    yield event
    event.set()


def _hang(aws: ScriptedAws, operation: str, released: Event) -> list[str]:
    """Let the answer hang; return the list in which its operation stands as soon as it is given."""
    given: list[str] = []

    def answer(_: JsonObject) -> JsonObject:
        released.wait(20)
        given.append(operation)
        return {}

    aws.script[operation] = answer
    return given


def test_what_was_gathered_before_a_stop_becomes_a_case(aws: ScriptedAws, released: Event) -> None:
    """Esc ends the run at once; the task is there, and the call under way stands in the failures."""
    given = _hang(aws, "ec2:DescribeRouteTables", released)
    stop = Event()
    reported: list[Call] = []

    def follow(call: Call) -> None:
        reported.append(call)
        if call.operation == "ec2:DescribeNetworkAcls":
            stop.set()

    case = collect_task(aws.session(), _TARGET, on_call=follow, stop=stop)

    assert given == []
    assert case.focus == world.TASK_ARN
    assert case.records["ecs:DescribeTasks"]
    cancelled = {failure.operation: failure.error for failure in case.failures}
    assert cancelled["ec2:DescribeRouteTables"] == "Cancelled"
    assert "cancelled" in {call.outcome for call in reported}
    assert len(reported) == sum(map(len, case.records.values())) + len(case.failures)


def test_a_run_that_takes_too_long_ends_with_what_it_has(aws: ScriptedAws, released: Event) -> None:
    """After the time limit the case says which call AWS left open."""
    _hang(aws, "ec2:DescribeNatGateways", released)

    case = collect_task(aws.session(), _TARGET, time_limit=3.0)

    assert [(failure.operation, failure.error) for failure in case.failures] == [
        ("ec2:DescribeNatGateways", "OutOfTime")
    ]
    assert case.records["ec2:DescribeRouteTables"]


def test_a_stop_before_the_task_is_found_leaves_an_empty_case(aws: ScriptedAws, released: Event) -> None:
    """There is no task, hence no focus; whoever stopped knows."""
    _hang(aws, "ecs:DescribeTasks", released)
    stop = Event()

    case = collect_task(aws.session(), _TARGET, on_call=lambda _: stop.set(), stop=stop)

    assert case.focus is None
    assert "ecs:DescribeTasks" not in case.records


def test_a_stop_does_not_wait_for_a_server_that_hangs(keys: None) -> None:  # noqa: ARG001
    """The threads that still wait for AWS keep nobody waiting: no call has run out of its own time."""
    stop = Event()
    stop.set()

    with failing("hang") as server:
        session = open_session(endpoint_url=server.url)
        listed = list_clusters(session, stop=stop)
        case = collect_tasks(session, "shop", stop=stop)

    assert listed == ()
    assert case.records == {}
    assert {failure.error for failure in case.failures} <= {"Cancelled"}
