"""Ways out for a task that has none: a public address, a NAT gateway, exactly the endpoints it lacks, and for IPv6.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.remedies.by_endpoints import endpoints_that_lack
from fargate_doctor.remedies.by_gateway import mended_gateway
from fargate_doctor.remedies.by_ipv6 import way_for_ipv6
from fargate_doctor.remedies.by_nat import existing_nat_gateway, mended_nat_gateway, new_nat_gateway
from fargate_doctor.remedies.by_private_route import routes_to_private
from fargate_doctor.remedies.by_public_address import another_subnet, public_address
from fargate_doctor.remedies.by_transit import mended_transit
from fargate_doctor.remedies.ways import BrokenWay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

    Choice = Callable[[BrokenWay], Iterable[Remedy]]

_USUAL: tuple[Choice, ...] = (
    mended_gateway,
    mended_transit,
    mended_nat_gateway,
    existing_nat_gateway,
    public_address,
    another_subnet,
    endpoints_that_lack,
    new_nat_gateway,
)
_ENDPOINTS_FIRST: tuple[Choice, ...] = (endpoints_that_lack, existing_nat_gateway, public_address, new_nat_gateway)
_ADDRESS_FIRST: tuple[Choice, ...] = (
    public_address,
    another_subnet,
    endpoints_that_lack,
    existing_nat_gateway,
    new_nat_gateway,
)
_BY_NAT: tuple[Choice, ...] = (mended_nat_gateway, existing_nat_gateway, new_nat_gateway)


def ways_out(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the choices that give the blocked destinations a way out, the smallest change first."""
    way = BrokenWay(facts, raised)
    if way.is_private:
        return (*mended_gateway(way), *routes_to_private(way))
    if way.is_translated:
        return tuple(each for choice in _BY_NAT for each in choice(way))
    if way.version == 6:  # noqa: PLR2004 - IP version
        return tuple(way_for_ipv6(way))
    choices = {"endpoint.missing": _ENDPOINTS_FIRST, "route.igw-without-public-ip": _ADDRESS_FIRST}
    return tuple(each for choice in choices.get(way.finding, _USUAL) for each in choice(way))
