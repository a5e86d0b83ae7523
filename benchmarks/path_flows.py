"""How many flows a second the walker answers, beside a yardstick: reading the same case as JSON.

The case is one VPC with 200 routes, 100 network ACL entries, 60 security groups and enough network interfaces to fill
about 5 MB. Run it with `python benchmarks/path_flows.py [FLOWS]`.
"""

from __future__ import annotations

import json
import sys
import time
from random import Random
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Case
from fargate_doctor.facts.paths.destinations import destination_for
from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.senders import sender_for
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

Item = dict[str, Any]

VPC = "vpc-0a"
INTERFACES = 3200
PADDING = "x" * 900
"""Fields that the walker does not read make up most of a real answer."""


def main(flows: int) -> None:
    """Print flows a second, CPU seconds of each stage, and the yardstick."""
    written = json.dumps(_case())
    json_seconds, parsed = _timed(lambda: json.loads(written))
    read_seconds, snapshot = _timed(lambda: Snapshot.of(Case.model_validate(parsed)))
    walk_seconds, counted = _timed(lambda: _walk(snapshot, flows))
    print(f"case: {len(written) / 1e6:.1f} MB; json.loads {json_seconds:.2f} s; snapshot {read_seconds:.2f} s")  # noqa: T201
    print(f"flows: {flows} in {walk_seconds:.2f} s of CPU, {flows / walk_seconds:.0f} a second; {counted}")  # noqa: T201
    print(f"yardstick: walking costs {walk_seconds / json_seconds:.1f} times reading the case as JSON")  # noqa: T201


def _timed(work: Any) -> tuple[float, Any]:  # noqa: ANN401 - whatever the work gives
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def _walk(snapshot: Snapshot, flows: int) -> dict[str, int]:
    walker = Walker(snapshot)
    senders: dict[str, Any] = {}
    counted: dict[str, int] = {}
    for start, end, port, protocol in _questions(flows):
        if start not in senders:
            senders[start] = sender_for(snapshot, start)
        asked = destination_for(end, port=port, protocol=protocol)
        flow = Flow(senders[start], asked.host, asked.address, asked.port, asked.protocol, asked.ip_version)
        verdict = walker.walk(flow).verdict
        counted[verdict] = counted.get(verdict, 0) + 1
    return counted


def _questions(flows: int) -> Iterator[tuple[str, str, int, str]]:
    chance = Random(7)  # noqa: S311 - repeatable, not secret
    hosts = ("api.ecr.eu-west-1.amazonaws.com", "registry-1.docker.io", "logs.eu-west-1.amazonaws.com")
    for _ in range(flows):
        start = _address(chance.randrange(INTERFACES))
        kind = chance.random()
        if kind < 0.1:  # noqa: PLR2004 - one in ten by name
            yield start, chance.choice(hosts), 443, "tcp"
        elif kind < 0.55:  # noqa: PLR2004 - half of the rest inside
            yield start, _address(chance.randrange(INTERFACES)), chance.randrange(1, 65536), "tcp"
        else:
            public = ".".join(str(chance.randrange(1, 224)) for _ in range(4))
            yield start, public, chance.choice((80, 443, 53, chance.randrange(1, 65536))), chance.choice(("tcp", "udp"))


def _case() -> Item:
    chance = Random(1)  # noqa: S311 - repeatable, not secret
    answers: dict[str, Item] = {
        "ec2:DescribeVpcs": {"Vpcs": [{"VpcId": VPC, "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-1"}]},
        "ec2:DescribeDhcpOptions": {"DhcpOptions": [_options()]},
        "ec2:DescribeSubnets": {"Subnets": [_subnet(number) for number in range(16)]},
        "ec2:DescribeRouteTables": {"RouteTables": [_table("rtb-0", main=True, chance=chance), _public_table()]},
        "ec2:DescribeNetworkAcls": {"NetworkAcls": [_acl(chance)]},
        "ec2:DescribeSecurityGroups": {"SecurityGroups": [_group(number, chance) for number in range(60)]},
        "ec2:DescribeNetworkInterfaces": {
            "NetworkInterfaces": [_interface(each, chance) for each in range(INTERFACES)]
        },
        "ec2:DescribeVpcEndpoints": {"VpcEndpoints": [_endpoint()]},
        "ec2:DescribeNatGateways": {"NatGateways": [_nat()]},
        "ec2:DescribeInternetGateways": {"InternetGateways": [_gateway()]},
    }
    records: dict[str, list[Item]] = {name: [{"request": {}, "answer": answer}] for name, answer in answers.items()}
    records["ec2:DescribeVpcAttribute"] = [
        {
            "request": {"VpcId": VPC, "Attribute": name},
            "answer": {"VpcId": VPC, name[0].upper() + name[1:]: {"Value": True}},
        }
        for name in ("enableDnsSupport", "enableDnsHostnames")
    ]
    return {"schema": "fargate-doctor/case/1", "region": "eu-west-1", "records": records}


