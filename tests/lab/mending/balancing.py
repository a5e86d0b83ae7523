"""Elastic Load Balancing: the network interfaces of load balancers, and how targets do."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards
from tests.lab.state import ACCOUNT

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_HOST = 60
"""The last number of the address of a node."""


@afterwards("elbv2:CreateLoadBalancer")
def nodes(state: State, _: Call, answer: Answer) -> Answer:
    """Give a load balancer an interface in each of its subnets, which moto does not make."""
    for balancer in answer["LoadBalancers"]:
        groups = balancer.get("SecurityGroups") or []
        for zone in balancer["AvailabilityZones"]:
            _add_node(state, balancer, zone["SubnetId"], groups)
    return answer


@afterwards("elbv2:DescribeLoadBalancers")
def load_balancer_details(_: State, __: Call, answer: Answer) -> Answer:
    """Let load balancers be in use; a Network Load Balancer without security groups shows no list of them."""
    for balancer in answer["LoadBalancers"]:
        balancer["State"] = {"Code": "active"}
        if not balancer.get("SecurityGroups"):
            balancer.pop("SecurityGroups", None)
    return answer


@afterwards("elbv2:DescribeTargetHealth")
def target_health(state: State, _: Call, answer: Answer) -> Answer:
    """Say of a target what the scenario says of it; moto finds every registered one healthy."""
    for described in answer["TargetHealthDescriptions"]:
        said = state.target_health.get(described["Target"]["Id"])
        if said:
            described["TargetHealth"] = dict(said)
        health = described["TargetHealth"]
        described["TargetHealth"] = {name: word for name, word in health.items() if word}
    return answer


def _add_node(state: State, balancer: dict[str, Any], subnet_id: str, groups: list[str]) -> None:
    subnet = state.ec2.get_subnet(subnet_id)
    address = str(IPv4Network(subnet.cidr_block)[_HOST])
    path = balancer["LoadBalancerArn"].partition("loadbalancer/")[2]
    interface = state.ec2.create_network_interface(subnet, address, group_ids=groups, description=f"ELB {path}")
    if not groups:
        interface._group_set = []
    blocks = [each for each in subnet.ipv6_cidr_block_associations.values() if each.get("ipv6CidrBlock")]
    if balancer.get("IpAddressType") == "dualstack" and blocks:
        interface._ipv6_addresses = [str(IPv6Network(blocks[0]["ipv6CidrBlock"])[_HOST])]
    interface.interface_type = "interface" if balancer["Type"] == "application" else "network_load_balancer"
    interface.status = "in-use"
    interface.requester_managed = True
    interface.requester_id = ACCOUNT
