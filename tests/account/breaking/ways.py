"""Ways to break how a healthy network carries packets, one thing each; what it does not have stays as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.account.filtering import allow, deny, tcp

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from tests.account.account import Account
    from tests.account.networks import Network


def drop_default_route(account: Account, network: Network) -> None:
    """Take the default routes from the tasks' table."""
    for destination in ("0.0.0.0/0", "::/0"):
        account.drop_routes(network.task_table, destination)


def blackhole_default_route(_: Account, network: Network) -> None:
    """Leave the default routes behind without what they lead to."""
    for route in network.task_table["Routes"]:
        if route.get("DestinationCidrBlock", route.get("DestinationIpv6CidrBlock")) in {"0.0.0.0/0", "::/0"}:
            route["State"] = "blackhole"


def detach_internet_gateway(account: Account, _: Network) -> None:
    """Detach every internet gateway."""
    for gateway in account.held["ec2:DescribeInternetGateways"]:
        gateway["Attachments"] = []


def fail_nat_gateway(_: Account, network: Network) -> None:
    """Let the NAT gateway fail."""
    if network.nat:
        network.nat |= {
            "State": "failed",
            "FailureCode": "Gateway.NotAttached",
            "FailureMessage": "Network vpc has no Internet gateway attached",
        }


def strand_nat_gateway(account: Account, network: Network) -> None:
    """Take the default route from the NAT gateway's own subnet."""
    if network.nat and network.public_table:
        account.drop_routes(network.public_table, "0.0.0.0/0")


def close_group(_: Account, network: Network) -> None:
    """Let nothing out of the tasks' group."""
    network.group["IpPermissionsEgress"] = []


def narrow_group(_: Account, network: Network) -> None:
    """Let the tasks' group out to half of the addresses only."""
    network.group["IpPermissionsEgress"] = [tcp(443, "0.0.0.0/1")]


def drop_answers(account: Account, network: Network) -> None:
    """Let the ACL of the tasks' subnets drop answers."""
    _replace_acl(account, network, [allow(100, "0.0.0.0/0", egress=True), allow(100, "10.20.0.0/16", egress=False)])


def drop_requests(account: Account, network: Network) -> None:
    """Let the ACL of the tasks' subnets drop HTTPS requests."""
    entries = [
        deny(90, "0.0.0.0/0", (443, 443), egress=True),
        allow(100, "0.0.0.0/0", egress=True),
        allow(100, "0.0.0.0/0", egress=False),
    ]
    _replace_acl(account, network, entries)


def narrow_answers(account: Account, network: Network) -> None:
    """Let the ACL of the tasks' subnets admit answers to a part of the ephemeral ports."""
    entries = [allow(100, "0.0.0.0/0", egress=True), allow(100, "0.0.0.0/0", (49152, 65535), egress=False)]
    _replace_acl(account, network, entries)


WAYS: Final = (
    drop_default_route,
    blackhole_default_route,
    detach_internet_gateway,
    fail_nat_gateway,
    strand_nat_gateway,
    close_group,
    narrow_group,
    drop_answers,
    drop_requests,
    narrow_answers,
)


def _replace_acl(account: Account, network: Network, entries: list[JsonObject]) -> None:
    for acl in account.held["ec2:DescribeNetworkAcls"]:
        subnets = {each["SubnetId"] for each in network.task_subnets}
        acl["Associations"] = [each for each in acl["Associations"] if each["SubnetId"] not in subnets]
    name = f"private-{account.ids.digits(4, json.dumps(entries))}"
    account.add_acl(network.vpc, name, *network.task_subnets, entries=entries)
