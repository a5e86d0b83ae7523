"""What a task reaches for: each destination, why, over which interface and under which role.

Nearly all of it is needed to start; a `Need` says where it is not.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.facts.agent_needs import exec_needs, service_connect_needs
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.log_needs import log_needs
from fargate_doctor.facts.needing import Needing
from fargate_doctor.facts.phases import PHASES
from fargate_doctor.facts.placement import placement_of
from fargate_doctor.facts.pull_needs import pull_needs
from fargate_doctor.facts.secret_needs import secret_needs
from fargate_doctor.facts.volume_needs import volume_needs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.platform import Platform
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.task_definition import TaskDefinition


def needs_of(snapshot: Snapshot, task: Task, definition: TaskDefinition, platform: Platform) -> Known[tuple[Need, ...]]:
    """Return every destination that a task reaches for, in the order of its life, each once."""
    needing = Needing.of(snapshot, task, definition, platform, placement_of(snapshot, task))
    found = [
        *pull_needs(needing),
        *secret_needs(needing),
        *volume_needs(needing),
        *log_needs(needing),
        *exec_needs(needing),
        *service_connect_needs(needing),
    ]
    ordered = sorted(_merged(found), key=lambda need: PHASES.index(need.phase))
    return Known(tuple(ordered), (definition.cite("taskDefinitionArn"),))


def _merged(needs: Iterable[Need]) -> list[Need]:
    """Return each destination once, with all that names it and all that must be allowed there."""
    merged: dict[tuple[object, ...], Need] = {}
    for need in needs:
        key = (need.purpose, need.host, need.port, need.protocol, need.role)
        known = merged.get(key)
        merged[key] = need if known is None else _both(known, need)
    return list(merged.values())


def _both(one: Need, other: Need) -> Need:
    return replace(
        one,
        permissions=tuple(dict.fromkeys((*one.permissions, *other.permissions))),
        stops_start=one.stops_start or other.stops_start,
        evidence=one.evidence + tuple(each for each in other.evidence if each not in one.evidence),
    )
