"""The security group of an interface endpoint: one that admits the task already, or a new one that does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.model.filtering import SecurityGroup
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.group_rules import Opening, admit, admits_task, opening_for_sender
from fargate_doctor.remedies.snippets import Expression, cloudformation, terraform
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.remedies.standpoint import Standpoint

ENDPOINT_GROUP: Final = "<SECURITY_GROUP_ID_OF_THE_ENDPOINTS>"
_NAME: Final = "ecs-task-endpoints"
_DESCRIPTION: Final = "HTTPS from ECS tasks to VPC endpoints"
_MODEL_ID: Final = "sg-proposed"
_HTTPS: Final = 443

_REUSED: Final = Text(
    en="The endpoints get security group {group}, which admits the task on port 443 already.",
    es="Los puntos de conexión llevan el grupo de seguridad {group}, que ya admite a la tarea en el puerto 443.",
)
_NEW: Final = Text(
    en="The endpoints get a security group of their own that admits the task on port 443; without one AWS takes the "
    "default group, which admits only itself.",
    es="Los puntos de conexión llevan un grupo de seguridad propio que admite a la tarea en el puerto 443; sin él, AWS "
    "toma el grupo predeterminado, que solo se admite a sí mismo.",
)


@frozen
class EndpointGroup:
    """A security group for endpoints: its id on the model, in commands and in snippets, and the step that makes it."""

    id: str
    shown: str
    terraform: str
    cloudformation: object
    step: Step


def endpoint_group(standpoint: Standpoint) -> EndpointGroup:
    """Return a group that admits the task on 443: one that endpoints of the VPC hold already, else a new one."""
    for group in _held_by_endpoints(standpoint):
        if admits_task(standpoint, group, "tcp", _HTTPS):
            step = Step(notes=(_REUSED.fill(group=group.group_id),))
            return EndpointGroup(group.group_id, group.group_id, group.group_id, group.group_id, step)
    return _new_group(standpoint, opening_for_sender(standpoint, "tcp", _HTTPS))


def _held_by_endpoints(standpoint: Standpoint) -> tuple[SecurityGroup, ...]:
    held = dict.fromkeys(
        group.group_id
        for endpoint in standpoint.snapshot.endpoints
        if endpoint.vpc_id == standpoint.vpc_id and endpoint.is_interface
        for group in endpoint.groups
    )
    groups = standpoint.snapshot.security_groups
    return tuple(each for each in groups if each.group_id in held)


def _new_group(standpoint: Standpoint, wanted: Opening) -> EndpointGroup:
    vpc_id = standpoint.vpc_id
    empty = SecurityGroup(group_id=_MODEL_ID, group_name=_NAME, vpc_id=vpc_id)
    rule = admit(
        standpoint,
        empty,
        wanted,
        shown=ENDPOINT_GROUP,
        in_terraform=Expression("aws_security_group.ecs_task_endpoints.id"),
        in_cloudformation={"Fn::GetAtt": ["EcsTaskEndpoints", "GroupId"]},
    )
    step = Step(
        commands=(
            aws(
                "ec2",
                "create-security-group",
                standpoint.region,
                group_name=_NAME,
                description=_DESCRIPTION,
                vpc_id=vpc_id,
            ),
            *rule.commands,
        ),
        undo=(aws("ec2", "delete-security-group", standpoint.region, group_id=ENDPOINT_GROUP),),
        terraform="\n\n".join(
            (
                terraform(
                    "aws_security_group",
                    "ecs_task_endpoints",
                    {"name": _NAME, "description": _DESCRIPTION, "vpc_id": vpc_id},
                ),
                rule.terraform,
            )
        ),
        cloudformation="\n".join(
            (
                cloudformation(
                    "EcsTaskEndpoints",
                    "AWS::EC2::SecurityGroup",
                    {"GroupName": _NAME, "GroupDescription": _DESCRIPTION, "VpcId": vpc_id},
                ),
                rule.cloudformation,
            )
        ),
        notes=(_NEW,),
        change=rule.change,
    )
    return EndpointGroup(
        _MODEL_ID,
        ENDPOINT_GROUP,
        Expression("aws_security_group.ecs_task_endpoints.id"),
        {"Fn::GetAtt": ["EcsTaskEndpoints", "GroupId"]},
        step,
    )
