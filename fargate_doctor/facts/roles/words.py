"""What is said of a role: which it is, how it was tested, what it lacks, and what nobody can see from here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from fargate_doctor.facts.roles.decisions import Decision, Why
    from fargate_doctor.facts.roles.role import RoleKind, TaskRole
    from fargate_doctor.facts.roles.standing import Standing, State
    from fargate_doctor.facts.task_facts import TaskFacts

KIND: Final[dict[RoleKind, Text]] = {
    "execution": Text(en="execution role", es="rol de ejecución"),
    "task": Text(en="task role", es="rol de tarea"),
}

_STANDS: Final[dict[State, Text]] = {
    "trusted": Text(
        en="The {kind} {role} exists, and its trust policy lets ECS tasks assume it.",
        es="El {kind} {role} existe y su política de confianza permite que las tareas de ECS lo asuman.",
    ),
    "gone": Text(
        en="The {kind} {role} does not exist.",
        es="El {kind} {role} no existe.",
    ),
    "other-path": Text(
        en="The {kind} is written as {role}, but the role of that name is {found}.",
        es="El {kind} está escrito como {role}, pero el rol de ese nombre es {found}.",
    ),
    "untrusted": Text(
        en="The {kind} {role} exists, but its trust policy does not let ecs-tasks.amazonaws.com assume it for this "
        "task.",
        es="El {kind} {role} existe, pero su política de confianza no permite que ecs-tasks.amazonaws.com lo asuma "
        "para esta tarea.",
    ),
    "conditions": Text(
        en="The trust policy of the {kind} {role} rests on conditions that cannot be judged from here.",
        es="La política de confianza del {kind} {role} depende de condiciones que desde aquí no se pueden juzgar.",
    ),
    "elsewhere": Text(
        en="The {kind} {role} belongs to another account, whose roles cannot be read from here.",
        es="El {kind} {role} es de otra cuenta, cuyos roles no se pueden leer desde aquí.",
    ),
}

_HAS_ALL: Final = Text(
    en="Tested: the {kind} {role}, {how}. It may do all that the task needs: {actions}.",
    es="Comprobado: el {kind} {role}, {how}. Puede hacer todo lo que la tarea necesita: {actions}.",
)
_LACKS: Final = Text(
    en="Tested: the {kind} {role}, {how}. It lacks {lacking}.",
    es="Comprobado: el {kind} {role}, {how}. Le falta {lacking}.",
)
_OPEN: Final = Text(
    en="Whether the {kind} {role} may do {lacking} cannot be told.",
    es="No se sabe si el {kind} {role} puede hacer {lacking}.",
)
_ON: Final = Text(en="{action} on {resource}", es="{action} sobre {resource}")
_BY_SIMULATION: Final = Text(en="by IAM's own simulation", es="con la simulación del propio IAM")
_BY_POLICIES: Final = Text(en="by reading its policies", es="leyendo sus políticas")
_BY_BOTH: Final = Text(
    en="by IAM's own simulation and by reading its policies",
    es="con la simulación del propio IAM y leyendo sus políticas",
)
_BECAUSE: Final[dict[Why, Text]] = {
    "implicit": Text(en="None of its policies allows it.", es="Ninguna de sus políticas lo permite."),
    "explicit": Text(
        en="A policy denies it explicitly, which no other policy can lift.",
        es="Una política lo deniega de forma explícita, y eso ninguna otra política lo puede levantar.",
    ),
    "boundary": Text(
        en="Its permissions boundary does not allow it.",
        es="Su límite de permisos no lo permite.",
    ),
    "organization": Text(
        en="A service control policy of the organization does not allow it; only the organization's administrators "
        "can change that.",
        es="Una política de control de servicios de la organización no lo permite; solo los administradores de la "
        "organización pueden cambiarlo.",
    ),
}
_OPEN_BECAUSE: Final[dict[Why, Text]] = {
    "conditions": Text(
        en="It depends on conditions whose values are not known here.",
        es="Depende de condiciones cuyos valores aquí no se conocen.",
    ),
    "resource-policy": Text(
        en="Its own policies do not allow it, but the policy of the resource may, and that was not read.",
        es="Sus propias políticas no lo permiten, pero la política del recurso podría permitirlo, y esa no se leyó.",
    ),
    "name": Text(
        en="The secret is named without the end of its ARN, which its policies may speak of.",
        es="El secreto se nombra sin el final de su ARN, del que pueden hablar sus políticas.",
    ),
    "": Text(en="Its permissions were not read.", es="No se leyeron sus permisos."),
}
_KEYS: Final = Text(en="These are: {keys}.", es="Son: {keys}.")
_SIMULATION_COUNTS: Final = Text(
    en="Its policies, as they were read, say otherwise; the simulation counts.",
    es="Sus políticas, tal como se leyeron, dicen otra cosa; vale la simulación.",
)
_UNSEEN_BY_SIMULATION: Final = Text(
    en="Session policies and resource control policies cannot be seen from here.",
    es="Las políticas de sesión y las políticas de control de recursos no se ven desde aquí.",
)
_UNSEEN_BY_READING: Final = Text(
    en="Service control policies, resource control policies and session policies cannot be seen from here.",
    es="Las políticas de control de servicios, las de control de recursos y las de sesión no se ven desde aquí.",
)
_MESSAGE_OF_OTHERS: Final = Text(
    en="The message speaks of a policy that is not the role's own: {policy}.",
    es="El mensaje habla de una política que no es del propio rol: {policy}.",
)
_MAY_BE_OTHERS: Final = Text(
    en="The message speaks of an explicit deny, which may come from a service control policy of the organization.",
    es="El mensaje habla de una denegación explícita, que puede venir de una política de control de servicios de la "
    "organización.",
)
_OF_OTHERS: Final = re.compile(
    r"(?P<policy>service control policy|resource control policy|session policy|resource-based policy"
    r"|vpc endpoint policy)",
    re.IGNORECASE,
)
_EXPLICIT: Final = re.compile(r"explicit deny(?! in an identity)", re.IGNORECASE)


def stands(standing: Standing, role: TaskRole) -> Text:
    """Return how a role stands with ECS."""
    found = printable(standing.role.arn) if standing.role else ""
    return _STANDS[standing.state].fill(kind=KIND[role.kind], role=printable(role.arn), found=found)


def has_all(role: TaskRole, allowed: tuple[Decision, ...]) -> Text:
    """Return that a role may do all that was tested, how that was tested, and what is out of sight."""
    actions = enumeration(tuple(dict.fromkeys(each.wanted.action for each in allowed)))
    said = _HAS_ALL.fill(kind=KIND[role.kind], role=printable(role.arn), how=_how(allowed), actions=actions)
    return _with_reservations(said, allowed)


def lacking(role: TaskRole, denied: tuple[Decision, ...]) -> Text:
    """Return what a role may not do, why, how that was tested, and what is out of sight."""
    said = _LACKS.fill(kind=KIND[role.kind], role=printable(role.arn), how=_how(denied), lacking=_listed(denied))
    for why in dict.fromkeys(each.why for each in denied):
        said += _BECAUSE[why]
    return _with_reservations(said, denied)


def cannot_be_told(role: TaskRole, open_: tuple[Decision, ...]) -> Text:
    """Return what is not known of a role's permissions, and why."""
    said = _OPEN.fill(kind=KIND[role.kind], role=printable(role.arn), lacking=_listed(open_))
    for why in dict.fromkeys(each.why for each in open_):
        said += _OPEN_BECAUSE[why]
    keys = tuple(dict.fromkeys(printable(key) for each in open_ for key in each.keys))
    return said + _KEYS.fill(keys=enumeration(keys)) if keys else said


