"""IPv6 blocks and attributes of a VPC and a subnet, each condition with what it rests on.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html
"""

from __future__ import annotations

from ipaddress import IPv6Network, ip_network
from itertools import islice
from typing import TYPE_CHECKING, Final

from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.vpc import Ipv6CidrAssociation
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step, unchanged
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

SUBNET_BLOCK: Final = "<IPV6_BLOCK_OF_THE_SUBNET>"
OF_VPC: Final = "<IPV6_ASSOCIATION_ID_OF_THE_VPC>"
OF_SUBNET: Final = "<IPV6_ASSOCIATION_ID_OF_THE_SUBNET>"
_MODEL_BLOCK: Final = "2001:db8:1234:1a00::/56"
_SUBNET_LENGTH: Final = 64

_NEW_INTERFACES: Final = Text(
    en="Whatever is launched into {subnet} from now on gets an IPv6 address as well.",
    es="Todo lo que se lance en {subnet} a partir de ahora recibe también una dirección IPv6.",
)
_PICK_A_BLOCK: Final = Text(
    en="The subnet takes a /64 out of the VPC's IPv6 block that no other subnet has.",
    es="La subred toma un /64 del bloque IPv6 de la VPC que no tenga ninguna otra subred.",
)


def block_for_vpc(standpoint: Standpoint) -> Step:
    """Return the step that gives the VPC an IPv6 block of Amazon's; nothing where it has one."""
    vpc_id, vpc = standpoint.vpc_id, standpoint.snapshot.vpcs.by_id.get(standpoint.vpc_id)
    if vpc is not None and vpc.ipv6_blocks:
        return Step(change=unchanged)
    named = {"vpc_id": vpc_id}
    command = aws("ec2", "associate-vpc-cidr-block", standpoint.region, **named, amazon_provided_ipv6_cidr_block=True)
    return Step(
        commands=(command,),
        undo=(aws("ec2", "disassociate-vpc-cidr-block", standpoint.region, association_id=OF_VPC),),
        terraform=terraform(
            "aws_vpc",
            vpc_id,
            {"cidr_block": vpc.cidr_block if vpc else None, "assign_generated_ipv6_cidr_block": True},
        ),
        cloudformation=cloudformation(
            f"Ipv6Of{vpc_id}", "AWS::EC2::VPCCidrBlock", {"VpcId": vpc_id, "AmazonProvidedIpv6CidrBlock": True}
        ),
        affects=sharing_vpc(standpoint.snapshot, vpc_id),
        change=_with_vpc_block(vpc_id) if vpc else None,
    )


def block_for_subnet(standpoint: Standpoint) -> Step:
    """Return the step that gives the task's subnet a /64 of the VPC's block; nothing where it has one."""
    subnet = standpoint.subnet
    if subnet is not None and subnet.ipv6_blocks:
        return Step(change=unchanged)
    block = _free_block(standpoint.snapshot, standpoint.vpc_id)
    shown = block or SUBNET_BLOCK
    named = {"subnet_id": standpoint.subnet_id, "ipv6_cidr_block": shown}
    return Step(
        commands=(aws("ec2", "associate-subnet-cidr-block", standpoint.region, **named),),
        undo=(aws("ec2", "disassociate-subnet-cidr-block", standpoint.region, association_id=OF_SUBNET),),
        terraform=terraform("aws_subnet", standpoint.subnet_id, {**_of_subnet(subnet), "ipv6_cidr_block": shown}),
        cloudformation=cloudformation(
            f"Ipv6Of{standpoint.subnet_id}",
            "AWS::EC2::SubnetCidrBlock",
            {"SubnetId": standpoint.subnet_id, "Ipv6CidrBlock": shown},
        ),
        notes=() if block else (_PICK_A_BLOCK,),
        change=_changing(standpoint.subnet_id, _with_subnet_block) if subnet else None,
    )


