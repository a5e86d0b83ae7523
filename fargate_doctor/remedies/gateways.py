"""Gateways to the internet: the one that must be attached, and those that must be made first.

https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-working-with.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.routing import (
    EgressOnlyInternetGateway,
    GatewayAttachment,
    InternetGateway,
    NatGateway,
    NatGatewayAddress,
)
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.routes import Target
from fargate_doctor.remedies.snippets import Expression, cloudformation, terraform
from fargate_doctor.remedies.step import Step, unchanged
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

PUBLIC_SUBNET: Final = "<SUBNET_ID_IN_A_PUBLIC_SUBNET>"
NAT_GATEWAY: Final = "<NAT_GATEWAY_ID>"
ALLOCATION: Final = "<ALLOCATION_ID>"
INTERNET_GATEWAY: Final = "<INTERNET_GATEWAY_ID>"
EGRESS_ONLY_GATEWAY: Final = "<EGRESS_ONLY_INTERNET_GATEWAY_ID>"

_NO_PUBLIC_SUBNET: Final = Text(
    en="The case shows no public subnet in this VPC; put the NAT gateway in one whose route table leads to an internet "
    "gateway.",
    es="El caso no muestra ninguna subred pública en esta VPC; cree la puerta de enlace NAT en una cuya tabla de "
    "enrutamiento lleve a una puerta de enlace de Internet.",
)


def attach(standpoint: Standpoint, gateway: InternetGateway) -> Step:
    """Return the step that attaches an internet gateway to the task's VPC."""
    vpc_id = standpoint.vpc_id
    ids = {"internet_gateway_id": gateway.internet_gateway_id, "vpc_id": vpc_id}
    attachments = (GatewayAttachment(vpc_id=vpc_id, state="available"),)
    return Step(
        commands=(aws("ec2", "attach-internet-gateway", standpoint.region, **ids),),
        undo=(aws("ec2", "detach-internet-gateway", standpoint.region, **ids),),
        terraform=terraform("aws_internet_gateway_attachment", f"of_{vpc_id}", ids),
        cloudformation=cloudformation(
            f"AttachmentOf{vpc_id}",
            "AWS::EC2::VPCGatewayAttachment",
            {"InternetGatewayId": gateway.internet_gateway_id, "VpcId": vpc_id},
        ),
        change=updating("internet_gateways", gateway, attachments=attachments),
    )


def new_internet_gateway(standpoint: Standpoint) -> tuple[Step, Target]:
    """Return the step that makes and attaches an internet gateway, and what a route to it says."""
    region, vpc_id = standpoint.region, standpoint.vpc_id
    ids = {"internet_gateway_id": INTERNET_GATEWAY}
    proposed = InternetGateway(
        internet_gateway_id="igw-proposed", attachments=(GatewayAttachment(vpc_id=vpc_id, state="available"),)
    )
    step = Step(
        commands=(
            aws("ec2", "create-internet-gateway", region),
            aws("ec2", "attach-internet-gateway", region, **ids, vpc_id=vpc_id),
        ),
        undo=(
            aws("ec2", "detach-internet-gateway", region, **ids, vpc_id=vpc_id),
            aws("ec2", "delete-internet-gateway", region, **ids),
        ),
        terraform=terraform("aws_internet_gateway", "way_out", {"vpc_id": vpc_id}),
        cloudformation="\n".join(
            (
                cloudformation("WayOutInternetGateway", "AWS::EC2::InternetGateway", {"Tags": []}),
                cloudformation(
                    "WayOutAttachment",
                    "AWS::EC2::VPCGatewayAttachment",
                    {"InternetGatewayId": {"Ref": "WayOutInternetGateway"}, "VpcId": vpc_id},
                ),
            )
        ),
        change=lambda snapshot: snapshot.with_resource("internet_gateways", proposed, vpc_id),
    )
    target = Target(
        "gateway_id",
        proposed.internet_gateway_id,
        INTERNET_GATEWAY,
        Expression("aws_internet_gateway.way_out.id"),
        {"Ref": "WayOutInternetGateway"},
    )
    return step, target


