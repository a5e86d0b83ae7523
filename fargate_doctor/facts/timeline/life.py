"""The life of a task in its own times.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.timeline.model import Happening
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.timeline.model import HappeningKind
    from fargate_doctor.model.task import Task

_MOMENTS: Final = (
    ("created_at", "createdAt", Text(en="task created", es="tarea creada")),
    (
        "connectivity_at",
        "connectivityAt",
        Text(en="its network interface connected", es="su interfaz de red, conectada"),
    ),
    ("pull_started_at", "pullStartedAt", Text(en="image pull began", es="empezó la descarga de la imagen")),
    ("pull_stopped_at", "pullStoppedAt", Text(en="image pull ended", es="terminó la descarga de la imagen")),
    ("started_at", "startedAt", Text(en="task running", es="tarea en ejecución")),
    ("stopping_at", "stoppingAt", Text(en="task told to stop", es="orden de detener la tarea")),
    (
        "execution_stopped_at",
        "executionStoppedAt",
        Text(en="its last container stopped", es="se detuvo su último contenedor"),
    ),
    ("stopped_at", "stoppedAt", Text(en="task stopped", es="tarea detenida")),
)
_SAYING: Final = Text(en="{what}: {said}", es="{what}: {said}")
_OTHER: Final = Text(en="another task of the service stopped: {said}", es="se detuvo otra tarea del servicio: {said}")
_NO_REASON: Final = Text(en="no reason given", es="sin motivo")
_ORDERED: Final = frozenset({"UserInitiated", "ServiceSchedulerInitiated"})


def life_of(task: Task) -> Iterator[Happening]:
    """Return each time that the task keeps, in order."""
    said = task.stopped_reason
    told_at = "stopping_at" if task.stopping_at else "stopped_at"
    for member, field, words in _MOMENTS:
        at = getattr(task, member)
        if at is None:
            continue
        if member != told_at or not said:
            yield Happening(at, "life", words, evidence=(task.cite(field),))
            continue
        kind: HappeningKind = "life" if task.stop_code in _ORDERED else "failure"
        evidence = (task.cite(field), task.cite("stoppedReason"))
        yield Happening(at, kind, _SAYING.fill(what=words, said=said), evidence=evidence)


def stops_beside(task: Task, others: Iterator[Task]) -> Iterator[Happening]:
    """Return when other tasks of the same service failed."""
    for each in others:
        at = each.stopping_at or each.stopped_at
        same = each.service_name and each.service_name == task.service_name and each.cluster_arn == task.cluster_arn
        if each.task_arn == task.task_arn or not same or at is None or each.stop_code in _ORDERED:
            continue
        said = verbatim(each.stopped_reason) if each.stopped_reason else _NO_REASON
        evidence = (each.cite("stoppingAt" if each.stopping_at else "stoppedAt"), each.cite("stoppedReason"))
        yield Happening(at, "failure", _OTHER.fill(said=said), touches=(each.task_id,), evidence=evidence)
