"""Do VPC encryption controls stand in the way?

In mode `enforce` they refuse what is not encrypted, unless the kind of gateway is excluded, which the VPC tells:
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.hop import HopKind
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.vpc import EncryptionExclusion, EncryptionExclusions

_ENFORCED = Text(
    en="{vpc} enforces encryption, and nothing that was read excludes {gateway} from that.",
    es="{vpc} exige cifrado, y nada de lo leído excluye de ello a {gateway}.",
)

_EXCLUSIONS: Final[tuple[tuple[HopKind, Callable[[EncryptionExclusions], EncryptionExclusion]], ...]] = (
    ("internet-gateway", lambda each: each.internet_gateway),
    ("egress-only-internet-gateway", lambda each: each.egress_only_internet_gateway),
    ("nat-gateway", lambda each: each.nat_gateway),
)


def enforced(journey: Journey, place: Place) -> list[Ruling]:
    """Return the doubt where encryption is enforced; what was not read refuses nothing."""
    try:
        vpc = journey.topology.vpc(journey.vpc_id)
    except Unanswered:
        return []
    if vpc.encryption_control is None or vpc.encryption_control.mode.lower() != "enforce":
        return []
    exclusions = vpc.encryption_control.resource_exclusions
    excluded = [exclusion_of(exclusions).state.lower() for kind, exclusion_of in _EXCLUSIONS if kind == place.kind]
    if excluded == ["enabled"]:
        return []
    because = _ENFORCED.fill(vpc=vpc.identifier, gateway=place.id)
    return [leaves_open(place, because, journey.topology.cite(vpc, "EncryptionControl.Mode"))]
