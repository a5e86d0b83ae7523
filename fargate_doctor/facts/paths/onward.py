"""What a route leads to, asked of the module that knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.appliances import through_appliance
from fargate_doctor.facts.paths.egress_vpcs import through_transit_gateway
from fargate_doctor.facts.paths.firewall_endpoints import through_endpoint
from fargate_doctor.facts.paths.internet_gateways import through_egress_only_gateway, through_internet_gateway
from fargate_doctor.facts.paths.local_delivery import deliver
from fargate_doctor.facts.paths.nat_gateways import through_nat_gateway
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.peerings import through_peering
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey

_SENDER_UNKNOWN = Text(
    en="What lies behind {target} depends on where the sender is, which is not known.",
    es="Lo que hay detrás de {target} depende de dónde esté el emisor, y eso no se sabe.",
)


def follow(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return everything behind a route, from its target to the far end."""
    try:
        return _asked(branch.target)(journey, branch)
    except Unanswered as gap:
        place = Place("destination", branch.target, "gateway")
        return [leaves_open(place, _SENDER_UNKNOWN.fill(target=branch.target), missing=gap.missing)]


def _asked(target: str) -> Callable[[Journey, Branch], list[Ruling]]:
    return next((asked for prefix, asked in _BY_PREFIX if target.startswith(prefix)), _opaque)


def _inside(journey: Journey, branch: Branch) -> list[Ruling]:
    return deliver(journey, branch.to, journey.departure.vpc_id)


def _opaque(journey: Journey, branch: Branch) -> list[Ruling]:
    journey.journal.took(branch.target)
    return [opaque(branch.target, *branch.evidence)]


_BY_PREFIX: tuple[tuple[str, Callable[[Journey, Branch], list[Ruling]]], ...] = (
    ("local", _inside),
    ("igw-", through_internet_gateway),
    ("eigw-", through_egress_only_gateway),
    ("nat-", through_nat_gateway),
    ("vpce-", through_endpoint),
    ("tgw-", through_transit_gateway),
    ("pcx-", through_peering),
    ("eni-", through_appliance),
    ("i-", through_appliance),
)
