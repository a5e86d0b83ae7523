"""The way to one address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import address_words, block_of, number_of
from fargate_doctor.facts.paths.name_servers import is_vpc_resolver, name_servers
from fargate_doctor.facts.paths.name_way import everywhere
from fargate_doctor.facts.paths.public_way import by_routes
from fargate_doctor.facts.paths.ruling import Place, passes, settle
from fargate_doctor.facts.paths.sender_hops import start
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.flow import Flow
    from fargate_doctor.facts.paths.hop import Hop, Walk
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination

_AMAZON = Text(
    en="{address} is one of Amazon's own services for the subnet; no security group or network ACL filters it.",
    es="{address} es un servicio propio de Amazon para la subred; ningún grupo de seguridad ni ACL de red lo filtra.",
)
_LINK_LOCAL = (block_of("169.254.0.0/16"), block_of("fd00:ec2::/32"))
_DNS_PORT = 53


def by_address(journey: Journey, to: Destination, walk: Callable[[Flow], Walk]) -> tuple[Hop, ...]:
    """Return the hops to one address; where its host is known too, name resolution comes first."""
    number = to.addresses.only or 0
    rulings = start(journey, everywhere(journey, ""))
    if _is_amazons_own(journey, number):
        address = address_words(number, journey.traffic.version)
        place = Place("destination", address, "amazon-service")
        return settle([*rulings, passes(place, _AMAZON.fill(address=address))], to, journey.traffic.version)
    host = journey.flow.host
    if host and number_of(host) is None:
        rulings += name_servers(journey, everywhere(journey, host), walk).rulings
    reached, routed = by_routes(journey, to)
    return settle([*rulings, *routed], reached, journey.traffic.version)


def _is_amazons_own(journey: Journey, number: int) -> bool:
    version = journey.traffic.version
    if any(block and block.version == version and block.first <= number <= block.last for block in _LINK_LOCAL):
        return True
    return journey.traffic.port == _DNS_PORT and is_vpc_resolver(journey, version, number)
