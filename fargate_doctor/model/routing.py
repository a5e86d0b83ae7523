"""How packets leave a subnet: route tables, gateways, prefix lists, peerings and attachments."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from fargate_doctor.model.shape import Quotable, Shape

_TARGETS = (
    "gateway_id",
    "nat_gateway_id",
    "egress_only_internet_gateway_id",
    "transit_gateway_id",
    "vpc_peering_connection_id",
    "network_interface_id",
    "instance_id",
    "core_network_arn",
    "local_gateway_id",
    "carrier_gateway_id",
    "odb_network_arn",
)


class Route(Shape):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html"""

    destination_cidr_block: str | None = None
    destination_ipv6_cidr_block: str | None = None
    destination_prefix_list_id: str | None = None
    gateway_id: str | None = None
    nat_gateway_id: str | None = None
    egress_only_internet_gateway_id: str | None = None
    transit_gateway_id: str | None = None
    vpc_peering_connection_id: str | None = None
    network_interface_id: str | None = None
    instance_id: str | None = None
    core_network_arn: str | None = None
    local_gateway_id: str | None = None
    carrier_gateway_id: str | None = None
    odb_network_arn: str | None = None
    state: str = "active"
    origin: str = ""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        """Refuse a route without a destination: what cannot be read must not look as if it were not there."""
        if not self.destination:
            raise ValueError(self.state)
        return self

    @property
    def destination(self) -> str:
        """Return the block or the id of the prefix list that this route covers."""
        return self.destination_cidr_block or self.destination_ipv6_cidr_block or self.destination_prefix_list_id or ""

    @property
    def target(self) -> str:
        """Return the id of what the route leads to; empty where AWS names nothing that is known here."""
        return next((value for name in _TARGETS if (value := getattr(self, name))), "")


class RouteTableAssociation(Shape):
    """What a route table is associated with: a subnet, a gateway, or as the main table its VPC."""

    main: bool = False
    subnet_id: str | None = None
    gateway_id: str | None = None
    route_table_association_id: str | None = None


class RouteTable(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html"""

    type_name: ClassVar[str] = "route-table"

    route_table_id: str
    vpc_id: str = ""
    owner_id: str | None = None
    associations: tuple[RouteTableAssociation, ...] = ()
    routes: tuple[Route, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the route table."""
        return self.route_table_id

    @property
    def is_main(self) -> bool:
        """Tell whether it serves the subnets of its VPC that have no table of their own."""
        return any(each.main for each in self.associations)

    @property
    def subnet_ids(self) -> tuple[str, ...]:
        """Return the subnets that are associated explicitly."""
        return tuple(each.subnet_id for each in self.associations if each.subnet_id)


class GatewayAttachment(Shape):
    """The VPC that a gateway is attached to."""

    vpc_id: str = ""
    state: str = ""

    @property
    def is_attached(self) -> bool:
        """Tell whether the attachment works; AWS says `available`, its model says `attached`."""
        return self.state.lower() in ("available", "attached")

    @property
    def is_detached(self) -> bool:
        """Tell whether the attachment does not work; in a state that nobody knows it is neither this nor attached."""
        return self.state.lower() in ("attaching", "detaching", "detached")


class InternetGateway(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGateway.html"""

    type_name: ClassVar[str] = "internet-gateway"

    internet_gateway_id: str
    attachments: tuple[GatewayAttachment, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the internet gateway."""
        return self.internet_gateway_id

    def is_attached_to(self, vpc_id: str) -> bool:
        """Tell whether it is attached to a VPC."""
        return any(each.vpc_id == vpc_id and each.is_attached for each in self.attachments)


class EgressOnlyInternetGateway(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EgressOnlyInternetGateway.html"""

    type_name: ClassVar[str] = "egress-only-internet-gateway"

    egress_only_internet_gateway_id: str
    attachments: tuple[GatewayAttachment, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the egress-only internet gateway."""
        return self.egress_only_internet_gateway_id

    def is_attached_to(self, vpc_id: str) -> bool:
        """Tell whether it is attached to a VPC."""
        return any(each.vpc_id == vpc_id and each.is_attached for each in self.attachments)


class NatGatewayAddress(Shape):
    """An address of a NAT gateway."""

    public_ip: str | None = None
    private_ip: str | None = None
    network_interface_id: str | None = None
    allocation_id: str | None = None
    status: str | None = None
    is_primary: bool | None = None
    availability_zone: str | None = None


class NatGateway(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html"""

    type_name: ClassVar[str] = "nat-gateway"

    nat_gateway_id: str
    vpc_id: str = ""
    subnet_id: str | None = None
    state: str = ""
    connectivity_type: str = "public"
    availability_mode: str = "zonal"
    route_table_id: str | None = None
    nat_gateway_addresses: tuple[NatGatewayAddress, ...] = ()
    failure_code: str | None = None
    failure_message: str | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the NAT gateway."""
        return self.nat_gateway_id

    @property
    def is_regional(self) -> bool:
        """Tell whether it spans zones and so lies in no subnet."""
        return self.availability_mode.lower() == "regional"


class PrefixList(Quotable):
    """A prefix list with its blocks, whichever operation they came from.

    https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
    """

    type_name: ClassVar[str] = "prefix-list"

    prefix_list_id: str
    prefix_list_name: str = ""
    cidrs: tuple[str, ...] | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the prefix list."""
        return self.prefix_list_id


class PeeringVpc(Shape):
    """One side of a peering."""

    vpc_id: str = ""
    owner_id: str | None = None
    region: str | None = None
    cidr_block: str | None = None


class StatusCode(Shape):
    """A state with its reason."""

    code: str = ""
    message: str | None = None


class VpcPeering(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcPeeringConnection.html"""

    type_name: ClassVar[str] = "vpc-peering-connection"

    vpc_peering_connection_id: str
    requester_vpc_info: PeeringVpc = Field(default_factory=PeeringVpc)
    accepter_vpc_info: PeeringVpc = Field(default_factory=PeeringVpc)
    status: StatusCode = Field(default_factory=StatusCode)

    @property
    def identifier(self) -> str:
        """Return the id of the peering."""
        return self.vpc_peering_connection_id

    def other_side(self, vpc_id: str) -> PeeringVpc:
        """Return the VPC at the other end."""
        return self.accepter_vpc_info if self.requester_vpc_info.vpc_id == vpc_id else self.requester_vpc_info


class TransitGatewayOptions(Shape):
    """How an attachment treats packets; in appliance mode a flow stays in the zone that it was first sent to."""

    appliance_mode_support: str = "disable"


class TransitGatewayVpcAttachment(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachment.html"""

    type_name: ClassVar[str] = "transit-gateway-attachment"

    transit_gateway_attachment_id: str
    transit_gateway_id: str = ""
    vpc_id: str = ""
    subnet_ids: tuple[str, ...] = ()
    state: str = ""
    options: TransitGatewayOptions = Field(default_factory=TransitGatewayOptions)

    @property
    def identifier(self) -> str:
        """Return the id of the attachment."""
        return self.transit_gateway_attachment_id
