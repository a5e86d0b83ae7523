"""Whatever goes wrong on the way to AWS, no command crashes, hangs or blames what it could not see."""

from __future__ import annotations

import gc
from itertools import product
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.campaigns.faulted import COMMANDS, SCENARIOS, Place, Survived, hurry
from tests.campaigns.figures import FULL, length
from tests.campaigns.misbehaving import KINDS, Fault
from tests.campaigns.replaying import ReplayingLab
from tests.lab.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
FINDS_THE_TASK = "ecs:DescribeTasks"


@pytest.fixture(scope="module")
def lab() -> Iterator[ReplayingLab]:
    running = ReplayingLab()
    running.start()
    gc.collect()
    gc.freeze()
    yield running
    gc.unfreeze()
    running.stop()


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)


def _place(lab: ReplayingLab, tmp_path: Path, name: str) -> Place:
    home = tmp_path / "home"
    return Place(lab, Tool(lab, home), home, SCENARIOS[name])


def _one_at_a_time(place: Place, command: str, turns: int, survived: Survived) -> None:
    """Meet every operation of a command in every way, or as many of them as there are turns, drawn by lot."""
    chances = list(product(place.operations(command), KINDS))
    random = Random(f"{place.scenario.name} {command}")  # noqa: S311 - the same in every run
    for operation, kind in random.sample(chances, min(length(turns, len(chances)), len(chances))):
        place.meet(survived, Fault(operation, kind, random.randrange(2**32)), command=command)


@pytest.mark.parametrize("name", FAMILIES if FULL else FAMILIES[:1])
def test_every_operation_may_fail_in_every_way(lab: ReplayingLab, tmp_path: Path, name: str) -> None:
    """One operation after the other; short, a part of them drawn by lot."""
    survived = Survived()
    _one_at_a_time(_place(lab, tmp_path, name), "diagnose", 12, survived)
    survived.write_down(f"faults of diagnose, one operation at a time: {name}")

    assert survived.wrong == []


@pytest.mark.parametrize("command", [each for each in COMMANDS if each != "diagnose"])
def test_every_operation_of_other_commands_may_fail(lab: ReplayingLab, tmp_path: Path, command: str) -> None:
    """A scan, a recording, a launch that is planned, and one flow."""
    survived = Survived()
    _one_at_a_time(_place(lab, tmp_path, FAMILIES[0]), command, 3, survived)
    survived.write_down(f"faults of {command}, one operation at a time")

    assert survived.wrong == []


ONCE_WRONG = {
    "dhcp-changed-while-running": (
        ("diagnose", Fault("ecs:DescribeServices", "wrong types", 1497898304)),
        ("diagnose", Fault("ecs:DescribeTasks", "wrong types", 36)),
    ),
    "lb-not-admitted-by-the-task": (("diagnose", Fault("elbv2:DescribeTargetGroups", "unknown values")),),
    "route-none": (
        ("diagnose", Fault("ec2:DescribeNetworkAcls", "unknown values")),
        ("diagnose", Fault("ec2:DescribeDhcpOptions", "pages without end")),
        ("diagnose", Fault("logs:DescribeLogGroups", "no document")),
        ("diagnose", Fault("ecs:DescribeTaskDefinition", "body cut off", 4)),
        ("preflight", Fault("ecs:DescribeTaskDefinition", "empty answer")),
        ("preflight", Fault("iam:GetRole", "empty answer")),
    ),
    "role-may-not-log-in": (
        ("diagnose", Fault("ec2:DescribeNatGateways", "unknown values")),
        ("diagnose", Fault("ec2:DescribeRouteTables", "wrong types", 2788212455)),
        ("diagnose", Fault("iam:GetRole", "empty answer")),
        ("diagnose", Fault("ec2:DescribeInternetGateways", "unknown values")),
    ),
    "efs-policy-denies": (
        ("diagnose", Fault("efs:DescribeMountTargets", "unknown values")),
        ("diagnose", Fault("ecs:DescribeTaskDefinition", "unknown values")),
    ),
    "central-nat-failed": (
        ("diagnose", Fault("ec2:DescribeTransitGatewayVpcAttachments", "unknown values")),
        ("diagnose", Fault("ec2:SearchTransitGatewayRoutes", "unknown values")),
    ),
    "secret-policy-denies": (("diagnose", Fault("ec2:DescribeNetworkAcls", "wrong types", 1325414421)),),
}


@pytest.mark.parametrize("name", ONCE_WRONG)
def test_what_once_went_wrong_does_so_no_more(lab: ReplayingLab, tmp_path: Path, name: str) -> None:
    survived = Survived()
    place = _place(lab, tmp_path, name)

    for command, fault in ONCE_WRONG[name]:
        place.meet(survived, fault, command=command)

    assert survived.wrong == []


def test_two_operations_may_fail_at_once(lab: ReplayingLab, tmp_path: Path) -> None:
    """Any two, in any two ways, over every scenario of the lab."""
    survived = Survived()
    random = Random("pairs")  # noqa: S311 - the same in every run
    pairs = length(4, 8)
    for name in random.sample(sorted(SCENARIOS), length(2, len(SCENARIOS))):
        place = _place(lab, tmp_path, name)
        for _ in range(pairs):
            chosen = random.sample([each for each in place.operations() if each != FINDS_THE_TASK], 2)
            place.meet(survived, *(Fault(each, random.choice(KINDS), random.randrange(2**32)) for each in chosen))
    survived.write_down("faults of diagnose, two operations at once")

    assert survived.wrong == []
