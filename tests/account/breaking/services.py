"""Ways to break endpoints, names and settings of a healthy network, one thing each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from tests.account.account import Account
    from tests.account.networks import Network

_OWN_SERVERS: Final = ("10.20.0.53", "10.20.1.53")


def close_endpoints(_: Account, network: Network) -> None:
    """Let the endpoints' group admit nobody."""
    if network.endpoint_group:
        network.endpoint_group["IpPermissions"] = []


def hide_endpoints(_: Account, network: Network) -> None:
    """Turn private DNS off on every interface endpoint."""
    for endpoint in _interface_endpoints(network):
        endpoint["PrivateDnsEnabled"] = False
        endpoint["DnsEntries"] = [each for each in endpoint["DnsEntries"] if ".vpce." in each["DnsName"]]


def forget_an_endpoint(account: Account, network: Network) -> None:
    """Take the endpoint for the login away."""
    if endpoint := network.endpoints.get("ecr.api"):
        account.held["ec2:DescribeVpcEndpoints"].remove(endpoint)


def refuse_by_policy(_: Account, network: Network) -> None:
    """Let the endpoints' policies allow reading from S3 alone, of another bucket."""
    statement = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*"}
    for endpoint in network.endpoints.values():
        endpoint["PolicyDocument"] = json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def turn_dns_off(account: Account, network: Network) -> None:
    """Turn name resolution off in the VPC."""
    account.set_attribute(network.vpc, "enableDnsSupport", on=False)


def turn_host_names_off(account: Account, network: Network) -> None:
    """Turn DNS host names off in the VPC."""
    account.set_attribute(network.vpc, "enableDnsHostnames", on=False)


def hand_out_own_servers(account: Account, network: Network) -> None:
    """Hand out name servers at addresses that nobody has."""
    options = account.add_dhcp_options("resolvers", _OWN_SERVERS)
    network.vpc["DhcpOptionsId"] = options["DhcpOptionsId"]


def shadow_names(account: Account, network: Network) -> None:
    """Give the VPC a private zone over AWS's own domain."""
    zone = {
        "HostedZoneId": f"Z{account.ids.digits(13, 'zone').upper()}",
        "Name": "amazonaws.com.",
        "Owner": {"OwningAccount": account.number},
    }
    account.zones[network.vpc["VpcId"]] = [zone]


def block_public_access(account: Account, network: Network) -> None:
    """Block the internet for the whole Region, both ways."""
    account.internet_block_mode = "block-bidirectional"
    for resource in (network.vpc, *account.held["ec2:DescribeSubnets"]):
        resource["BlockPublicAccessStates"] = {"InternetGatewayBlockMode": "block-bidirectional"}


def stop_assigning_ipv6(_: Account, network: Network) -> None:
    """Let the tasks' subnets assign no IPv6 addresses."""
    for subnet in network.task_subnets:
        subnet["AssignIpv6AddressOnCreation"] = False


def turn_dual_stack_off(account: Account, _: Network) -> None:
    """Turn the account setting for dual-stack tasks off."""
    account.set_dual_stack(on=False)


SERVICES: Final = (
    close_endpoints,
    hide_endpoints,
    forget_an_endpoint,
    refuse_by_policy,
    turn_dns_off,
    turn_host_names_off,
    hand_out_own_servers,
    shadow_names,
    block_public_access,
    stop_assigning_ipv6,
    turn_dual_stack_off,
)


def _interface_endpoints(network: Network) -> list[JsonObject]:
    return [each for each in network.endpoints.values() if each["VpcEndpointType"] == "Interface"]
