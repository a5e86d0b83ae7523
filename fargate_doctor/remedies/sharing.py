"""What else shares what a remedy changes, in words; where that was not collected, the words say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.model.filtering import NetworkAcl, SecurityGroup
    from fargate_doctor.model.routing import RouteTable
    from fargate_doctor.model.service import NetworkConfiguration
    from fargate_doctor.model.snapshot import Snapshot

_TABLE: Final = Text(
    en="Route table {resource} also serves {others}.",
    es="La tabla de enrutamiento {resource} también sirve a {others}.",
)
_MAIN_TABLE_UNKNOWN: Final = Text(
    en="Route table {resource} is the main table of {vpc}: it serves every subnet without a table of its own, and "
    "which ones those are is not known, because the subnets of the VPC were not collected.",
    es="La tabla de enrutamiento {resource} es la principal de {vpc}: sirve a toda subred sin tabla propia, y no se "
    "sabe cuáles son, porque no se recopilaron las subredes de la VPC.",
)
_TABLE_UNKNOWN: Final = Text(
    en="Which other subnets the route table serves is not known: it was not collected.",
    es="No se sabe a qué otras subredes sirve la tabla de enrutamiento: no se recopiló.",
)
_ACL: Final = Text(
    en="Network ACL {resource} also filters {others}.",
    es="La ACL de red {resource} también filtra {others}.",
)
_GROUP: Final = Text(
    en="Security group {resource} is also held by {others}.",
    es="El grupo de seguridad {resource} también lo llevan {others}.",
)
_GROUP_OF_SERVICES: Final = Text(
    en="Tasks of {others} are launched with security group {resource} too.",
    es="Las tareas de {others} también se lanzan con el grupo de seguridad {resource}.",
)
_GROUP_UNKNOWN: Final = Text(
    en="What else holds security group {resource} is not fully known: the network interfaces of the VPC were not "
    "collected.",
    es="No se sabe del todo qué más lleva el grupo de seguridad {resource}: no se recopilaron las interfaces de red de "
    "la VPC.",
)
_VPC: Final = Text(
    en="This changes the whole of {vpc}, with {subnets}.",
    es="Esto cambia toda la {vpc}, con {subnets}.",
)
_VPC_UNKNOWN: Final = Text(
    en="This changes the whole of {vpc}; what else lies in it was not collected.",
    es="Esto cambia toda la {vpc}; no se recopiló qué más hay en ella.",
)
_TASKS_OF_SERVICE: Final = Text(
    en="Every task of service {service} is replaced, not only the one that failed.",
    es="Se sustituyen todas las tareas del servicio {service}, no solo la que falló.",
)


def sharing_table(snapshot: Snapshot, table: RouteTable | None, *but: str) -> tuple[Text, ...]:
    """Return what else a route table serves; `but` are the subnets that are meant."""
    if table is None:
        return (_TABLE_UNKNOWN,)
    explicit = [each for each in table.subnet_ids if each not in but]
    implicit = _subnets_without_table(snapshot, table) if table.is_main else ()
    if implicit is None:
        unknown = _MAIN_TABLE_UNKNOWN.fill(resource=table.route_table_id, vpc=table.vpc_id)
        return (*_said(_TABLE, table.route_table_id, explicit), unknown)
    return _said(_TABLE, table.route_table_id, [*explicit, *(each for each in implicit if each not in but)])


def sharing_acl(acl: NetworkAcl, *but: str) -> tuple[Text, ...]:
    """Return which other subnets a network ACL filters."""
    return _said(_ACL, acl.network_acl_id, [each for each in acl.subnet_ids if each not in but])


def sharing_group(snapshot: Snapshot, group_id: str, vpc_id: str, *but: str) -> tuple[Text, ...]:
    """Return what else holds a security group; `but` are the interfaces that are meant."""
    holders, all_known = _holders(snapshot, group_id, vpc_id)
    held = _said(_GROUP, group_id, [each for each in holders if each not in but])
    launched = _said(_GROUP_OF_SERVICES, group_id, _services_with(snapshot, group_id))
    return (*held, *launched, *(() if all_known else (_GROUP_UNKNOWN.fill(resource=group_id),)))


def holder_count(snapshot: Snapshot, group: SecurityGroup | str) -> int:
    """Return how many interfaces the case shows with a group."""
    identifier = group if isinstance(group, str) else group.group_id
    return sum(identifier in each.group_ids for each in snapshot.network_interfaces)


def sharing_vpc(snapshot: Snapshot, vpc_id: str) -> tuple[Text, ...]:
    """Return what lies in a VPC that is changed as a whole."""
    subnets = sorted(each.subnet_id for each in snapshot.subnets if each.vpc_id == vpc_id)
    if not subnets:
        return (_VPC_UNKNOWN.fill(vpc=vpc_id),)
    return (_VPC.fill(vpc=vpc_id, subnets=_listed(subnets)),)


def replacing_tasks(service: str | None) -> tuple[Text, ...]:
    """Return that a new deployment replaces every task of a service."""
    return (_TASKS_OF_SERVICE.fill(service=printable(service)),) if service else ()


def _said(sentence: Text, resource: str, others: Iterable[str]) -> tuple[Text, ...]:
    named = sorted(dict.fromkeys(others))
    return (sentence.fill(resource=printable(resource), others=_listed(named)),) if named else ()


def _listed(names: list[str]) -> Text:
    return enumeration([printable(each) for each in names], at_most=8)


def _subnets_without_table(snapshot: Snapshot, main: RouteTable) -> tuple[str, ...] | None:
    try:
        subnets = snapshot.subnets.within(main.vpc_id)
    except Unanswered:
        return None
    explicit = {subnet for table in snapshot.route_tables for subnet in table.subnet_ids}
    return tuple(each.subnet_id for each in subnets if each.subnet_id not in explicit)


def _holders(snapshot: Snapshot, group_id: str, vpc_id: str) -> tuple[tuple[str, ...], bool]:
    interfaces = snapshot.network_interfaces
    seen = tuple(each.network_interface_id for each in interfaces if group_id in each.group_ids)
    return seen, interfaces.coverage.of_scope(vpc_id) is not None


def _services_with(snapshot: Snapshot, group_id: str) -> list[str]:
    return [
        each.service_name or each.service_arn
        for each in snapshot.services
        if group_id in _groups_of(each.network_configuration)
    ]


def _groups_of(configuration: NetworkConfiguration | None) -> tuple[str, ...]:
    awsvpc = configuration.awsvpc_configuration if configuration else None
    return awsvpc.security_groups if awsvpc else ()
