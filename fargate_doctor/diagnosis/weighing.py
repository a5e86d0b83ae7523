"""How grave and how sure: the level and the confidence of a raised finding (contract §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import LOST_NAMES
from fargate_doctor.diagnosis.dialled import dialled_elsewhere, hits_the_part
from fargate_doctor.diagnosis.levels import milder
from fargate_doctor.facts.mount_targets import may_be_about
from fargate_doctor.facts.phases import PHASES
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.model.evidence import strongest, weakest

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.levels import Level
    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.phases import Phase
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence


def level_of(raised: Raised, facts: TaskFacts) -> Level:
    """Return the level of a finding for this task."""
    if raised.relevance == "notice":
        return milder(raised.level, raised.kind.at_most)
    if raised.relevance in ("cause", "stated"):
        return raised.kind.at_most
    return milder(_level_of_blocker(raised, facts), raised.kind.at_most)


def confidence_of(raised: Raised, facts: TaskFacts) -> Confidence:
    """Return how sure a finding may be: as sure as its weakest quotation, and as what the words allow."""
    strengths: list[Confidence] = [each.supports for each in raised.evidence]
    if raised.partial and hits_the_part(raised, facts, is_reported):
        strengths += [hop.supports_of_part for hop in raised.hops]
    else:
        strengths += [raised.supports, "possible" if raised.partial else "certain"]
    if raised.relevance == "blocker":
        strengths += ["likely" for each in raised.blocks if each.walk and each.walk.unread]
        if dialled_elsewhere(raised, facts, is_reported):
            strengths.append("likely")
        if _explains(raised, facts) and facts.symptom.cause == "ambiguous":
            strengths.append("possible")
    return strongest(weakest(*strengths), raised.said or "possible")


def phase_of(raised: Raised) -> Phase | None:
    """Return the first phase of the task's life that a finding would break off."""
    phases = {each.need.phase for each in raised.blocks}
    return min(phases, key=PHASES.index, default=raised.phase)


def is_reported(need: Need, facts: TaskFacts) -> bool:
    """Tell whether the message says, or may be saying, that this very destination could not be reached."""
    symptom = facts.symptom
    if not need.stops_start or need.purpose not in symptom.purposes:
        return False
    if need.purpose == "efs" and symptom.message:
        return may_be_about(symptom.message.text, need.host)
    host = symptom.message.extracted.host if symptom.message else None
    if host is None or host == need.host:
        return True
    named, needed = service_of(host), service_of(need.host)
    if named is None or needed is None:
        return named is None and needed is None and _same_registry(host, need.host)
    return (named.name, named.region) == (needed.name, needed.region)


def _same_registry(host: str, other: str) -> bool:
    """Tell whether two host names belong to one registry, as `auth.docker.io` and `registry-1.docker.io`."""
    return host.split(".")[-2:] == other.split(".")[-2:]


def _level_of_blocker(raised: Raised, facts: TaskFacts) -> Level:
    task = facts.task
    if raised.blocks and not any(each.need.stops_start for each in raised.blocks):
        return "warning"
    if _explains(raised, facts):
        return "root_cause"
    waits_to_start = not task.is_stopped and task.started_at is None and facts.symptom.message is None
    return "root_cause" if waits_to_start and not raised.partial else "contributing"


def _is_settled_by_an_address(raised: Raised) -> bool:
    """Tell whether a finding is only about names, and cannot be behind a message that names the address dialled.

    Whoever was asked for the name then did answer: the servers of a resolver rule, or a zone made for that very name,
    as zones that share another VPC's endpoint are.
    """
    if any(hop.kind != "dns" for hop in raised.hops):
        return False
    if raised.kind.explains == LOST_NAMES:
        return True
    is_forwarded = all(hop.resource_type == "resolver-rule" for hop in raised.hops)
    return bool(raised.hops) and raised.kind.explains >= LOST_NAMES and (raised.partial or is_forwarded)


def _explains(raised: Raised, facts: TaskFacts) -> bool:
    """Tell whether a finding could be behind what the message says."""
    message = facts.symptom.message
    if message is None or not raised.kind.explains & {message.cause, *message.alternatives}:
        return False
    was_resolved = message.extracted.address is not None and _is_settled_by_an_address(raised)
    if was_resolved or (raised.partial and not facts.symptom.blames_network):
        return False
    missed = hits_the_part(raised, facts, is_reported) is False
    if missed or dialled_elsewhere(raised, facts, is_reported) == "endpoint":
        return False
    if not raised.blocks:
        return raised.phase is not None and facts.symptom.phase == raised.phase
    return any(is_reported(each.need, facts) for each in raised.blocks)
