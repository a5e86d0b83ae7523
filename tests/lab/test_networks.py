"""Does the lab show a VPC as AWS does, where moto does not?"""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from tests.lab.account import Network
from tests.lab.layouts import BehindEndpoints, BehindNat, Ipv6Only

if TYPE_CHECKING:
    from tests.lab.server import Lab


def test_interface_address_lies_in_its_subnet(lab: Lab) -> None:
    """Every private address is one of its subnet, and every public one is public."""
    layout = BehindNat(lab)
    layout.workload().runs()

    interfaces = layout.network.ec2.describe_network_interfaces()["NetworkInterfaces"]
    ranges = {each["SubnetId"]: each["CidrBlock"] for each in layout.network.ec2.describe_subnets()["Subnets"]}

    assert interfaces
    for interface in interfaces:
        assert ip_address(interface["PrivateIpAddress"]) in ip_network(ranges[interface["SubnetId"]])
    address = layout.network.ec2.describe_nat_gateways()["NatGateways"][0]["NatGatewayAddresses"][0]
    assert not ip_address(address["PublicIp"]).is_loopback


def test_interfaces_have_kinds_and_groups(lab: Lab) -> None:
    """An endpoint's interface carries the endpoint's groups, a NAT gateway's carries none."""
    layout = BehindNat(lab)
    group = layout.network.group("endpoint")
    layout.network.interface_endpoint("logs", [layout.private], group)

    interfaces = layout.network.ec2.describe_network_interfaces()["NetworkInterfaces"]
    groups = {each["InterfaceType"]: [held["GroupId"] for held in each["Groups"]] for each in interfaces}

    assert groups == {"vpc_endpoint": [group], "nat_gateway": []}


def test_route_to_a_deleted_nat_gateway_is_a_blackhole(lab: Lab) -> None:
    """When the NAT gateway goes, its route stays and leads nowhere."""
    layout = BehindNat(lab)
    ec2 = layout.network.ec2
    ec2.delete_nat_gateway(NatGatewayId=layout.nat)

    routes = ec2.describe_route_tables(RouteTableIds=[layout.private_table])["RouteTables"][0]["Routes"]

    assert {route["State"] for route in routes if "NatGatewayId" in route} == {"blackhole"}
    assert ec2.describe_nat_gateways()["NatGateways"][0]["State"] == "deleted"
    assert ec2.describe_network_interfaces()["NetworkInterfaces"] == []


def test_private_dns_gives_an_endpoint_the_name_of_its_service(lab: Lab) -> None:
    """The service's own name is among an endpoint's names exactly where private DNS is on."""
    layout = BehindEndpoints(lab, ("ecr.api", "logs"), without_private_dns=["logs"])
    endpoints = layout.network.ec2.describe_vpc_endpoints()["VpcEndpoints"]
    names = {name["DnsName"] for each in endpoints for name in each["DnsEntries"]}

    assert "api.ecr.eu-central-1.amazonaws.com" in names
    assert "logs.eu-central-1.amazonaws.com" not in names


def test_new_vpc_resolves_by_amazon(lab: Lab) -> None:
    """A new VPC has an option set of its own account, with Amazon's resolver."""
    network = Network(lab)
    options = network.ec2.describe_vpcs(VpcIds=[network.vpc_id])["Vpcs"][0]["DhcpOptionsId"]
    described_set = network.ec2.describe_dhcp_options(DhcpOptionsIds=[options])["DhcpOptions"][0]

    assert {"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]} in described_set[
        "DhcpConfigurations"
    ]


def test_default_acl_of_an_ipv6_vpc_admits_ipv6(lab: Lab) -> None:
    """Every ACL ends in refusals; the default one lets both families through before them."""
    network = Network(lab, ipv6=True)
    own = [{"Name": "vpc-id", "Values": [network.vpc_id]}]
    entries = network.ec2.describe_network_acls(Filters=own)["NetworkAcls"][0]["Entries"]

    assert {(each["RuleNumber"], each["RuleAction"]) for each in entries} == {
        (100, "allow"),
        (101, "allow"),
        (32767, "deny"),
        (32768, "deny"),
    }


def test_state_of_an_ipv6_block_is_a_word(lab: Lab) -> None:
    """The block of a subnet is associated."""
    layout = Ipv6Only(lab)
    subnet = layout.network.ec2.describe_subnets(SubnetIds=[layout.subnet])["Subnets"][0]

    assert subnet["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlockState"] == {"State": "associated"}
    assert subnet["Ipv6Native"] is True
    assert "CidrBlock" not in subnet
