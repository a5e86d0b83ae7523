"""A small network in AWS's own words, healthy until a test changes it.

One task in a private subnet leaves through a NAT gateway in a public one. Every list can be changed, and any operation
taken away as if nobody had been allowed to ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Case, Failure, Record
from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.facts.paths.flow import Flow, Sender
from fargate_doctor.facts.paths.senders import sender_of_interface
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import Walk

Item = dict[str, Any]

ECR_API = "api.ecr.eu-west-1.amazonaws.com"
ECR_DKR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
LAYERS = "prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com"
S3_BLOCKS = ["52.218.0.0/17", "3.5.64.0/21"]

_MEMBERS = {
    "ec2:DescribeVpcs": "Vpcs",
    "ec2:DescribeSubnets": "Subnets",
    "ec2:DescribeNetworkInterfaces": "NetworkInterfaces",
    "ec2:DescribeRouteTables": "RouteTables",
    "ec2:DescribeNetworkAcls": "NetworkAcls",
    "ec2:DescribeSecurityGroups": "SecurityGroups",
    "ec2:DescribeVpcEndpoints": "VpcEndpoints",
    "ec2:DescribeNatGateways": "NatGateways",
    "ec2:DescribeInternetGateways": "InternetGateways",
    "ec2:DescribeEgressOnlyInternetGateways": "EgressOnlyInternetGateways",
    "ec2:DescribeDhcpOptions": "DhcpOptions",
    "ec2:DescribePrefixLists": "PrefixLists",
    "ec2:DescribeVpcPeeringConnections": "VpcPeeringConnections",
    "ec2:DescribeTransitGatewayVpcAttachments": "TransitGatewayVpcAttachments",
    "ec2:DescribeTransitGatewayAttachments": "TransitGatewayAttachments",
    "ec2:DescribeVpcBlockPublicAccessExclusions": "VpcBlockPublicAccessExclusions",
    "route53:ListHostedZonesByVPC": "HostedZoneSummaries",
    "route53resolver:ListResolverRuleAssociations": "ResolverRuleAssociations",
    "route53resolver:ListResolverRules": "ResolverRules",
    "route53resolver:ListFirewallRuleGroupAssociations": "FirewallRuleGroupAssociations",
}
_IDS = {
    "Vpcs": "VpcId",
    "Subnets": "SubnetId",
    "NetworkInterfaces": "NetworkInterfaceId",
    "RouteTables": "RouteTableId",
    "NetworkAcls": "NetworkAclId",
    "SecurityGroups": "GroupId",
    "VpcEndpoints": "VpcEndpointId",
    "NatGateways": "NatGatewayId",
    "InternetGateways": "InternetGatewayId",
    "EgressOnlyInternetGateways": "EgressOnlyInternetGatewayId",
    "DhcpOptions": "DhcpOptionsId",
    "PrefixLists": "PrefixListId",
    "VpcPeeringConnections": "VpcPeeringConnectionId",
    "TransitGatewayVpcAttachments": "TransitGatewayAttachmentId",
    "TransitGatewayAttachments": "TransitGatewayAttachmentId",
    "VpcBlockPublicAccessExclusions": "ExclusionId",
    "HostedZoneSummaries": "HostedZoneId",
    "ResolverRuleAssociations": "Id",
    "ResolverRules": "Id",
    "FirewallRuleGroupAssociations": "Id",
}


def route(destination: str, target: str, **more: Any) -> Item:  # noqa: ANN401 - any field of a route
    """Return a route in AWS's form; the kind of target follows from its id."""
    field = {
        "nat": "NatGatewayId",
        "tgw": "TransitGatewayId",
        "pcx": "VpcPeeringConnectionId",
        "eni": "NetworkInterfaceId",
        "i": "InstanceId",
        "eigw": "EgressOnlyInternetGatewayId",
        "lgw": "LocalGatewayId",
        "cagw": "CarrierGatewayId",
    }.get(target.partition("-")[0], "GatewayId")
    if destination.startswith("pl-"):
        kind = "DestinationPrefixListId"
    else:
        kind = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
    return {kind: destination, field: target, "State": "active", "Origin": "CreateRoute", **more}


