"""Networks as people build them, all healthy: each gives the parts that a test may break or add to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.account.filtering import tcp

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from tests.account.account import Account

IPV6 = "2001:db8:1a20:5c00::/56"
"""The VPC's block where it has IPv6."""

START_UP = ("ecr.api", "ecr.dkr", "logs")
"""The interface endpoints that a start without internet needs."""


@dataclass
class Network:
    """One VPC: where tasks are placed, and what carries their packets. `tables` are by name, as are `endpoints`."""

    vpc: JsonObject
    task_subnets: list[JsonObject]
    public_subnets: list[JsonObject]
    task_table: JsonObject
    group: JsonObject
    public_table: JsonObject | None = None
    nat: JsonObject | None = None
    endpoints: dict[str, JsonObject] = field(default_factory=dict)
    endpoint_group: JsonObject | None = None


def private_with_nat(account: Account, *, ipv6: bool = False, s3_endpoint: bool = False) -> Network:
    """Build private subnets that leave through a NAT gateway; with `ipv6` also through an egress-only gateway."""
    network = _two_tiers(account, ipv6=ipv6)
    network.nat = account.add_nat_gateway(network.public_subnets[0])
    account.add_route(network.task_table, "0.0.0.0/0", network.nat["NatGatewayId"])
    if ipv6:
        gateway = account.add_egress_only_gateway(network.vpc)
        account.add_route(network.task_table, "::/0", gateway["EgressOnlyInternetGatewayId"])
    if s3_endpoint:
        network.endpoints["s3"] = account.add_gateway_endpoint(network.vpc, network.task_table)
    return network


def private_without_route(account: Account) -> Network:
    """Build private subnets whose table leads nowhere but to the VPC itself and to S3."""
    network = _two_tiers(account)
    network.endpoints["s3"] = account.add_gateway_endpoint(network.vpc, network.task_table)
    return network


def public(account: Account) -> Network:
    """Build public subnets alone, with tasks in them."""
    network = _two_tiers(account)
    if network.public_table is None:
        raise AssertionError
    network.task_subnets, network.task_table = network.public_subnets, network.public_table
    return network


def isolated(account: Account, services: tuple[str, ...] = START_UP) -> Network:
    """Build private subnets without any way to the internet, with endpoints for some services and for S3."""
    vpc = account.add_vpc()
    subnets = _subnets(account, vpc, "private", 10)
    account.add_route_table(vpc, "main", is_main=True)
    table = account.add_route_table(vpc, "private", *subnets)
    network = _with_filters(account, Network(vpc, subnets, [], table, {}))
    network.endpoints["s3"] = account.add_gateway_endpoint(vpc, table)
    add_endpoints(account, network, services)
    return network


def ipv6_only(account: Account) -> Network:
    """Build a subnet with IPv6 alone, which leaves through an egress-only internet gateway."""
    vpc = account.add_vpc(ipv6=IPV6)
    subnet = account.add_subnet(vpc, "ipv6-a", None, ipv6=_ipv6_of(20))
    account.add_route_table(vpc, "main", is_main=True)
    table = account.add_route_table(vpc, "ipv6", subnet)
    gateway = account.add_egress_only_gateway(vpc)
    account.add_route(table, "::/0", gateway["EgressOnlyInternetGatewayId"])
    return _with_filters(account, Network(vpc, [subnet], [], table, {}))


def add_endpoints(account: Account, network: Network, services: tuple[str, ...]) -> None:
    """Add interface endpoints in the tasks' subnets, behind a group of their own that admits the tasks' group."""
    network.endpoint_group = account.add_group(
        network.vpc, "endpoints", "HTTPS from tasks to AWS services", inbound=[tcp(443, network.group)]
    )
    for service in services:
        used = len(account.held["ec2:DescribeNetworkInterfaces"])
        placed = {f"{each['CidrBlock'].rpartition('.')[0]}.{200 + used}": each for each in network.task_subnets}
        network.endpoints[service] = account.add_interface_endpoint(
            network.vpc, service, placed, [network.endpoint_group]
        )


def _two_tiers(account: Account, *, ipv6: bool = False) -> Network:
    vpc = account.add_vpc(ipv6=IPV6 if ipv6 else None)
    public_subnets = _subnets(account, vpc, "public", 0, ipv6=ipv6)
    private_subnets = _subnets(account, vpc, "private", 10, ipv6=ipv6)
    gateway = account.add_internet_gateway(vpc)
    account.add_route_table(vpc, "main", is_main=True)
    public_table = account.add_route_table(vpc, "public", *public_subnets)
    account.add_route(public_table, "0.0.0.0/0", gateway["InternetGatewayId"])
    if ipv6:
        account.add_route(public_table, "::/0", gateway["InternetGatewayId"])
    private_table = account.add_route_table(vpc, "private", *private_subnets)
    return _with_filters(
        account, Network(vpc, private_subnets, public_subnets, private_table, {}, public_table=public_table)
    )


def _with_filters(account: Account, network: Network) -> Network:
    account.add_default_group(network.vpc)
    inbound = [tcp(8080, network.vpc["CidrBlock"])]
    network.group = account.add_group(network.vpc, "web", "Tasks of the service web", inbound=inbound)
    account.add_acl(network.vpc, "default", *network.public_subnets, *network.task_subnets)
    account.set_dual_stack(on=True)
    return network


def _subnets(account: Account, vpc: JsonObject, tier: str, first: int, *, ipv6: bool = False) -> list[JsonObject]:
    return [
        account.add_subnet(
            vpc, f"{tier}-{zone}", f"10.20.{place}.0/24", zone=zone, ipv6=_ipv6_of(place) if ipv6 else None
        )
        for place, zone in enumerate("ab", start=first)
    ]


def _ipv6_of(place: int) -> str:
    return IPV6.replace("00::/56", f"{place:02x}::/64")
