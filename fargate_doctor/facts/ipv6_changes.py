"""When the conditions for IPv6 last came true, by CloudTrail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.trail import cite_parameter
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fargate_doctor.facts.placement import Placement
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.history import TrailEvent
    from fargate_doctor.model.snapshot import Snapshot

Condition = Literal["setting", "vpc", "subnet", "auto_assign"]

_TRUE = frozenset({"true", "enabled"})


@frozen
class ConditionChange:
    """A condition that came true at some time, and the event that shows it."""

    condition: Condition
    at: datetime
    event: TrailEvent

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the quotations of the event."""
        return (self.event.cite("EventName"), self.event.cite("EventTime"), cite_parameter(self.event))


def latest_changes(snapshot: Snapshot, placement: Placement) -> tuple[ConditionChange, ...]:
    """Return for each condition the newest event that made it true, the oldest first."""
    newest: dict[Condition, ConditionChange] = {}
    for event in snapshot.events:
        condition = _condition_of(event, placement) if event.event_time and event.succeeded else None
        if condition is None or event.event_time is None:
            continue
        known = newest.get(condition)
        if known is None or event.event_time > known.at:
            newest[condition] = ConditionChange(condition, event.event_time, event)
    return tuple(sorted(newest.values(), key=lambda each: each.at))


def _condition_of(event: TrailEvent, placement: Placement) -> Condition | None:
    """Return the condition of this task that an event made true."""
    name = event.event_name
    if name in {"PutAccountSetting", "PutAccountSettingDefault"}:
        is_it = _is_text(event.parameter("name"), "dualstackipv6")
        return "setting" if is_it and _is_true(event.parameter("value")) else None
    subnet_id = placement.subnet_id.value if isinstance(placement.subnet_id, Known) else None
    vpc_id = placement.vpc_id.value if isinstance(placement.vpc_id, Known) else None
    if name == "ModifySubnetAttribute" and _names(event, subnet_id):
        return "auto_assign" if _is_true(event.parameter("assignIpv6AddressOnCreation")) else None
    if name == "AssociateSubnetCidrBlock" and _names(event, subnet_id):
        return "subnet"
    if name == "AssociateVpcCidrBlock" and _names(event, vpc_id) and _asks_for_ipv6(event.parameter()):
        return "vpc"
    return None


def _names(event: TrailEvent, identifier: str | None) -> bool:
    return identifier is not None and any(value == identifier for _, value in _members(event.parameter()))


def _asks_for_ipv6(place: object) -> bool:
    """Tell whether an association is one of IPv6: some member with that name is set."""
    return any("ipv6" in name.lower() and value not in (None, False, "false", "") for name, value in _members(place))


def _members(place: object) -> Iterator[tuple[str, object]]:
    """Return every member of a request, however deep EC2 nests it."""
    waiting: list[tuple[str, object]] = [("", place)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, dict) and set(value) == {"value"}:
            waiting.append((name, value["value"]))
        elif isinstance(value, dict):
            waiting.extend((str(key), each) for key, each in value.items())
        elif isinstance(value, list):
            waiting.extend((name, each) for each in value)
        else:
            yield name, value


def _is_true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in _TRUE)


def _is_text(value: object, expected: str) -> bool:
    return isinstance(value, str) and value.lower() == expected
