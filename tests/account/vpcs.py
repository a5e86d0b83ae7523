"""VPCs, their subnets, and the options that they hand out."""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING

from tests.account.store import Store, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject

_RESERVED_IN_A_SUBNET = 5

_ZONE_IDS = {
    "eu-west-1": {"a": "euw1-az3", "b": "euw1-az1", "c": "euw1-az2"},
    "us-east-1": {"a": "use1-az4", "b": "use1-az6", "c": "use1-az1"},
}


class Vpcs(Store):
    """The address space of an account."""

    def add_vpc(
        self, name: str = "shop", cidr: str = "10.20.0.0/16", *, ipv6: str | None = None, options: str | None = None
    ) -> JsonObject:
        """Add a VPC with both DNS attributes on; `ipv6` is its /56, `options` a DHCP option set."""
        vpc = {
            "OwnerId": self.number,
            "InstanceTenancy": "default",
            "CidrBlockAssociationSet": [
                {
                    "AssociationId": self.ids.of("vpc-cidr-assoc", name),
                    "CidrBlock": cidr,
                    "CidrBlockState": {"State": "associated"},
                }
            ],
            "IsDefault": False,
            "Tags": named(name),
            "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
            "VpcId": self.ids.of("vpc", name),
            "State": "available",
            "CidrBlock": cidr,
            "DhcpOptionsId": options or self.add_dhcp_options("amazon")["DhcpOptionsId"],
        }
        if ipv6:
            vpc["Ipv6CidrBlockAssociationSet"] = [self._vpc_block(name, ipv6)]
        self.set_attribute(vpc, "enableDnsSupport", on=True)
        self.set_attribute(vpc, "enableDnsHostnames", on=True)
        return self.hold("ec2:DescribeVpcs", vpc)

    def set_attribute(self, vpc: JsonObject, attribute: str, *, on: bool) -> None:
        """Turn `enableDnsSupport` or `enableDnsHostnames` on or off."""
        member = attribute[0].upper() + attribute[1:]
        told = self.held["ec2:DescribeVpcAttribute"]
        told[:] = [each for each in told if each["VpcId"] != vpc["VpcId"] or member not in each]
        told.append({"VpcId": vpc["VpcId"], member: {"Value": on}})

    def add_dhcp_options(
        self, name: str, servers: Sequence[str] = ("AmazonProvidedDNS",), *, domain: str | None = None
    ) -> JsonObject:
        """Add a DHCP option set, or return the one of that name."""
        identifier = self.ids.of("dopt", name)
        known = self.held["ec2:DescribeDhcpOptions"]
        if found := next((each for each in known if each["DhcpOptionsId"] == identifier), None):
            return found
        suffix = "ec2.internal" if self.region == "us-east-1" else f"{self.region}.compute.internal"
        values = {"domain-name": [domain or suffix], "domain-name-servers": servers}
        return self.hold(
            "ec2:DescribeDhcpOptions",
            {
                "OwnerId": self.number,
                "Tags": named(name),
                "DhcpOptionsId": identifier,
                "DhcpConfigurations": [
                    {"Key": key, "Values": [{"Value": each} for each in written]} for key, written in values.items()
                ],
            },
        )

    def add_subnet(  # noqa: PLR0913 - what tells one subnet from another
        self,
        vpc: JsonObject,
        name: str,
        cidr: str | None,
        *,
        zone: str = "a",
        ipv6: str | None = None,
        assigns_ipv6: bool = True,
        taken: int = 6,
    ) -> JsonObject:
        """Add a subnet; without `cidr` it has IPv6 alone, `taken` addresses are in use."""
        identifier = self.ids.of("subnet", name)
        subnet = {
            "AvailabilityZoneId": _ZONE_IDS[self.region][zone],
            "MapCustomerOwnedIpOnLaunch": False,
            "OwnerId": self.number,
            "AssignIpv6AddressOnCreation": bool(ipv6) and assigns_ipv6,
            "Ipv6CidrBlockAssociationSet": [self._subnet_block(name, ipv6)] if ipv6 else [],
            "Tags": named(name),
            "SubnetArn": self.arn("ec2", f"subnet/{identifier}"),
            "EnableDns64": cidr is None,
            "Ipv6Native": cidr is None,
            "PrivateDnsNameOptionsOnLaunch": {
                "HostnameType": "ip-name" if cidr else "resource-name",
                "EnableResourceNameDnsARecord": False,
                "EnableResourceNameDnsAAAARecord": cidr is None,
            },
            "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"},
            "SubnetId": identifier,
            "State": "available",
            "VpcId": vpc["VpcId"],
            "AvailableIpAddressCount": ip_network(cidr).num_addresses - _RESERVED_IN_A_SUBNET - taken if cidr else 0,
            "AvailabilityZone": f"{self.region}{zone}",
            "DefaultForAz": False,
            "MapPublicIpOnLaunch": False,
        }
        if cidr:
            subnet["CidrBlock"] = cidr
        return self.hold("ec2:DescribeSubnets", subnet)

    def _vpc_block(self, name: str, block: str) -> JsonObject:
        return {
            "AssociationId": self.ids.of("vpc-cidr-assoc", name, "ipv6"),
            "Ipv6CidrBlock": block,
            "Ipv6CidrBlockState": {"State": "associated"},
            "NetworkBorderGroup": self.region,
            "Ipv6Pool": "Amazon",
            "Ipv6AddressAttribute": "public",
            "IpSource": "amazon",
        }

    def _subnet_block(self, name: str, block: str) -> JsonObject:
        return {
            "AssociationId": self.ids.of("subnet-cidr-assoc", name, "ipv6"),
            "Ipv6CidrBlock": block,
            "Ipv6CidrBlockState": {"State": "associated"},
            "Ipv6AddressAttribute": "public",
            "IpSource": "amazon",
        }
