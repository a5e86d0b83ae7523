"""The pieces that the worlds of the acceptance cases are made of: names, routes, rules, entries, subnets."""

from __future__ import annotations

import json
from typing import Any, Final

Json = dict[str, Any]

ACCOUNT: Final = "210987654321"
OTHER_ACCOUNT: Final = "998877665544"
REGION: Final = "ap-southeast-2"
VPC: Final = "vpc-0aaa1111bbb22222c"
TASK_SUBNET: Final = "subnet-0a0000000000000a1"
PUBLIC_SUBNET: Final = "subnet-0a0000000000000b2"
ENDPOINT_SUBNET: Final = "subnet-0a0000000000000c3"
MAIN: Final = "rtb-0a000000000000001"
PUBLIC: Final = "rtb-0a000000000000002"
IGW: Final = "igw-0a000000000000001"
NAT: Final = "nat-0a00000000000000f"
GROUP: Final = "sg-0a0000000000000a1"
ENDPOINT_GROUP: Final = "sg-0a0000000000000e1"
DEFAULT_GROUP: Final = "sg-0a0000000000000d1"
ENI: Final = "eni-0a0000000000000f1"
OPTIONS: Final = "dopt-0a00000000000001"
NEW_OPTIONS: Final = "dopt-0b00000000000002"
S3_LIST: Final = "pl-6ca54005"
TGW: Final = "tgw-0a00000000000001"
LAYERS: Final = f"prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com"
LOGIN: Final = f"api.ecr.{REGION}.amazonaws.com"
EVERYWHERE: Final = "0.0.0.0/0"
CIDR: Final = "172.31.40.0/24"

_LOGIN_FAILED: Final = (
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable "
    "to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused "
    f'by: Post "https://{LOGIN}/": '
)
LOGIN_TIMED_OUT: Final = f"{_LOGIN_FAILED}dial tcp 13.236.90.17:443: i/o timeout"
SHARED_TIMED_OUT: Final = f"{_LOGIN_FAILED}dial tcp 10.99.4.4:443: i/o timeout"
LAYERS_TIMED_OUT: Final = (
    "CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReaderSeeker: failed open: "
    f'failed to do request: Get "https://{LAYERS}/af83": dial tcp 52.95.128.10:443: i/o timeout'
)


def at(clock: str) -> str:
    """Return a moment of the day on which the task ran."""
    return f"2026-10-05T{clock}:00+00:00"


def lookup_timed_out(server: str) -> str:
    """Return the message of a login whose name server never answered."""
    return (
        f"{_LOGIN_FAILED}dial tcp: lookup {LOGIN} on {server}:53: read udp 172.31.40.17:40000->{server}:53: i/o timeout"
    )


def route(to: str, *, state: str = "active", origin: str = "CreateRoute", **target: str) -> Json:
    """Return a route by CIDR or prefix list."""
    key = "DestinationCidrBlock"
    if to.startswith("pl-"):
        key = "DestinationPrefixListId"
    elif ":" in to:
        key = "DestinationIpv6CidrBlock"
    return {key: to, "State": state, "Origin": origin, **target}


def rule(protocol: str, ports: str, *sources: str) -> Json:
    """Return a security group rule; the sources are CIDRs, groups and prefix lists, the ports `443` or `1024-65535`."""
    permission: Json = {"IpProtocol": protocol, "IpRanges": [], "Ipv6Ranges": [], "UserIdGroupPairs": []}
    permission["PrefixListIds"] = []
    if ports:
        first, _, last = ports.partition("-")
        permission |= {"FromPort": int(first), "ToPort": int(last or first)}
    for source in sources:
        if source.startswith("sg-"):
            permission["UserIdGroupPairs"].append({"GroupId": source, "UserId": ACCOUNT})
        elif source.startswith("pl-"):
            permission["PrefixListIds"].append({"PrefixListId": source})
        elif ":" in source:
            permission["Ipv6Ranges"].append({"CidrIpv6": source})
        else:
            permission["IpRanges"].append({"CidrIp": source})
    return permission


def entry(number: int, way: str, action: str, protocol: str = "-1", ports: str = "", cidr: str = EVERYWHERE) -> Json:  # noqa: PLR0913, PLR0917 - the columns of an ACL
    """Return an ACL entry; the way is `in` or `out`."""
    made: Json = {"RuleNumber": number, "Egress": way == "out", "RuleAction": action, "Protocol": protocol}
    made["Ipv6CidrBlock" if ":" in cidr else "CidrBlock"] = cidr
    if ports:
        first, _, last = ports.partition("-")
        made["PortRange"] = {"From": int(first), "To": int(last or first)}
    return made


def last_resort() -> list[Json]:
    """Return the `*` entries that end every ACL."""
    return [entry(32767, "out", "deny"), entry(32767, "in", "deny")]


def open_acl() -> list[Json]:
    """Return the entries of the default ACL."""
    return [entry(100, "out", "allow"), entry(100, "in", "allow"), *last_resort()]


def subnet(identifier: str, cidr: str, zone: str) -> Json:
    """Return a subnet; the zone is a letter."""
    return {
        "SubnetId": identifier,
        "VpcId": VPC,
        "CidrBlock": cidr,
        "AvailabilityZone": REGION + zone,
        "AvailabilityZoneId": {"a": "apse2-az1", "b": "apse2-az3", "c": "apse2-az2"}[zone],
        "State": "available",
        "OwnerId": ACCOUNT,
        "AvailableIpAddressCount": 40,
        "AssignIpv6AddressOnCreation": False,
        "Ipv6CidrBlockAssociationSet": [],
        "Ipv6Native": False,
        "EnableDns64": False,
        "MapPublicIpOnLaunch": False,
    }


def table(identifier: str, associations: list[Json], *routes: Json) -> Json:
    """Return a route table with its local route."""
    local = route(CIDR, origin="CreateRouteTable", GatewayId="local")
    linked = [
        {"AssociationState": {"State": "associated"}, "RouteTableId": identifier, **each} for each in associations
    ]
    return {
        "RouteTableId": identifier,
        "VpcId": VPC,
        "OwnerId": ACCOUNT,
        "Associations": linked,
        "Routes": [local, *routes],
    }


def acl(identifier: str, *subnets: str) -> Json:
    """Return an open ACL of some subnets."""
    links = [{"NetworkAclAssociationId": f"aclassoc-{each[-3:]}", "SubnetId": each} for each in subnets]
    return {"NetworkAclId": identifier, "VpcId": VPC, "IsDefault": False, "Entries": open_acl(), "Associations": links}


def group(identifier: str, inbound: list[Json], outbound: list[Json]) -> Json:
    """Return a security group."""
    named = {"GroupId": identifier, "GroupName": f"group-{identifier[-2:]}", "VpcId": VPC, "OwnerId": ACCOUNT}
    return {**named, "IpPermissions": inbound, "IpPermissionsEgress": outbound}


def policy(**statement: object) -> str:
    """Return the document of an endpoint policy of one statement."""
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
