"""Where a task was placed, and what serves it there: subnet, tables, groups, addresses, name servers, endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.network_map.subnets import reach_of
from fargate_doctor.facts.network_map.targets import kind_of
from fargate_doctor.facts.traits.model import Trait, Value
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.filtering import IpPermission, NetworkAclEntry
    from fargate_doctor.model.routing import Route

YES: Final = "✓"
NO: Final = "\N{EN DASH}"


def _vpc(facts: TaskFacts) -> Value:
    known = facts.placement.vpc_id.require()
    vpc = facts.snapshot.vpcs.require(known.value)
    return Value((known.value,), (), (*known.evidence, vpc.cite("CidrBlock")))


def _subnet(facts: TaskFacts) -> Value:
    known = facts.placement.subnet_id.require()
    subnet = facts.walker.topology.subnet(known.value)
    facts.walker.topology.effective_table(subnet.vpc_id, subnet.subnet_id)
    return Value(
        (reach_of(facts.walker.topology, subnet),), (known.value,), (*known.evidence, subnet.cite("CidrBlock"))
    )


def _zone(facts: TaskFacts) -> Value:
    known = facts.placement.zone.require()
    return Value((known.value,), (), known.evidence)


def _routes(facts: TaskFacts) -> Value:
    topology = facts.walker.topology
    table = topology.effective_table(_vpc_id(facts), facts.placement.subnet_id.require().value)
    leading = [(index, route) for index, route in enumerate(table.routes) if route.target != "local"]
    evidence = tuple(table.cite(f"Routes[{index}]") for index, _ in leading) or (table.cite("Routes"),)
    return Value(tuple(sorted(_route(route) for _, route in leading)), (table.route_table_id,), evidence)


def _route(route: Route) -> str:
    destination = "pl-…" if route.destination_prefix_list_id else route.destination
    state = "" if route.state == "active" else f" ({route.state})"
    kind = kind_of(route.target) if route.target else "?"
    return f"{destination} → {kind}{state}"


def _acl(facts: TaskFacts) -> Value:
    acl = facts.walker.topology.acl_of(_vpc_id(facts), facts.placement.subnet_id.require().value).acl
    ordered = sorted(acl.entries, key=lambda each: (each.egress, each.rule_number))
    rules = tuple(_entry(each) for each in ordered if each.rule_number < _LAST_RULE)
    return Value(rules, (acl.network_acl_id,), (acl.cite("Entries"),))


_LAST_RULE: Final = 32767


def _entry(entry: NetworkAclEntry) -> str:
    ports = f" {entry.port_range.from_}-{entry.port_range.to}" if entry.port_range else ""
    direction = "out" if entry.egress else "in"
    block = entry.cidr_block or entry.ipv6_cidr_block or ""
    protocol = _PROTOCOLS.get(entry.protocol, entry.protocol)
    return f"{direction} {entry.rule_number} {entry.rule_action} {protocol}{ports} {block}"


_PROTOCOLS: Final = {"-1": "all", "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}


def _groups_out(facts: TaskFacts) -> Value:
    known = facts.placement.group_ids.require()
    groups = [facts.snapshot.security_groups.require(each) for each in known.value]
    rules = {rule for group in groups for permission in group.ip_permissions_egress for rule in _rules(permission)}
    evidence = tuple(group.cite("IpPermissionsEgress") for group in groups)
    return Value(tuple(sorted(rules)), tuple(sorted(known.value)), evidence)


def _groups_in(facts: TaskFacts) -> Value:
    known = facts.placement.group_ids.require()
    groups = [facts.snapshot.security_groups.require(each) for each in known.value]
    rules = {rule for group in groups for permission in group.ip_permissions for rule in _rules(permission)}
    return Value(tuple(sorted(rules)), (), tuple(group.cite("IpPermissions") for group in groups))


def _rules(permission: IpPermission) -> Iterator[str]:
    ports = "" if permission.from_port is None else f" {permission.from_port}"
    if permission.to_port not in (None, permission.from_port):
        ports += f"-{permission.to_port}"
    start = f"{_PROTOCOLS.get(permission.ip_protocol, permission.ip_protocol)}{ports}"
    yield from (f"{start} {each.cidr_ip}" for each in permission.ip_ranges)
    yield from (f"{start} {each.cidr_ipv6}" for each in permission.ipv6_ranges)
    yield from (f"{start} pl-…" for _ in permission.prefix_list_ids)
    yield from (f"{start} sg-…" for _ in permission.user_id_group_pairs)


def _public_address(facts: TaskFacts) -> Value:
    known = facts.placement.has_public_ipv4.require()
    return Value((YES if known.value else NO,), (), known.evidence)


def _ipv6_address(facts: TaskFacts) -> Value:
    known = facts.placement.sender.ipv6.require()
    return Value((YES if known.value else NO,), (), known.evidence)


def _dhcp(facts: TaskFacts) -> Value:
    vpc = facts.snapshot.vpcs.require(_vpc_id(facts))
    if not vpc.dhcp_options_id:
        return Value((), (), (vpc.cite("DhcpOptionsId"),))
    options = facts.snapshot.dhcp_options.require(vpc.dhcp_options_id)
    shown = tuple(
        f"{each.key} {' '.join(one.value for one in each.values)}"
        for each in options.dhcp_configurations
        if each.key != "domain-name"
    )
    return Value(tuple(sorted(shown)), (options.dhcp_options_id,), (options.cite("DhcpConfigurations"),))


def _dns(facts: TaskFacts) -> Value:
    names = ("enableDnsSupport", "enableDnsHostnames")
    attributes = [facts.walker.topology.attribute(_vpc_id(facts), name) for name in names]
    shown = tuple(f"{name} {YES if each.is_on else NO}" for name, each in zip(names, attributes, strict=True))
    return Value(shown, (), tuple(each.cite("") for each in attributes))


def _endpoints(facts: TaskFacts) -> Value:
    vpc_id = _vpc_id(facts)
    facts.walker.topology.shows_all_endpoints(vpc_id)
    endpoints = facts.walker.topology.endpoints(vpc_id)
    shown = {
        f"{each.service_name.partition('.amazonaws.')[2].partition('.')[2]} {each.state.lower()}" for each in endpoints
    }
    evidence = tuple(each.cite("State") for each in endpoints)
    return Value(tuple(sorted(shown)), (), evidence or (facts.snapshot.endpoints.cite_absence(vpc_id, "VpcEndpoints"),))


def _vpc_id(facts: TaskFacts) -> str:
    return facts.placement.vpc_id.require().value


_ROUTING: Final = ("way.routes", "way.gateways", "way.nat-gateways")
_NAMES: Final = ("names", "way.endpoints")

OF_NETWORK: Final = (
    Trait("vpc", Text(en="VPC", es="VPC"), ("names", "way.endpoints", "way.block-public-access"), _vpc),
    Trait("subnet", Text(en="subnet", es="subred"), ("interface", *_ROUTING, "ipv6"), _subnet, names_matter=True),
    Trait("zone", Text(en="Availability Zone", es="zona de disponibilidad"), ("interface", "carrier", "health"), _zone),
    Trait("routes", Text(en="routes out of the VPC", es="rutas hacia fuera de la VPC"), (*_ROUTING, "ipv6"), _routes),
    Trait("network-acl", Text(en="network ACL", es="ACL de red"), ("way.network-acls",), _acl),
    Trait(
        "groups",
        Text(en="security groups, outbound", es="grupos de seguridad, salida"),
        ("way.security-groups", "way.endpoints", "way.file-systems"),
        _groups_out,
        names_matter=True,
    ),
    Trait("groups-in", Text(en="security groups, inbound", es="grupos de seguridad, entrada"), ("health",), _groups_in),
    Trait(
        "public-address",
        Text(en="public IPv4 address", es="dirección IPv4 pública"),
        ("way.gateways",),
        _public_address,
    ),
    Trait("ipv6-address", Text(en="IPv6 address", es="dirección IPv6"), ("ipv6",), _ipv6_address),
    Trait("dhcp", Text(en="DHCP options of the VPC", es="opciones de DHCP de la VPC"), ("names",), _dhcp),
    Trait("dns", Text(en="DNS attributes of the VPC", es="atributos de DNS de la VPC"), _NAMES, _dns),
    Trait(
        "endpoints",
        Text(en="VPC endpoints", es="puntos de conexión de VPC"),
        ("way.routes", "way.endpoints", "way.endpoint-policies"),
        _endpoints,
    ),
)
"""The traits of where it was placed."""
