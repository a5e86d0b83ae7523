"""Is an execution role set where one is needed, may ECS assume it, and may it do what the start needs?

Why it matters: under the execution role ECS logs in to the registry, pulls, fetches secrets and opens log streams; a
role that is not set, cannot be assumed or lacks a permission ends the start before any container runs.
How we know: the task definition names the role, IAM shows whom it trusts, and IAM's own simulation, or else the
policies as read, say what it may do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.about_roles import answer_about_permissions, answer_about_trust
from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, check, does_not_apply, fails, passes
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.roles.wanted import naming, ways_under
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

_GUIDE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_DOCS: Final = (
    f"{_GUIDE}task_execution_IAM_role.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
)
_REFUSALS: Final = frozenset({"access_denied", "role_missing_or_untrusted", "ambiguous"})

MISSING = FindingKind(
    id="iam.execution-role-missing",
    title=Text(
        en="The task needs an execution role, and none is set",
        es="La tarea necesita un rol de ejecución y no tiene ninguno",
    ),
    place=61,
    docs=_DOCS,
    explains=_REFUSALS,
    remedies=offered("roles.set_execution_role"),
)
TRUST = FindingKind(
    id="iam.execution-role-trust",
    title=Text(
        en="ECS cannot assume the execution role {role}",
        es="ECS no puede asumir el rol de ejecución {role}",
    ),
    place=62,
    docs=_DOCS,
    explains=_REFUSALS,
    remedies=offered("roles.mend_trust"),
)
DENIED = FindingKind(
    id="iam.execution-role-denied",
    title=Text(
        en="The execution role {role} lacks {actions}",
        es="Al rol de ejecución {role} le falta {actions}",
    ),
    place=63,
    docs=_DOCS,
    explains=frozenset({"access_denied", "ambiguous"}),
    remedies=offered("roles.add_permissions"),
)

_NEEDS_NONE = Text(
    en="Nothing that this task needs to start is done under an execution role.",
    es="Nada de lo que esta tarea necesita para arrancar se hace con un rol de ejecución.",
)
_IS_SET = Text(
    en="The execution role {role} is set.",
    es="El rol de ejecución {role} está indicado.",
)
_NOT_SET = Text(
    en="No execution role is set, and without one the task cannot reach {destinations}: nothing there is public.",
    es="No hay ningún rol de ejecución indicado y, sin él, la tarea no puede acceder a {destinations}: nada de eso es "
    "público.",
)


@check(
    id="access.execution-role",
    under="access",
    order=2,
    label=Text(en="Execution role", es="Rol de ejecución"),
    question=Text(
        en="Is an execution role set, where the task needs one?",
        es="¿Tiene la tarea un rol de ejecución, si lo necesita?",
    ),
    otherwise=Text(
        en="Private images, secrets and CloudWatch Logs are out of reach for a task without an execution role.",
        es="Una tarea sin rol de ejecución no tiene acceso a imágenes privadas, secretos ni CloudWatch Logs.",
    ),
    reads=("ecs:DescribeTaskDefinition",),
    docs=_DOCS,
    findings=(MISSING,),
)
def execution_role(facts: TaskFacts) -> Answer:
    """Answer from the task definition, and from what the task was launched with."""
    role = role_of(facts, "execution")
    if role is not None:
        return passes(_IS_SET.fill(role=role.arn), role.named)
    ways = ways_under(facts, "execution")
    if not ways:
        return does_not_apply(_NEEDS_NONE)
    destinations = enumeration(tuple(dict.fromkeys(way.need.destination for way in ways)))
    said = _NOT_SET.fill(destinations=destinations)
    is_about_role = facts.symptom.cause == "role_missing_or_untrusted"
    unset = facts.definition.require().value.cite("executionRoleArn")
    raised = Raised(
        MISSING,
        said,
        evidence=(unset, *naming(ways)),
        blocks=() if is_about_role else ways,
        phase=facts.symptom.phase or "secrets",
    )
    return fails(said, raised)


@check(
    id="access.execution-role-trust",
    under="access",
    order=4,
    label=Text(en="Trust in the execution role", es="Confianza del rol de ejecución"),
    question=Text(en="May ECS assume the execution role?", es="¿Puede ECS asumir el rol de ejecución?"),
    otherwise=Text(
        en="A role that is gone, or that does not trust ECS tasks, gives the task no credentials to start with.",
        es="Un rol que ya no existe, o que no confía en las tareas de ECS, deja a la tarea sin credenciales para "
        "arrancar.",
    ),
    reads=("iam:GetRole", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(TRUST,),
)
def execution_role_trust(facts: TaskFacts) -> Answer:
    """Answer from the role and its trust policy."""
    return answer_about_trust(facts, "execution", TRUST)


@check(
    id="access.execution-role-permissions",
    under="access",
    order=6,
    label=Text(en="Permissions to start", es="Permisos para arrancar"),
    question=Text(
        en="May the execution role do all that the start needs?",
        es="¿Puede el rol de ejecución hacer todo lo que el arranque necesita?",
    ),
    otherwise=Text(
        en="An action that the role lacks is refused with an access denial, however well the network works.",
        es="Una acción que le falte al rol se rechaza con un acceso denegado, por bien que funcione la red.",
    ),
    reads=("iam:SimulatePrincipalPolicy", "ecs:DescribeTaskDefinition"),
    reads_if_met=(
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:GetRolePolicy",
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
        "ecr:GetRepositoryPolicy",
        "secretsmanager:GetResourcePolicy",
        "s3:GetBucketPolicy",
    ),
    docs=_DOCS,
    findings=(DENIED,),
)
def execution_role_permissions(facts: TaskFacts) -> Answer:
    """Answer for every action that the start needs on every resource."""
    return answer_about_permissions(facts, "execution", DENIED)
