"""May ECS assume the task role, and may it do what the traffic table gives it to do?

Why it matters: file systems with IAM authorization, log routers and ECS Exec work under the task role, not under the
execution role; ECS does not start a task whose role it cannot assume.
How we know: IAM shows whom the role trusts, and IAM's own simulation, or else the policies as read, say what it may
do. What the application itself does under the role nobody can tell from here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.about_roles import answer_about_permissions, answer_about_trust
from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, check, fails
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.roles.wanted import naming, wanted_of, ways_without
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.roles.wanted import Wanted
    from fargate_doctor.facts.task_facts import TaskFacts

_GUIDE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_DOCS: Final = (
    f"{_GUIDE}task-iam-roles.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
)

TRUST = FindingKind(
    id="iam.task-role-trust",
    title=Text(en="ECS cannot assume the task role {role}", es="ECS no puede asumir el rol de tarea {role}"),
    place=64,
    docs=_DOCS,
    explains=frozenset({"role_missing_or_untrusted", "ambiguous"}),
    remedies=offered("roles.mend_trust"),
)
DENIED = FindingKind(
    id="iam.task-role-denied",
    title=Text(en="The task role {role} lacks {actions}", es="Al rol de tarea {role} le falta {actions}"),
    place=66,
    docs=_DOCS,
    explains=frozenset({"access_denied", "efs_mount_access", "ambiguous"}),
    remedies=offered("roles.add_permissions"),
)
NONE_SET = replace(
    DENIED,
    title=Text(
        en="The task has no task role, which {actions} would be done under",
        es="La tarea no tiene rol de tarea, con el que se haría {actions}",
    ),
    remedies=None,
)

_NOT_SET = Text(
    en="No task role is set, although the task needs one for {actions}. The execution role is of no use there.",
    es="No hay ningún rol de tarea indicado, aunque la tarea lo necesita para {actions}. El rol de ejecución no sirve "
    "para eso.",
)


@check(
    id="access.task-role-trust",
    under="access",
    order=8,
    label=Text(en="Trust in the task role", es="Confianza del rol de tarea"),
    question=Text(en="May ECS assume the task role?", es="¿Puede ECS asumir el rol de tarea?"),
    otherwise=Text(
        en="A task role that is gone, or that does not trust ECS tasks, keeps the task from starting.",
        es="Un rol de tarea que ya no existe, o que no confía en las tareas de ECS, impide que la tarea arranque.",
    ),
    reads=("iam:GetRole", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(TRUST,),
)
def task_role_trust(facts: TaskFacts) -> Answer:
    """Answer from the role and its trust policy."""
    return answer_about_trust(facts, "task", TRUST)


@check(
    id="access.task-role-permissions",
    under="access",
    order=10,
    label=Text(en="Permissions of the task", es="Permisos de la tarea"),
    question=Text(
        en="May the task role do what is done under it, as far as the task definition tells?",
        es="¿Puede el rol de tarea hacer lo que se hace con él, hasta donde indica la definición de tarea?",
    ),
    otherwise=Text(
        en="File systems that look at roles, log routers and ECS Exec refuse a task role that lacks their actions.",
        es="Los sistemas de archivos que miran los roles, los enrutadores de registros y ECS Exec rechazan un rol de "
        "tarea al que le faltan sus acciones.",
    ),
    reads=("iam:SimulatePrincipalPolicy", "ecs:DescribeTaskDefinition"),
    reads_if_met=(
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:GetRolePolicy",
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
    ),
    docs=_DOCS,
    findings=(DENIED,),
)
def task_role_permissions(facts: TaskFacts) -> Answer:
    """Answer for every action that the definition gives to the task role; without a role, all of them are lacking."""
    wanted = _wanted_without_role(facts) if role_of(facts, "task") is None else ()
    if not wanted:
        return answer_about_permissions(facts, "task", DENIED)
    actions = enumeration(tuple(dict.fromkeys(each.action for each in wanted)))
    said = _NOT_SET.fill(actions=actions)
    unset = facts.definition.require().value.cite("taskRoleArn")
    ways = ways_without(wanted)
    return fails(
        said, Raised(NONE_SET, said, blanks={"actions": actions}, evidence=(unset, *naming(ways)), blocks=ways)
    )


def _wanted_without_role(facts: TaskFacts) -> tuple[Wanted, ...]:
    """Return what a task role is lacking for; that a file system is not mounted then is its own finding."""
    return tuple(each for each in wanted_of(facts, "task") if any(way.need.purpose != "efs" for way in each.ways))
