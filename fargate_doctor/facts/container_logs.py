"""The last lines of a container, where they were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fargate_doctor.facts.task_containers import TaskContainer
    from fargate_doctor.model.container_logs import ContainerLog
    from fargate_doctor.model.evidence import Evidence

_QUOTED: Final = 10


def last_lines(container: TaskContainer) -> tuple[Evidence, ...]:
    """Return quotations of the last lines that a container wrote; none where they were not read."""
    log = next((each for each in container.facts.snapshot.container_logs if _is_of(each, container)), None)
    if log is None:
        return ()
    written = [place for place, line in enumerate(log.events) if line.message.strip()]
    return tuple(log.cite(f"events[{place}].message") for place in written[-_QUOTED:])


def _is_of(log: ContainerLog, container: TaskContainer) -> bool:
    """Tell whether a stream, `prefix/container/task-id`, is this container's."""
    return log.identifier.endswith(f"/{container.name}/{container.facts.task.task_id}")
