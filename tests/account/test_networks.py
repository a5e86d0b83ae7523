"""The networks are healthy until something in them is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.account import networks
from tests.account.account import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.model import Diagnosis
    from tests.account.networks import Network


def _dual_stack(account: Account) -> Network:
    return networks.private_with_nat(account, ipv6=True)


HEALTHY = [networks.private_with_nat, networks.isolated, _dual_stack]


@pytest.mark.parametrize("build", HEALTHY)
def test_nothing_is_in_the_way_of_a_task_that_waits_to_start(build: Callable[[Account], Network]) -> None:
    """A pending task in a healthy network has no root cause, and every way it needs passes."""
    account = Account()
    network = build(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group])
    account.add_pending(service, network.task_subnets[0], [network.group])

    diagnosis = _diagnosis(account)

    assert _roots(diagnosis) == set()
    assert {each.verdict for each in diagnosis.walks} == {"pass"}


def test_a_public_address_is_enough_in_a_public_subnet() -> None:
    """A running task with a public address in a public subnet has no problem."""
    account = Account()
    network = networks.public(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], public=True)
    account.add_running(service, network.task_subnets[0], [network.group], address="10.20.0.71", public="198.51.100.90")

    diagnosis = _diagnosis(account)

    assert diagnosis.status == "no_problem_found"
    assert {each.verdict for each in diagnosis.walks} == {"pass"}


def test_dual_stack_names_are_enough_in_a_subnet_with_ipv6_alone() -> None:
    """A pending task with IPv6 alone gets its image by the dual-stack name of the registry."""
    account = Account(region="us-east-1")
    network = networks.ipv6_only(account)
    definition = account.add_definition(image=f"{account.registry(dual_stack=True)}/web:1.4.2")
    service = account.add_service(definition, network.task_subnets, [network.group])
    account.add_pending(service, network.task_subnets[0], [network.group], address=None, ipv6="2001:db8:1a20:5c14::41")

    diagnosis = _diagnosis(account)

    assert _roots(diagnosis) == set()
    assert {each.verdict for each in diagnosis.walks} == {"pass"}


def test_the_same_words_give_the_same_account() -> None:
    """Two accounts of one seed are equal, of two seeds they differ."""
    first, again, other = (_with_task(seed) for seed in ("shop", "shop", "bank"))

    assert first.case() == again.case()
    assert first.case() != other.case()


def _with_task(seed: str) -> Account:
    account = Account(seed=seed)
    network = networks.private_with_nat(account)
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], running=1)
    account.add_running(service, network.task_subnets[0], [network.group])
    return account


def _diagnosis(account: Account) -> Diagnosis:
    return diagnose_task(Snapshot.of(account.case()), proves=False)


def _roots(diagnosis: Diagnosis) -> set[str]:
    return {each.id for each in diagnosis.findings if each.level == "root_cause"}
