"""The DNS attributes of a VPC, turned on.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns-updating.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.model.vpc import BooleanAttribute, VpcAttribute
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

Attribute = Literal["enableDnsSupport", "enableDnsHostnames"]

_OPTION: Final[dict[Attribute, str]] = {
    "enableDnsSupport": "enable_dns_support",
    "enableDnsHostnames": "enable_dns_hostnames",
}
_PROPERTY: Final[dict[Attribute, str]] = {
    "enableDnsSupport": "EnableDnsSupport",
    "enableDnsHostnames": "EnableDnsHostnames",
}


def turn_on(standpoint: Standpoint, attribute: Attribute) -> Step:
    """Return the step that turns on one DNS attribute of the task's VPC."""
    vpc_id, option = standpoint.vpc_id, _OPTION[attribute]
    vpc = standpoint.snapshot.vpcs.by_id.get(vpc_id)
    block = vpc.cidr_block if vpc else None
    return Step(
        commands=(_command(standpoint, option, is_on=True),),
        undo=(_command(standpoint, option, is_on=False),),
        terraform=terraform("aws_vpc", vpc_id, {"cidr_block": block, option: True}),
        cloudformation=cloudformation(vpc_id, "AWS::EC2::VPC", {"CidrBlock": block, _PROPERTY[attribute]: True}),
        affects=sharing_vpc(standpoint.snapshot, vpc_id),
        change=_turned_on(vpc_id, attribute),
    )


def names_of_endpoints(standpoint: Standpoint) -> tuple[Step, ...]:
    """Return what must be turned on for private names of endpoints, as far as the case shows it to be off."""
    known = standpoint.snapshot.vpc_attributes.by_id
    wanted: tuple[Attribute, ...] = ("enableDnsSupport", "enableDnsHostnames")
    shown = ((each, known.get(VpcAttribute.key_of(standpoint.vpc_id, each))) for each in wanted)
    return tuple(turn_on(standpoint, name) for name, attribute in shown if attribute and not attribute.is_on)


def _command(standpoint: Standpoint, option: str, *, is_on: bool) -> str:
    value: dict[str, object] = {"Value": is_on}
    return aws("ec2", "modify-vpc-attribute", standpoint.region, vpc_id=standpoint.vpc_id, **{option: value})


def _turned_on(vpc_id: str, attribute: Attribute) -> Change:
    members = {"VpcId": vpc_id, _PROPERTY[attribute]: BooleanAttribute(value=True)}

    def change(snapshot: Snapshot) -> Snapshot:
        known = snapshot.vpc_attributes.by_id.get(VpcAttribute.key_of(vpc_id, attribute))
        on = VpcAttribute.model_validate(members)
        turned = on.model_copy(update={"read_from": known.read_from}) if known else on
        return snapshot.with_resource("vpc_attributes", turned, vpc_id)

    return change
