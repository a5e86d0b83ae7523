"""A VPC as large companies have them: hundreds of subnets in three zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.account import messages, networks
from tests.account.account import Account

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

SUBNETS = 300


def large_vpc() -> Case:
    """Return the case of a task that cannot leave one of its subnets."""
    account = Account(seed="large")
    network = networks.private_without_route(account)
    for number in range(SUBNETS):
        subnet = account.add_subnet(network.vpc, f"spare-{number}", f"10.20.{100 + number // 16}.{number % 16 * 16}/28")
        subnet["AvailabilityZone"] = f"eu-west-1{'abc'[number % 3]}"
    service = account.add_service(account.add_definition(), network.task_subnets, [network.group], failed=2)
    account.add_stopped(service, network.task_subnets[0], messages.login_timed_out(account))
    return account.case()
