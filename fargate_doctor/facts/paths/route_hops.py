"""What it means that no route covers a destination, or that the table is not known.

Exactly one finding per destination: an endpoint that is there but not used, an endpoint that is missing where others
serve the task, or no route at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import PUBLIC
from fargate_doctor.facts.paths.endpoint_choice import interface_endpoints_for
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.endpoint_choice import Passed
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.service_names import AwsService
    from fargate_doctor.model.evidence import Evidence

_TABLE_UNKNOWN = Text(
    en="The route table of the sender's subnet is not known.",
    es="No se conoce la tabla de enrutamiento de la subred del emisor.",
)
_NO_ROUTE = Text(
    en="{table} has no route to {destination}.",
    es="{table} no tiene ruta hacia {destination}.",
)
_ENDPOINT_MISSING = Text(
    en="{table} has no route to {destination}, and {vpc} has endpoints for {served} but none for {service}.",
    es=(
        "{table} no tiene ruta hacia {destination}, y {vpc} tiene puntos de conexión para {served}, "
        "pero no para {service}."
    ),
)
_NOT_ASSOCIATED = Text(
    en="{table} has no route to {destination}: the gateway endpoint {endpoint} is not associated with it.",
    es="{table} no tiene ruta hacia {destination}: el punto de conexión {endpoint} no está asociado a ella.",
)
_PRIVATE_DNS_OFF = Text(
    en=(
        "{endpoint} serves {service}, but its private DNS is off: the name leads to public addresses, "
        "and {table} has no route there."
    ),
    es=(
        "{endpoint} atiende {service}, pero tiene el DNS privado desactivado: el nombre lleva a direcciones públicas "
        "y {table} no tiene ruta hacia ellas."
    ),
)
_FOR_PREMISES_ONLY = Text(
    en=(
        "{endpoint} serves {service}, but its private names answer only to inbound resolver endpoints: in the VPC the "
        "name leads to public addresses, and {table} has no route there."
    ),
    es=(
        "{endpoint} atiende {service}, pero sus nombres privados solo responden a puntos de conexión entrantes del "
        "solucionador: en la VPC el nombre lleva a direcciones públicas y {table} no tiene ruta hacia ellas."
    ),
)
_HOSTNAMES_OFF = Text(
    en=(
        "{endpoint} serves {service}, but enableDnsHostnames is off, so private DNS does not work; "
        "{table} has no route to public addresses."
    ),
    es=(
        "{endpoint} atiende {service}, pero enableDnsHostnames está desactivado y el DNS privado no funciona; "
        "{table} no tiene ruta hacia direcciones públicas."
    ),
)
_SERVERS_ELSEWHERE = Text(
    en=(
        "{endpoint} serves {service}, but the name servers in use are public ones and cannot know its private name; "
        "{table} has no route to public addresses."
    ),
    es=(
        "{endpoint} atiende {service}, pero los servidores de nombres en uso son públicos y no pueden conocer su "
        "nombre privado; {table} no tiene ruta hacia direcciones públicas."
    ),
)
_ENDPOINTS_UNKNOWN = Text(
    en="{table} has no route to {destination}, and whether an endpoint serves it instead is not known.",
    es="{table} no tiene ruta hacia {destination}, y no se sabe si lo atiende un punto de conexión.",
)
_OF_PASSED = {
    "endpoint.private-dns-disabled": _PRIVATE_DNS_OFF,
    "dns.hostnames-disabled": _HOSTNAMES_OFF,
    "dns.custom-servers": _SERVERS_ELSEWHERE,
}


def no_table(journey: Journey, gap: Unanswered) -> Ruling:
    """Return the doubt where the effective route table is not known."""
    try:
        place = Place("route-table", journey.departure.subnet_id, "subnet")
    except Unanswered:
        place = Place("route-table", "", "route-table")
    return leaves_open(place, _TABLE_UNKNOWN, missing=gap.missing)


def not_covered(journey: Journey, branch: Branch, passed: Passed | None = None) -> Ruling:
    """Return the refusal of a table that has no route, with the finding that fits what else is there."""
    service = service_of(journey.flow.host or "")
    is_public = PUBLIC[journey.traffic.version].covers(branch.to.addresses)
    if service is None or not is_public or not _can_be_served(service, journey.traffic.version):
        return no_route(journey, branch)
    try:
        vpc_id = journey.departure.vpc_id
        journey.topology.shows_all_endpoints(vpc_id)
    except Unanswered as gap:
        place = Place("route-table", branch.table.identifier, "route-table")
        because = _ENDPOINTS_UNKNOWN.fill(table=branch.table.identifier, destination=branch.to.words)
        return leaves_open(place, because, _routes(journey, branch), missing=gap.missing)
    return (
        _not_associated(journey, branch, vpc_id, service)
        or _passed_by(journey, branch, service, passed)
        or _endpoint_missing(journey, branch, vpc_id, service)
        or _uncovered(journey, branch, absence_of_endpoints(journey, vpc_id))
    )


def no_route(journey: Journey, branch: Branch, _: Passed | None = None) -> Ruling:
    """Return the refusal of a table that has no route, where nothing else could lead there either."""
    return _uncovered(journey, branch)


def absence_of_endpoints(journey: Journey, vpc_id: str) -> Evidence:
    """Return the listing of a VPC's endpoints, which lacks the one that would be needed."""
    shown = [each.service_name for each in journey.topology.endpoints(vpc_id)]
    return journey.topology.snapshot.endpoints.cite_absence(vpc_id, "VpcEndpoints", shown)


