"""Do VPC encryption controls stand in the way?

In mode `enforce` they refuse what is not encrypted, unless the gateway is excluded, which cannot be read here:
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.journey import Journey

_ENFORCED = Text(
    en="{vpc} enforces encryption, and whether {gateway} is excluded from that cannot be read.",
    es="{vpc} exige cifrado, y no se puede leer si {gateway} está excluida de ello.",
)


def enforced(journey: Journey, place: Place) -> list[Ruling]:
    """Return the doubt where encryption is enforced; what was not read refuses nothing."""
    try:
        vpc = journey.topology.vpc(journey.vpc_id)
    except Unanswered:
        return []
    if vpc.encryption_control is None or vpc.encryption_control.mode.lower() != "enforce":
        return []
    because = _ENFORCED.fill(vpc=vpc.identifier, gateway=place.id)
    return [leaves_open(place, because, journey.topology.cite(vpc, "EncryptionControl.Mode"))]
