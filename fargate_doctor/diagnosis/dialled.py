"""What follows from the address that a message names: which way it took, and which part of a split one.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.paths.addresses import PUBLIC, number_of
from fargate_doctor.facts.service_names import service_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.facts.need import Need, NeedWalk
    from fargate_doctor.facts.paths.intervals import Intervals
    from fargate_doctor.facts.task_facts import TaskFacts

_IPV4_SPACE: Final = 2**32
_BEYOND_THE_SUBNET: Final = frozenset(
    {
        "route-table",
        "internet-gateway",
        "nat-gateway",
        "transit-gateway",
        "peering",
        "appliance",
        "vpc-endpoint",
        "endpoint-policy",
    }
)
"""What only packets of one way meet; group, ACL and name servers of the task are met by all."""


def hits_the_part(raised: Raised, facts: TaskFacts, is_reported: Callable[[Need, TaskFacts], bool]) -> bool | None:
    """Tell whether the address in the message lies in the part that a finding is about.

    None where the finding is about all addresses of the way, the message names none, or the part is one of ports.
    """
    address = facts.symptom.message.extracted.address if facts.symptom.message else None
    dialled = number_of(address) if address else None
    if dialled is None:
        return None
    named = {hop.id for hop in raised.hops}
    parts = [
        hop.refused
        for way in raised.blocks
        if way.walk and is_reported(way.need, facts)
        for hop in way.walk.broken
        if hop.finding == raised.kind.id and hop.id in named
    ]
    if not parts or not all(_is_of(each, dialled.version) for each in parts):
        return None
    return any(dialled.number in each for each in parts)


def dialled_elsewhere(
    raised: Raised, facts: TaskFacts, is_reported: Callable[[Need, TaskFacts], bool]
) -> Literal["endpoint", "public"] | None:
    """Return which way the packet took by the address in the message, where a finding is about the other one.

    An AWS service is dialled at a private address where its name led to an interface endpoint, else at a public one.
    """
    message = facts.symptom.message
    dialled = number_of(message.extracted.address) if message and message.extracted.address else None
    host = message.extracted.host if message else None
    if dialled is None or host is None or service_of(host) is None:
        return None
    ways = [way for way in raised.blocks if way.walk and way.need.service and is_reported(way.need, facts)]
    if any(message and way.address == message.extracted.address for way in ways):
        return None
    if not ways or not {hop.kind for hop in raised.hops} <= _BEYOND_THE_SUBNET:
        return None
    is_public = dialled.number in PUBLIC[dialled.version]
    if not all(_leads_to_endpoint(way, facts) == is_public for way in ways):
        return None
    return "public" if is_public else "endpoint"


def _leads_to_endpoint(way: NeedWalk, facts: TaskFacts) -> bool:
    endpoint = facts.snapshot.endpoints.by_id.get(way.walk.via) if way.walk else None
    return endpoint is not None and endpoint.is_interface


def _is_of(part: Intervals, version: int) -> bool:
    """Tell whether a part is one of addresses of an IP version."""
    return bool(part) and (part.spans[-1][1] < _IPV4_SPACE) == (version == 4)  # noqa: PLR2004 - IP version
