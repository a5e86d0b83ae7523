"""The case as the walker asks it: which table, ACL, groups and interface serve what, each looked up once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fargate_doctor.facts.fact import NotKnown
from fargate_doctor.facts.paths.acl_rules import AclRules
from fargate_doctor.facts.paths.addresses import Numbered, blocks_in, number_of
from fargate_doctor.facts.paths.group_rules import GroupRules, OneGroup
from fargate_doctor.facts.paths.route_map import RouteMap
from fargate_doctor.model.evidence import Missing, Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.intervals import Intervals
    from fargate_doctor.facts.paths.route_map import AnyTable
    from fargate_doctor.model.evidence import Confidence, Evidence
    from fargate_doctor.model.filtering import NetworkAcl, VpcEndpoint
    from fargate_doctor.model.routing import PrefixList, RouteTable
    from fargate_doctor.model.shape import Quotable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import NetworkInterface, Subnet, Vpc, VpcAttribute

V = TypeVar("V")

_SERVICE_OF_LIST: Final = re.compile(r"^com\.amazonaws\.(?P<region>[a-z0-9-]+)\.(?P<service>s3|dynamodb|s3express)$")
_GONE: Final = frozenset({"deleted", "deleting"})


@dataclass(slots=True)
class Topology:
    """One snapshot, asked through caches; it forms no opinion."""

    snapshot: Snapshot
    _kept: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    _quoted: dict[tuple[type[Quotable], str, str], Evidence] = field(default_factory=dict)

    def cite(self, resource: Quotable, field_name: str = "") -> Evidence:
        """Return a quotation; the same one is made once."""
        key = (type(resource), resource.identifier, field_name)
        evidence = self._quoted.get(key)
        if evidence is None:
            evidence = self._quoted[key] = resource.cite(field_name)
        return evidence

    def subnet(self, subnet_id: str) -> Subnet:
        """Return a subnet; raises `Unanswered` where it is not known."""
        return self.snapshot.subnets.require(subnet_id)

    def vpc(self, vpc_id: str) -> Vpc:
        """Return a VPC; raises `Unanswered` where it is not known."""
        return self.snapshot.vpcs.require(vpc_id)

    def attribute(self, vpc_id: str, name: str) -> VpcAttribute:
        """Return one DNS attribute of a VPC; raises `Unanswered` where it is not known."""
        return self.snapshot.vpc_attributes.require(f"{vpc_id}/{name}")

    def effective_table(self, vpc_id: str, subnet_id: str) -> RouteTable:
        """Return the route table of a subnet: its own, else the main one of its VPC."""
        return self.once(("table", vpc_id, subnet_id), lambda: self._effective_table(vpc_id, subnet_id))

    def routes(self, table: AnyTable, version: IpVersion) -> RouteMap:
        """Return a route table as a map."""
        key = ("routes", table.identifier, version)
        return self.once(key, lambda: RouteMap(table, version, self._cidrs_or_missing))

    def local_blocks(self, table: RouteTable, version: IpVersion) -> Intervals:
        """Return the blocks that a route table keeps inside its VPC."""
        key = ("local", table.identifier, version)
        return self.once(
            key, lambda: blocks_in([each.destination for each in table.routes if each.target == "local"], version)
        )

    def acl_of(self, vpc_id: str, subnet_id: str) -> AclRules:
        """Return the ACL of a subnet; raises `Unanswered` where it is not known."""
        return self.once(("acl", subnet_id), lambda: AclRules(self._acl_of(vpc_id, subnet_id)))

    def groups(self, group_ids: tuple[str, ...], direction: str) -> GroupRules:
        """Return the rules of some groups together; groups that nobody could read are told apart."""
        return self.once(("groups", group_ids, direction), lambda: self._groups(group_ids, direction))

    def blocks_of_list(self, list_id: str, version: IpVersion) -> Intervals | tuple[Missing, ...]:
        """Return the blocks of a prefix list, or why they are not known."""
        key = ("blocks", list_id, version)
        cidrs = self._cidrs_or_missing(list_id)
        if cidrs and isinstance(cidrs[0], Missing):
            return cidrs
        return self.once(key, lambda: blocks_in(cidrs, version))  # type: ignore[arg-type]

    def service_of_list(self, list_id: str) -> str | None:
        """Return the AWS service whose addresses a prefix list holds, by its name or by the endpoint behind it."""
        return self._services_of_lists().get(list_id)

    def service_blocks(self, service: str, region: str, version: IpVersion) -> Intervals | None:
        """Return the public addresses of `s3` or `dynamodb` in a Region; None where they were not read."""
        for each in self.snapshot.prefix_lists:
            if each.prefix_list_name == f"com.amazonaws.{region}.{service}" and each.cidrs is not None:
                return blocks_in(each.cidrs, version)
        return None

    def service_lists(self) -> tuple[PrefixList, ...]:
        """Return the lists of AWS services that the case shows with their blocks."""
        return self.once(
            ("service lists",),
            lambda: tuple(
                each
                for each in self.snapshot.prefix_lists
                if each.cidrs is not None and _SERVICE_OF_LIST.match(each.prefix_list_name)
            ),
        )

    def holder(self, vpc_id: str, version: IpVersion, number: int) -> NetworkInterface | None:
        """Return the network interface of a VPC that holds an address; None where the case shows none."""
        return self._holders().get((vpc_id, Numbered(version, number)))

    def holder_of_public(self, number: int) -> NetworkInterface | None:
        """Return the network interface that has a public IPv4 address; None where the case shows none."""
        return self.once(("public holders",), self._find_public_holders).get(number)

    def interfaces_of_instance(self, instance_id: str) -> tuple[NetworkInterface, ...]:
        """Return the network interfaces that the case shows on an instance."""
        interfaces = self.snapshot.network_interfaces
        return tuple(each for each in interfaces if each.attachment and each.attachment.instance_id == instance_id)

    def endpoints(self, vpc_id: str) -> tuple[VpcEndpoint, ...]:
        """Return the endpoints of a VPC that the case shows and that are not gone; there may be others."""
        return self.once(("endpoints", vpc_id), lambda: tuple(self._endpoints(vpc_id)))

    def shows_all_endpoints(self, vpc_id: str) -> None:
        """Raise `Unanswered` unless every endpoint of a VPC is shown; those of a shared VPC never are."""
        self.snapshot.endpoints.within(vpc_id)
        owner, account = self._owner_of(vpc_id), self.snapshot.account
        if owner and account and owner != account:
            raise Unanswered(*self.snapshot.endpoints.missing)

    def _owner_of(self, vpc_id: str) -> str | None:
        """Return who owns a VPC: what it says itself, else what its subnets and tables say, which are its owner's.

        Raises `Unanswered` where none of them was read.
        """
        stated = [each.owner_id for each in self.snapshot.subnets.seen_within(vpc_id)]
        stated += [each.owner_id for each in self.snapshot.route_tables.seen_within(vpc_id)]
        known = self.snapshot.vpcs.by_id.get(vpc_id)
        owners = [each for each in ((known.owner_id if known else None), *stated) if each]
        return owners[0] if owners else self.vpc(vpc_id).owner_id

    def endpoint_of_interface(self, interface_id: str) -> VpcEndpoint | None:
        """Return the endpoint that a network interface belongs to, where the case shows it."""
        key = ("endpoint interfaces",)
        owners: dict[str, VpcEndpoint] = self.once(
            key, lambda: {eni: each for each in self.snapshot.endpoints for eni in each.network_interface_ids}
        )
        return owners.get(interface_id)

    def _effective_table(self, vpc_id: str, subnet_id: str) -> RouteTable:
        tables = self.snapshot.route_tables
        own = next((each for each in tables.seen_within(subnet_id) if subnet_id in each.subnet_ids), None)
        if own:
            return own
        if tables.coverage.of_scope(subnet_id) is None:
            tables.within(vpc_id)
        if tables.disputed:
            tables.within(vpc_id)
        main = next((each for each in tables.seen_within(vpc_id) if each.is_main), None)
        if main is None:
            raise Unanswered(*tables.missing)
        return _as_sure_as(main, tables.coverage.of_scope(subnet_id) or tables.coverage.of_scope(vpc_id))

    def _acl_of(self, vpc_id: str, subnet_id: str) -> NetworkAcl:
        acls = self.snapshot.network_acls
        found = next((each for each in acls.seen_within(subnet_id) if subnet_id in each.subnet_ids), None)
        if found is None:
            acls.within(vpc_id)
            raise Unanswered(*acls.missing)
        return found

    def _groups(self, group_ids: tuple[str, ...], direction: str) -> GroupRules:
        known: list[OneGroup] = []
        missing: list[Missing] = []
        for group_id in group_ids:
            try:
                known.append(self.once(("group", group_id, direction), lambda: self._group(group_id, direction)))  # noqa: B023
            except Unanswered as gap:
                missing.extend(gap.missing)
        return GroupRules(tuple(known), direction, tuple(dict.fromkeys(missing)))

    def _group(self, group_id: str, direction: str) -> OneGroup:
        return OneGroup(self.snapshot.security_groups.require(group_id), direction, self.blocks_of_list)

    def _cidrs_or_missing(self, list_id: str) -> tuple[str, ...] | tuple[Missing, ...]:
        lists = self.snapshot.prefix_lists
        try:
            found = lists.require(list_id)
        except Unanswered as gap:
            return gap.missing
        return found.cidrs if found.cidrs is not None else _unread_entries()

    def _services_of_lists(self) -> dict[str, str]:
        return self.once(("services of lists",), self._find_services_of_lists)

    def _find_services_of_lists(self) -> dict[str, str]:
        services: dict[str, str] = {}
        for table in self.snapshot.route_tables:
            for route in table.routes:
                endpoint = self.snapshot.endpoints.by_id.get(route.gateway_id or "")
                if route.destination_prefix_list_id and endpoint and endpoint.is_gateway:
                    services[route.destination_prefix_list_id] = endpoint.service_name.rpartition(".")[2]
        for each in self.snapshot.prefix_lists:
            matched = _SERVICE_OF_LIST.match(each.prefix_list_name)
            if matched:
                services[each.identifier] = matched["service"]
        return services

    def _holders(self) -> dict[tuple[str, Numbered], NetworkInterface]:
        return self.once(("holders",), self._find_holders)

    def _find_public_holders(self) -> dict[int, NetworkInterface]:
        holders = ((number_of(each.public_ip or ""), each) for each in self.snapshot.network_interfaces)
        return {numbered.number: each for numbered, each in holders if numbered}

    def _find_holders(self) -> dict[tuple[str, Numbered], NetworkInterface]:
        return {
            (each.vpc_id, numbered): each
            for each in self.snapshot.network_interfaces
            for address in each.addresses
            if (numbered := number_of(address.partition("/")[0]))
        }

    def _endpoints(self, vpc_id: str) -> list[VpcEndpoint]:
        return [each for each in self.snapshot.endpoints if each.vpc_id == vpc_id and each.state.lower() not in _GONE]

    def once(self, key: tuple[Any, ...], question: Callable[[], V]) -> V:
        """Return the answer to a question that is put once; `Unanswered` is kept and raised again."""
        kept: V | NotKnown | None = self._kept.get(key)
        if kept is None:
            try:
                kept = question()
            except Unanswered as gap:
                kept = NotKnown(gap.missing)
            self._kept[key] = kept
        if isinstance(kept, NotKnown):
            kept.require()
        return kept


def _unread_entries() -> tuple[Missing, ...]:
    operation = "ec2:GetManagedPrefixListEntries"
    return (Missing(operation=operation, error="NotCollected", action=operation),)


def _as_sure_as(table: RouteTable, absence: Confidence | None) -> RouteTable:
    """Return the main table, quoted only as surely as it is known that no other table serves the subnet."""
    if absence in (None, "certain"):
        return table
    return table.model_copy(update={"read_from": replace(table.read_from, supports=absence)})
