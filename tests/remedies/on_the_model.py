"""What commands do, told independently of the remedies: applied to the tables of a snapshot.

With it a remedy's own change is compared with what its commands do, and its undo with what was before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fargate_doctor.model.filtering import IpPermission, NetworkAclEntry
from fargate_doctor.model.routing import Route
from tests.remedies.cli import Command, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.shape import Quotable
    from fargate_doctor.model.snapshot import Snapshot

_DESTINATIONS = {
    "destination-cidr-block": "DestinationCidrBlock",
    "destination-ipv6-cidr-block": "DestinationIpv6CidrBlock",
    "destination-prefix-list-id": "DestinationPrefixListId",
}
_TARGETS = {
    "nat-gateway-id": "NatGatewayId",
    "gateway-id": "GatewayId",
    "egress-only-internet-gateway-id": "EgressOnlyInternetGatewayId",
}


def run(snapshot: Snapshot, *commands: str) -> Snapshot:
    """Return the snapshot after some commands, in their order."""
    for written in commands:
        command = parse(written)
        snapshot = _EFFECTS[command.operation](snapshot, command)
    return snapshot


def same(one: Snapshot, other: Snapshot, *tables: str) -> bool:
    """Tell whether some tables hold the same resources, rules in any order."""
    return all(
        {key: _plain(each) for key, each in getattr(one, table).by_id.items()}
        == {key: _plain(each) for key, each in getattr(other, table).by_id.items()}
        for table in tables
    )


def _plain(resource: Quotable) -> dict[str, Any]:
    plain = resource.model_dump(mode="json")
    return {key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in plain.items()}


def _update(snapshot: Snapshot, table: str, identifier: str, **members: object) -> Snapshot:
    resource = getattr(snapshot, table).by_id[identifier]
    return snapshot.with_resource(table, resource.model_copy(update=members))


def _create_route(snapshot: Snapshot, command: Command) -> Snapshot:
    table = snapshot.route_tables.by_id[command["route-table-id"]]
    members = {
        member: command.options[option]
        for option, member in {**_DESTINATIONS, **_TARGETS}.items()
        if option in command.options
    }
    new = Route.model_validate({**members, "State": "active", "Origin": "CreateRoute"})
    assert all(each.destination != new.destination for each in table.routes), "AWS refuses a second such route"
    return _update(snapshot, "route_tables", table.route_table_id, routes=(*table.routes, new))


def _delete_route(snapshot: Snapshot, command: Command) -> Snapshot:
    table = snapshot.route_tables.by_id[command["route-table-id"]]
    destination = next(command[option] for option in _DESTINATIONS if option in command.options)
    kept = tuple(each for each in table.routes if each.destination != destination)
    assert len(kept) == len(table.routes) - 1, "there is no such route"
    return _update(snapshot, "route_tables", table.route_table_id, routes=kept)


def _replace_route(snapshot: Snapshot, command: Command) -> Snapshot:
    return _create_route(_delete_route(snapshot, command), command)


def _rules(direction: str, *, adds: bool) -> Callable[[Snapshot, Command], Snapshot]:
    member = "ip_permissions_egress" if direction == "egress" else "ip_permissions"

    def effect(snapshot: Snapshot, command: Command) -> Snapshot:
        present = getattr(snapshot.security_groups.by_id[command["group-id"]], member)
        named = command["ip-permissions"]
        asked = tuple(IpPermission.model_validate(each) for each in named)
        rules = (*present, *asked) if adds else tuple(each for each in present if each not in asked)
        return _update(snapshot, "security_groups", command["group-id"], **{member: rules})

    return effect


def _create_entry(snapshot: Snapshot, command: Command) -> Snapshot:
    acl = snapshot.network_acls.by_id[command["network-acl-id"]]
    new = NetworkAclEntry.model_validate(
        {
            "RuleNumber": int(command["rule-number"]),
            "RuleAction": command["rule-action"],
            "Egress": "egress" in command.options,
            "Protocol": command["protocol"],
            "CidrBlock": command.get("cidr-block"),
            "Ipv6CidrBlock": command.get("ipv6-cidr-block"),
            "PortRange": command["port-range"],
        }
    )
    assert 0 < new.rule_number < 32767
    assert (new.egress, new.rule_number) not in {(each.egress, each.rule_number) for each in acl.entries}
    return _update(snapshot, "network_acls", acl.network_acl_id, entries=(*acl.entries, new))


def _delete_entry(snapshot: Snapshot, command: Command) -> Snapshot:
    acl = snapshot.network_acls.by_id[command["network-acl-id"]]
    meant = ("egress" in command.options, int(command["rule-number"]))
    kept = tuple(each for each in acl.entries if (each.egress, each.rule_number) != meant)
    assert len(kept) == len(acl.entries) - 1, "there is no such entry"
    return _update(snapshot, "network_acls", acl.network_acl_id, entries=kept)


def _modify_vpc_attribute(snapshot: Snapshot, command: Command) -> Snapshot:
    for option, name in (("enable-dns-support", "enableDnsSupport"), ("enable-dns-hostnames", "enableDnsHostnames")):
        if option in command.options:
            key = f"{command['vpc-id']}/{name}"
            attribute = snapshot.vpc_attributes.by_id[key]
            member = option.replace("-", "_")
            value = getattr(attribute, member).model_copy(update={"value": command[option]["Value"]})
            snapshot = _update(snapshot, "vpc_attributes", key, **{member: value})
    return snapshot


def _modify_subnet_attribute(snapshot: Snapshot, command: Command) -> Snapshot:
    is_on = "assign-ipv6-address-on-creation" in command.options
    return _update(snapshot, "subnets", command["subnet-id"], assign_ipv6_address_on_creation=is_on)


def _nothing(snapshot: Snapshot, _: Command) -> Snapshot:
    return replace(snapshot)


_EFFECTS: dict[str, Callable[[Snapshot, Command], Snapshot]] = {
    "create-route": _create_route,
    "delete-route": _delete_route,
    "replace-route": _replace_route,
    "authorize-security-group-egress": _rules("egress", adds=True),
    "revoke-security-group-egress": _rules("egress", adds=False),
    "authorize-security-group-ingress": _rules("ingress", adds=True),
    "revoke-security-group-ingress": _rules("ingress", adds=False),
    "create-network-acl-entry": _create_entry,
    "delete-network-acl-entry": _delete_entry,
    "modify-vpc-attribute": _modify_vpc_attribute,
    "modify-subnet-attribute": _modify_subnet_attribute,
    "update-service": _nothing,
    "wait services-stable": _nothing,
}
