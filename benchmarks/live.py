"""The network verdict of one task, live, with 60 ms for each request; calls, rounds, refusals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from benchmarks.latency import SECONDS
from benchmarks.processes import RUNS, environment
from benchmarks.rows import Row
from fargate_doctor.collectors.session import open_session
from tests.collectors.fault_server import failing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.collectors.fault_server import Fault

SCENARIO = "route-none"


def rows() -> list[Row]:
    """Return what is measured against the latency and against the same calls in sequence."""
    with _account() as account:
        told = subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", "benchmarks.inside.verdict", account["task"], str(RUNS)],
            env={**environment(), **account["environment"]},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    took: dict[str, Any] = json.loads(told.stdout)
    network, whole = took["network_calls"], took["network_rounds"]
    seconds = took["collected"] + took["judged"]
    parts = f"calls {took['collected'] * 1000:.0f} ms, judging {took['judged'] * 1000:.0f} ms"
    sequence = f"the same calls in sequence: {took['sequential'] * 1000:.0f} ms"
    measured = f"{seconds * 1000:.0f} ms"
    what = "network verdict live, warm connections, CloudTrail apart"
    return [
        Row(what, measured, f"{SECONDS * 1000:.0f} ms a request", seconds / SECONDS, 5.5, parts),
        Row("the same", measured, sequence, seconds / took["sequential"], 0.2, parts),
        Row("calls for one network verdict", str(network), "count", network, 25, ", ".join(took["operations"])),
        Row("the same call twice", str(took["most_alike"]), "most of one input", took["most_alike"], 1),
        Row("rounds of the network verdict", str(whole), "longest chain of calls, counted", whole, 3),
        Row(
            "calls beside it for one role, secret, file system or target group",
            str(took["of_one_resource"]),
            f"count, most of {took['resources']} resources",
            took["of_one_resource"],
            3,
        ),
        Row("rounds of the whole diagnosis", str(took["rounds"]), "count", took["rounds"], 6, f"{took['calls']} calls"),
        _attempts("denied call", "deny", 1),
        _attempts("throttled call", "throttle", 4),
    ]


def _attempts(what: str, fault: Fault, budget: int) -> Row:
    os.environ |= {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "AWS_CONFIG_FILE": os.devnull}
    with failing(fault) as server:
        client = open_session(region="eu-west-1", endpoint_url=server.url).client("ecs")
        try:
            client.list_clusters()
        except client.exceptions.ClientError:
            return Row(what, f"{server.requests} attempts", "count", server.requests, budget)
    raise AssertionError(fault)


@contextmanager
def _account() -> Iterator[dict[str, Any]]:
    with subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-m", "benchmarks.inside.account", SCENARIO],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as started:
        if started.stdin is None or started.stdout is None:
            raise RuntimeError(SCENARIO)
        try:
            yield json.loads(started.stdout.readline())
        finally:
            started.stdin.close()
            started.wait(20)