def _address(number: int) -> str:
    return f"10.0.{number // 200}.{number % 200 + 10}"


def _options() -> Item:
    configuration = {"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]}
    return {"DhcpOptionsId": "dopt-1", "DhcpConfigurations": [configuration]}


def _subnet(number: int) -> Item:
    return {"SubnetId": f"subnet-{number}", "VpcId": VPC, "CidrBlock": f"10.0.{number}.0/24", "AvailabilityZone": "a"}


def _table(name: str, *, main: bool, chance: Random) -> Item:
    routes = [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}]
    routes += [
        {
            "DestinationCidrBlock": f"{chance.randrange(11, 200)}.{number}.0.0/16",
            "NatGatewayId": "nat-1",
            "State": "active",
        }
        for number in range(198)
    ]
    routes.append({"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1", "State": "active"})
    return {"RouteTableId": name, "VpcId": VPC, "Associations": [{"Main": main}], "Routes": routes}


def _public_table() -> Item:
    local = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}
    default = {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}
    associations = [{"SubnetId": "subnet-15"}]
    return {"RouteTableId": "rtb-1", "VpcId": VPC, "Associations": associations, "Routes": [local, default]}


def _acl(chance: Random) -> Item:
    entries = [
        {
            "RuleNumber": 10 + number,
            "RuleAction": "deny",
            "Egress": egress,
            "Protocol": "6",
            "CidrBlock": f"{chance.randrange(11, 220)}.{number}.0.0/16",
            "PortRange": {"From": 1, "To": chance.randrange(1000, 65535)},
        }
        for egress in (True, False)
        for number in range(49)
    ]
    entries += [
        {"RuleNumber": 200, "RuleAction": "allow", "Egress": egress, "Protocol": "-1", "CidrBlock": "0.0.0.0/0"}
        for egress in (True, False)
    ]
    associations = [{"SubnetId": f"subnet-{number}"} for number in range(16)]
    return {"NetworkAclId": "acl-1", "VpcId": VPC, "Associations": associations, "Entries": entries}


def _group(number: int, chance: Random) -> Item:
    rules = [
        {
            "IpProtocol": "tcp",
            "FromPort": each * 500,
            "ToPort": each * 500 + chance.randrange(1, 5000),
            "IpRanges": [{"CidrIp": f"{chance.randrange(1, 220)}.0.0.0/8"}, {"CidrIp": "10.0.0.0/16"}],
        }
        for each in range(40)
    ]
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    return {
        "GroupId": f"sg-{number}",
        "VpcId": VPC,
        "IpPermissions": rules,
        "IpPermissionsEgress": [*rules[:20], everything] if number % 2 else rules,
    }


def _interface(number: int, chance: Random) -> Item:
    held = chance.sample(range(60), k=5)
    return {
        "NetworkInterfaceId": f"eni-{number}",
        "VpcId": VPC,
        "SubnetId": f"subnet-{number // 200}",
        "PrivateIpAddress": _address(number),
        "Groups": [{"GroupId": f"sg-{each}"} for each in held],
        "TagSet": [{"Key": "padding", "Value": PADDING}],
    }


def _endpoint() -> Item:
    return {
        "VpcEndpointId": "vpce-1",
        "VpcEndpointType": "Interface",
        "VpcId": VPC,
        "ServiceName": "com.amazonaws.eu-west-1.ecr.api",
        "State": "available",
        "PrivateDnsEnabled": True,
        "SubnetIds": ["subnet-1", "subnet-2"],
        "Groups": [{"GroupId": "sg-1"}],
    }


def _nat() -> Item:
    addresses = [{"PublicIp": "54.1.1.1", "Status": "succeeded"}]
    nat = {"NatGatewayId": "nat-1", "VpcId": VPC, "SubnetId": "subnet-15", "State": "available"}
    return {**nat, "NatGatewayAddresses": addresses}


def _gateway() -> Item:
    return {"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": VPC, "State": "available"}]}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
