"""Which hop of a task's ways refuses what a flow log shows as refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import number_of
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from fargate_doctor.facts.flow_records import Direction, RefusedFlow
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Hop
    from fargate_doctor.facts.task_facts import TaskFacts

_AT_THE_INTERFACE: Final[dict[Direction, frozenset[str]]] = {
    "request": frozenset({"sg.egress-blocked", "nacl.egress-blocked"}),
    "answer": frozenset({"nacl.return-blocked"}),
}
"""What refuses a packet where the task's own interface records it."""


def hop_that_agrees(facts: TaskFacts, flow: RefusedFlow) -> Hop | None:
    """Return a hop that refuses the same direction and port, where the case shows one; several of them agree."""
    try:
        ways = facts.walks
    except Unanswered:
        return None
    refusing = _AT_THE_INTERFACE[flow.direction]
    hops = (hop for way in ways if way.walk and _is_meant(way, flow) for hop in way.walk.broken)
    return next((hop for hop in hops if hop.finding in refusing), None)


def _is_meant(way: NeedWalk, flow: RefusedFlow) -> bool:
    far = number_of(flow.address)
    same_version = far is None or far.version == way.ip_version
    return same_version and way.need.port == flow.port and way.need.protocol.upper() == flow.protocol
