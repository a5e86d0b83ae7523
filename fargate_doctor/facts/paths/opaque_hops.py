"""What the data cannot see through: firewalls, appliances, gateways of others and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import HopKind
    from fargate_doctor.model.evidence import Evidence, Missing

_OPAQUE = Text(
    en="{target} takes it from here; what lies behind it is not in the data.",
    es="A partir de aquí lo lleva {target}; lo que hay detrás no está en los datos.",
)

_KINDS: Final[tuple[tuple[str, HopKind, str], ...]] = (
    ("tgw-", "transit-gateway", "transit-gateway"),
    ("pcx-", "peering", "vpc-peering-connection"),
    ("vgw-", "appliance", "vpn-gateway"),
    ("lgw-", "appliance", "local-gateway"),
    ("cagw-", "appliance", "carrier-gateway"),
    ("vpce-", "appliance", "vpc-endpoint"),
    ("eni-", "appliance", "network-interface"),
    ("i-", "appliance", "instance"),
    ("nat-", "nat-gateway", "nat-gateway"),
    ("arn:", "appliance", "core-network"),
)


def opaque(target: str, *evidence: Evidence, missing: tuple[Missing, ...] = ()) -> Ruling:
    """Return that a target cannot be seen through."""
    found = [Place(kind, target, name) for prefix, kind, name in _KINDS if target.startswith(prefix)]
    place = found[0] if found else Place("appliance", target, "gateway")
    return leaves_open(place, _OPAQUE.fill(target=target), *evidence, missing=missing, finding="path.opaque-hop")