def entry(number: int, action: str, cidr: str, ports: tuple[int, int] | None = None, **more: Any) -> Item:  # noqa: ANN401
    """Return a network ACL entry, TCP if it names ports; `Egress` is added by the list it is put in."""
    kind = "Ipv6CidrBlock" if ":" in cidr else "CidrBlock"
    item: Item = {"RuleNumber": number, "RuleAction": action, kind: cidr, "Protocol": "6" if ports else "-1", **more}
    if ports:
        item["PortRange"] = {"From": ports[0], "To": ports[1]}
    return item


def rule(*far: str, ports: tuple[int, int] | None = None, protocol: str = "tcp") -> Item:
    """Return a security group rule for blocks, groups and prefix lists; without ports it admits all traffic."""
    item: Item = {"IpProtocol": protocol if ports else "-1"}
    if ports:
        item |= {"FromPort": ports[0], "ToPort": ports[1]}
    item["IpRanges"] = [{"CidrIp": each} for each in far if "." in each]
    item["Ipv6Ranges"] = [{"CidrIpv6": each} for each in far if ":" in each]
    item["PrefixListIds"] = [{"PrefixListId": each} for each in far if each.startswith("pl-")]
    item["UserIdGroupPairs"] = [{"GroupId": each} for each in far if each.startswith("sg-")]
    return item


ALL = ("0.0.0.0/0", "::/0")
_BLOCKS = {
    "vpc-1": ("10.0.0.0/16", "2600:1::/56"),
    "vpc-2": ("10.1.0.0/16", "2600:2::/56"),
    "vpc-out": ("10.2.0.0/16", "2600:3::/56"),
}


def open_acl(acl_id: str, *subnets: str, vpc: str = "vpc-1") -> Item:
    """Return an ACL that lets everything through."""
    entries = [entry(100, "allow", "0.0.0.0/0"), entry(101, "allow", "::/0")]
    return acl(acl_id, subnets, egress=entries, ingress=entries, vpc=vpc)


def acl(acl_id: str, subnets: tuple[str, ...], *, egress: list[Item], ingress: list[Item], vpc: str = "vpc-1") -> Item:
    """Return an ACL; what no entry allows is denied."""
    last = [entry(32767, "deny", "0.0.0.0/0"), entry(32768, "deny", "::/0")]
    return {
        "NetworkAclId": acl_id,
        "VpcId": vpc,
        "Associations": [{"SubnetId": each} for each in subnets],
        "Entries": [{**each, "Egress": True} for each in egress + last]
        + [{**each, "Egress": False} for each in ingress + last],
    }


def group(group_id: str, *, egress: list[Item], ingress: list[Item] | None = None, vpc: str = "vpc-1") -> Item:
    """Return a security group."""
    return {"GroupId": group_id, "VpcId": vpc, "IpPermissionsEgress": egress, "IpPermissions": ingress or []}


def table(table_id: str, *routes: Item, subnets: tuple[str, ...] = (), main: bool = False, vpc: str = "vpc-1") -> Item:
    """Return a route table with the local routes of its VPC."""
    blocks = _BLOCKS[vpc]
    local = [route(each, "local", Origin="CreateRouteTable") for each in blocks]
    associations: list[Item] = [{"SubnetId": each, "Main": False} for each in subnets]
    return {
        "RouteTableId": table_id,
        "VpcId": vpc,
        "Associations": [*associations, {"Main": True}] if main else associations,
        "Routes": [*local, *routes],
    }


def interface(  # noqa: PLR0913 - the parts of an interface
    eni_id: str,
    address: str,
    subnet: str,
    groups: tuple[str, ...],
    *,
    vpc: str = "vpc-1",
    ipv6: str | None = None,
    public: str | None = None,
    **more: Any,  # noqa: ANN401 - any field of an interface
) -> Item:
    """Return a network interface."""
    item: Item = {
        "NetworkInterfaceId": eni_id,
        "VpcId": vpc,
        "SubnetId": subnet,
        "Groups": [{"GroupId": each} for each in groups],
        "PrivateIpAddress": address,
        "Ipv6Addresses": [{"Ipv6Address": ipv6}] if ipv6 else [],
        **more,
    }
    if public:
        item["Association"] = {"PublicIp": public}
    return item


