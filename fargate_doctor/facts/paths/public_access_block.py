"""Does VPC Block Public Access refuse the internet?

https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.evidence import Confidence, Evidence

_BLOCKS_ALL = Text(
    en="Block Public Access is in mode {mode} and neither {subnet} nor {vpc} is excluded: no internet traffic passes.",
    es="El bloqueo de acceso público de VPC está en modo {mode} y ni {subnet} ni {vpc} están excluidas: no pasa "
    "tráfico de Internet.",
)
_BLOCKS_ALL_OF_VPC = Text(
    en="Block Public Access is in mode {mode} and {vpc} is not excluded: no internet traffic passes.",
    es="El bloqueo de acceso público de VPC está en modo {mode} y {vpc} no está excluida: no pasa tráfico de Internet.",
)
_EXCLUSIONS_UNKNOWN = Text(
    en="Block Public Access is in mode {mode}, and whether {subnet} is excluded is not known.",
    es="El bloqueo de acceso público de VPC está en modo {mode}, y no se sabe si {subnet} está excluida.",
)
_BLOCKS_TWO_WAY = Text(
    en="Block Public Access lets {subnet} use only NAT and egress-only gateways; this path uses an internet gateway.",
    es=(
        "El bloqueo de acceso público de VPC solo permite a {subnet} las puertas de enlace NAT y de solo salida; "
        "este camino usa una puerta de enlace de Internet."
    ),
)

_MODES: Final = ("block-bidirectional", "block-ingress")
_ENDED_EXCLUSIONS: Final = frozenset({"create-failed", "delete-complete", "disable-complete"})


class _Mode(NamedTuple):
    blocks: str
    evidence: tuple[Evidence, ...]


def refusal(journey: Journey, vpc_id: str, subnet_id: str, to: Destination, *, two_way: bool) -> Ruling | None:
    """Return the refusal if there is one; `two_way` tells that the way is an internet gateway without a NAT.

    Without a subnet, as for a regional NAT gateway, the VPC itself decides.
    What was not read refuses nothing and is kept as unread.
    """
    try:
        stated, evidence = _stated_mode(journey, vpc_id, subnet_id)
    except Unanswered as gap:
        journey.journal.did_not_read(gap.missing)
        return None
    place = Place("block-public-access", "vpc-block-public-access", "vpc-block-public-access-options")
    if stated not in _MODES or (stated == "block-ingress" and not two_way):
        return None
    exclusions = journey.topology.snapshot.block_public_access_exclusions
    if exclusions.coverage.everything is None:
        because = _EXCLUSIONS_UNKNOWN.fill(mode=stated, subnet=subnet_id or vpc_id)
        return leaves_open(place, because, evidence, missing=exclusions.missing)
    mode = _mode(journey, vpc_id, subnet_id, stated, evidence)
    if mode is None or (mode.blocks == "block-ingress" and not two_way):
        return None
    sentence = _BLOCKS_TWO_WAY
    if mode.blocks == "block-bidirectional":
        sentence = _BLOCKS_ALL if subnet_id else _BLOCKS_ALL_OF_VPC
    supports: Confidence = "certain" if mode.blocks == "block-bidirectional" else "likely"
    because = sentence.fill(mode=mode.blocks, subnet=subnet_id, vpc=vpc_id)
    return refuses(
        place, to.addresses, because, *mode.evidence, finding="vpc.block-public-access", rule_supports=supports
    )


def _mode(journey: Journey, vpc_id: str, subnet_id: str, stated: str, evidence: Evidence) -> _Mode | None:
    """Return the mode that remains for a subnet once its exclusions are counted; None where nothing is blocked."""
    exclusions = journey.topology.snapshot.block_public_access_exclusions
    standing = [
        each
        for each in exclusions
        if each.resource_id in (vpc_id, subnet_id) and each.state.lower() not in _ENDED_EXCLUSIONS
    ]
    if any(each.internet_gateway_exclusion_mode.lower() == "allow-bidirectional" for each in standing):
        return None
    absence = exclusions.cite_absence(subnet_id or vpc_id, "VpcBlockPublicAccessExclusions")
    if standing:
        return _Mode("block-ingress", (evidence, journey.topology.cite(standing[0], "InternetGatewayExclusionMode")))
    return _Mode(stated, (evidence, absence))


def _stated_mode(journey: Journey, vpc_id: str, subnet_id: str) -> tuple[str, Evidence]:
    """Return the subnet's own state before the account's, because in a shared subnet its owner's setting applies."""
    here = journey.topology.subnet(subnet_id) if subnet_id else journey.topology.vpc(vpc_id)
    states = here.block_public_access_states
    if states and states.internet_gateway_block_mode:
        evidence = journey.topology.cite(here, "BlockPublicAccessStates.InternetGatewayBlockMode")
        return states.internet_gateway_block_mode.lower(), evidence
    options = journey.topology.snapshot.block_public_access.require("vpc-block-public-access")
    return options.internet_gateway_block_mode.lower(), journey.topology.cite(options, "InternetGatewayBlockMode")