def speaks_of_other_policies(facts: TaskFacts) -> bool:
    """Tell whether the message names a policy that is not the role's own: its role's permissions do not explain it."""
    message = facts.symptom.message
    return message is not None and _OF_OTHERS.search(message.text) is not None


def names_another_role(facts: TaskFacts, role: TaskRole) -> bool:
    """Tell whether the message names a role, and not this one."""
    message = facts.symptom.message
    named = message.extracted.role if message else None
    return named is not None and named.rpartition("/")[2] != role.name


def speech_about_others(facts: TaskFacts, allowed: tuple[Decision, ...]) -> Text | None:
    """Return where a refusal may come from that the role's own policies do not explain."""
    message = facts.symptom.message
    named = (message.extracted.action or "").lower() if message else ""
    if message is None or named not in {each.wanted.action.lower() for each in allowed}:
        return None
    of_others = _OF_OTHERS.search(message.text)
    if of_others:
        return _MESSAGE_OF_OTHERS.fill(policy=of_others["policy"])
    return _MAY_BE_OTHERS if _EXPLICIT.search(message.text) else None


def _with_reservations(said: Text, decisions: tuple[Decision, ...]) -> Text:
    if any(each.disagrees for each in decisions):
        said += _SIMULATION_COUNTS
    is_simulated = all(each.by == "simulation" for each in decisions)
    return said + (_UNSEEN_BY_SIMULATION if is_simulated else _UNSEEN_BY_READING)


def _how(decisions: tuple[Decision, ...]) -> Text:
    ways = {each.by for each in decisions}
    if len(ways) > 1:
        return _BY_BOTH
    return _BY_SIMULATION if ways == {"simulation"} else _BY_POLICIES


def _listed(decisions: tuple[Decision, ...]) -> Text:
    named = [_named(each) for each in decisions]
    english, spanish = (enumeration([each.in_language(one) for each in named]) for one in ("en", "es"))
    return Text(en=english.en, es=spanish.es)


def _named(decision: Decision) -> Text:
    if decision.wanted.resource == "*":
        return Text(en=decision.wanted.action, es=decision.wanted.action)
    return _ON.fill(action=decision.wanted.action, resource=printable(decision.wanted.resource))
