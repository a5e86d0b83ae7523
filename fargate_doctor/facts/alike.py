"""Which tasks failed alike: stopped tasks of one service that differ in nothing but names, addresses and moments.

What is found for one of them holds for all, so that a failed deployment of five hundred tasks is examined once.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task

_KEPT_BY_CLOUDTRAIL: Final = timedelta(days=90)
_OWN: Final = "<own>"
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
        self._moments = _moments_of(snapshot)

    def of(self, task: Task) -> str | None:
        """Return a key that tasks share which are alike; None for a task that must be examined by itself.

        A task that still has its interface, one that was not started by a service and one that flow logs speak of have
        evidence of their own.
        """
        interfaces = {each.detail("networkInterfaceId") for each in task.attachments} - {None}
        held = any(each in self._snapshot.network_interfaces.by_id for each in interfaces if each)
        if not task.is_stopped or task.service_name is None or held or self._snapshot.flow_log_lines.lines:
            return None
        described = task.model_dump(mode="json", exclude={*_MOMENTS, "task_arn"})
        words = json.dumps(described, sort_keys=True, separators=(",", ":"))
        return f"{_without(_names_of(task), words)}|{self._times(task)}"

    def _times(self, task: Task) -> str:
        """Return where the moments of a task's life lie among those of the case, and in which order."""
        moments = [getattr(task, name) for name in _MOMENTS]
        ranks = [None if each is None else bisect_right(self._moments, each) for each in moments]
        known = [each for each in moments if each is not None]
        return json.dumps([ranks, [earlier <= later for earlier, later in pairwise(known)]])


def _names_of(task: Task) -> list[str]:
    """Return what names this task alone: its id, its interface, its addresses; the longest first."""
    named = {task.task_id}
    for attachment in task.attachments:
        named.add(attachment.id)
        named.update(
            each.value for each in attachment.details if each.name not in ("subnetId", "privateDnsName") and each.value
        )
        named.update(each.value for each in attachment.details if each.name == "privateDnsName")
    for container in task.containers:
        for interface in container.network_interfaces:
            named.update(
                filter(None, (interface.private_ipv4_address, interface.ipv6_address, interface.attachment_id))
            )
    return sorted(filter(None, named), key=len, reverse=True)


def _without(names: Iterable[str], words: str) -> str:
    """Return words with names taken out where they stand whole."""
    pattern = "|".join(re.escape(each) for each in names)
    return re.sub(rf"(?<![\w.:-])(?:{pattern})(?![\w:-])(?!\.\w)", _OWN, words) if pattern else words


def _moments_of(snapshot: Snapshot) -> list[datetime]:
    """Return every moment that the case knows beside those of the tasks, in order."""
    found: set[datetime] = set()
    for name, table in vars(snapshot).items():
        if name not in _OF_TASKS and hasattr(table, "by_id"):
            for resource in table.by_id.values():
                found.update(_times_in(resource))
    found.update(each for lookup in snapshot.event_lookups for each in (lookup.start, lookup.end) if each)
    if snapshot.now:
        found.add(snapshot.now - _KEPT_BY_CLOUDTRAIL)
    return sorted(found)


def _times_in(value: Any) -> Iterator[datetime]:  # noqa: ANN401 - any part of a resource
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _times_in(getattr(value, name))
    elif isinstance(value, tuple | list):
        parts: Sequence[Any] = value
        for each in parts:
            yield from _times_in(each)
