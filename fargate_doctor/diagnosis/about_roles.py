"""Questions that are asked of the execution role and of the task role alike: who may assume it, what it may do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import Answer, Raised, ResourceName, does_not_apply, fails, passes, unknown
from fargate_doctor.facts.proved import is_proved_by_times, phases_proved
from fargate_doctor.facts.roles.decisions import decide
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.roles.standing import standing_of
from fargate_doctor.facts.roles.wanted import wanted_of, ways_under, ways_without
from fargate_doctor.facts.roles.words import (
    KIND,
    cannot_be_told,
    has_all,
    lacking,
    names_another_role,
    speaks_of_other_policies,
    speech_about_others,
    stands,
)
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import FindingKind
    from fargate_doctor.facts.roles.decisions import Decision
    from fargate_doctor.facts.roles.role import RoleKind, TaskRole
    from fargate_doctor.facts.roles.standing import Standing
    from fargate_doctor.facts.roles.wanted import Wanted
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_NONE_SET: Final = Text(en="The task has no {kind}.", es="La tarea no tiene {kind}.")
_NOTHING_DONE: Final = Text(
    en="As far as the task definition tells, nothing is done under the {kind} before the application starts.",
    es="Hasta donde indica la definición de tarea, nada se hace con el {kind} antes de que arranque la aplicación.",
)
_NO_ROLE: Final = Text(
    en="The role does not exist, or cannot be read from here, so there is nothing to test.",
    es="El rol no existe, o no se puede leer desde aquí, así que no hay nada que comprobar.",
)
_PROVED: Final = Text(
    en="What cannot be read of {kind} {role} is answered by the task itself: its own times show that it got past this.",
    es="Lo que no se puede leer del {kind} {role} lo responde la propia tarea: sus tiempos muestran que superó este "
    "punto.",
)
_UNREAD: Final = Text(
    en="Whether ECS may assume {kind} {role} cannot be told: it was not read.",
    es="No se sabe si ECS puede asumir el {kind} {role}: no se ha leído.",
)
_BROKEN: Final = frozenset({"gone", "other-path", "untrusted"})
_ASSUMING: Final = "secrets"


def answer_about_trust(facts: TaskFacts, kind: RoleKind, finding: FindingKind) -> Answer:
    """Return whether a role exists and ECS may assume it, as far as the task's own times do not tell."""
    role = role_of(facts, kind)
    if role is None:
        return does_not_apply(_NONE_SET.fill(kind=KIND[kind]))
    try:
        standing = standing_of(facts.snapshot, role)
    except Unanswered as gap:
        said = _UNREAD.fill(kind=KIND[kind], role=printable(role.arn))
        return _proved(facts, role) or unknown(said, *gap.missing, evidence=(role.named,))
    said = stands(standing, role)
    if standing.state in _BROKEN:
        return fails(said, _untrusted(facts, role, standing, finding))
    if standing.state == "trusted":
        return replace(passes(said, *standing.evidence), contradicts=_contradicted(facts, role, finding))
    return _proved(facts, role) or unknown(said, *standing.missing, evidence=standing.evidence)


def answer_about_permissions(facts: TaskFacts, kind: RoleKind, finding: FindingKind) -> Answer:
    """Return whether a role may do all that is done under it; what it lacks is told before what is not known."""
    role = role_of(facts, kind)
    if role is None:
        return does_not_apply(_NONE_SET.fill(kind=KIND[kind]))
    wanted = wanted_of(facts, kind)
    if not wanted:
        return does_not_apply(_NOTHING_DONE.fill(kind=KIND[kind]), role.named)
    if not _can_be_tested(facts, role):
        return does_not_apply(_NO_ROLE, role.named)
    return _of_decisions(facts, role, tuple(decide(facts.snapshot, role, each) for each in wanted), finding)


def _of_decisions(facts: TaskFacts, role: TaskRole, decisions: tuple[Decision, ...], finding: FindingKind) -> Answer:
    denied = tuple(each for each in decisions if each.answer == "denied")
    if denied:
        raised = _lacking(facts, role, denied, finding)
        return fails(raised[0].detail, *raised)
    open_ = tuple(each for each in decisions if each.answer == "unknown" and not _is_proved(facts, each.wanted))
    if open_:
        missing = tuple(dict.fromkeys(gap for each in open_ for gap in each.missing))
        return unknown(cannot_be_told(role, open_), *missing, evidence=(role.named, *_quoted(open_)))
    allowed = tuple(each for each in decisions if each.answer == "allowed")
    if not allowed:
        return _past_this_point(facts, role)
    said, of_others = has_all(role, allowed), speech_about_others(facts, allowed)
    contradicted = _contradicted_by(facts, role, allowed, finding)
    told = said + of_others if of_others else said
    return replace(passes(told, role.named, *_quoted(allowed)), contradicts=contradicted)


