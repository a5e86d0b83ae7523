"""Two tasks in two VPCs: what plays the same part there is given one id, so that the two can be compared.

The part is told from the tasks outwards: the subnet of each, the table and the ACL of that subnet, where its routes
lead, the endpoint for the same service; then by name, and last where one thing of a kind is left on each side.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.model import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from fargate_doctor.case.model import JsonObject

_KINDS: Final = {
    "Vpcs": ("ec2:DescribeVpcs", "VpcId"),
    "Subnets": ("ec2:DescribeSubnets", "SubnetId"),
    "RouteTables": ("ec2:DescribeRouteTables", "RouteTableId"),
    "NetworkAcls": ("ec2:DescribeNetworkAcls", "NetworkAclId"),
    "SecurityGroups": ("ec2:DescribeSecurityGroups", "GroupId"),
    "VpcEndpoints": ("ec2:DescribeVpcEndpoints", "VpcEndpointId"),
    "NatGateways": ("ec2:DescribeNatGateways", "NatGatewayId"),
    "InternetGateways": ("ec2:DescribeInternetGateways", "InternetGatewayId"),
    "EgressOnlyInternetGateways": ("ec2:DescribeEgressOnlyInternetGateways", "EgressOnlyInternetGatewayId"),
    "DhcpOptions": ("ec2:DescribeDhcpOptions", "DhcpOptionsId"),
    "PrefixLists": ("ec2:DescribePrefixLists", "PrefixListId"),
    "NetworkInterfaces": ("ec2:DescribeNetworkInterfaces", "NetworkInterfaceId"),
}
_TARGETS: Final = ("NatGatewayId", "GatewayId", "EgressOnlyInternetGatewayId", "TransitGatewayId", "VpcEndpointId")
_DESTINATIONS: Final = ("DestinationCidrBlock", "DestinationIpv6CidrBlock")
_NAMES: Final = ("GroupName", "PrefixListName", "Description")
_DIGITS: Final = re.compile(r"[0-9a-f]{8,}")
_ID: Final = re.compile(r"\b(?P<before>(?:[a-z]+-)*)(?P<last>[a-z]+-[0-9a-f]{8,17})\b")


def with_ids_of(one: Case, other: Case, tasks: tuple[str | None, str | None]) -> Case:
    """Return the second case with the ids of the first for what plays the same part; unchanged in one VPC."""
    sides = _Side(one, tasks[0]), _Side(other, tasks[1])
    vpcs = [set(each.by_id("Vpcs")) for each in sides]
    if not all(vpcs) or vpcs[0] & vpcs[1] or None in tasks:
        return other
    pairs = _Pairs(*sides)
    pairs.find()
    records = {operation: [each.model_dump() for each in listed] for operation, listed in other.records.items()}
    text = _ID.sub(lambda found: _renamed(found, pairs.first_of), json.dumps(records))
    return other.model_copy(update={"records": Case.model_validate({"records": json.loads(text)}).records})


def _renamed(found: re.Match[str], first_of: Mapping[str, str]) -> str:
    """Return an id by its pair; the id of a VPC also stands inside ids that AWS makes of it."""
    whole = first_of.get(found[0])
    return whole or found["before"] + first_of.get(found["last"], found["last"])


class _Side:
    """The network of one of two cases, and what of it is the task's own."""

    def __init__(self, case: Case, task: str | None) -> None:
        self._case = case
        self._lists: dict[str, dict[str, JsonObject]] = {}
        found = (each for each in self._items("ecs:DescribeTasks", "tasks") if each.get("taskArn") == task)
        attachments = _objects(next(found, {}).get("attachments"))
        details = [detail for each in attachments for detail in _objects(each.get("details"))]
        self.own = {str(each.get("name")): each.get("value") for each in details}

    @property
    def interface(self) -> JsonObject:
        """Return the task's network interface, empty where it is gone."""
        return self.by_id("NetworkInterfaces").get(str(self.own.get("networkInterfaceId")), {})

    @property
    def groups(self) -> list[str]:
        """Return the task's security groups: its interface's, else those its service configures."""
        groups = [str(each.get("GroupId")) for each in _objects(self.interface.get("Groups"))]
        configured = [each.get("networkConfiguration") for each in self._items("ecs:DescribeServices", "services")]
        first = configured[0].get("awsvpcConfiguration") if configured and isinstance(configured[0], dict) else None
        named = first.get("securityGroups") if isinstance(first, dict) else None
        return groups or ([str(each) for each in named] if isinstance(named, list) else [])

    def by_id(self, kind: str) -> dict[str, JsonObject]:
        """Return all of a kind by their ids."""
        if kind not in self._lists:
            operation, key = _KINDS[kind]
            items = [each for each in self._items(operation, kind) if isinstance(each.get(key), str)]
            self._lists[kind] = {str(each[key]): each for each in items}
        return self._lists[kind]

    def associated(self, kind: str, subnet: str) -> JsonObject:
        """Return the route table or network ACL of a subnet, else the main table of its VPC."""
        vpc = self.by_id("Subnets").get(subnet, {}).get("VpcId")
        main: JsonObject = {}
        for each in self.by_id(kind).values():
            for association in _objects(each.get("Associations")):
                if association.get("SubnetId") == subnet:
                    return each
                if association.get("Main") and each.get("VpcId") == vpc:
                    main = each
        return main

    def interfaces_of(self, owner: JsonObject) -> dict[str, str]:
        """Return the interfaces of an endpoint or NAT gateway by their subnets."""
        named = owner.get("NetworkInterfaceIds")
        ids = [*(named if isinstance(named, list) else ())]
        ids += [each.get("NetworkInterfaceId") for each in _objects(owner.get("NatGatewayAddresses"))]
        known = self.by_id("NetworkInterfaces")
        return {str(known[each].get("SubnetId")): each for each in ids if isinstance(each, str) and each in known}

    def _items(self, operation: str, name: str) -> Iterator[JsonObject]:
        for record in self._case.records.get(operation, ()):
            yield from _objects(record.answer.get(name))