def auto_assign(standpoint: Standpoint) -> Step:
    """Return the step that lets the task's subnet give new interfaces an IPv6 address."""
    subnet_id, subnet = standpoint.subnet_id, standpoint.subnet
    operation, named = "modify-subnet-attribute", {"subnet_id": subnet_id}
    lacks = subnet is None or not subnet.ipv6_blocks
    block = (_free_block(standpoint.snapshot, standpoint.vpc_id) or SUBNET_BLOCK) if lacks else None
    members = {**_of_subnet(subnet), "ipv6_cidr_block": block, "assign_ipv6_address_on_creation": True}
    return Step(
        commands=(aws("ec2", operation, standpoint.region, **named, assign_ipv6_address_on_creation=True),),
        undo=(aws("ec2", operation, standpoint.region, **named, assign_ipv6_address_on_creation=False),),
        terraform=terraform("aws_subnet", subnet_id, members),
        cloudformation=cloudformation(
            subnet_id, "AWS::EC2::Subnet", {"VpcId": standpoint.vpc_id, "AssignIpv6AddressOnCreation": True}
        ),
        affects=(_NEW_INTERFACES.fill(subnet=printable(subnet_id)),),
        change=_changing(subnet_id, _assigning) if subnet else None,
    )


def dns64(standpoint: Standpoint) -> Step:
    """Return the step that gives IPv4-only names an IPv6 answer in the task's subnet; nothing where it is on."""
    if standpoint.subnet and standpoint.subnet.enable_dns64:
        return Step()
    operation, named = "modify-subnet-attribute", {"subnet_id": standpoint.subnet_id}
    return Step(
        commands=(aws("ec2", operation, standpoint.region, **named, enable_dns64={"Value": True}),),
        undo=(aws("ec2", operation, standpoint.region, **named, enable_dns64={"Value": False}),),
        terraform=terraform(
            "aws_subnet", standpoint.subnet_id, {**_of_subnet(standpoint.subnet), "enable_dns64": True}
        ),
        cloudformation=cloudformation(
            standpoint.subnet_id, "AWS::EC2::Subnet", {"VpcId": standpoint.vpc_id, "EnableDns64": True}
        ),
        change=_changing(standpoint.subnet_id, _with_dns64) if standpoint.subnet else None,
    )


def _of_subnet(subnet: Subnet | None) -> dict[str, object]:
    return {"vpc_id": subnet.vpc_id, "cidr_block": subnet.cidr_block} if subnet else {}


def _free_block(snapshot: Snapshot, vpc_id: str) -> str | None:
    """Return the first /64 of the VPC's block that no subnet has; None where not all subnets are known."""
    vpc = snapshot.vpcs.by_id.get(vpc_id)
    try:
        subnets = snapshot.subnets.within(vpc_id)
    except Unanswered:
        return None
    used = {_network(block) for each in subnets for block in each.ipv6_blocks}
    whole = _network(vpc.ipv6_blocks[0]) if vpc and vpc.ipv6_blocks else None
    if whole is None or whole.prefixlen > _SUBNET_LENGTH:
        return None
    candidates = islice(whole.subnets(new_prefix=_SUBNET_LENGTH), len(used) + 1)
    return next((str(each) for each in candidates if each not in used), None)


def _network(block: str) -> IPv6Network | None:
    try:
        network = ip_network(block, strict=False)
    except ValueError:
        return None
    return network if isinstance(network, IPv6Network) else None


def _with_vpc_block(vpc_id: str) -> Change:
    def change(snapshot: Snapshot) -> Snapshot:
        vpc = snapshot.vpcs.by_id[vpc_id]
        given = (*vpc.ipv6_cidr_block_association_set, Ipv6CidrAssociation(ipv6_cidr_block=_MODEL_BLOCK))
        return snapshot.with_resource("vpcs", vpc.model_copy(update={"ipv6_cidr_block_association_set": given}))

    return change


def _changing(subnet_id: str, changed: Callable[[Snapshot, Subnet], Subnet]) -> Change:
    def change(snapshot: Snapshot) -> Snapshot:
        subnet = snapshot.subnets.by_id[subnet_id]
        return snapshot.with_resource("subnets", changed(snapshot, subnet))

    return change


def _with_subnet_block(snapshot: Snapshot, subnet: Subnet) -> Subnet:
    block = _free_block(snapshot, subnet.vpc_id) or _MODEL_BLOCK.replace("/56", "/64")
    given = (*subnet.ipv6_cidr_block_association_set, Ipv6CidrAssociation(ipv6_cidr_block=block))
    return subnet.model_copy(update={"ipv6_cidr_block_association_set": given})


def _assigning(_: Snapshot, subnet: Subnet) -> Subnet:
    return subnet.model_copy(update={"assign_ipv6_address_on_creation": True})


def _with_dns64(_: Snapshot, subnet: Subnet) -> Subnet:
    return subnet.model_copy(update={"enable_dns64": True})
