"""One task beside another: what differs and matters, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.diagnosis.comparing import compare, counterparts
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.account import messages, networks
from tests.account.account import Account
from tests.account.filtering import allow, tcp

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.comparing import Comparison
    from fargate_doctor.diagnosis.model import Diagnosis

    Break = Callable[[Account, networks.Network], None]


def well(seed: str = "shop") -> Diagnosis:
    """Return the diagnosis of a task that runs behind a NAT gateway."""
    account = Account(seed=seed)
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], running=1)
    account.add_running(service, network.task_subnets[0], [network.group])
    return diagnose_task(Snapshot.of(account.case()), proves=False)


def broken(change: Break, seed: str = "shop", refused: str = "", **definition: Any) -> Diagnosis:  # noqa: ANN401 - of the account
    """Return the diagnosis of a task that stopped in the same kind of network, changed in one way."""
    account = Account(seed=seed, refused={refused} if refused else set())
    network = networks.private_with_nat(account)
    change(account, network)
    service = account.add_service(account.add_definition(**definition), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    return diagnose_task(Snapshot.of(account.case()), proves=False)


def nothing(_: Account, __: networks.Network) -> None:
    """Leave the network as it is."""


def no_route(account: Account, network: networks.Network) -> None:
    """Take the route to the NAT gateway away."""
    account.drop_routes(network.task_table, "0.0.0.0/0")


def closed_group(_: Account, network: networks.Network) -> None:
    """Let the group out to the database alone."""
    network.group["IpPermissionsEgress"] = [tcp(5432, "10.20.0.0/16")]


def acl(account: Account, network: networks.Network) -> None:
    """Admit no answers."""
    account.held["ec2:DescribeNetworkAcls"].clear()
    account.add_acl(network.vpc, "default", *network.public_subnets)
    entries = [allow(100, "0.0.0.0/0", egress=True), allow(100, "10.20.0.0/16", egress=False)]
    account.add_acl(network.vpc, "private", *network.task_subnets, entries=entries)


def names(comparison: Comparison) -> set[str]:
    """Return which traits differ."""
    return {each.trait.id for each in comparison.differences}


def test_a_task_beside_its_like_has_no_difference() -> None:
    """Nothing of the network or the definition is named."""
    comparison = compare(broken(nothing), well())

    assert names(comparison) == set()
    assert comparison.ways == ()


@pytest.mark.parametrize(
    ("change", "differing", "question"),
    [
        (no_route, {"routes", "subnet"}, "way.routes"),
        (closed_group, {"groups"}, "way.security-groups"),
        (acl, {"network-acl"}, "way.network-acls"),
    ],
)
def test_one_change_is_one_difference_with_the_answer_that_turns(
    change: Break, differing: set[str], question: str
) -> None:
    """What was changed stands first, with the question that fails here and passes there."""
    comparison = compare(broken(change), well())

    assert names(comparison) == differing
    first = comparison.differences[0]
    assert [(each.id, each.here, each.there) for each in first.turns] == [(question, "fail", "pass")]
    assert {(each.here, each.there) for each in comparison.ways} == {("fail", "pass")}


def test_what_is_alike_in_another_vpc_is_no_difference() -> None:
    """Other ids are other things only within one VPC; the VPC itself is named."""
    comparison = compare(broken(nothing, seed="other"), well())

    assert names(comparison) == {"vpc"}


def test_both_sides_are_quoted() -> None:
    """Each difference has the fields that say so."""
    comparison = compare(broken(no_route), well())

    for each in comparison.differences:
        assert each.here.evidence
        assert each.there.evidence


def test_what_was_not_read_is_not_compared() -> None:
    """It is neither a difference nor the same."""
    comparison = compare(broken(nothing, refused="ec2:DescribeRouteTables"), well())

    uncompared = {each.trait.id: each.missing for each in comparison.uncompared}
    assert {"routes", "subnet"} <= set(uncompared)
    assert uncompared["routes"][0].operation == "ec2:DescribeRouteTables"
    assert not {"routes", "subnet"} & (names(comparison) | {each.id for each in comparison.same})


def test_variables_are_compared_by_name_and_never_quoted_by_value() -> None:
    """A variable that one definition has more is named; what it holds stands nowhere."""

    def with_variables(*variables: str) -> Diagnosis:
        account = Account()
        network = networks.private_with_nat(account)
        definition = account.add_definition()
        container = definition["containerDefinitions"][0]
        container["environment"] = [{"name": each, "value": "s3cr3t-value"} for each in variables]
        service = account.add_service(definition, network.task_subnets, [network.group], running=1)
        account.add_running(service, network.task_subnets[0], [network.group])
        return diagnose_task(Snapshot.of(account.case()), proves=False)

    comparison = compare(with_variables("A", "B"), with_variables("A"))

    assert names(comparison) == {"environment"}
    (difference,) = comparison.differences
    assert (difference.here.likeness, difference.there.likeness) == (("A", "B"), ("A",))
    quoted = json.dumps([each.value for each in (*difference.here.evidence, *difference.there.evidence)])
    assert "s3cr3t-value" not in quoted
    assert "removed" not in quoted


def test_a_healthy_task_of_the_service_is_the_first_counterpart() -> None:
    """Another service's task is none, and stopped ones come last."""
    account = Account()
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], running=1)
    running = account.add_running(service, network.task_subnets[1], [network.group])
    stopped = account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    case = account.case()
    records = {**case.records}
    record = records["ecs:DescribeTasks"][0]
    answer = {**record.answer, "tasks": [stopped, running]}
    records["ecs:DescribeTasks"] = (record.model_copy(update={"answer": answer}),)
    snapshot = Snapshot.of(case.model_copy(update={"records": records}))
    task = next(each for each in snapshot.tasks if each.is_stopped)

    assert [each.task_arn for each in counterparts(snapshot, task)] == [running["taskArn"]]
    assert (
        counterparts(snapshot, next(each for each in snapshot.tasks if not each.is_stopped))[0].task_arn
        == task.task_arn
    )
