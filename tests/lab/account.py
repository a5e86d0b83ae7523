"""Builds what people have in an account, with the calls that they make: a VPC and what goes into it."""

from __future__ import annotations

import json
from ipaddress import IPv4Network, IPv6Network
from typing import TYPE_CHECKING, Any

from tests.lab.rules import ANYWHERE, ANYWHERE_IPV6
from tests.lab.state import REGION, ZONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.lab.server import Lab

_TARGETS = {
    "igw": "GatewayId",
    "nat": "NatGatewayId",
    "eigw": "EgressOnlyInternetGatewayId",
    "tgw": "TransitGatewayId",
    "pcx": "VpcPeeringConnectionId",
}
_EVERYTHING = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": ANYWHERE}]}
_EVERYTHING_IPV6 = {"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": ANYWHERE_IPV6}]}


class Network:
    """One VPC, healthy until told otherwise: DNS on, Amazon's own resolver, a task group that lets everything out."""

    def __init__(self, lab: Lab, *, ipv6: bool = False) -> None:
        self.ec2 = lab.client("ec2")
        self.cidr = IPv4Network("10.20.0.0/16")
        vpc = self.ec2.create_vpc(CidrBlock=str(self.cidr), AmazonProvidedIpv6CidrBlock=ipv6)["Vpc"]
        self.vpc_id: str = vpc["VpcId"]
        associations = vpc.get("Ipv6CidrBlockAssociationSet", [])
        self.ipv6_cidr = IPv6Network(associations[0]["Ipv6CidrBlock"]) if ipv6 else None
        self.set_dns(hostnames=True)
        self.task_group = self.group("task")

    def set_dns(self, *, support: bool = True, hostnames: bool = True) -> None:
        """Turn the DNS attributes on or off."""
        self.ec2.modify_vpc_attribute(VpcId=self.vpc_id, EnableDnsSupport={"Value": support})
        self.ec2.modify_vpc_attribute(VpcId=self.vpc_id, EnableDnsHostnames={"Value": hostnames})

    def subnet(self, number: int, zone: int = 0, *, ipv6: bool = False) -> str:
        """Return a new subnet, on the main route table until it is given another; it assigns IPv6 where it has it."""
        wanted: dict[str, Any] = {"CidrBlock": f"10.20.{number}.0/24"}
        if ipv6:
            wanted["Ipv6CidrBlock"] = self._ipv6_block(number)
        return self._new_subnet(wanted, zone)

    def ipv6_only_subnet(self, number: int, zone: int = 0) -> str:
        """Return a new subnet without any IPv4 addresses."""
        return self._new_subnet({"Ipv6Native": True, "Ipv6CidrBlock": self._ipv6_block(number)}, zone)

    def table(self, *subnets: str) -> str:
        """Return a new route table, associated with these subnets."""
        table = str(self.ec2.create_route_table(VpcId=self.vpc_id)["RouteTable"]["RouteTableId"])
        for subnet in subnets:
            self.ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
        return table

    def route(self, table: str, target: str, destination: str = ANYWHERE) -> None:
        """Add a route; what kind of target it is shows in its id."""
        member = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
        wanted = {member: destination, _TARGETS[target.partition("-")[0]]: target}
        self.ec2.create_route(RouteTableId=table, **wanted)

    def main_table(self) -> str:
        """Return the route table of the subnets that have no other."""
        own = [{"Name": "vpc-id", "Values": [self.vpc_id]}, {"Name": "association.main", "Values": ["true"]}]
        return str(self.ec2.describe_route_tables(Filters=own)["RouteTables"][0]["RouteTableId"])

    def remove_route(self, table: str, destination: str = ANYWHERE) -> None:
        """Take a route out of a table."""
        self.ec2.delete_route(RouteTableId=table, DestinationCidrBlock=destination)

    def internet_gateway(self) -> str:
        """Return a new internet gateway, attached."""
        gateway = str(self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"])
        self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=self.vpc_id)
        return gateway

    def egress_only_gateway(self) -> str:
        """Return a new egress-only internet gateway."""
        created = self.ec2.create_egress_only_internet_gateway(VpcId=self.vpc_id)
        return str(created["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"])

    def nat_gateway(self, subnet: str, connectivity: str = "public") -> str:
        """Return a new NAT gateway in a subnet."""
        wanted = {"SubnetId": subnet, "ConnectivityType": connectivity}
        if connectivity == "public":
            wanted["AllocationId"] = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        return str(self.ec2.create_nat_gateway(**wanted)["NatGateway"]["NatGatewayId"])

    def group(self, name: str, *, ingress: Sequence[dict[str, Any]] = ()) -> str:
        """Return a new security group that lets everything out, and in what is asked for."""
        created = self.ec2.create_security_group(GroupName=name, Description=name, VpcId=self.vpc_id)
        group = str(created["GroupId"])
        if ingress:
            self.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(ingress))
        return group

    def set_egress(self, group: str, *rules: dict[str, Any]) -> None:
        """Let a group let out this and nothing else."""
        out = [_EVERYTHING, _EVERYTHING_IPV6] if self.ipv6_cidr else [_EVERYTHING]
        self.ec2.revoke_security_group_egress(GroupId=group, IpPermissions=out)
        if rules:
            self.ec2.authorize_security_group_egress(GroupId=group, IpPermissions=list(rules))

    def interface_endpoint(
        self,
        service: str,
        subnets: Sequence[str],
        group: str,
        *,
        private_dns: bool = True,
        policy: dict[str, Any] | None = None,
    ) -> str:
        """Return a new interface endpoint, `ecr.api` for `com.amazonaws.<Region>.ecr.api`."""
        created = self.ec2.create_vpc_endpoint(
            VpcEndpointType="Interface",
            VpcId=self.vpc_id,
            ServiceName=f"com.amazonaws.{REGION}.{service}",
            SubnetIds=list(subnets),
            SecurityGroupIds=[group],
            PrivateDnsEnabled=private_dns,
            **({"PolicyDocument": json.dumps(policy)} if policy else {}),
        )
        return str(created["VpcEndpoint"]["VpcEndpointId"])

    def s3_endpoint(self, *tables: str, policy: dict[str, Any] | None = None) -> str:
        """Return a new gateway endpoint for S3, associated with these route tables."""
        created = self.ec2.create_vpc_endpoint(
            VpcEndpointType="Gateway",
            VpcId=self.vpc_id,
            ServiceName=f"com.amazonaws.{REGION}.s3",
            RouteTableIds=list(tables),
            **({"PolicyDocument": json.dumps(policy)} if policy else {}),
        )
        return str(created["VpcEndpoint"]["VpcEndpointId"])

    def s3_prefix_list(self) -> str:
        """Return the prefix list of S3 in the Region."""
        named = {"Name": "prefix-list-name", "Values": [f"com.amazonaws.{REGION}.s3"]}
        return str(self.ec2.describe_managed_prefix_lists(Filters=[named])["PrefixLists"][0]["PrefixListId"])

    def endpoint_address(self, endpoint: str) -> str:
        """Return the address to which the names of an interface endpoint resolve."""
        described = self.ec2.describe_vpc_endpoints(VpcEndpointIds=[endpoint])["VpcEndpoints"][0]
        named = {"Name": "network-interface-id", "Values": described["NetworkInterfaceIds"][:1]}
        return str(self.ec2.describe_network_interfaces(Filters=[named])["NetworkInterfaces"][0]["PrivateIpAddress"])

    def acl(self, subnet: str, *entries: dict[str, Any]) -> str:
        """Give a subnet a network ACL of its own, with these entries before its last line."""
        acl = str(self.ec2.create_network_acl(VpcId=self.vpc_id)["NetworkAcl"]["NetworkAclId"])
        for number, entry in enumerate(entries, start=1):
            self.ec2.create_network_acl_entry(NetworkAclId=acl, RuleNumber=number * 100, **entry)
        held = {"Name": "association.subnet-id", "Values": [subnet]}
        former = self.ec2.describe_network_acls(Filters=[held])["NetworkAcls"][0]
        own = next(each for each in former["Associations"] if each["SubnetId"] == subnet)
        self.ec2.replace_network_acl_association(AssociationId=own["NetworkAclAssociationId"], NetworkAclId=acl)
        return acl

    def option_set(self, *name_servers: str, domain: str = f"{REGION}.compute.internal") -> str:
        """Return a new DHCP option set, associated with the VPC."""
        created = self.ec2.create_dhcp_options(
            DhcpConfigurations=[
                {"Key": "domain-name-servers", "Values": list(name_servers)},
                {"Key": "domain-name", "Values": [domain]},
            ]
        )
        options = str(created["DhcpOptions"]["DhcpOptionsId"])
        self.ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=self.vpc_id)
        return options

    def _new_subnet(self, wanted: dict[str, Any], zone: int) -> str:
        created = self.ec2.create_subnet(VpcId=self.vpc_id, AvailabilityZone=ZONES[zone], **wanted)["Subnet"]
        subnet = str(created["SubnetId"])
        if "Ipv6CidrBlock" in wanted:
            self.ec2.modify_subnet_attribute(SubnetId=subnet, AssignIpv6AddressOnCreation={"Value": True})
        return subnet

    def _ipv6_block(self, number: int) -> str:
        if self.ipv6_cidr is None:
            raise LookupError(self.vpc_id)
        return str(list(self.ipv6_cidr.subnets(new_prefix=64))[number])
