"""VPC: option sets, routes whose target is gone, gateways, endpoints, IPv6 states and Block Public Access."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.interfaces import delete_interface
from tests.lab.mending.registry import afterwards, instead
from tests.lab.state import ACCOUNT, REGION, ZONES

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_PRIVATE_NAMES = {
    "ecr.api": ("api.ecr.{region}.amazonaws.com",),
    "ecr.dkr": ("dkr.ecr.{region}.amazonaws.com", "*.dkr.ecr.{region}.amazonaws.com"),
}
_NO_FREE_ADDRESS = {
    "FailureCode": "InsufficientFreeAddressesInSubnet",
    "FailureMessage": "Subnet has insufficient free addresses to create this NAT gateway",
}
_GONE = frozenset({"deleted", "deleting"})


def give_vpcs_an_option_set(state: State) -> None:
    """Give every VPC the option set that an account starts with; an id of `default` would mean that it has none."""
    for vpc in state.ec2.vpcs.values():
        if vpc.dhcp_options is None:
            state.ec2.associate_dhcp_options(_first_option_set(state), vpc)


@afterwards("ec2:CreateVpc")
def new_vpc_has_an_option_set(state: State, _: Call, answer: Answer) -> Answer:
    """Give a new VPC the option set that the account started with."""
    give_vpcs_an_option_set(state)
    answer["Vpc"]["DhcpOptionsId"] = state.ec2.vpcs[answer["Vpc"]["VpcId"]].dhcp_options_id
    return answer


@afterwards("ec2:DescribeRouteTables")
def blackhole_routes(state: State, _: Call, answer: Answer) -> Answer:
    """Call a route whose gateway is gone a blackhole; moto calls every route active."""
    for table in answer["RouteTables"]:
        table.setdefault("PropagatingVgws", [])
        for route in table["Routes"]:
            if _target_is_gone(state, table["VpcId"], route):
                route["State"] = "blackhole"
    return answer


@afterwards("ec2:DescribeNatGateways")
def nat_gateway_details(_: State, __: Call, answer: Answer) -> Answer:
    """Give the addresses of a NAT gateway their state; a private gateway has no public address."""
    for gateway in answer["NatGateways"]:
        gateway.setdefault("AvailabilityMode", "zonal")
        if gateway["State"] == "failed":
            gateway.update(_NO_FREE_ADDRESS)
        for address in gateway["NatGatewayAddresses"]:
            address["IsPrimary"] = True
            address["Status"] = {"pending": "associating", "failed": "failed"}.get(gateway["State"], "succeeded")
            if gateway.get("ConnectivityType") == "private" or gateway["State"] in ("pending", "failed"):
                address.pop("PublicIp", None)
    return answer


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


@afterwards("ec2:DescribeSubnets", "ec2:CreateSubnet")
def subnet_details(state: State, _: Call, answer: Answer) -> Answer:
    """Write the state of an IPv6 block as a structure, not its text, and count no IPv4 address where there is none."""
    for subnet in answer.get("Subnets", [answer.get("Subnet", {})]):
        for association in subnet.get("Ipv6CidrBlockAssociationSet", ()):
            association["Ipv6CidrBlockState"] = {"State": _plain_state(association["Ipv6CidrBlockState"])}
        if subnet.get("Ipv6Native"):
            subnet["AvailableIpAddressCount"] = 0
        subnet["EnableDns64"] = bool(subnet.get("EnableDns64", False))
        subnet["BlockPublicAccessStates"] = {"InternetGatewayBlockMode": state.block_public_access}
    return answer


@afterwards("ec2:DescribeVpcs")
def vpc_details(state: State, _: Call, answer: Answer) -> Answer:
    """Say in which mode the internet gateways of a VPC are blocked."""
    for vpc in answer["Vpcs"]:
        vpc["BlockPublicAccessStates"] = {"InternetGatewayBlockMode": state.block_public_access}
    return answer


@afterwards("ec2:DescribeTransitGatewayVpcAttachments")
def attachments_are_old(state: State, _: Call, answer: Answer) -> Answer:
    """Date the network before the tasks in it."""
    for attachment in answer["TransitGatewayVpcAttachments"]:
        attachment["CreationTime"] = state.now - timedelta(days=2)
    return answer


@instead("ec2:DescribeVpcBlockPublicAccessOptions")
def block_public_access(state: State, _: Call) -> Answer:
    """Block Public Access is off until somebody turns it on."""
    off = state.block_public_access == "off"
    return {
        "VpcBlockPublicAccessOptions": {
            "AwsAccountId": ACCOUNT,
            "AwsRegion": REGION,
            "State": "default-state" if off else "update-complete",
            "InternetGatewayBlockMode": state.block_public_access,
            "ManagedBy": "account",
            "ExclusionsAllowed": "allowed",
            "LastUpdateTimestamp": state.now,
        }
    }


@afterwards("ec2:DescribePrefixLists")
def prefixes_of_lists(state: State, _: Call, answer: Answer) -> Answer:
    """Show the prefixes in the lists of AWS's own services."""
    for entry in answer["PrefixLists"]:
        kept = state.ec2.managed_prefix_lists[entry["PrefixListId"]]
        latest = list(kept.entries.values())[-1] if kept.entries else []
        entry["Cidrs"] = [each["Cidr"] for each in latest]
    return answer


def _first_option_set(state: State) -> Any:  # noqa: ANN401 - moto has no types
    known = state.ec2.dhcp_options_sets.get(state.first_option_set)
    if known is None:
        known = state.ec2.create_dhcp_options(
            domain_name_servers=["AmazonProvidedDNS"], domain_name=[f"{REGION}.compute.internal"]
        )
        state.first_option_set = known.id
    return known


def _target_is_gone(state: State, vpc: str, route: dict[str, Any]) -> bool:
    gateway, nat = route.get("GatewayId", ""), route.get("NatGatewayId")
    if nat:
        return nat not in state.ec2.nat_gateways or state.ec2.nat_gateways[nat].state in _GONE
    if gateway.startswith("igw-"):
        known = state.ec2.internet_gateways.get(gateway)
        return known is None or known.vpc is None or known.vpc.id != vpc
    if gateway.startswith("vpce-"):
        return state.ec2.vpc_end_points[gateway].state in _GONE
    return False


def _plain_state(told: dict[str, Any]) -> str:
    text = str(told.get("State", "associated"))
    return next((each for each in ("disassociated", "associating", "associated") if each in text), text)


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