def _proved(facts: TaskFacts, role: TaskRole) -> Answer | None:
    """Return that the task's own times show that ECS assumed its roles; None where they do not."""
    return _past_this_point(facts, role) if _ASSUMING in phases_proved(facts.task) else None


def _past_this_point(facts: TaskFacts, role: TaskRole) -> Answer:
    times = facts.task.cite("startedAt" if facts.task.started_at else "pullStoppedAt")
    return passes(_PROVED.fill(kind=KIND[role.kind], role=printable(role.arn)), times)


def _untrusted(facts: TaskFacts, role: TaskRole, standing: Standing, finding: FindingKind) -> Raised:
    """Return that a role cannot be assumed; an execution role under which nothing is done stops nothing."""
    kind = replace(finding, explains=frozenset()) if names_another_role(facts, role) else finding
    return Raised(
        kind,
        stands(standing, role),
        "blocker" if role.kind == "task" or ways_under(facts, "execution") else "notice",
        blanks={"role": printable(role.name)},
        resources=(ResourceName("iam-role", role.arn),),
        evidence=standing.evidence,
        level="warning",
        phase=_ASSUMING,
    )


def _lacking(
    facts: TaskFacts, role: TaskRole, denied: tuple[Decision, ...], finding: FindingKind
) -> tuple[Raised, ...]:
    """Return what is lacking to start, and apart from it what is lacking for what a task starts without."""
    needed = tuple(each for each in denied if any(way.need.stops_start for way in each.wanted.ways))
    beside = tuple(each for each in denied if each not in needed)
    return tuple(_one_lacking(facts, role, each, finding) for each in (needed, beside) if each)


def _one_lacking(facts: TaskFacts, role: TaskRole, denied: tuple[Decision, ...], finding: FindingKind) -> Raised:
    actions = tuple(dict.fromkeys(each.wanted.action for each in denied))
    said = facts.symptom.message
    named = said.extracted.action if said else None
    is_about_others = named is not None and named.lower() not in {each.lower() for each in actions}
    is_no_cause = is_about_others or speaks_of_other_policies(facts) or names_another_role(facts, role)
    return Raised(
        replace(finding, explains=frozenset()) if is_no_cause else finding,
        lacking(role, denied),
        blanks={"role": printable(role.name), "actions": enumeration(actions)},
        resources=(ResourceName("iam-role", role.arn),),
        evidence=(role.named, *_quoted(denied)),
        blocks=ways_without(each.wanted for each in denied),
    )


def _can_be_tested(facts: TaskFacts, role: TaskRole) -> bool:
    """Tell whether the role may be there as it is written; one that nobody looked for may."""
    if not role.is_own:
        return False
    try:
        return standing_of(facts.snapshot, role).state not in ("gone", "other-path")
    except Unanswered:
        return True


def _is_proved(facts: TaskFacts, wanted: Wanted) -> bool:
    return all(is_proved_by_times(way.need, facts.task) for way in wanted.ways)


def _contradicted(facts: TaskFacts, role: TaskRole, finding: FindingKind) -> frozenset[str]:
    return frozenset() if names_another_role(facts, role) else frozenset({finding.id})


def _contradicted_by(
    facts: TaskFacts, role: TaskRole, allowed: tuple[Decision, ...], finding: FindingKind
) -> frozenset[str]:
    """Return what the message states and the role's permissions speak against: only about an action that it names."""
    said = facts.symptom.message
    named = said.extracted.action.lower() if said and said.extracted.action else None
    is_tested = named in {each.wanted.action.lower() for each in allowed}
    if not is_tested or speaks_of_other_policies(facts) or names_another_role(facts, role):
        return frozenset()
    return frozenset({finding.id})


def _quoted(decisions: tuple[Decision, ...]) -> tuple[Evidence, ...]:
    every = [quoted for each in decisions for quoted in each.evidence]
    return tuple({(each.operation, each.resource, each.field): each for each in every}.values())
