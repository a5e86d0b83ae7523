"""Whatever goes wrong on the way to AWS, the tool neither crashes nor hangs nor blames what it could not see."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors import pages, session
from tests.campaigns.figures import FULL, length, write_down
from tests.campaigns.misbehaving import KINDS, Fault, MisbehavingLab
from tests.lab.scenarios import all_scenarios
from tests.lab.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.lab.scenario import Scenario
    from tests.lab.tool import Outcome

LONGEST = 60.0
"""Seconds; the stated limit of a collection is 120, and waiting is cut short here."""

FAMILIES = (
    "route-none",
    "role-may-not-log-in",
    "lb-not-admitted-by-the-task",
    "secret-policy-denies",
    "efs-policy-denies",
    "dhcp-changed-while-running",
    "central-nat-failed",
    "image-first-pull-through-cache",
)
SCENARIOS = {each.name: each for each in all_scenarios()}

FINDS_THE_TASK = "ecs:DescribeTasks"

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

    def judge(self, case: object, known: frozenset[str], faults: Sequence[Fault], ended: Outcome, took: float) -> None:
        """Add one run."""
        self.runs += 1
        if ended.exit_code not in (0, 1, 2, 3, 4) or "should not" in ended.errors or "Traceback" in ended.errors:
            self.crashed.append((case, ended.exit_code, ended.errors[-2000:]))
        if took > LONGEST:
            self.hung.append((case, took))
        if ended.output and (new := ended.root_causes - known - _supported(faults)):
            self.blamed.append((case, sorted(new)))

    def write_down(self, campaign: str) -> None:
        """Put the figures into the report."""
        wrong = {"crashes": len(self.crashed), "hangs": len(self.hung), "new root causes": len(self.blamed)}
        write_down(campaign, zero=wrong, runs=self.runs, answers_spoilt=self.answers_spoilt, kinds=len(KINDS))


def _supported(faults: Sequence[Fault]) -> frozenset[str]:
    """Return the causes that an answer of nothing at all states."""
    return frozenset(cause for each in faults if each.kind in SAYS_SO for cause in STATED.get(each.operation, ()))


@pytest.fixture(scope="module")
def lab() -> Iterator[MisbehavingLab]:
    running = MisbehavingLab()
    running.start()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait neither between attempts nor long for an answer, and read few pages."""
    monkeypatch.setattr(session, "READ_SECONDS", 0.4)
    monkeypatch.setattr(pages, "MOST_PAGES", 30)
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr("botocore.retries.bucket.TokenBucket.acquire", lambda *_, **__: True)


@dataclass
class Place:
    """One account and the task in it, with what is known where nothing goes wrong."""

    lab: MisbehavingLab
    tool: Tool
    scenario: Scenario

    def __post_init__(self) -> None:
        self.lab.reset()
        self.lab.go_wrong()
        self.task = self.scenario.build(self.lab).task_arn
        self.lab.freeze()
        self.known = self._diagnosed().root_causes
        self.operations = sorted({call.operation for call in self.lab.calls})

    def meet(self, survived: Survived, *faults: Fault) -> None:
        """Diagnose the task while these go wrong."""
        self.lab.go_wrong(*faults)
        began = time.monotonic()
        ended = self._diagnosed()
        survived.judge((self.scenario.name, faults), self.known, faults, ended, time.monotonic() - began)
        survived.answers_spoilt += self.lab.met

    def _diagnosed(self) -> Outcome:
        return self.tool.run("diagnose", self.task, "--format", "json", "--debug")


def test_every_operation_may_fail_in_every_way(lab: MisbehavingLab, tmp_path: Path) -> None:
    """One operation after the other; short, a part of them drawn by lot."""
    survived = Survived()
    for name in FAMILIES if FULL else FAMILIES[:1]:
        place = Place(lab, Tool(lab, tmp_path), SCENARIOS[name])
        chances = list(product(place.operations, KINDS))
        random = Random(name)  # noqa: S311 - the same in every run
        for operation, kind in random.sample(chances, length(12, len(chances))):
            place.meet(survived, Fault(operation, kind, random.randrange(2**32)))
    survived.write_down("faults, one operation at a time")

    assert survived.crashed == []
    assert survived.hung == []
    assert survived.blamed == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("dhcp-changed-while-running", Fault("ecs:DescribeServices", "wrong types", 1497898304)),
        ("route-none", Fault("logs:DescribeLogGroups", "no document", 0)),
        ("route-none", Fault("ecs:DescribeTaskDefinition", "body cut off", 4)),
        ("dhcp-changed-while-running", Fault("ecs:DescribeTasks", "wrong types", 36)),
        ("lb-not-admitted-by-the-task", Fault("elbv2:DescribeTargetGroups", "unknown values", 0)),
        ("route-none", Fault("ec2:DescribeNetworkAcls", "unknown values", 0)),
        ("route-none", Fault("ec2:DescribeDhcpOptions", "pages without end", 0)),
    ],
)
def test_what_once_went_wrong_does_so_no_more(lab: MisbehavingLab, tmp_path: Path, name: str, fault: Fault) -> None:
    survived = Survived()

    Place(lab, Tool(lab, tmp_path), SCENARIOS[name]).meet(survived, fault)

    assert (survived.crashed, survived.hung, survived.blamed) == ([], [], [])


def test_two_operations_may_fail_at_once(lab: MisbehavingLab, tmp_path: Path) -> None:
    """Any two, in any two ways, over every scenario of the lab."""
    survived = Survived()
    random = Random("pairs")  # noqa: S311 - the same in every run
    pairs = length(4, 8)
    for name in random.sample(sorted(SCENARIOS), length(2, len(SCENARIOS))):
        place = Place(lab, Tool(lab, tmp_path), SCENARIOS[name])
        for _ in range(pairs):
            chosen = random.sample([each for each in place.operations if each != FINDS_THE_TASK], 2)
            place.meet(survived, *(Fault(each, random.choice(KINDS), random.randrange(2**32)) for each in chosen))
    survived.write_down("faults, two operations at once")

    assert survived.crashed == []
    assert survived.hung == []
    assert survived.blamed == []
