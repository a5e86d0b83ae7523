"""Draws up the map of the VPC that a task was placed in. What nobody could look at is a place of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.network_map.model import NetworkMap, Place, ZoneOnMap
from fargate_doctor.facts.network_map.subnets import subnet_on_map
from fargate_doctor.facts.network_map.targets import endpoint_place, is_shared, kind_of, nat_place, target_place
from fargate_doctor.facts.paths.addresses import block_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.network_map.model import SubnetOnMap
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.facts.placement import Placement
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet

UNZONED: Final = ""
_VPC_UNREAD: Final = Text(en="blocks not read", es="bloques sin leer")
_NO_ADDRESS: Final = Text(en="no address on record", es="sin dirección registrada")
_PUBLIC_ADDRESS: Final = Text(en="with a public address", es="con dirección pública")
_NO_PUBLIC_ADDRESS: Final = Text(en="no public address", es="sin dirección pública")
_GROUP_GONE: Final = Text(en="does not exist any more", es="ya no existe")
_GROUP_UNREAD: Final = Text(en="rules not read", es="reglas sin leer")
_SERVERS: Final = Text(en="name servers: {servers}", es="servidores de nombres: {servers}")
_OPTIONS_UNREAD: Final = Text(en="not read", es="sin leer")
_SUBNET_UNKNOWN: Final = Text(en="where it was is not known: {where}", es="no se sabe dónde estaba: {where}")
_NO_ZONE: Final = Text(en="zone not known", es="zona desconocida")
_SHARED: Final = Text(
    en="The VPC belongs to account {owner}; its gateways and endpoints are not shown to yours",
    es="La VPC pertenece a la cuenta {owner}; sus puertas de enlace y puntos de conexión no se muestran a la suya",
)
_LISTS: Final = {
    "subnets": Text(en="subnets", es="subredes"),
    "route_tables": Text(en="route tables", es="tablas de enrutamiento"),
    "network_acls": Text(en="network ACLs", es="ACL de red"),
    "internet_gateways": Text(en="internet gateways", es="puertas de enlace de Internet"),
    "nat_gateways": Text(en="NAT gateways", es="puertas de enlace NAT"),
    "endpoints": Text(en="VPC endpoints", es="puntos de conexión de VPC"),
}


def map_of(facts: TaskFacts) -> NetworkMap:
    """Return the map of the task's VPC; raises `Unanswered` where that VPC is not known."""
    vpc_id = facts.placement.vpc_id.require().value
    return _Survey(facts, facts.walker.topology, vpc_id).map()


