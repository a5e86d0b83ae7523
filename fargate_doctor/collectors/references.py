"""What a VPC's routes and rules refer to by an id alone, and what a service names outside the VPC."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.account import NOTHING_BLOCKED, ask_exclusions
from fargate_doctor.collectors.ecs import describe_services, network_configurations
from fargate_doctor.collectors.filters import ask_filtered
from fargate_doctor.collectors.subnets import describe_task_subnets
from fargate_doctor.collectors.transit_gateways import ask_transit_gateways

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls


async def ask_references(calls: Calls, tasks: Sequence[JsonObject], vpcs: list[str]) -> None:
    """Ask for what stands behind the ids in routes, rules and service configurations, where there are any."""
    await asyncio.gather(
        _ask_prefix_lists(calls, vpcs),
        _ask_peerings(calls, vpcs),
        _ask_transit_gateways(calls, vpcs),
        _ask_outside(calls, tasks, vpcs),
        _ask_egress_only_gateways(calls, tasks, vpcs),
        _ask_exclusions(calls, vpcs),
    )


async def _routes(calls: Calls, vpcs: list[str]) -> list[JsonObject]:
    tables = await ask_filtered(calls, "ec2:DescribeRouteTables", "vpc-id", vpcs)
    return [route for table in tables for route in table.get("Routes", ())]


async def _ask_prefix_lists(calls: Calls, vpcs: list[str]) -> None:
    """Ask for the entries of referenced lists; those that AWS keeps for gateway endpoints are known already."""
    routes, groups, known = await asyncio.gather(
        _routes(calls, vpcs),
        ask_filtered(calls, "ec2:DescribeSecurityGroups", "vpc-id", vpcs),
        calls.ask("ec2:DescribePrefixLists"),
    )
    told = {each.get("PrefixListId") for each in (known or {}).get("PrefixLists", ())}
    named = {*_named(routes, "DestinationPrefixListId"), *_named(_prefix_lists_of(groups), "PrefixListId")}
    await asyncio.gather(
        *(
            calls.ask("ec2:GetManagedPrefixListEntries", {"PrefixListId": prefix_list})
            for prefix_list in sorted(named - told)
        )
    )


async def _ask_peerings(calls: Calls, vpcs: list[str]) -> None:
    peerings = _named(await _routes(calls, vpcs), "VpcPeeringConnectionId")
    await ask_filtered(calls, "ec2:DescribeVpcPeeringConnections", "vpc-peering-connection-id", sorted(peerings))


async def _ask_transit_gateways(calls: Calls, vpcs: list[str]) -> None:
    gateways = _named(await _routes(calls, vpcs), "TransitGatewayId")
    if gateways:
        await ask_transit_gateways(calls, sorted(gateways), vpcs)


async def _ask_egress_only_gateways(calls: Calls, tasks: Sequence[JsonObject], vpcs: list[str]) -> None:
    """Ask for the gateways that carry IPv6 alone, where a subnet of the tasks, a VPC or a route has to do with it."""
    if not _have_ipv6(await describe_task_subnets(calls, tasks)):
        described, routes = await asyncio.gather(
            ask_filtered(calls, "ec2:DescribeVpcs", "vpc-id", vpcs), _routes(calls, vpcs)
        )
        if not _have_ipv6(described) and not _named(routes, "EgressOnlyInternetGatewayId"):
            return
    await calls.ask("ec2:DescribeEgressOnlyInternetGateways")


async def _ask_exclusions(calls: Calls, vpcs: list[str]) -> None:
    """Ask what is excluded where a VPC or subnet says that it is blocked, whatever this account's own setting is."""
    places = await asyncio.gather(
        *(ask_filtered(calls, operation, "vpc-id", vpcs) for operation in ("ec2:DescribeSubnets", "ec2:DescribeVpcs"))
    )
    states = (each.get("BlockPublicAccessStates") or {} for place in places for each in place)
    modes = {str(each.get("InternetGatewayBlockMode") or NOTHING_BLOCKED).lower() for each in states}
    if modes - {NOTHING_BLOCKED}:
        await ask_exclusions(calls)


def _have_ipv6(places: Iterable[JsonObject]) -> bool:
    return any(each.get("Ipv6CidrBlockAssociationSet") for each in places)


async def _ask_outside(calls: Calls, tasks: Sequence[JsonObject], vpcs: list[str]) -> None:
    """Ask for configured subnets and groups that the VPC lacks: they are gone, or are another VPC's."""
    if not vpcs:
        return
    subnets, groups, services = await asyncio.gather(
        ask_filtered(calls, "ec2:DescribeSubnets", "vpc-id", vpcs),
        ask_filtered(calls, "ec2:DescribeSecurityGroups", "vpc-id", vpcs),
        describe_services(calls, tasks),
    )
    configurations = network_configurations(services)
    await asyncio.gather(
        _ask_unknown(calls, "ec2:DescribeSubnets", "subnet-id", configurations, subnets),
        _ask_unknown(calls, "ec2:DescribeSecurityGroups", "group-id", configurations, groups),
    )


async def _ask_unknown(
    calls: Calls, operation: str, filter_name: str, configurations: list[JsonObject], known: list[JsonObject]
) -> None:
    if not known:  # refused, so every one would look unknown
        return
    configured, identity = {
        "subnet-id": ("subnets", "SubnetId"),
        "group-id": ("securityGroups", "GroupId"),
    }[filter_name]
    named = {each for configuration in configurations for each in configuration.get(configured, ())}
    await ask_filtered(calls, operation, filter_name, sorted(named - _named(known, identity)))


def _prefix_lists_of(groups: Iterable[JsonObject]) -> list[JsonObject]:
    return [
        prefix_list
        for group in groups
        for rule in (*group.get("IpPermissions", ()), *group.get("IpPermissionsEgress", ()))
        for prefix_list in rule.get("PrefixListIds", ())
    ]


def _named(members: Iterable[JsonObject], name: str) -> set[str]:
    return {str(member[name]) for member in members if member.get(name)}
