"""Which tasks failed alike: stopped tasks of one service that differ in nothing but names, addresses and moments.

What is found for one of them holds for all, so that a failed deployment of five hundred tasks is examined once.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import fields
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import NetworkInterface

_KEPT_BY_CLOUDTRAIL: Final = timedelta(days=90)
_OWN: Final = "<own>"
_WORD: Final = re.compile(r"[\w.:-]+")
_ADDRESS: Final = re.compile(r"(?<![\w.:])(?:\d+(?:\.\d+){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+)(?:/\d+)?")
_OF_TASKS: Final = frozenset({"tasks", "network_interfaces"})
_MOMENTS: Final = (
    "created_at",
    "connectivity_at",
    "pull_started_at",
    "pull_stopped_at",
    "started_at",
    "stopping_at",
    "execution_stopped_at",
    "stopped_at",
)


class Likeness:
    """Tells of the tasks of one snapshot which are alike."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._moments, self._bounds = _landmarks_of(snapshot)

    def of(self, task: Task) -> str | None:
        """Return a key that tasks share which are alike; None for a task that must be examined by itself.

        A task that was not started by a service and one that flow logs speak of have evidence of their own.
        """
        if not task.is_stopped or task.service_name is None or self._snapshot.flow_log_lines.lines:
            return None
        held = self._held_by(task)
        named = frozenset(chain(names_of(task), *(_names_of_interface(each) for each in held)))
        words = [task.model_dump_json(exclude={*_MOMENTS, "task_arn"})]
        words += [f"{each.read_from.operation} {each.read_from.origin} {each.model_dump_json()}" for each in held]
        return f"{_without(named, chr(10).join(words))}|{self._times(task)}|{self._places(task, held)}"

    def _held_by(self, task: Task) -> list[NetworkInterface]:
        """Return the interfaces of a task that the case still shows, or showed before they went."""
        names = [each.detail("networkInterfaceId") or "" for each in task.attachments]
        now, before = self._snapshot.network_interfaces.by_id, self._snapshot.former_interfaces
        return [*(now[each] for each in names if each in now), *(before[each] for each in names if each in before)]

    def _times(self, task: Task) -> str:
        """Return where the moments of a task's life lie among those of the case, and in which order."""
        moments = [getattr(task, name) for name in _MOMENTS]
        ranks = [None if each is None else bisect_right(self._moments, each) for each in moments]
        known = [each for each in moments if each is not None]
        return json.dumps([ranks, [earlier <= later for earlier, later in pairwise(known)]])

    def _places(self, task: Task, held: list[NetworkInterface]) -> str:
        """Return where the addresses lie among the blocks and addresses that rules and routes of the case speak of."""
        addresses = [*_addresses_of(task), *(address for each in held for address in each.addresses)]
        numbers = [_number(each) for each in dict.fromkeys(addresses)]
        return json.dumps([None if each is None else bisect_right(self._bounds, each) for each in numbers])


def names_of(task: Task) -> frozenset[str]:
    """Return what names this task alone: its id, its interface, its addresses."""
    named: set[str | None] = {task.task_id}
    for attachment in task.attachments:
        named.add(attachment.id)
        named.update(each.value for each in attachment.details if each.name != "subnetId")
    for container in task.containers:
        for interface in container.network_interfaces:
            named.update((interface.private_ipv4_address, interface.ipv6_address, interface.attachment_id))
    return frozenset(filter(None, named))


def _names_of_interface(interface: NetworkInterface) -> Iterator[str]:
    yield interface.network_interface_id
    yield from interface.addresses
    if interface.public_ip:
        yield interface.public_ip


def _addresses_of(task: Task) -> Iterator[str]:
    for attachment in task.attachments:
        yield from (each.value for each in attachment.details if each.name.endswith(("IPv4Address", "IPv6Address")))
    for container in task.containers:
        for interface in container.network_interfaces:
            yield from filter(None, (interface.private_ipv4_address, interface.ipv6_address))


def _without(names: frozenset[str], words: str) -> str:
    """Return words with names taken out where they stand whole."""

    def own(found: re.Match[str]) -> str:
        return _OWN if found[0].rstrip(".") in names else found[0]

    return _WORD.sub(own, words)


def _landmarks_of(snapshot: Snapshot) -> tuple[list[datetime], list[tuple[int, int]]]:
    """Return every moment, and every bound of a block, that the case knows beside those of the tasks, in order."""
    moments: set[datetime] = set()
    bounds: set[tuple[int, int]] = set()
    tables = (getattr(snapshot, each.name) for each in fields(snapshot) if each.name not in _OF_TASKS)
    for table in tables:
        if hasattr(table, "by_id"):
            for resource in table.by_id.values():
                for value in _values_in(resource):
                    if isinstance(value, datetime):
                        moments.add(value)
                    else:
                        bounds.update(_bounds_in(value))
    moments.update(each for lookup in snapshot.event_lookups for each in (lookup.start, lookup.end) if each)
    if snapshot.now:
        moments.add(snapshot.now - _KEPT_BY_CLOUDTRAIL)
    return sorted(moments), sorted(bounds)


def _bounds_in(words: str) -> Iterator[tuple[int, int]]:
    """Yield the first address of each block that is written somewhere, and the first one after it."""
    for written in _ADDRESS.findall(words):
        try:
            block = ip_network(written, strict=False)
        except ValueError:
            continue
        yield block.version, int(block.network_address)
        yield block.version, int(block.broadcast_address) + 1


def _number(address: str) -> tuple[int, int] | None:
    try:
        read = ip_address(address)
    except ValueError:
        return None
    return read.version, int(read)


def _values_in(value: Any) -> Iterator[datetime | str]:  # noqa: ANN401 - any part of a resource
    if isinstance(value, datetime | str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _values_in(getattr(value, name))
    elif isinstance(value, tuple | list):
        parts: Sequence[Any] = value
        for each in parts:
            yield from _values_in(each)
