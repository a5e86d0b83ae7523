"""The conditions for IPv6, one question each: what they have in common is how a missing one is weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, Raised, ResourceName, does_not_apply, fails, passes
from fargate_doctor.facts.ipv6_standing import standing_of
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.check import FindingKind, Relevance
    from fargate_doctor.facts.ipv6_standing import Standing
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence, Evidence

_NOBODY_WANTS_IT = Text(
    en="Nothing wants IPv6 here, and the subnet has none to give.",
    es="Aquí nada requiere IPv6, y la subred no tiene ninguna que dar.",
)
_HAS_ONE = Text(en="The task has the IPv6 address {address}.", es="La tarea tiene la dirección IPv6 {address}.")


def answer_condition(facts: TaskFacts, judge: Callable[[Standing], Answer]) -> Answer:
    """Return the answer to one condition: it does not arise, the task's own address proves it, or it is judged."""
    standing = standing_of(facts)
    if not standing.arises:
        return does_not_apply(_NOBODY_WANTS_IT)
    if standing.address:
        return passes(_HAS_ONE.fill(address=standing.address), *facts.sender.ipv6.require().evidence)
    return judge(standing)


def missing_condition(  # noqa: PLR0913 - what a finding is made of
    kind: FindingKind,
    detail: Text,
    resource: ResourceName,
    evidence: tuple[Evidence, ...],
    standing: Standing,
    *,
    supports: Confidence = "certain",
) -> Answer:
    """Return that a condition is missing: the cause where IPv6 is wanted, else a warning."""
    because = standing.wish.because + detail if standing.wish else detail
    wished = standing.wish.evidence if standing.wish and standing.wish.reason != "stated" else ()
    quoted = (*wished, *evidence)
    raised = Raised(
        kind,
        because,
        _relevance(standing),
        {"resource": resource.id},
        (resource,),
        quoted,
        supports=supports,
        level="warning",
    )
    return fails(because, raised)


def _relevance(standing: Standing) -> Relevance:
    if standing.is_cause:
        return "cause"
    return "blocker" if standing.wish else "notice"