class _Pairs:
    """Which id of the second side stands for which of the first."""

    def __init__(self, one: _Side, other: _Side) -> None:
        self._one = one
        self._other = other
        self.first_of: dict[str, str] = {}

    def find(self) -> None:
        """Go from the tasks outwards until nothing new is found, then by name, then by what is left."""
        one, other = self._one, self._other
        self._add(one.own.get("subnetId"), other.own.get("subnetId"))
        self._add(one.own.get("networkInterfaceId"), other.own.get("networkInterfaceId"))
        for group, its_like in zip(one.groups, other.groups, strict=False):
            self._add(group, its_like)
        self._follow()
        for told_by in (_name_of, lambda _: ""):
            for kind in _KINDS:
                self._unique(kind, told_by)
                self._follow()

    def _follow(self) -> None:
        known = -1
        while known != len(self.first_of):
            known = len(self.first_of)
            for before, after in self._paired("Subnets"):
                self._add(before.get("VpcId"), after.get("VpcId"))
                for kind in ("RouteTables", "NetworkAcls"):
                    ends = (
                        side.associated(kind, str(each.get("SubnetId"))) for side, each in self._with(before, after)
                    )
                    self._add(*(each.get(_KINDS[kind][1]) for each in ends))
            for before, after in self._paired("Vpcs"):
                self._add(before.get("DhcpOptionsId"), after.get("DhcpOptionsId"))
            for before, after in self._paired("NatGateways"):
                self._add(before.get("SubnetId"), after.get("SubnetId"))
            self._unique("VpcEndpoints", lambda each: str(each.get("ServiceName") or ""))
            self._along_routes()
        self._unique("NetworkInterfaces", self._place_of_interface)
        self._associations()

    def _along_routes(self) -> None:
        for before, after in self._paired("RouteTables"):
            later = {_destination(each): each for each in _objects(after.get("Routes"))}
            for route in _objects(before.get("Routes")):
                its_like = later.get(_destination(route), {})
                for target in _TARGETS:
                    self._add(route.get(target), its_like.get(target))
        for before, after in (*self._paired("VpcEndpoints"), *self._paired("NatGateways")):
            self._interfaces(before, after)
            groups = [[each.get("GroupId") for each in _objects(end.get("Groups"))] for end in (before, after)]
            if len(groups[0]) == len(groups[1]) == 1:
                self._add(groups[0][0], groups[1][0])

    def _place_of_interface(self, interface: JsonObject) -> str:
        subnet = str(interface.get("SubnetId"))
        described = _DIGITS.sub("", str(interface.get("Description")))
        return f"{self.first_of.get(subnet, subnet)} {interface.get('InterfaceType')} {described}"

    def _interfaces(self, before: JsonObject, after: JsonObject) -> None:
        """Pair the interfaces of an endpoint or NAT gateway, one in each subnet."""
        there = self._other.interfaces_of(after)
        for subnet, interface in self._one.interfaces_of(before).items():
            its_like = (each for its_subnet, each in there.items() if self.first_of.get(its_subnet) == subnet)
            self._add(interface, next(its_like, None))

    def _associations(self) -> None:
        """Pair what only binds two things that are paired themselves."""
        for kind, key in (("RouteTables", "RouteTableAssociationId"), ("NetworkAcls", "NetworkAclAssociationId")):
            for before, after in self._paired(kind):
                bound = {str(each.get("SubnetId")): each.get(key) for each in _objects(before.get("Associations"))}
                for each in _objects(after.get("Associations")):
                    subnet = str(each.get("SubnetId"))
                    self._add(bound.get(self.first_of.get(subnet, subnet)), each.get(key))

    def _unique(self, kind: str, told_by: Callable[[JsonObject], str]) -> None:
        """Pair what is alone with its sign among those of a kind that have no pair yet."""
        taken = set(self.first_of.values())
        left = _by_sign((each for key, each in self._one.by_id(kind).items() if key not in taken), told_by)
        right = _by_sign((e for key, e in self._other.by_id(kind).items() if key not in self.first_of), told_by)
        for sign in left.keys() & right.keys():
            if len(left[sign]) == len(right[sign]) == 1:
                key = _KINDS[kind][1]
                self._add(left[sign][0][key], right[sign][0][key])

    def _paired(self, kind: str) -> list[tuple[JsonObject, JsonObject]]:
        one, other = self._one.by_id(kind), self._other.by_id(kind)
        return [(one[self.first_of[key]], each) for key, each in other.items() if self.first_of.get(key) in one]

    def _with(self, before: JsonObject, after: JsonObject) -> tuple[tuple[_Side, JsonObject], ...]:
        return (self._one, before), (self._other, after)

    def _add(self, first: object, second: object) -> None:
        """Remember a pair, unless either has another one, or they are no ids of one kind."""
        if not isinstance(first, str) or not isinstance(second, str):
            return
        alike = _ID.fullmatch(first) and _ID.fullmatch(second) and first.split("-")[:-1] == second.split("-")[:-1]
        if alike and second not in self.first_of and first not in self.first_of.values():
            self.first_of[second] = first


def _by_sign(items: Iterable[JsonObject], told_by: Callable[[JsonObject], str]) -> dict[str, list[JsonObject]]:
    signed: dict[str, list[JsonObject]] = {}
    for each in items:
        signed.setdefault(told_by(each), []).append(each)
    return signed


def _name_of(item: JsonObject) -> str:
    tags = (str(each.get("Value")) for each in _objects(item.get("Tags")) if each.get("Key") == "Name")
    return next(tags, "") or next((str(item[key]) for key in _NAMES if item.get(key)), "")


def _destination(route: JsonObject) -> str:
    return str(next((route[key] for key in _DESTINATIONS if route.get(key)), ""))


def _objects(value: Any) -> list[JsonObject]:  # noqa: ANN401 - any JSON value
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
