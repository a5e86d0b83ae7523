"""Roles that are missing, that ECS may not assume, or that lack a permission.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html and
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.arns import Arn
from fargate_doctor.facts.roles.decisions import decide
from fargate_doctor.facts.roles.role import TaskRole, role_of
from fargate_doctor.facts.roles.wanted import wanted_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.role_policies import put_policy, sharing_role
from fargate_doctor.remedies.role_trust import new_role, other_arn, trusting
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.paths.flow import Permission
    from fargate_doctor.facts.roles.decisions import Decision
    from fargate_doctor.facts.roles.role import RoleKind
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
)
_MANAGED: Final = "policy/service-role/AmazonECSTaskExecutionRolePolicy"
_IN_MANAGED: Final = frozenset(
    {
        "ecr:getauthorizationtoken",
        "ecr:batchgetimage",
        "ecr:getdownloadurlforlayer",
        "logs:createlogstream",
        "logs:putlogevents",
    }
)
"""https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html"""

_NEW_NAME: Final = "ecsTaskExecutionRole"
_ALLOW_TITLE: Final = Text(
    en="Allow role {role} {actions}, and nothing more",
    es="Permitir al rol {role} {actions}, y nada más",
)
_ALLOW: Final = Text(
    en="The policy holds exactly what was found lacking. IAM may take some seconds until the change counts everywhere.",
    es="La política contiene exactamente lo que falta. IAM puede tardar unos segundos en aplicar el cambio en todas "
    "partes.",
)
_MANAGED_TITLE: Final = Text(
    en="Attach AmazonECSTaskExecutionRolePolicy to role {role}",
    es="Asociar AmazonECSTaskExecutionRolePolicy al rol {role}",
)
_MANAGED_DETAIL: Final = Text(
    en="AWS keeps this policy for execution roles: it allows pulling from every repository of Amazon ECR and writing "
    "to every log group.",
    es="AWS mantiene esta política para los roles de ejecución: permite descargar de cualquier repositorio de Amazon "
    "ECR y escribir en cualquier grupo de registros.",
)
_FIND_TITLE: Final = Text(
    en="Find the policy that stands against {actions}, and change it",
    es="Encontrar la política que se opone a {actions} y cambiarla",
)
_FIND: Final[dict[str, Text]] = {
    "explicit": Text(
        en="A policy of the role denies it explicitly: no added permission lifts that. Look for a statement with "
        "Effect Deny, and take the action or the resource out of it.",
        es="Una política del rol lo deniega de forma explícita: ningún permiso añadido lo levanta. Busque una "
        "declaración con Effect Deny y quite de ella la acción o el recurso.",
    ),
    "boundary": Text(
        en="The permissions boundary of the role leaves it out: add the actions to the boundary, whose owner is often "
        "another team.",
        es="El límite de permisos del rol lo excluye: añada las acciones a ese límite, que a menudo es de otro equipo.",
    ),
    "organization": Text(
        en="A service control policy of the organization stands against it. Nobody in this account can change that: "
        "ask the organization's administrators.",
        es="Una política de control de servicios de la organización se opone. Nadie de esta cuenta puede cambiarla: "
        "pregunte a los administradores de la organización.",
    ),
}
_TRUST_TITLE: Final = Text(
    en="Let ECS tasks assume role {role}",
    es="Permitir que las tareas de ECS asuman el rol {role}",
)
_TRUST: Final = Text(
    en="A statement is added to the trust policy; the others stay. A Deny among them would still win.",
    es="Se añade una declaración a la política de confianza; las demás se quedan. Un Deny entre ellas seguiría "
    "ganando.",
)
_CREATE_TITLE: Final = Text(
    en="Create role {role} with what the task needs",
    es="Crear el rol {role} con lo que la tarea necesita",
)
_CREATE: Final = Text(
    en="The role trusts ECS tasks of this account alone, and may do what the task needs and nothing more.",
    es="El rol solo confía en las tareas de ECS de esta cuenta, y puede hacer lo que la tarea necesita y nada más.",
)
_ARN_TITLE: Final = Text(
    en="Write {found} into the task definition",
    es="Escribir {found} en la definición de tarea",
)
_EDIT: Final = Text(
    en="Between describing and registering, edit the file: {member} becomes {role}. Take out what registering does not "
    "accept: taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt and registeredBy.",
    es="Entre la descripción y el registro, edite el archivo: {member} pasa a ser {role}. Quite lo que el registro no "
    "acepta: taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt y registeredBy.",
)


def add_permissions(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the smallest policy that adds what is lacking, and AWS's own; what stands against it is to be found."""
    kind: RoleKind = "task" if raised.kind.id.startswith("iam.task") else "execution"
    role = role_of(facts, kind)
    if role is None:
        return ()
    here, blocked = Standpoint(facts), {id(each) for each in raised.blocks}
    concerned = (each for each in wanted_of(facts, kind) if any(id(way) in blocked for way in each.ways))
    decisions = [decide(facts.snapshot, role, each) for each in concerned]
    denied = [each for each in decisions if each.answer == "denied"]
    silent = [each for each in denied if each.why == "implicit"]
    against = [each for each in denied if each.why != "implicit"]
    return (*_allowed(here, role, silent), *_found(here, role, against))


