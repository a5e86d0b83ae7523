"""What stands on the map, as people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.network_map.model import PlaceKind, Reach

KINDS: Final[dict[PlaceKind, Text]] = {
    "vpc": verbatim("VPC"),
    "zone": Text(en="zone", es="zona"),
    "subnet": Text(en="subnet", es="subred"),
    "task": Text(en="task", es="tarea"),
    "security-group": Text(en="security group", es="grupo de seguridad"),
    "network-acl": Text(en="network ACL", es="ACL de red"),
    "route-table": Text(en="route table", es="tabla de enrutamiento"),
    "internet-gateway": Text(en="internet gateway", es="puerta de enlace de Internet"),
    "egress-only-internet-gateway": Text(
        en="egress-only internet gateway", es="puerta de enlace de Internet de solo salida"
    ),
    "nat-gateway": Text(en="NAT gateway", es="puerta de enlace NAT"),
    "transit-gateway": Text(en="transit gateway", es="puerta de enlace de tránsito"),
    "peering": Text(en="VPC peering", es="interconexión de VPC"),
    "vpc-endpoint": Text(en="endpoint", es="punto de conexión"),
    "dhcp-options": Text(en="DHCP options", es="opciones de DHCP"),
    "other-target": Text(en="route target", es="destino de ruta"),
    "unread": Text(en="not read:", es="sin leer:"),
    "rest": verbatim("…"),
}

REACHES: Final[dict[Reach, Text]] = {
    "public": Text(en="public subnet", es="subred pública"),
    "private": Text(en="private subnet", es="subred privada"),
    "isolated": Text(en="isolated subnet", es="subred aislada"),
    "unknown": Text(en="subnet, public or not is unknown:", es="subred, no se sabe si pública:"),
}
