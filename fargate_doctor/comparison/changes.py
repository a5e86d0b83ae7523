"""What differs between two cases, resource by resource and field by field; what changes by itself is left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, Literal

from fargate_doctor.comparison.resources import THE_TASK
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.comparison.resources import Key, Resource

_BY_ITSELF: Final = re.compile(
    r".*(?:At|Time|Timestamp|Date|Count)|ResponseMetadata|LastUsed|RoleLastUsed|events|version|healthStatus"
    r"|createdBy|registeredBy|requestId|RequesterId|startedBy|tags|Tags|deployments|statistics"
)
"""Fields that differ from one look to the next, or say nothing of how things are set."""

_OF_THE_MOMENT: Final = frozenset(
    """
    taskArn containerArn attachmentId runtimeId id networkInterfaceId NetworkInterfaceId macAddress MacAddress
    privateIPv4Address privateIpv4Address privateDnsName PrivateDnsName PrivateIpAddress PrivateIpAddresses Association
    ipv6Address AttachmentId Attachment Description taskDefinitionArn revision networkInterfaces Ipv6Addresses
    networkBindings
    """.split()  # noqa: SIM905 - words read better as words
)
"""Fields in which two tasks of one service always differ."""

OUTCOME: Final = frozenset(
    """
    lastStatus desiredStatus stopCode stoppedReason containers connectivity Status status
    """.split()  # noqa: SIM905 - words read better as words
)
"""Fields of a task that say how it fared, which is what is to be explained."""

_NAMED_BY: Final = (
    ("Key",),
    ("name",),
    ("Name",),
    ("RuleNumber", "Egress"),
    ("DestinationCidrBlock", "DestinationIpv6CidrBlock", "DestinationPrefixListId"),
    ("RouteTableAssociationId",),
    ("type",),
)
"""Members by which the items of a list are paired."""


@frozen
class FieldChange:
    """One field that differs; None where a side does not have it."""

    field: str
    before: Any
    after: Any


@frozen
class Change:
    """One resource that differs. `fields` is empty where only one case has it."""

    key: Key
    how: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...]
    before: Resource | None
    after: Resource | None

    @property
    def identifier(self) -> str:
        """Return the real id, that of the first case where both have one."""
        resource = self.before or self.after
        return resource.identifier if resource else self.key[2]

    @property
    def is_outcome(self) -> bool:
        """Tell whether this only says how the task fared."""
        return self.key[2] == THE_TASK and all(_first_name(each.field) in OUTCOME for each in self.fields)


def changes_between(
    one: Mapping[Key, Resource], other: Mapping[Key, Resource], asked: frozenset[str]
) -> Iterator[Change]:
    """Yield what differs; `asked` are the operations that both cases have answers of."""
    for key in dict.fromkeys((*one, *other)):
        before, after = one.get(key), other.get(key)
        if before and after:
            fields = tuple(_fields(before.words, after.words, is_own=key[2] == THE_TASK))
            for part in _settings_and_outcome(key, fields):
                yield Change(key, "changed", part, before, after)
        elif key[0] in asked and not any(each.whole for each in (before, after) if each):
            yield Change(key, "removed" if before else "added", (), before, after)


def _settings_and_outcome(key: Key, fields: tuple[FieldChange, ...]) -> Iterator[tuple[FieldChange, ...]]:
    """Yield what differs in how a task was set up, and apart from it in how it fared."""
    outcome = tuple(each for each in fields if key[2] == THE_TASK and _first_name(each.field) in OUTCOME)
    yield from (part for part in (tuple(each for each in fields if each not in outcome), outcome) if part)


def _fields(before: Any, after: Any, place: str = "", *, is_own: bool) -> Iterator[FieldChange]:  # noqa: ANN401 - any JSON value
    if isinstance(before, dict) and isinstance(after, dict):
        for name in dict.fromkeys((*before, *after)):
            if not _is_noise(name, before.get(name), after.get(name), is_own=is_own):
                inner = f"{place}.{name}" if place else name
                yield from _fields(before.get(name), after.get(name), inner, is_own=is_own)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _items(before, after, place, is_own=is_own)
    elif _is_told_by_attachment(place, is_own=is_own):
        return
    elif before != after and _without_noise(before, is_own=is_own) != _without_noise(after, is_own=is_own):
        yield FieldChange(place, before, after)


def _items(before: list[Any], after: list[Any], place: str, *, is_own: bool) -> Iterator[FieldChange]:
    """Yield what differs in two lists whose order says nothing; items with a name of their own are paired by it."""
    named_before, named_after = _by_name(before), _by_name(after)
    if named_before is not None and named_after is not None:
        names = dict.fromkeys((*named_before, *named_after))
        for name in names if not is_own else names.keys() - _OF_THE_MOMENT:
            yield from _fields(named_before.get(name), named_after.get(name), f"{place}[{name}]", is_own=is_own)
        return
    left = Counter(_text(each, is_own=is_own) for each in before)
    right = Counter(_text(each, is_own=is_own) for each in after)
    for text in (left - right).elements():
        yield FieldChange(f"{place}[]", json.loads(text), None)
    for text in (right - left).elements():
        yield FieldChange(f"{place}[]", None, json.loads(text))


def _by_name(items: list[Any]) -> dict[str, Any] | None:
    """Return the items by their names; None where not every item has one of its own."""
    if not items or not all(isinstance(each, dict) for each in items):
        return {} if not items else None
    for keys in _NAMED_BY:
        names = [" ".join(str(each[key]) for key in keys if key in each) for each in items]
        if all(names) and len(names) == len(set(names)):
            return dict(zip(names, items, strict=True))
    return None


def _text(value: Any, *, is_own: bool) -> str:  # noqa: ANN401 - any JSON value
    return json.dumps(_without_noise(value, is_own=is_own), sort_keys=True)


def _without_noise(value: Any, *, is_own: bool) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {
            name: _without_noise(member, is_own=is_own)
            for name, member in value.items()
            if not _is_noise(name, member, None, is_own=is_own)
        }
    return [_without_noise(each, is_own=is_own) for each in value] if isinstance(value, list) else value


def _is_noise(name: str, before: Any, after: Any, *, is_own: bool) -> bool:  # noqa: ANN401 - any JSON value
    if name == "AvailableIpAddressCount":  # no address left is a state; how many are is not
        return bool(before) == bool(after)
    return bool(_BY_ITSELF.fullmatch(name)) or (is_own and name in _OF_THE_MOMENT)


def _is_told_by_attachment(place: str, *, is_own: bool) -> bool:
    """Tell whether this is the state of an attachment, which follows the task's own."""
    return is_own and place.startswith("attachments") and place.endswith(".status")