def _uncovered(journey: Journey, branch: Branch, *absence: Evidence) -> Ruling:
    place = Place("route-table", branch.table.identifier, "route-table")
    because = _NO_ROUTE.fill(table=branch.table.identifier, destination=branch.to.words)
    leaves_by_ipv6 = journey.traffic.version == 6 and PUBLIC[6].covers(branch.to.addresses)  # noqa: PLR2004 - IP version
    finding = "ipv6.no-egress-route" if leaves_by_ipv6 else "route.none"
    return refuses(place, branch.to.addresses, because, _routes(journey, branch), *absence, finding=finding)


def _not_associated(journey: Journey, branch: Branch, vpc_id: str, service: AwsService) -> Ruling | None:
    if journey.traffic.version != 4:  # noqa: PLR2004 - gateway endpoints for S3 are IPv4 only
        return None
    for each in journey.topology.endpoints(vpc_id):
        if each.is_gateway and service.is_served_by(each.service_name, each.service_region):
            place = Place("vpc-endpoint", each.identifier, "vpc-endpoint")
            words = {"table": branch.table.identifier, "destination": branch.to.words, "endpoint": each.identifier}
            evidence = journey.topology.cite(each, "RouteTableIds")
            return refuses(
                place,
                branch.to.addresses,
                _NOT_ASSOCIATED.fill(**words),
                evidence,
                _routes(journey, branch),
                finding="endpoint.not-associated",
            )
    return None


def _passed_by(journey: Journey, branch: Branch, service: AwsService, passed: Passed | None) -> Ruling | None:
    if passed is None:
        return None
    place = Place("vpc-endpoint", passed.endpoint.identifier, "vpc-endpoint")
    sentence = _FOR_PREMISES_ONLY if passed.is_for_premises_only else _OF_PASSED[passed.finding]
    because = sentence.fill(endpoint=place.id, service=service.endpoint_name, table=branch.table.identifier)
    return refuses(
        place,
        branch.to.addresses,
        because,
        *passed.evidence,
        _routes(journey, branch),
        finding=passed.finding,
        rule_supports=passed.rule_supports,
    )


def _endpoint_missing(journey: Journey, branch: Branch, vpc_id: str, service: AwsService) -> Ruling | None:
    served = _needed_and_served(journey, vpc_id)
    if interface_endpoints_for(journey, vpc_id, service):
        return None
    if not served:
        return _perhaps_missing(journey, branch, vpc_id)
    place = Place("route-table", branch.table.identifier, "route-table")
    because = _ENDPOINT_MISSING.fill(
        table=branch.table.identifier,
        destination=branch.to.words,
        vpc=vpc_id,
        served=enumeration(served),
        service=service.endpoint_name,
    )
    evidence = (_routes(journey, branch), absence_of_endpoints(journey, vpc_id))
    return refuses(place, branch.to.addresses, because, *evidence, finding="endpoint.missing")


def _perhaps_missing(journey: Journey, branch: Branch, vpc_id: str) -> Ruling | None:
    """Return the doubt where an endpoint of the VPC may serve another need of the task, which nobody could read."""
    if not journey.flow.may_need_more or not any(each.is_interface for each in journey.topology.endpoints(vpc_id)):
        return None
    place = Place("route-table", branch.table.identifier, "route-table")
    because = _ENDPOINTS_UNKNOWN.fill(table=branch.table.identifier, destination=branch.to.words)
    missing = journey.topology.snapshot.task_definitions.missing
    return leaves_open(place, because, _routes(journey, branch), missing=missing)


def _can_be_served(service: AwsService, version: IpVersion) -> bool:
    """Tell whether an endpoint could take this name's place: ECR's dual-stack names and S3's IPv6 have none."""
    if service.dual_stack and service.name.startswith("ecr."):
        return False
    return service.can_have_endpoint and not (version == 6 and service.name == "s3")  # noqa: PLR2004 - IP version


def _needed_and_served(journey: Journey, vpc_id: str) -> list[str]:
    interfaces = [each for each in journey.topology.endpoints(vpc_id) if each.is_interface]
    needed = sorted(journey.flow.needed_services)
    return [name for name in needed if any(each.service_name.endswith(f".{name}") for each in interfaces)]


def _routes(journey: Journey, branch: Branch) -> Evidence:
    return journey.topology.cite(branch.table, "Routes")
