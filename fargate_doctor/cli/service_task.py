"""A service instead of a task: its most telling task, or what its events say where it has none."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fargate_doctor.errors import UnknownTask
from fargate_doctor.reports.report import LookAtService
from fargate_doctor.service_doctor import diagnose_service
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


def newest_task(snapshot: Snapshot, service: str) -> Task | None:
    """Return a service's newest stopped task, else its newest one that is not up yet, else an unhealthy one."""
    name = service.rpartition("/")[2]
    tasks = [each for each in snapshot.tasks if each.service_name == name]
    stopped = [each for each in tasks if each.is_stopped]
    waiting = [each for each in tasks if each.last_status.upper() != "RUNNING"]
    unhealthy = [each for each in tasks if each.health_status == "UNHEALTHY"]
    chosen = stopped or waiting or unhealthy
    return max(chosen, key=lambda each: each.stopped_at or each.created_at or _EARLIEST, default=None)


def service_without_task(snapshot: Snapshot, service: str) -> tuple[Diagnosis, LookAtService]:
    """Return what can be said of a service that has no such task. Raises `UnknownTask` where it is not known either."""
    name = service.rpartition("/")[2]
    found = next((each for each in snapshot.services if name in (each.service_name, each.service_arn)), None)
    if found is None:
        raise UnknownTask(
            Text(en="The service {name} is not in this case.", es="El servicio {name} no está en este caso.").fill(
                name=printable(name)
            ),
            Text(
                en="Check the name, or name a task with --task.",
                es="Compruebe el nombre o indique una tarea con --task.",
            ),
        )
    diagnosis, trouble = diagnose_service(snapshot, found)
    return diagnosis, LookAtService(found, trouble.message if trouble else None)