def _first_name(field: str) -> str:
    return re.split(r"[.\[]", field, maxsplit=1)[0]


def merged(before: JsonObject, after: JsonObject) -> JsonObject:
    """Return the later words of what is a task's own; its ids, its times and how it fared are as they were before."""
    names = {name for name in (*before, *after) if name in OUTCOME or _is_noise(name, None, None, is_own=True)}
    kept = {name: value for name, value in before.items() if name in names}
    merged_attachments = _attachments(before.get("attachments"), after.get("attachments"))
    settings = {name: value for name, value in after.items() if name not in names}
    return {**settings, **kept, **({"attachments": merged_attachments} if merged_attachments else {})}


def _attachments(before: Any, after: Any) -> list[Any] | None:  # noqa: ANN401 - any JSON value
    """Return the first task's network interface, in the second task's subnet."""
    if not isinstance(before, list) or not isinstance(after, list):
        return None
    subnets = [detail["value"] for detail in _details(after) if detail.get("name") == "subnetId" and "value" in detail]
    if not subnets:
        return before
    return [
        {
            **each,
            "details": [{**d, "value": subnets[0]} if d.get("name") == "subnetId" else d for d in _details([each])],
        }
        if isinstance(each, dict)
        else each
        for each in before
    ]


def _details(attachments: list[Any]) -> list[dict[str, Any]]:
    listed = [each.get("details") for each in attachments if isinstance(each, dict)]
    return [detail for details in listed if isinstance(details, list) for detail in details if isinstance(detail, dict)]
