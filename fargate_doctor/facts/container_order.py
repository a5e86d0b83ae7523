"""In which order containers are started, and which dependencies cannot be met or were not.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.task_containers import TaskContainer, containers_of, definition_read
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.task_definition import ContainerDefinition, ContainerDependency, TaskDefinition

Trouble = Literal["no-such-container", "no-health-check", "essential-must-end", "circle", "failed", "unhealthy", "late"]

_ENDS: Final = frozenset({"SUCCESS", "COMPLETE"})


@frozen
class Unmet:
    """A dependency that is not met: of which container, the place of it in the definition, and why."""

    waiting: str
    needed: str
    condition: str
    trouble: Trouble
    path: str
    container: TaskContainer | None = None


def impossible(definition: TaskDefinition) -> tuple[Unmet, ...]:
    """Return the dependencies that can never be met, whatever the containers do."""
    by_name = {each.name: each for each in definition.container_definitions}
    found = [
        Unmet(
            waiting.name,
            each.container_name,
            each.condition,
            trouble,
            f"containerDefinitions[{place}].dependsOn[{one}]",
        )
        for place, waiting in enumerate(definition.container_definitions)
        for one, each in enumerate(waiting.depends_on)
        if (trouble := _never(waiting, each, by_name)) is not None
    ]
    return tuple(found)


def unmet(facts: TaskFacts) -> tuple[Unmet, ...]:
    """Return the dependencies that the task's own record shows not to have been met before it stopped."""
    definition = definition_read(facts)
    if definition is None or not facts.task.is_stopped:
        return ()
    running = {each.name: each for each in containers_of(facts)}
    found = [
        Unmet(
            waiting.name,
            each.container_name,
            each.condition.upper(),
            trouble,
            f"containerDefinitions[{place}].dependsOn[{one}]",
            needed,
        )
        for place, waiting in enumerate(definition.container_definitions)
        for one, each in enumerate(waiting.depends_on)
        if (needed := running.get(each.container_name)) and (trouble := _not_met(facts, waiting, each, needed))
    ]
    return tuple(found)


def _never(
    waiting: ContainerDefinition, asked: ContainerDependency, by_name: dict[str, ContainerDefinition]
) -> Trouble | None:
    needed = by_name.get(asked.container_name)
    if needed is None:
        return "no-such-container"
    if asked.condition.upper() == "HEALTHY" and needed.health_check is None:
        return "no-health-check"
    if asked.condition.upper() in _ENDS and needed.essential:
        return "essential-must-end"
    return "circle" if _leads_back(waiting.name, needed, by_name) else None


def _leads_back(start: str, needed: ContainerDefinition, by_name: dict[str, ContainerDefinition]) -> bool:
    seen: set[str] = set()
    ahead = [needed.name]
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name not in seen and name in by_name:
            seen.add(name)
            ahead += [each.container_name for each in by_name[name].depends_on]
    return False


def _not_met(
    facts: TaskFacts, waiting: ContainerDefinition, asked: ContainerDependency, needed: TaskContainer
) -> Trouble | None:
    condition, code = asked.condition.upper(), needed.container.exit_code
    if condition == "SUCCESS" and code not in (None, 0):
        return "failed"
    if condition == "HEALTHY" and needed.is_unhealthy:
        return "unhealthy"
    if condition in ("HEALTHY", "START") and code not in (None, 0) and facts.task.started_at is None:
        return "failed"
    return "late" if _was_too_late(facts, waiting, asked, needed) else None


def _was_too_late(
    facts: TaskFacts, waiting: ContainerDefinition, asked: ContainerDependency, needed: TaskContainer
) -> bool:
    """Tell whether the waiting container had waited as long as it may, and what it waited for had not come."""
    pulled, stopped = facts.task.pull_stopped_at, facts.task.stopping_at or facts.task.stopped_at
    if waiting.start_timeout is None or pulled is None or stopped is None or facts.task.started_at is not None:
        return False
    came = needed.container.exit_code is not None if asked.condition.upper() in _ENDS else _is_healthy(needed)
    return not came and (stopped - pulled).total_seconds() >= waiting.start_timeout


def _is_healthy(needed: TaskContainer) -> bool:
    return (needed.container.health_status or "").upper() == "HEALTHY"