def mend_trust(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the trust that is lacking, the role that is gone, or the ARN that is meant."""
    kind: RoleKind = "task" if raised.kind.id.startswith("iam.task") else "execution"
    role = role_of(facts, kind)
    if role is None:
        return ()
    here = Standpoint(facts)
    found = facts.snapshot.roles.by_id.get(role.name)
    if found is None:
        title = _CREATE_TITLE.fill(role=printable(role.name))
        step = new_role(here, role, _permissions(facts, kind))
        return (remedy("create-role", title, _CREATE, step, needs_new_tasks=True, references=_REFERENCES),)
    if found.arn and found.arn != role.arn:
        return tuple(_renamed(here, role, found.arn))
    title = _TRUST_TITLE.fill(role=printable(role.name))
    step = trusting(here, role, found)
    return (remedy("trust-ecs-tasks", title, _TRUST, step, needs_new_tasks=True, references=_REFERENCES),)


def set_execution_role(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a new role with what the task needs, and a revision of the definition that names it."""
    here, definition = Standpoint(facts), facts.definition.require().value
    account = facts.snapshot.account or ""
    arn = str(Arn(here.partition, "iam", "", account, f"role/{definition.family or 'task'}-{_NEW_NAME}"))
    named = definition.cite("executionRoleArn")
    role = TaskRole("execution", arn, named, account, here.region)
    detail = _CREATE + _EDIT.fill(member="executionRoleArn", role=printable(arn))
    title = _CREATE_TITLE.fill(role=printable(role.name))
    revision = new_revision(here, definition, execution_role_arn=arn)
    steps = (new_role(here, role, _permissions(facts, "execution")), revision)
    return (remedy("create-execution-role", title, detail, *steps, needs_new_tasks=True, references=_REFERENCES),)


def _permissions(facts: TaskFacts, kind: RoleKind) -> tuple[Permission, ...]:
    try:
        return tuple(each.permission for each in wanted_of(facts, kind))
    except Unanswered:
        return ()


def _allowed(here: Standpoint, role: TaskRole, silent: list[Decision]) -> Iterator[Remedy]:
    if not silent:
        return
    actions = tuple(dict.fromkeys(each.wanted.action for each in silent))
    step = put_policy(here, role, [each.wanted.permission for each in silent])
    title = _ALLOW_TITLE.fill(role=printable(role.name), actions=enumeration(actions))
    yield remedy("allow-what-is-lacking", title, _ALLOW, step, needs_new_tasks=True, references=_REFERENCES)
    if role.kind == "execution" and {each.lower() for each in actions} <= _IN_MANAGED:
        arn = f"arn:{here.partition}:iam::aws:{_MANAGED}"
        named = {"role_name": role.name, "policy_arn": arn}
        attach = Step(
            commands=(aws("iam", "attach-role-policy", here.region, **named),),
            undo=(aws("iam", "detach-role-policy", here.region, **named),),
            affects=step.affects,
            change=step.change,
        )
        title = _MANAGED_TITLE.fill(role=printable(role.name))
        references = (*_REFERENCES, "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html")
        yield remedy(
            "attach-managed-policy", title, _MANAGED_DETAIL, attach, needs_new_tasks=True, references=references
        )


def _found(here: Standpoint, role: TaskRole, against: list[Decision]) -> Iterator[Remedy]:
    """Return where to look for what stands against some actions: which of its statements to change is the owner's."""
    for why in dict.fromkeys(each.why for each in against):
        actions = tuple(dict.fromkeys(each.wanted.action for each in against if each.why == why))
        named = {"role_name": role.name}
        look = {
            "explicit": (
                aws("iam", "list-role-policies", here.region, **named),
                aws("iam", "list-attached-role-policies", here.region, **named),
            ),
            "boundary": (aws("iam", "get-role", here.region, **named, query="Role.PermissionsBoundary"),),
        }
        step = Step(commands=look.get(why, ()), affects=sharing_role(here, role), change=None)
        title = _FIND_TITLE.fill(actions=enumeration(actions))
        yield remedy(f"find-{why}-deny", title, _FIND[why], step, needs_new_tasks=True, references=_REFERENCES)


def _renamed(here: Standpoint, role: TaskRole, arn: str) -> Iterator[Remedy]:
    definition = here.snapshot.task_definitions.by_id.get(here.facts.task.task_definition_arn)
    if definition is None:
        return
    member = f"{role.kind}RoleArn"
    detail = _EDIT.fill(member=member, role=printable(arn))
    step = other_arn(here, definition, role, arn)
    title = _ARN_TITLE.fill(found=printable(arn))
    yield remedy("name-role-as-it-is", title, detail, step, needs_new_tasks=True, references=_REFERENCES)
