"""The VPC and what lies in it: subnets, DHCP option sets, network interfaces, Block Public Access."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fargate_doctor.model.shape import Quotable, Shape


class CidrState(Shape):
    """Whether a block of addresses is in use."""

    state: str = ""

    @property
    def is_associated(self) -> bool:
        """Tell whether the block is in use now."""
        return self.state.lower() in ("", "associated")


class CidrAssociation(Shape):
    """An IPv4 block of a VPC."""

    cidr_block: str = ""
    cidr_block_state: CidrState = Field(default_factory=CidrState)


class Ipv6CidrAssociation(Shape):
    """An IPv6 block of a VPC or a subnet."""

    ipv6_cidr_block: str = ""
    ipv6_cidr_block_state: CidrState = CidrState()


class BlockPublicAccessStates(Shape):
    """What VPC Block Public Access does to a VPC or a subnet, exclusions counted."""

    internet_gateway_block_mode: str = ""


class EncryptionExclusion(Shape):
    """Whether one kind of gateway may carry what is not encrypted."""

    state: str = ""


class EncryptionExclusions(Shape):
    """The kinds of gateways that are excluded from VPC encryption controls, as far as they are on a task's way."""

    internet_gateway: EncryptionExclusion = Field(default_factory=EncryptionExclusion)
    egress_only_internet_gateway: EncryptionExclusion = Field(default_factory=EncryptionExclusion)
    nat_gateway: EncryptionExclusion = Field(default_factory=EncryptionExclusion)


class EncryptionControl(Shape):
    """VPC encryption controls; in mode `enforce` they can refuse flows."""

    mode: str = ""
    state: str = ""
    resource_exclusions: EncryptionExclusions = Field(default_factory=EncryptionExclusions)


