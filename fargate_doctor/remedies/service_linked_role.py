"""The role under which ECS makes network interfaces.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles-for-clusters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.roles.role import SERVICE_LINKED
from fargate_doctor.model.identity import Role
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.snapshot import Snapshot

_SERVICE: Final = "ecs.amazonaws.com"
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles-for-clusters.html",
    "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html",
)
_TITLE: Final = Text(en="Create the role {role}", es="Crear el rol {role}")
_DETAIL: Final = Text(
    en="It takes iam:CreateServiceLinkedRole, once for the account. A new role may take some minutes until ECS can use "
    "it; start the task again then.",
    es="Requiere iam:CreateServiceLinkedRole, una vez por cuenta. Un rol nuevo puede tardar unos minutos en estar "
    "disponible para ECS; inicie entonces la tarea de nuevo.",
)


def create_service_linked_role(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return the creation of the role, once for the account."""
    here = Standpoint(facts)
    step = Step(
        commands=(aws("iam", "create-service-linked-role", here.region, aws_service_name=_SERVICE),),
        undo=(aws("iam", "delete-service-linked-role", here.region, role_name=SERVICE_LINKED),),
        terraform=terraform("aws_iam_service_linked_role", "ecs", {"aws_service_name": _SERVICE}),
        cloudformation=cloudformation("EcsRole", "AWS::IAM::ServiceLinkedRole", {"AWSServiceName": _SERVICE}),
        change=_with_role,
    )
    title = _TITLE.fill(role=SERVICE_LINKED)
    return (remedy("create-service-linked-role", title, _DETAIL, step, needs_new_tasks=True, references=_REFERENCES),)


def _with_role(snapshot: Snapshot) -> Snapshot:
    return snapshot.with_resource("roles", Role(role_name=SERVICE_LINKED))
