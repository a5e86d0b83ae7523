"""A route to a private address outside the VPC, by what already connects the VPC with others.

https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import blocks_in, number_of
from fargate_doctor.remedies.routes import Target, lead
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.paths.addresses import Numbered
    from fargate_doctor.remedies.ways import BrokenWay

_REFERENCES: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html",)
_TITLE: Final = Text(
    en="Let route table {table} lead {destination} to {target}",
    es="Hacer que la tabla de enrutamiento {table} lleve {destination} a {target}",
)
_BY_PEERING: Final = Text(
    en="The address lies in {other}, with which that peering connects {vpc}. The tables there need a route back.",
    es="La dirección está en {other}, con la que esa interconexión une {vpc}. Las tablas de allí necesitan una ruta de "
    "vuelta.",
)
_BY_TRANSIT: Final = Text(
    en="{vpc} is attached to that transit gateway. Whether its own tables know the way there and back cannot be seen "
    "here. AWS bills what passes through it per GB.",
    es="{vpc} está vinculada a esa puerta de enlace de tránsito. Desde aquí no se ve si sus propias tablas conocen el "
    "camino de ida y de vuelta. AWS cobra por GB lo que pasa por ella.",
)


def routes_to_private(way: BrokenWay) -> Iterator[Remedy]:
    """Offer a route to each blocked private address by a peering that holds it, else by attached transit gateways."""
    table = way.standpoint.table
    if way.finding != "route.none" or table is None:
        return
    for address in dict.fromkeys(each.address for each in way.raised.blocks if each.address):
        numbered = number_of(address)
        if numbered is None:
            continue
        found = list(_by_peering(way, numbered)) or list(_by_transit(way))
        for target, detail in found:
            destination = f"{address}/{32 if numbered.version == 4 else 128}"  # noqa: PLR2004 - IP version
            step = lead(way.standpoint, table, destination, target)
            if target.member == "transit_gateway_id":
                step = _untried(step)
            words = {"table": table.identifier, "destination": destination, "target": target.id}
            title = _TITLE.fill(**{name: printable(word) for name, word in words.items()})
            yield remedy("route-to-private-address", title, detail, step, references=_REFERENCES)


def _untried(step: Step) -> Step:
    """Return a step that cannot be tried: what the gateway does with the packets is not in the model."""
    return Step(step.commands, step.undo, step.terraform, step.cloudformation, step.affects, step.notes, change=None)


def _by_peering(way: BrokenWay, address: Numbered) -> Iterator[tuple[Target, Text]]:
    own = way.standpoint.vpc_id
    for each in way.standpoint.snapshot.peerings:
        ends = (each.requester_vpc_info.vpc_id, each.accepter_vpc_info.vpc_id)
        other = each.other_side(own)
        blocks = blocks_in([other.cidr_block or ""], address.version)
        if own in ends and each.status.code == "active" and address.number in blocks:
            words = _BY_PEERING.fill(other=printable(other.vpc_id), vpc=printable(own))
            yield Target.existing("vpc_peering_connection_id", each.identifier), words


def _by_transit(way: BrokenWay) -> Iterator[tuple[Target, Text]]:
    attachments = way.standpoint.snapshot.transit_gateway_attachments
    for each in attachments.seen_within(way.standpoint.vpc_id):
        if each.state == "available" and each.transit_gateway_id:
            words = _BY_TRANSIT.fill(vpc=printable(way.standpoint.vpc_id))
            yield Target.existing("transit_gateway_id", each.transit_gateway_id), words
