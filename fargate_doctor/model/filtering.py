"""What lets packets through or not: security groups, network ACLs, VPC endpoints."""

from __future__ import annotations

import re
from typing import ClassVar, Final, Self

from pydantic import Field, model_validator

from fargate_doctor.model.shape import Quotable, Shape
from fargate_doctor.model.vpc import Group

_BLOCK: Final = r"^[0-9a-fA-F:.]+(/[0-9]{1,3})?$"
_PROTOCOL: Final = re.compile(r"tcp|udp|icmp|icmpv6|-1|[0-9]{1,3}", re.IGNORECASE)
_LAST_PORT: Final = 65535


class IpRange(Shape):
    """An IPv4 block that a rule names."""

    cidr_ip: str = Field(pattern=_BLOCK)


class Ipv6Range(Shape):
    """An IPv6 block that a rule names."""

    cidr_ipv6: str = Field(pattern=_BLOCK)


class PrefixListReference(Shape):
    """A prefix list that a rule names."""

    prefix_list_id: str = Field(min_length=1)


class GroupReference(Shape):
    """A security group that a rule names."""

    group_id: str = Field(min_length=1)
    vpc_id: str | None = None
    user_id: str | None = None


class IpPermission(Shape):
    """One rule of a security group: `-1` is every protocol, ports None are all ports."""

    ip_protocol: str = "-1"
    from_port: int | None = None
    to_port: int | None = None
    ip_ranges: tuple[IpRange, ...] = ()
    ipv6_ranges: tuple[Ipv6Range, ...] = ()
    prefix_list_ids: tuple[PrefixListReference, ...] = ()
    user_id_group_pairs: tuple[GroupReference, ...] = ()

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        """Refuse a rule that speaks of no protocol or ports: what cannot be read must not look like a narrower rule."""
        ports = (self.from_port, self.to_port)
        if not _PROTOCOL.fullmatch(self.ip_protocol) or any(each and not -1 <= each <= _LAST_PORT for each in ports):
            raise ValueError(self.ip_protocol)
        return self


class SecurityGroup(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html"""

    type_name: ClassVar[str] = "security-group"

    group_id: str
    group_name: str = ""
    vpc_id: str = ""
    owner_id: str | None = None
    ip_permissions: tuple[IpPermission, ...] = ()
    ip_permissions_egress: tuple[IpPermission, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the group."""
        return self.group_id


class PortRange(Shape):
    """Ports of a network ACL entry, both ends included."""

    from_: int | None = Field(default=None, alias="From")
    to: int | None = None


class IcmpTypeCode(Shape):
    """ICMP type and code of a network ACL entry; -1 is any."""

    type: int | None = None
    code: int | None = None


class NetworkAclEntry(Shape):
    """One rule of a network ACL; the protocol is a number in a string, `-1` is all."""

    rule_number: int = 32767
    rule_action: str = ""
    egress: bool = False
    protocol: str = "-1"
    cidr_block: str | None = None
    ipv6_cidr_block: str | None = None
    port_range: PortRange | None = None
    icmp_type_code: IcmpTypeCode | None = None

    @model_validator(mode="after")
    def _is_about_something(self) -> Self:
        """Refuse a rule without block or protocol: what cannot be read must not look as if it were not there."""
        if not (self.cidr_block or self.ipv6_cidr_block) or not self.protocol.removeprefix("-").isdecimal():
            raise ValueError(self.protocol)
        return self


class NetworkAclAssociation(Shape):
    """The subnet that a network ACL serves."""

    subnet_id: str | None = None
    network_acl_association_id: str | None = None


class NetworkAcl(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html"""

    type_name: ClassVar[str] = "network-acl"

    network_acl_id: str
    vpc_id: str = ""
    is_default: bool = False
    entries: tuple[NetworkAclEntry, ...] = ()
    associations: tuple[NetworkAclAssociation, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the ACL."""
        return self.network_acl_id

    @property
    def subnet_ids(self) -> tuple[str, ...]:
        """Return the subnets it serves."""
        return tuple(each.subnet_id for each in self.associations if each.subnet_id)


class DnsEntry(Shape):
    """A name under which an endpoint answers."""

    dns_name: str = ""
    hosted_zone_id: str | None = None


class DnsOptions(Shape):
    """How an endpoint answers to names."""

    dns_record_ip_type: str | None = None
    private_dns_only_for_inbound_resolver_endpoint: bool = False


class LastError(Shape):
    """Why an endpoint failed."""

    code: str | None = None
    message: str | None = None


class VpcEndpoint(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html"""

    type_name: ClassVar[str] = "vpc-endpoint"

    vpc_endpoint_id: str
    vpc_endpoint_type: str = "Gateway"
    vpc_id: str = ""
    service_name: str = ""
    service_region: str | None = None
    state: str = ""
    private_dns_enabled: bool = False
    route_table_ids: tuple[str, ...] = ()
    subnet_ids: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    network_interface_ids: tuple[str, ...] = ()
    dns_entries: tuple[DnsEntry, ...] = ()
    dns_options: DnsOptions | None = None
    ip_address_type: str | None = None
    policy_document: str | None = None
    last_error: LastError | None = None
    failure_reason: str | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the endpoint."""
        return self.vpc_endpoint_id

    @property
    def is_interface(self) -> bool:
        """Tell whether it is an interface endpoint."""
        return self.vpc_endpoint_type.lower() == "interface"

    @property
    def is_gateway(self) -> bool:
        """Tell whether it is a gateway endpoint."""
        return self.vpc_endpoint_type.lower() == "gateway"

    @property
    def is_available(self) -> bool:
        """Tell whether it is in use; AWS writes the state in more than one case."""
        return self.state.lower() == "available"