class Vpc(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html"""

    type_name: ClassVar[str] = "vpc"

    vpc_id: str
    cidr_block: str | None = None
    cidr_block_association_set: tuple[CidrAssociation, ...] = ()
    ipv6_cidr_block_association_set: tuple[Ipv6CidrAssociation, ...] = ()
    dhcp_options_id: str | None = None
    owner_id: str | None = None
    is_default: bool | None = None
    block_public_access_states: BlockPublicAccessStates | None = None
    encryption_control: EncryptionControl | None = None

    @property
    def identifier(self) -> str:
        """Return the VPC id."""
        return self.vpc_id

    @property
    def ipv4_blocks(self) -> tuple[str, ...]:
        """Return the IPv4 blocks in use, the primary one first, each once."""
        associated = [
            each.cidr_block
            for each in self.cidr_block_association_set
            if each.cidr_block and each.cidr_block_state.is_associated
        ]
        primary = [self.cidr_block] if self.cidr_block else []
        return tuple(dict.fromkeys(primary + associated))

    @property
    def ipv6_blocks(self) -> tuple[str, ...]:
        """Return the IPv6 blocks in use."""
        return _ipv6_blocks(self.ipv6_cidr_block_association_set)


class BooleanAttribute(Shape):
    """An attribute that is on or off; `Value` is absent where AWS leaves it out."""

    value: bool | None = None


class VpcAttribute(Quotable):
    """DNS attributes of a VPC; each comes in an answer of its own, so one of the two is None in each.

    https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcAttribute.html
    """

    type_name: ClassVar[str] = "vpc"

    vpc_id: str
    enable_dns_support: BooleanAttribute | None = None
    enable_dns_hostnames: BooleanAttribute | None = None

    @property
    def identifier(self) -> str:
        """Return the VPC id and which attribute this is, `vpc-1/enableDnsSupport`."""
        return self.key_of(self.vpc_id, "enableDnsSupport" if self.enable_dns_support else "enableDnsHostnames")

    @staticmethod
    def key_of(vpc_id: str, attribute: str) -> str:
        """Return the key under which an attribute of a VPC is found."""
        return f"{vpc_id}/{attribute}"

    @property
    def is_on(self) -> bool:
        """Tell whether the attribute is on; what AWS leaves out is off."""
        attribute = self.enable_dns_support or self.enable_dns_hostnames
        return bool(attribute and attribute.value)


class Subnet(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html"""

    type_name: ClassVar[str] = "subnet"

    subnet_id: str
    vpc_id: str = ""
    cidr_block: str | None = None
    ipv6_cidr_block_association_set: tuple[Ipv6CidrAssociation, ...] = ()
    assign_ipv6_address_on_creation: bool = False
    ipv6_native: bool = False
    enable_dns64: bool = False
    map_public_ip_on_launch: bool = False
    available_ip_address_count: int | None = None
    availability_zone: str | None = None
    availability_zone_id: str | None = None
    owner_id: str | None = None
    state: str | None = None
    block_public_access_states: BlockPublicAccessStates | None = None

    @property
    def identifier(self) -> str:
        """Return the subnet id."""
        return self.subnet_id

    @property
    def ipv6_blocks(self) -> tuple[str, ...]:
        """Return the IPv6 blocks in use."""
        return _ipv6_blocks(self.ipv6_cidr_block_association_set)


class DhcpValue(Shape):
    """One value of a DHCP option."""

    value: str = ""


class DhcpConfiguration(Shape):
    """One DHCP option: its name and values."""

    key: str
    values: tuple[DhcpValue, ...] = ()


class DhcpOptions(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DhcpOptions.html"""

    type_name: ClassVar[str] = "dhcp-options"

    dhcp_options_id: str
    dhcp_configurations: tuple[DhcpConfiguration, ...] = ()
    owner_id: str | None = None

    @property
    def identifier(self) -> str:
        """Return the id of the option set."""
        return self.dhcp_options_id

    def values_of(self, key: str) -> tuple[str, ...]:
        """Return the values of one option, such as `domain-name-servers`; none where it is not set."""
        return tuple(
            each.value
            for configuration in self.dhcp_configurations
            if configuration.key == key
            for each in configuration.values
        )


class Group(Shape):
    """A security group by reference."""

    group_id: str = ""
    group_name: str | None = None


class PublicAssociation(Shape):
    """A public IPv4 address of a network interface."""

    public_ip: str | None = None
    allocation_id: str | None = None


class PrivateAddress(Shape):
    """A private IPv4 address of a network interface."""

    private_ip_address: str = ""
    primary: bool = False
    association: PublicAssociation | None = None


class Ipv6Address(Shape):
    """An IPv6 address of a network interface."""

    ipv6_address: str = ""


class EniAttachment(Shape):
    """What a network interface is attached to."""

    status: str | None = None
    instance_id: str | None = None
    instance_owner_id: str | None = None


class NetworkInterface(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html"""

    type_name: ClassVar[str] = "network-interface"

    network_interface_id: str
    vpc_id: str = ""
    subnet_id: str = ""
    availability_zone: str | None = None
    description: str = ""
    groups: tuple[Group, ...] = ()
    private_ip_address: str | None = None
    private_ip_addresses: tuple[PrivateAddress, ...] = ()
    ipv6_addresses: tuple[Ipv6Address, ...] = ()
    association: PublicAssociation | None = None
    attachment: EniAttachment | None = None
    interface_type: str = ""
    status: str = ""
    source_dest_check: bool | None = None
    requester_managed: bool = False
    deny_all_igw_traffic: bool = False

    @property
    def identifier(self) -> str:
        """Return the id of the network interface."""
        return self.network_interface_id

    @property
    def group_ids(self) -> tuple[str, ...]:
        """Return the ids of its security groups."""
        return tuple(group.group_id for group in self.groups)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return all private IPv4 and all IPv6 addresses, the primary first, each once."""
        private = [self.private_ip_address] if self.private_ip_address else []
        private += [each.private_ip_address for each in self.private_ip_addresses if each.private_ip_address]
        return tuple(dict.fromkeys(private + [each.ipv6_address for each in self.ipv6_addresses]))

    @property
    def public_ip(self) -> str | None:
        """Return the public IPv4 address, if it has one."""
        if self.association and self.association.public_ip:
            return self.association.public_ip
        associations = [each.association for each in self.private_ip_addresses if each.association]
        return next((each.public_ip for each in associations if each.public_ip), None)


class BlockPublicAccessOptions(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessOptions.html"""

    type_name: ClassVar[str] = "vpc-block-public-access-options"

    aws_region: str | None = None
    aws_account_id: str | None = None
    internet_gateway_block_mode: str = "off"
    state: str | None = None
    managed_by: str | None = None

    @property
    def identifier(self) -> str:
        """Return a constant: an account has one setting in a Region."""
        return "vpc-block-public-access"


class BlockPublicAccessExclusion(Quotable):
    """https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcBlockPublicAccessExclusion.html"""

    type_name: ClassVar[str] = "vpc-block-public-access-exclusion"

    exclusion_id: str
    resource_arn: str = ""
    internet_gateway_exclusion_mode: str = ""
    state: str = ""

    @property
    def identifier(self) -> str:
        """Return the id of the exclusion."""
        return self.exclusion_id

    @property
    def resource_id(self) -> str:
        """Return the id of the VPC or subnet that is excluded."""
        return self.resource_arn.rpartition("/")[2]


def _ipv6_blocks(associations: tuple[Ipv6CidrAssociation, ...]) -> tuple[str, ...]:
    return tuple(
        each.ipv6_cidr_block
        for each in associations
        if each.ipv6_cidr_block and each.ipv6_cidr_block_state.is_associated
    )
