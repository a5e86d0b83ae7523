"""VPC endpoints, with the interfaces and the hidden private zones that come with them, and AWS's prefix lists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from tests.account.filtering import Filtering
from tests.account.store import FOUNDED, named, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fargate_doctor.case.model import JsonObject

S3_LISTS: Final = {"eu-west-1": "pl-6da54004", "us-east-1": "pl-63a5400a"}
_LISTS: Final = {
    "eu-west-1": {
        "dynamodb": ("pl-6fa54006", ["52.94.5.0/24", "52.94.24.0/23", "52.94.26.0/23", "52.119.240.0/21"]),
        "s3": ("pl-6da54004", ["3.5.64.0/21", "3.5.72.0/23", "52.92.0.0/17", "52.218.0.0/17"]),
    },
    "us-east-1": {
        "dynamodb": ("pl-02cd2c6b", ["3.218.180.0/22", "52.94.0.0/22", "52.119.224.0/20"]),
        "s3": ("pl-63a5400a", ["3.5.0.0/19", "16.182.0.0/16", "52.216.0.0/15", "54.231.0.0/16"]),
    },
}
_FULL_ACCESS: Final = {"Statement": [{"Action": "*", "Effect": "Allow", "Principal": "*", "Resource": "*"}]}
_FULL_ACCESS_OF_GATEWAY: Final = {
    "Version": "2008-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
}


class Endpoints(Filtering):
    """The private ways of an account to AWS's services."""

    def add_interface_endpoint(  # noqa: PLR0913 - what tells one endpoint from another
        self,
        vpc: JsonObject,
        service: str,
        placed: Mapping[str, JsonObject],
        groups: Sequence[JsonObject],
        *,
        private_dns: bool = True,
        policy: JsonObject | None = None,
    ) -> JsonObject:
        """Add an interface endpoint for a service, `ecr.api`; `placed` gives each of its addresses a subnet."""
        identifier = self.ids.of("vpce", vpc["VpcId"], service)
        interfaces = [
            self.add_endpoint_interface(subnet, identifier, address, groups) for address, subnet in placed.items()
        ]
        return self.hold(
            "ec2:DescribeVpcEndpoints",
            {
                "VpcEndpointId": identifier,
                "VpcEndpointType": "Interface",
                "VpcId": vpc["VpcId"],
                "ServiceName": f"com.amazonaws.{self.region}.{service}",
                "State": "available",
                "PolicyDocument": json.dumps(policy or _FULL_ACCESS, indent=2),
                "RouteTableIds": [],
                "SubnetIds": [each["SubnetId"] for each in placed.values()],
                "Groups": [{"GroupId": each["GroupId"], "GroupName": each["GroupName"]} for each in groups],
                "IpAddressType": "ipv4",
                "DnsOptions": {"DnsRecordIpType": "ipv4"},
                "PrivateDnsEnabled": private_dns,
                "RequesterManaged": False,
                "NetworkInterfaceIds": [each["NetworkInterfaceId"] for each in interfaces],
                "DnsEntries": self._names(identifier, service, placed.values(), private_dns=private_dns),
                "CreationTimestamp": written(FOUNDED),
                "Tags": named(service.replace(".", "-")),
                "OwnerId": self.number,
                "ServiceRegion": self.region,
            },
        )

    def add_gateway_endpoint(
        self, vpc: JsonObject, *tables: JsonObject, policy: JsonObject | None = None
    ) -> JsonObject:
        """Add the gateway endpoint for S3 with its route in each of the tables."""
        identifier = self.ids.of("vpce", vpc["VpcId"], "s3")
        for table in tables:
            self.add_route(table, S3_LISTS[self.region], identifier)
        return self.hold(
            "ec2:DescribeVpcEndpoints",
            {
                "VpcEndpointId": identifier,
                "VpcEndpointType": "Gateway",
                "VpcId": vpc["VpcId"],
                "ServiceName": f"com.amazonaws.{self.region}.s3",
                "State": "available",
                "PolicyDocument": json.dumps(policy or _FULL_ACCESS_OF_GATEWAY, indent=2),
                "RouteTableIds": [each["RouteTableId"] for each in tables],
                "SubnetIds": [],
                "Groups": [],
                "PrivateDnsEnabled": False,
                "RequesterManaged": False,
                "NetworkInterfaceIds": [],
                "DnsEntries": [],
                "CreationTimestamp": written(FOUNDED),
                "Tags": named("s3"),
                "OwnerId": self.number,
                "ServiceRegion": self.region,
            },
        )

    def prefix_lists(self) -> list[JsonObject]:
        """Return AWS's own prefix lists of the Region."""
        return [
            {
                "Cidrs": cidrs,
                "PrefixListId": identifier,
                "PrefixListName": f"com.amazonaws.{self.region}.{service}",
            }
            for service, (identifier, cidrs) in _LISTS[self.region].items()
        ]

    def _names(
        self, endpoint: str, service: str, subnets: Iterable[JsonObject], *, private_dns: bool
    ) -> list[JsonObject]:
        own = f"{endpoint}-{self.ids.digits(8, endpoint)}"
        suffix = f"{service}.{self.region}.vpce.amazonaws.com"
        zone = f"Z{self.ids.digits(13, 'vpce-zone').upper()}"
        names = [f"{own}.{suffix}", *(f"{own}-{each['AvailabilityZone']}.{suffix}" for each in subnets)]
        entries = [{"DnsName": each, "HostedZoneId": zone} for each in names]
        if private_dns:
            entries += [
                {"DnsName": each, "HostedZoneId": f"Z{self.ids.digits(20, each).upper()}"}
                for each in self._public_names(service)
            ]
        return entries

    def _public_names(self, service: str) -> list[str]:
        if service == "ecr.dkr":
            host = f"dkr.ecr.{self.region}.amazonaws.com"
            return [host, f"*.{host}"]
        first, *rest = service.split(".")
        host = ".".join((*rest, first)) if rest else first
        return [f"{host}.{self.region}.amazonaws.com"]
