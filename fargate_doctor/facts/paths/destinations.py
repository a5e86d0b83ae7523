"""What `--to` names: a host or an address, and the port on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.errors import UsageError
from fargate_doctor.facts.paths.addresses import number_of
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion, Protocol

_DEFAULT_PORT: Final = 443
_LAST_PORT: Final = 65535
_LONGEST_NAME: Final = 253
_HOST: Final = re.compile(r"^(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\.?$")
_ALL_DIGITS: Final = re.compile(r"^[0-9.]+$")
_PROTOCOLS: Final[dict[str, Protocol]] = {"tcp": "tcp", "udp": "udp", "icmp": "icmp", "icmpv6": "icmp"}

_NO_DESTINATION = Text(
    en="{written} is neither a host name nor an address.",
    es="{written} no es ni un nombre de host ni una dirección.",
)
_NO_PORT = Text(
    en="{written} is not a port: ports are numbers from 1 to 65535.",
    es="{written} no es un puerto: los puertos son números del 1 al 65535.",
)
_NO_PROTOCOL = Text(en="{written} is not a protocol.", es="{written} no es un protocolo.")
_ICMP_PORT = Text(en="ICMP has no ports, and {written} names one.", es="ICMP no tiene puertos y {written} indica uno.")
_WRITE_IT = Text(
    en="Write HOST, HOST:PORT, 192.0.2.1:443 or [2001:db8::1]:443.",
    es="Escriba HOST, HOST:PUERTO, 192.0.2.1:443 o [2001:db8::1]:443.",
)
_CHOOSE_PROTOCOL = Text(en="Use tcp, udp or icmp.", es="Use tcp, udp o icmp.")
_LEAVE_PORT = Text(en="Leave the port out.", es="Quite el puerto.")


class BadDestination(UsageError):
    """The destination is not written in a form that is understood."""


@frozen
class Asked:
    """A destination as it was asked for: a host or an address, its port and protocol. ICMP has no port."""

    host: str | None
    address: str | None
    port: int | None
    protocol: Protocol
    ip_version: IpVersion


def destination_for(
    written: str, *, port: int | str | None = None, protocol: str = "tcp", ip_version: IpVersion = 4
) -> Asked:
    """Return what a destination in words means; a port given apart counts where the words name none."""
    kind = protocol_for(protocol)
    name, own_port = _split(written.strip(), written)
    if kind == "icmp":
        if own_port is not None:
            raise BadDestination(_ICMP_PORT.fill(written=printable(written)), _LEAVE_PORT)
        chosen = None
    else:
        chosen = _port(own_port) if own_port is not None else _port(port) if port is not None else _DEFAULT_PORT
    numbered = number_of(name)
    if numbered:
        return Asked(None, name, chosen, kind, numbered.version)
    if not _is_host(name):
        raise BadDestination(_NO_DESTINATION.fill(written=printable(written.strip()) or "''"), _WRITE_IT)
    return Asked(name.rstrip(".").lower(), None, chosen, kind, ip_version)


def protocol_for(written: str) -> Protocol:
    """Return a protocol by its name, in whichever case."""
    found = _PROTOCOLS.get(written.strip().lower())
    if found is None:
        raise BadDestination(_NO_PROTOCOL.fill(written=printable(written) or "''"), _CHOOSE_PROTOCOL)
    return found


def _split(text: str, written: str) -> tuple[str, str | None]:
    if text.startswith("["):
        inside, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")) or number_of(inside) is None:
            raise BadDestination(_NO_DESTINATION.fill(written=printable(written.strip())), _WRITE_IT)
        return inside, rest[1:] if rest else None
    if number_of(text):
        return text, None
    name, colon, port = text.partition(":")
    return name, port if colon else None


def _port(written: int | str) -> int:
    text = str(written).strip()
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:6]) <= _LAST_PORT or len(text) > 5:  # noqa: PLR2004
        raise BadDestination(_NO_PORT.fill(written=printable(text) or "''"), _WRITE_IT)
    return int(text)


def _is_host(name: str) -> bool:
    return len(name) <= _LONGEST_NAME and bool(_HOST.match(name)) and not _ALL_DIGITS.match(name)
