"""VPC: option sets, IPv6 states, prefix lists and Block Public Access."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards, instead
from tests.lab.state import ACCOUNT, REGION

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call


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


def _plain_state(told: dict[str, Any]) -> str:
    text = str(told.get("State", "associated"))
    return next((each for each in ("disassociated", "associating", "associated") if each in text), text)
