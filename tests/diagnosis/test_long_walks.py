"""A task that reaches for many places over both IP versions is still walked in few questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.diagnosis.folding import MOST_ASKED
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.account import messages, networks
from tests.account.account import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.diagnosis.model import Diagnosis
    from tests.account.networks import Network

DESTINATIONS = 12
REFUSED = ("ec2:DescribeRouteTables", "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkAcls", "ec2:DescribeVpcs")


def _nothing(_: Account, __: Network) -> None:
    return


def _no_routes(account: Account, network: Network) -> None:
    account.drop_routes(network.task_table, "0.0.0.0/0")
    account.drop_routes(network.task_table, "::/0")


def _no_groups(_: Account, network: Network) -> None:
    network.group["IpPermissionsEgress"] = []


@pytest.mark.parametrize("broken", [_nothing, _no_routes, _no_groups])
@pytest.mark.parametrize("refused", [(), REFUSED])
def test_no_more_than_twenty_questions_are_asked(
    broken: Callable[[Account, Network], None], refused: tuple[str, ...]
) -> None:
    """Whether sound, broken or hardly readable: the walk keeps to twenty questions, and the matrix shows the rest."""
    diagnosis = _diagnosed(broken, refused)
    ways = {(each.need.destination, each.ip_version) for each in diagnosis.walks}

    assert len({destination for destination, _ in ways}) >= DESTINATIONS
    assert {version for _, version in ways} == {4, 6}
    assert len([step for step in diagnosis.steps if not step.is_folded]) <= MOST_ASKED


def _diagnosed(broken: Callable[[Account, Network], None], refused: tuple[str, ...]) -> Diagnosis:
    account = Account(seed="long-walk")
    network = networks.private_with_nat(account, ipv6=True)
    definition = account.add_definition(image=f"{account.registry(dual_stack=True)}/web:1.4.2")
    definition["containerDefinitions"] += [_beside(account, number) for number in range(4)]
    broken(account, network)
    service = account.add_service(definition, network.task_subnets, [network.group])
    subnet, address = network.task_subnets[0], "2a05:d018:1:100::47"
    account.add_stopped(service, subnet, messages.login_timed_out(account), ipv6=address)
    case = _less(account.case(), refused)
    snapshot = Snapshot.of(case)
    return diagnose(TaskFacts(snapshot, next(iter(snapshot.tasks))), all_checks(), proves=False)


def _beside(account: Account, number: int) -> JsonObject:
    """Return a container that reaches for places of its own."""
    region = ("eu-west-2", "eu-west-3", "us-east-1", "us-east-2")[number]
    container: dict[str, Any] = {
        "name": f"beside-{number}",
        "image": ("public.ecr.aws/a/b:1", "redis:7", "ghcr.io/a/b:1", "quay.io/a/b:1")[number],
        "essential": False,
        "secrets": [
            {"name": "A", "valueFrom": f"arn:aws:secretsmanager:{region}:{account.number}:secret:a-Ab12Cd"},
            {"name": "B", "valueFrom": f"arn:aws:ssm:{region}:{account.number}:parameter/b"},
        ],
    }
    return container


def _less(case: Case, refused: tuple[str, ...]) -> Case:
    return case.model_copy(
        update={"records": {name: kept for name, kept in case.records.items() if name not in refused}}
    )
