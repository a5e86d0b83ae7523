"""Whoever asks, while answers go wrong: what is known where nothing does, and what a run may end in."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.collectors import pages, session
from tests.campaigns.figures import write_down
from tests.campaigns.misbehaving import KINDS
from tests.lab.scenarios import all_scenarios

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    import pytest

    from tests.campaigns.misbehaving import Fault
    from tests.campaigns.replaying import ReplayingLab
    from tests.lab.scenario import Scenario
    from tests.lab.tool import Outcome, Tool

MOST_ASKED: Final = 400
"""Answers that one fault may be met with in a run; each attempt and each page counts."""

SCENARIOS: Final = {each.name: each for each in all_scenarios()}

SAYS_SO = frozenset({"empty lists", "empty answer"})
"""What AWS says by answering so is that nothing is there: what then is missing may be the cause."""

STATED = {
    "ec2:DescribeSubnets": {"config.subnet-missing"},
    "ec2:DescribeSecurityGroups": {"config.security-group-missing"},
    "ec2:DescribeInternetGateways": {"gateway.not-attached", "nat.no-internet-route"},
    "ec2:DescribeEgressOnlyInternetGateways": {"gateway.not-attached"},
    "ec2:DescribeVpcEndpoints": {"endpoint.missing", "route.none"},
    "ecr:DescribeRepositories": {"image.repository-missing"},
    "ecr:DescribeImages": {"image.not-found"},
    "logs:DescribeLogGroups": {"logs.group-missing"},
    "efs:DescribeMountTargets": {"efs.no-mount-target"},
    "ec2:DescribeNatGateways": {"nat.not-available"},
    "ec2:DescribeTransitGatewayVpcAttachments": {"gateway.not-attached"},
    "elbv2:DescribeTargetGroups": {"lb.target-group-missing"},
}
"""What an answer of nothing says of each, where AWS was asked for exactly that: it is not there."""


@dataclass
class Survived:
    """What a campaign came to. The lists hold what must not be."""

    runs: int = 0
    answers_spoilt: int = 0
    crashed: list[object] = field(default_factory=list)
    hung: list[object] = field(default_factory=list)
    blamed: list[object] = field(default_factory=list)

    @property
    def wrong(self) -> list[object]:
        """Return everything that must not be."""
        return [*self.crashed, *self.hung, *self.blamed]

    def write_down(self, campaign: str) -> None:
        """Put the figures into the report."""
        wrong = {"crashes": len(self.crashed), "hangs": len(self.hung), "new root causes": len(self.blamed)}
        write_down(campaign, zero=wrong, runs=self.runs, answers_spoilt=self.answers_spoilt, kinds=len(KINDS))


def supported(faults: Sequence[Fault]) -> frozenset[str]:
    """Return the causes that an answer of nothing at all states."""
    return frozenset(cause for each in faults if each.kind in SAYS_SO for cause in STATED.get(each.operation, ()))


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait neither between attempts nor long for an answer, read few pages, and open each session once."""
    monkeypatch.setattr(session, "READ_SECONDS", 0.5)
    monkeypatch.setattr(pages, "MOST_PAGES", 30)
    monkeypatch.setattr(session, "open_session", cache(session.open_session))
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr("botocore.retries.bucket.TokenBucket.acquire", lambda *_, **__: True)
    monkeypatch.setattr("botocore.retries.quota.RetryQuota.acquire", lambda *_, **__: True)


@dataclass
class Place:
    """One account and the task in it, with what each command knows where nothing goes wrong."""

    lab: ReplayingLab
    tool: Tool
    home: Path
    scenario: Scenario

    def __post_init__(self) -> None:
        self.lab.reset()
        self.lab.go_wrong()
        self.target = self.scenario.build(self.lab)
        self.launch = self._launch()
        self._known: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}

    def operations(self, command: str = "diagnose") -> tuple[str, ...]:
        """Return what a command asks where nothing goes wrong."""
        return self._without_faults(command)[1]

    def meet(self, survived: Survived, *faults: Fault, command: str = "diagnose") -> None:
        """Run a command while these go wrong, and judge its end."""
        known, _ = self._without_faults(command)
        self.lab.go_wrong(*faults)
        ended = self._run(command)
        met = self.lab.met
        case = (self.scenario.name, command, faults)
        survived.runs += 1
        survived.answers_spoilt += met
        if ended.exit_code not in (0, 1, 2, 3, 4) or "should not" in ended.errors or "Traceback" in ended.errors:
            survived.crashed.append((case, ended.exit_code, ended.errors[-2000:]))
        if met > MOST_ASKED:
            survived.hung.append((case, met))
        if new := causes_in(ended.output) - known - supported(faults):
            survived.blamed.append((case, sorted(new)))

    def _without_faults(self, command: str) -> tuple[frozenset[str], tuple[str, ...]]:
        if command not in self._known:
            self.lab.go_wrong()
            self.lab.freeze()
            slowly = self._run(command)
            operations = tuple(sorted({call.operation for call in self.lab.calls}))
            # Once more from memory: where the machine is busy, an answer that was made may have come too late.
            self._known[command] = causes_in(slowly.output) | causes_in(self._run(command).output), operations
        return self._known[command]

    def _run(self, command: str) -> Outcome:
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()
        return self.tool.run(*COMMANDS[command](self), "--debug")

    def _launch(self) -> tuple[str, ...]:
        """Return the launch of the task's definition in the subnets of the account."""
        ec2 = self.lab.client("ec2")
        task = self.lab.client("ecs").describe_tasks(cluster=self.target.cluster, tasks=[self.target.task_arn])
        groups = [each["GroupId"] for each in ec2.describe_security_groups()["SecurityGroups"]]
        subnets = [each["SubnetId"] for each in ec2.describe_subnets()["Subnets"]]
        definition = str(task["tasks"][0]["taskDefinitionArn"])
        chosen = ("--subnets", ",".join(subnets[:2]), "--security-groups", ",".join(groups[-2:]))
        return ("--task-definition", definition, *chosen)


FAR_END: Final = "api.ecr.eu-west-1.amazonaws.com:443"
COMMANDS: Final[dict[str, Callable[[Place], tuple[str, ...]]]] = {
    "diagnose": lambda place: ("diagnose", place.target.task_arn, "--format", "json"),
    "scan": lambda place: ("scan", "--cluster", place.target.cluster, "--format", "json"),
    "record": lambda place: ("record", "--cluster", place.target.cluster, "--for", "0s", "--format", "jsonl"),
    "preflight": lambda place: ("preflight", *place.launch, "--format", "json"),
    "path": lambda place: ("path", place.target.task_arn, "--to", FAR_END, "--format", "json"),
}


def causes_in(output: str) -> frozenset[str]:
    """Return the ids of what a document, or each line of one, calls a root cause; `fail` for a path that fails."""
    documents = _documents(output)
    causes = {cause for document in documents for cause in _causes(document)}
    return frozenset(causes | {"fail" for each in documents if "hops" in each and each["verdict"] == "fail"})


def _documents(output: str) -> list[dict[str, Any]]:
    try:
        return [json.loads(output)]
    except ValueError:
        return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def _causes(document: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(document, dict):
        yield from (each["id"] for each in document.get("findings", ()) if each["level"] == "root_cause")
        yield from (each["id"] for name in ("causes", "groups") for each in document.get(name, ()))
        for each in document.get("tasks", ()):
            yield from _causes(each)