@frozen
class _Survey:
    facts: TaskFacts
    topology: Topology
    vpc_id: str

    @property
    def snapshot(self) -> Snapshot:
        return self.facts.snapshot

    @property
    def placement(self) -> Placement:
        return self.facts.placement

    def map(self) -> NetworkMap:
        zones = tuple(self._zones())
        inside = {place.key for zone in zones for subnet in zone.subnets for place in subnet}
        return NetworkMap(
            vpc=self._vpc(),
            doors=tuple(self._doors(inside)),
            zones=zones,
            endpoints=tuple(self._endpoints()),
            settings=tuple(self._settings()),
            unread=tuple(self._unread()),
        )

    def _vpc(self) -> Place:
        vpc = self.snapshot.vpcs.by_id.get(self.vpc_id)
        if vpc is None:
            return Place(self.vpc_id, "vpc", self.vpc_id, "unknown", _VPC_UNREAD, missing=self.snapshot.vpcs.missing)
        blocks = verbatim(" · ".join((*vpc.ipv4_blocks, *vpc.ipv6_blocks)))
        evidence = (vpc.cite("CidrBlock"), vpc.cite("DhcpOptionsId"), *self._attributes())
        return Place(self.vpc_id, "vpc", self.vpc_id, "not_applicable", blocks, evidence=evidence)

    def _attributes(self) -> Iterator[Evidence]:
        for name, member in (("enableDnsSupport", "EnableDnsSupport"), ("enableDnsHostnames", "EnableDnsHostnames")):
            attribute = self.snapshot.vpc_attributes.by_id.get(f"{self.vpc_id}/{name}")
            if attribute is not None:
                yield attribute.cite(f"{member}.Value")

    def _zones(self) -> Iterator[ZoneOnMap]:
        by_zone: dict[str, list[SubnetOnMap]] = {}
        for subnet in self._subnets_in_order():
            shown = subnet_on_map(self.topology, subnet, self._task() if self._holds_task(subnet) else ())
            by_zone.setdefault(subnet.availability_zone or UNZONED, []).append(shown)
        zones = [_zone(name, tuple(subnets)) for name, subnets in by_zone.items()]
        yield from sorted(zones, key=lambda each: (not each.has_task, each.place.id))

    def _subnets_in_order(self) -> list[Subnet]:
        inside = self.snapshot.subnets.seen_within(self.vpc_id)
        return sorted(inside, key=lambda each: (not self._holds_task(each), *_number(each), each.subnet_id))

    def _holds_task(self, subnet: Subnet) -> bool:
        placed = self.placement.subnet_id
        return isinstance(placed, Known) and placed.value == subnet.subnet_id

    def _task(self) -> tuple[Place, ...]:
        task = self.facts.task
        sender = self.placement.sender
        known = [each for each in (sender.private_ipv4, sender.ipv6) if isinstance(each, Known) and each.value]
        addresses = verbatim(" · ".join(str(each.value) for each in known)) if known else _NO_ADDRESS
        public = sender.has_public_ipv4
        said = [addresses]
        if isinstance(public, Known):
            said.append(_PUBLIC_ADDRESS if public.value else _NO_PUBLIC_ADDRESS)
        facts = (self.placement.subnet_id, *known, public)
        evidence = tuple(each for fact in facts if isinstance(fact, Known) for each in fact.evidence)
        words = Text(en=" · ".join(each.en for each in said), es=" · ".join(each.es for each in said))
        return (
            Place("task", "task", task.task_id, "not_applicable", words, evidence=evidence),
            *self._groups(),
        )

    def _groups(self) -> Iterator[Place]:
        groups = self.placement.group_ids
        if not isinstance(groups, Known):
            yield Place("task/groups", "security-group", "", "unknown", _GROUP_UNREAD, missing=groups.missing)
            return
        for group_id in groups.value:
            yield self._group(group_id, groups.evidence)

    def _group(self, group_id: str, evidence: tuple[Evidence, ...]) -> Place:
        table = self.snapshot.security_groups
        try:
            group = table.find(group_id, self.vpc_id)
        except Unanswered as gap:
            return Place(group_id, "security-group", group_id, "unknown", _GROUP_UNREAD, (), evidence, gap.missing)
        if group is None:
            absence = (*evidence, table.cite_absence(group_id, "SecurityGroups"))
            return Place(group_id, "security-group", group_id, "fail", _GROUP_GONE, evidence=absence)
        rules = (group.cite("IpPermissionsEgress"), group.cite("IpPermissions"), *evidence)
        name = verbatim(group.group_name)
        return Place(group_id, "security-group", group_id, "not_applicable", name, evidence=rules)

    def _doors(self, inside: set[str]) -> Iterator[Place]:
        attached = [each.internet_gateway_id for each in self.snapshot.internet_gateways.seen_within(self.vpc_id)]
        attached += [
            each.egress_only_internet_gateway_id for each in self.snapshot.egress_only_gateways.seen_within(self.vpc_id)
        ]
        targets = [
            route.target
            for table in self.snapshot.route_tables.seen_within(self.vpc_id)
            for route in table.routes
            if route.target not in ("", "local") and kind_of(route.target) != "vpc-endpoint"
        ]
        for target in dict.fromkeys([*attached, *targets]):
            if target not in inside:
                yield target_place(self.snapshot, self.vpc_id, target)
        for gateway in self.snapshot.nat_gateways.seen_within(self.vpc_id):
            known = gateway.nat_gateway_id in inside or gateway.nat_gateway_id in targets
            if not known and gateway.state != "deleted":
                yield nat_place(self.snapshot, self.vpc_id, gateway.nat_gateway_id)

    def _endpoints(self) -> Iterator[Place]:
        shown = [endpoint_place(each) for each in self.topology.endpoints(self.vpc_id)]
        yield from sorted(shown, key=lambda each: each.words.en)
        held = {each.id for each in shown}
        targets = [
            route.target
            for table in self.snapshot.route_tables.seen_within(self.vpc_id)
            for route in table.routes
            if kind_of(route.target) == "vpc-endpoint" and route.target not in held
        ]
        yield from (target_place(self.snapshot, self.vpc_id, each) for each in dict.fromkeys(targets))

    def _settings(self) -> Iterator[Place]:
        vpc = self.snapshot.vpcs.by_id.get(self.vpc_id)
        if vpc is None or not vpc.dhcp_options_id:
            return
        options_id = vpc.dhcp_options_id
        options = self.snapshot.dhcp_options.by_id.get(options_id)
        if options is None:
            missing = self.snapshot.dhcp_options.missing
            yield Place(options_id, "dhcp-options", options_id, "unknown", _OPTIONS_UNREAD, missing=missing)
            return
        servers = enumeration(options.values_of("domain-name-servers"), at_most=3)
        evidence = (vpc.cite("DhcpOptionsId"), options.cite("DhcpConfigurations"))
        words = _SERVERS.fill(servers=servers)
        yield Place(options_id, "dhcp-options", options_id, "not_applicable", words, evidence=evidence)

    def _unread(self) -> Iterator[Place]:
        if not any(self._holds_task(each) for each in self.snapshot.subnets.seen_within(self.vpc_id)):
            yield self._task_without_place()
        for name, words in _LISTS.items():
            try:
                getattr(self.snapshot, name).within(self.vpc_id)
            except Unanswered as gap:
                yield Place(f"unread:{name}", "unread", "", "unknown", words, missing=gap.missing)
        vpc = self.snapshot.vpcs.by_id.get(self.vpc_id)
        if vpc is not None and is_shared(self.snapshot, self.vpc_id):
            owner = (vpc.cite("OwnerId"),)
            words = _SHARED.fill(owner=vpc.owner_id)
            yield Place("unread:shared", "unread", "", "unknown", words, evidence=owner)

    def _task_without_place(self) -> Place:
        placed = self.placement.subnet_id
        if isinstance(placed, Known):
            words = _SUBNET_UNKNOWN.fill(where=placed.value)
            missing: tuple[Missing, ...] = self.snapshot.subnets.missing
            return Place("task", "task", self.facts.task.task_id, "unknown", words, (), placed.evidence, missing)
        words = _SUBNET_UNKNOWN.fill(where="?")
        return Place("task", "task", self.facts.task.task_id, "unknown", words, missing=placed.missing)


def _zone(name: str, subnets: tuple[SubnetOnMap, ...]) -> ZoneOnMap:
    words = verbatim("") if name else _NO_ZONE
    evidence = tuple(each for subnet in subnets[:1] for each in subnet.place.evidence if "Zone" in each.field)
    place = Place(f"zone:{name}", "zone", name, "not_applicable", words, evidence=evidence)
    return ZoneOnMap(place, subnets, has_task=any(each.has_task for each in subnets))


def _number(subnet: Subnet) -> tuple[int, int]:
    block = block_of(subnet.cidr_block or "")
    return (0, block.first) if block else (1, 0)