def new_nat_gateway(standpoint: Standpoint, subnet_id: str | None) -> tuple[Step, Target]:
    """Return the steps that make a public NAT gateway in a public subnet, and what a route to it says."""
    where = subnet_id or PUBLIC_SUBNET
    region = standpoint.region
    step = Step(
        commands=(
            aws("ec2", "allocate-address", region, domain="vpc"),
            aws("ec2", "create-nat-gateway", region, subnet_id=where, allocation_id=ALLOCATION),
            aws("ec2", "wait nat-gateway-available", region, nat_gateway_ids=NAT_GATEWAY),
        ),
        undo=(
            aws("ec2", "delete-nat-gateway", region, nat_gateway_id=NAT_GATEWAY),
            aws("ec2", "wait nat-gateway-deleted", region, nat_gateway_ids=NAT_GATEWAY),
            aws("ec2", "release-address", region, allocation_id=ALLOCATION),
        ),
        terraform="\n\n".join(
            (
                terraform("aws_eip", "way_out", {"domain": "vpc"}),
                terraform(
                    "aws_nat_gateway",
                    "way_out",
                    {"subnet_id": where, "allocation_id": Expression("aws_eip.way_out.id")},
                ),
            )
        ),
        cloudformation="\n".join(
            (
                cloudformation("WayOutAddress", "AWS::EC2::EIP", {"Domain": "vpc"}),
                cloudformation(
                    "WayOutNatGateway",
                    "AWS::EC2::NatGateway",
                    {"SubnetId": where, "AllocationId": {"Fn::GetAtt": ["WayOutAddress", "AllocationId"]}},
                ),
            )
        ),
        notes=() if subnet_id else (_NO_PUBLIC_SUBNET,),
        change=_with_nat_gateway(standpoint.vpc_id, subnet_id) if subnet_id else None,
    )
    target = Target(
        "nat_gateway_id",
        "nat-proposed",
        NAT_GATEWAY,
        Expression("aws_nat_gateway.way_out.id"),
        {"Ref": "WayOutNatGateway"},
    )
    return step, target


def egress_only_gateway(standpoint: Standpoint) -> tuple[Step, Target]:
    """Return what a route for IPv6 leads to: the VPC's egress-only internet gateway, or the step that makes one."""
    vpc_id, member = standpoint.vpc_id, "egress_only_internet_gateway_id"
    existing = next((each for each in standpoint.snapshot.egress_only_gateways if each.is_attached_to(vpc_id)), None)
    if existing is not None:
        return Step(change=unchanged), Target.existing(member, existing.egress_only_internet_gateway_id)
    proposed = EgressOnlyInternetGateway(
        egress_only_internet_gateway_id="eigw-proposed",
        attachments=(GatewayAttachment(vpc_id=vpc_id, state="attached"),),
    )
    step = Step(
        commands=(aws("ec2", "create-egress-only-internet-gateway", standpoint.region, vpc_id=vpc_id),),
        undo=(aws("ec2", "delete-egress-only-internet-gateway", standpoint.region, **{member: EGRESS_ONLY_GATEWAY}),),
        terraform=terraform("aws_egress_only_internet_gateway", "way_out", {"vpc_id": vpc_id}),
        cloudformation=cloudformation(
            "WayOutEgressOnlyGateway", "AWS::EC2::EgressOnlyInternetGateway", {"VpcId": vpc_id}
        ),
        change=lambda snapshot: snapshot.with_resource("egress_only_gateways", proposed, vpc_id),
    )
    target = Target(
        member,
        proposed.egress_only_internet_gateway_id,
        EGRESS_ONLY_GATEWAY,
        Expression("aws_egress_only_internet_gateway.way_out.id"),
        {"Ref": "WayOutEgressOnlyGateway"},
    )
    return step, target


def _with_nat_gateway(vpc_id: str, subnet_id: str) -> Change:
    gateway = NatGateway(
        nat_gateway_id="nat-proposed",
        vpc_id=vpc_id,
        subnet_id=subnet_id,
        state="available",
        nat_gateway_addresses=(NatGatewayAddress(public_ip="203.0.113.1", status="succeeded", is_primary=True),),
    )

    def change(snapshot: Snapshot) -> Snapshot:
        return snapshot.with_resource("nat_gateways", gateway, vpc_id)

    return change
