"""Collects and judges one task over warm connections, in rounds and in sequence, and prints what it took as JSON."""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from benchmarks.inside import as_the_command_begins
from fargate_doctor.collectors.calls import PACES
from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.collectors.calls import Call
    from fargate_doctor.collectors.session import Session

_NETWORK: Final = re.compile(
    r"ec2:|ecs:|route53|sts:|elbv2:DescribeTargetGroups|ecr:DescribePullThrough|efs:DescribeMountTarget"
)
"""Of the verdict about the network; what roles, secrets, images and history take is counted beside it."""


_RESOURCES: Final = frozenset(
    {"RoleName", "PolicySourceArn", "SecretId", "FileSystemId", "TargetGroupArn", "repositoryName", "KeyId"}
)
"""Members of a request that name the resource that it is about."""


def main(task: str, runs: int) -> None:
    """Print medians over the runs; a first one that opens the connections is not counted."""
    as_the_command_begins()
    PACES["cloudtrail"].seconds = 0.0
    session = open_session()
    collected: list[float] = []
    judged: list[float] = []
    sequential: list[float] = []
    of_network: list[int] = []
    of_all: list[int] = []
    calls: list[Call] = []
    for number in range(runs + 1):
        calls = []
        case = collect_task(session, TaskTarget(task=task), on_call=calls.append)
        between = time.perf_counter()
        diagnose_task(Snapshot.of(case), proves=False)
        last = time.perf_counter()
        network = _of_network(calls)
        of_network.append(_rounds(network))
        of_all.append(_rounds([each for each in calls if not each.operation.startswith("cloudtrail:")]))
        if number:
            collected.append(max(_end(each) for each in network) - min(each.started.timestamp() for each in calls))
            judged.append(last - between)
            sequential.append(_in_sequence(session, network))
    network = _of_network(calls)
    asked = Counter((each.operation, json.dumps(each.request, sort_keys=True, default=str)) for each in calls)
    printed = {
        "collected": statistics.median(collected),
        "judged": statistics.median(judged),
        "sequential": statistics.median(sequential),
        "network_calls": len(network),
        "calls": len(calls),
        "most_alike": max(asked.values()),
        "of_one_resource": max(_beside(calls).values(), default=0),
        "resources": len(_beside(calls)),
        "network_rounds": min(of_network),
        "rounds": min(of_all),
        "operations": sorted(f"{name} {count}" for name, count in Counter(each.operation for each in network).items()),
    }
    sys.stdout.write(json.dumps(printed))


def _of_network(calls: list[Call]) -> list[Call]:
    return [each for each in calls if _NETWORK.match(each.operation)]


def _beside(calls: list[Call]) -> Counter[tuple[str, str]]:
    """Return how many calls each role, repository, secret, file system and target group takes beside the network."""
    others = (each for each in calls if not _NETWORK.match(each.operation))
    return Counter(
        (each.operation.partition(":")[0], str(each.request[name]))
        for each in others
        for name in sorted(_RESOURCES & each.request.keys())[:1]
    )


def _end(call: Call) -> float:
    return call.started.timestamp() + call.seconds


def _rounds(calls: list[Call]) -> int:
    """Return the longest chain of calls each of which started when the one before had ended.

    No chain of calls that need each other is longer; a slow machine makes longer ones of calls that do not.
    """
    depth: list[tuple[float, int]] = []
    for call in sorted(calls, key=lambda each: each.started):
        before = (rounds for end, rounds in depth if end <= call.started.timestamp())
        depth.append((_end(call), 1 + max(before, default=0)))
    return max(rounds for _, rounds in depth)


def _in_sequence(session: Session, calls: list[Call]) -> float:
    """Return the seconds that the same calls take one after the other, as a shell script makes them."""
    began = time.perf_counter()
    for call in calls:
        service, _, name = call.operation.partition(":")
        client: Any = session.client(service)
        method = next(each for each, operation in client.meta.method_to_api_mapping.items() if operation == name)
        getattr(client, method)(**call.request)
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