def endpoint(service: str, subnets: tuple[str, ...] = ("subnet-far",), **more: Any) -> Item:  # noqa: ANN401
    """Return an available interface endpoint with private DNS."""
    return {
        "VpcEndpointId": f"vpce-{service.replace('.', '-')}",
        "VpcEndpointType": "Interface",
        "VpcId": "vpc-1",
        "ServiceName": f"com.amazonaws.eu-west-1.{service}",
        "State": "available",
        "PrivateDnsEnabled": True,
        "SubnetIds": list(subnets),
        "Groups": [{"GroupId": "sg-endpoint"}],
        **more,
    }


def gateway_endpoint(*tables: str, **more: Any) -> Item:  # noqa: ANN401 - any field of an endpoint
    """Return an available gateway endpoint for S3."""
    return {
        "VpcEndpointId": "vpce-gateway",
        "VpcEndpointType": "Gateway",
        "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.eu-west-1.s3",
        "State": "available",
        "RouteTableIds": list(tables),
        **more,
    }


class Network:
    """The answers of every operation, by AWS's own list names; `put` adds or replaces one resource."""

    def __init__(self) -> None:
        self.lists: dict[str, dict[str, Item]] = {member: {} for member in _IDS}
        self.attributes = {"enableDnsSupport": True, "enableDnsHostnames": True}
        self.block_mode = "off"
        self.transit_routes: dict[str, list[Item]] = {}
        self.more: dict[str, tuple[Record, ...]] = {}
        self.refused: set[str] = set()
        self.stated: dict[str, Any] = {}
        self._vpc()
        self._subnets()
        self._gateways()

    def put(self, member: str, *items: Item) -> Network:
        """Add or replace resources of one list."""
        for item in items:
            self.lists[member][item[_IDS[member]]] = item
        return self

    def change(self, member: str, identifier: str, **fields: Any) -> Network:  # noqa: ANN401 - any field
        """Change fields of one resource."""
        self.lists[member][identifier] = {**self.lists[member][identifier], **fields}
        return self

    def drop(self, member: str, identifier: str) -> Network:
        """Let a resource not exist."""
        del self.lists[member][identifier]
        return self

    def refuse(self, *operations: str) -> Network:
        """Let AWS refuse operations, so that what they would show is not known."""
        self.refused.update(f"ec2:{each}" if ":" not in each else each for each in operations)
        return self

    def routes(self, *routes: Item, table_id: str = "rtb-task") -> Network:
        """Replace the routes of a table but the local ones."""
        kept = self.lists["RouteTables"][table_id]
        local = [each for each in kept["Routes"] if each.get("GatewayId") == "local"]
        return self.change("RouteTables", table_id, Routes=[*local, *routes])

    def case(self) -> Case:
        """Return all of it as a case in which every listing is complete."""
        records: dict[str, tuple[Record, ...]] = {}
        for operation, member in _MEMBERS.items():
            if operation not in self.refused:
                items = list(self.lists[member].values())
                request = {"VPCId": "vpc-1"} if operation == "route53:ListHostedZonesByVPC" else {}
                records[operation] = (Record(request=request, answer={member: items}),)
        records |= {name: value for name, value in self._single_answers().items() if name not in self.refused}
        failures = tuple(Failure(operation=each, error="UnauthorizedOperation") for each in sorted(self.refused))
        return Case(region="eu-west-1", account="123456789012", records=records, failures=failures)

    def sender(self) -> Sender:
        """Return the task's interface as it was before anything was taken away, with what a test states."""
        shown = Snapshot.of(self._whole_case()).network_interfaces.require("eni-task")
        sender = sender_of_interface(shown)
        facts = {
            name: NotKnown((Missing(operation="ec2:DescribeNetworkInterfaces", error="NotCollected", action="x"),))
            if value is ...
            else Known(value, (shown.cite("PrivateIpAddress"),))
            for name, value in self.stated.items()
        }
        fields = {name: getattr(sender, name) for name in sender.__dataclass_fields__}
        return Sender(**{**fields, **facts})

    def walk(self, **question: Any) -> Walk:  # noqa: ANN401 - the fields of a flow
        """Return the walk of the task to a destination."""
        snapshot = Snapshot.of(self.case())
        return Walker(snapshot).walk(Flow(self.sender(), **question))

    def _whole_case(self) -> Case:
        refused, self.refused = self.refused, set()
        try:
            return self.case()
        finally:
            self.refused = refused

    def _single_answers(self) -> dict[str, tuple[Record, ...]]:
        attributes = tuple(
            Record(
                request={"VpcId": "vpc-1", "Attribute": name},
                answer={"VpcId": "vpc-1", name[0].upper() + name[1:]: {"Value": value}},
            )
            for name, value in self.attributes.items()
        )
        options = {"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": self.block_mode}}
        return {
            "ec2:DescribeVpcAttribute": attributes,
            "ec2:SearchTransitGatewayRoutes": self._searches(),
            **self.more,
            "ec2:DescribeVpcBlockPublicAccessOptions": (Record(request={}, answer=options),),
        }

    def _searches(self) -> tuple[Record, ...]:
        return tuple(
            Record(
                request={
                    "TransitGatewayRouteTableId": table_id,
                    "Filters": [{"Name": "state", "Values": ["active", "blackhole"]}],
                },
                answer={"Routes": routes, "AdditionalRoutesAvailable": False},
            )
            for table_id, routes in self.transit_routes.items()
        )

    def _vpc(self) -> None:
        self.put(
            "Vpcs",
            {
                "VpcId": "vpc-1",
                "CidrBlock": "10.0.0.0/16",
                "DhcpOptionsId": "dopt-1",
                "OwnerId": "123456789012",
                "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2600:1::/56"}],
            },
        )
        self.name_servers("AmazonProvidedDNS")
        self.put(
            "PrefixLists", {"PrefixListId": "pl-s3", "PrefixListName": "com.amazonaws.eu-west-1.s3", "Cidrs": S3_BLOCKS}
        )

    def name_servers(self, *servers: str) -> Network:
        """Set the name servers of the DHCP option set."""
        values = [{"Value": each} for each in servers]
        options = {"DhcpConfigurations": [{"Key": "domain-name-servers", "Values": values}]}
        return self.put("DhcpOptions", {"DhcpOptionsId": "dopt-1", **options})

    def _subnets(self) -> None:
        for name, number, zone in (("task", 1, "a"), ("far", 2, "b"), ("public", 9, "a")):
            subnet = {
                "SubnetId": f"subnet-{name}",
                "VpcId": "vpc-1",
                "CidrBlock": f"10.0.{number}.0/24",
                "AvailabilityZone": f"eu-west-1{zone}",
                "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": f"2600:1:0:{number}::/64"}],
            }
            self.put("Subnets", subnet)
            self.put("NetworkAcls", open_acl(f"acl-{name}", f"subnet-{name}"))
        self.put("SecurityGroups", group("sg-task", egress=[rule(*ALL)]))
        self.put("SecurityGroups", group("sg-endpoint", egress=[], ingress=[rule("10.0.0.0/16", ports=(443, 443))]))
        self.put(
            "NetworkInterfaces", interface("eni-task", "10.0.1.5", "subnet-task", ("sg-task",), ipv6="2600:1:0:1::5")
        )

    def _gateways(self) -> None:
        self.put(
            "InternetGateways",
            {"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": "vpc-1", "State": "available"}]},
        )
        attached = [{"VpcId": "vpc-1", "State": "attached"}]
        self.put("EgressOnlyInternetGateways", {"EgressOnlyInternetGatewayId": "eigw-1", "Attachments": attached})
        nat = {"NatGatewayId": "nat-1", "VpcId": "vpc-1", "SubnetId": "subnet-public", "State": "available"}
        self.put("NatGateways", {**nat, "NatGatewayAddresses": [{"PublicIp": "54.9.9.9", "Status": "succeeded"}]})
        self.put(
            "RouteTables",
            table("rtb-task", route("0.0.0.0/0", "nat-1"), route("::/0", "eigw-1"), subnets=("subnet-task",)),
        )
        self.put("RouteTables", table("rtb-public", route("0.0.0.0/0", "igw-1"), subnets=("subnet-public",)))
        self.put("RouteTables", table("rtb-main", main=True))
