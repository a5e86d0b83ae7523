"""Does the role exist under which ECS makes network interfaces?

Why it matters: ECS makes, tags and deletes the interfaces of tasks under its service-linked role.
How we know: IAM is asked for the role AWSServiceRoleForECS. It is not asked where the task had an interface: then ECS
had the role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks.stop.statements.of_roles_and_secrets import LINKED_ROLE_MISSING
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, fails, passes
from fargate_doctor.facts.interface_made import interface_made
from fargate_doctor.facts.roles.role import SERVICE_LINKED as ROLE
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles-for-clusters.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)

_MISSING = Text(
    en="IAM has no role {role}. ECS makes it with the first cluster or service, if whoever does that may create it.",
    es="IAM no tiene el rol {role}. ECS lo crea con el primer clúster o servicio, si quien lo hace tiene permiso para "
    "crearlo.",
)
_EXISTS = Text(en="The role {role} exists.", es="El rol {role} existe.")
_HAD_IT = Text(
    en="ECS made a network interface for the task, so it has the role.",
    es="ECS creó una interfaz de red para la tarea, así que tiene el rol.",
)


@check(
    id="interface.service-linked-role",
    under="interface",
    order=50,
    label=Text(en="Role of ECS", es="Rol de ECS"),
    question=Text(
        en="Does the role exist under which ECS makes network interfaces?",
        es="¿Existe el rol con el que ECS crea interfaces de red?",
    ),
    otherwise=Text(
        en="Without its service-linked role ECS makes no network interface for any task.",
        es="Sin su rol vinculado al servicio, ECS no crea interfaces de red para ninguna tarea.",
    ),
    reads=("iam:GetRole",),
    docs=_DOCS,
    findings=(LINKED_ROLE_MISSING,),
)
def linked_role(facts: TaskFacts) -> Answer:
    """Answer from IAM, where the task never had an interface."""
    made = interface_made(facts)
    if made:
        return passes(_HAD_IT, *made)
    role = facts.snapshot.roles.find(ROLE)
    if role is not None:
        return passes(_EXISTS.fill(role=ROLE), role.cite("RoleName"))
    detail = _MISSING.fill(role=ROLE)
    raised = Raised(
        LINKED_ROLE_MISSING,
        detail,
        resources=(ResourceName("iam-role", ROLE),),
        evidence=(facts.snapshot.roles.cite_absence(ROLE, "Role"),),
        phase="eni",
    )
    return fails(detail, raised)
