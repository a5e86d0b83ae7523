"""VPC endpoints: their names, and what goes with them when they are deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.mending.interfaces import delete_interface
from tests.lab.mending.registry import afterwards
from tests.lab.state import REGION, ZONES

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_PRIVATE_NAMES = {
    "ecr.api": ("api.ecr.{region}.amazonaws.com",),
    "ecr.dkr": ("dkr.ecr.{region}.amazonaws.com", "*.dkr.ecr.{region}.amazonaws.com"),
}
_GONE = frozenset({"deleted", "deleting"})


@afterwards("ec2:CreateVpcEndpoint", "ec2:DescribeVpcEndpoints")
def endpoint_details(_: State, __: Call, answer: Answer) -> Answer:
    """Add the service's own names where private DNS is on; a gateway endpoint has no names; deleted ones go."""
    endpoints = answer.get("VpcEndpoints", [answer.get("VpcEndpoint", {})])
    for endpoint in endpoints:
        endpoint.setdefault("IpAddressType", "ipv4")
        endpoint.setdefault("RequesterManaged", False)
        if endpoint["VpcEndpointType"] == "Gateway":
            endpoint.update(PrivateDnsEnabled=False, DnsEntries=[], NetworkInterfaceIds=[], Groups=[], SubnetIds=[])
        else:
            endpoint["DnsEntries"] = _names_of(endpoint)
            endpoint["DnsOptions"] = {"DnsRecordIpType": "ipv4"}
    if "VpcEndpoints" in answer:
        answer["VpcEndpoints"] = [each for each in endpoints if each["State"].lower() not in _GONE]
    return answer


@afterwards("ec2:DeleteVpcEndpoints")
def endpoint_interfaces_go(state: State, call: Call, answer: Answer) -> Answer:
    """Take the interfaces of an endpoint away with it."""
    for identifier in call.parameters["VpcEndpointIds"]:
        for interface in state.ec2.vpc_end_points[identifier].network_interface_ids:
            delete_interface(state, interface)
    return answer


def _names_of(endpoint: dict[str, Any]) -> list[dict[str, str]]:
    suffix = endpoint["ServiceName"].removeprefix(f"com.amazonaws.{REGION}.")
    own = endpoint["VpcEndpointId"]
    host = f"{suffix.split('.')[0]}.{REGION}.vpce.amazonaws.com"
    if suffix.startswith("ecr."):
        host = ".".join([*reversed(suffix.split(".")), REGION, "vpce.amazonaws.com"])
    names = [f"{own}-lab.{host}", *(f"{own}-lab-{zone}.{host}" for zone in ZONES)]
    if endpoint.get("PrivateDnsEnabled"):
        own_names = _PRIVATE_NAMES.get(suffix, (f"{suffix}.{{region}}.amazonaws.com",))
        names += [each.format(region=REGION) for each in own_names]
    return [{"DnsName": name, "HostedZoneId": "Z0000000000LAB"} for name in names]
