"""From a case to diagnoses: finds the tasks, asks every question. The app, the commands and the tests all call this."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.diagnosis.fix_set import fix_set_of
from fargate_doctor.errors import NotFargate, UnknownTask
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.text import Text, enumeration, verbatim

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task


def diagnose_task(
    snapshot: Snapshot, name: str | None = None, *, expects_ipv6: bool = False, proves: bool = True
) -> Diagnosis:
    """Return the diagnosis of one task of a snapshot, named by ARN or id; None takes the focus or the only one.

    Raises `UnknownTask` where the case holds no such task, none at all, or several of which none is named, and
    `NotFargate` where it runs on other capacity.
    """
    task = find_task(snapshot, name)
    if not task.is_on_fargate:
        raise NotFargate(
            Text(en="The task {task} does not run on Fargate.", es="La tarea {task} no se ejecuta en Fargate.").fill(
                task=task.task_id
            ),
            Text(
                en="Choose a task with launch type FARGATE; its network is not what this tool knows.",
                es="Elija una tarea con tipo de lanzamiento FARGATE; la red de las demás no se analiza aquí.",
            ),
        )
    diagnosis = diagnose(TaskFacts(snapshot, task, expects_ipv6), all_checks(), proves=proves)
    return replace(diagnosis, fix_set=fix_set_of(diagnosis, all_checks())) if proves else diagnosis


def find_task(snapshot: Snapshot, name: str | None = None) -> Task:
    """Return one task of a snapshot; see `diagnose_task` for the errors."""
    tasks = tuple(snapshot.tasks)
    wanted = name or snapshot.focus
    if wanted is not None:
        return _named(tasks, wanted)
    if len(tasks) == 1:
        return tasks[0]
    if not tasks:
        raise UnknownTask(
            Text(en="There is no task in this case.", es="No hay ninguna tarea en este caso."),
            Text(
                en="Add the answer of `aws ecs describe-tasks`, or use `fargate-doctor path` for a flow "
                "without a task.",
                es="Añada la respuesta de `aws ecs describe-tasks`, o use `fargate-doctor path` para un "
                "flujo sin tarea.",
            ),
        )
    raise UnknownTask(
        Text(
            en="This case holds several tasks and names none to start with.",
            es="Este caso contiene varias tareas y no indica por cuál empezar.",
        ),
        Text(en="Choose one with --task: {tasks}.", es="Elija una con --task: {tasks}.").fill(
            tasks=enumeration(tuple(each.task_id for each in tasks))
        ),
    )


def _named(tasks: tuple[Task, ...], name: str) -> Task:
    found = [each for each in tasks if name in (each.task_arn, each.task_id)]
    if found:
        return found[0]
    held = enumeration(tuple(each.task_id for each in tasks)) if tasks else verbatim("-")
    raise UnknownTask(
        Text(en="The task {name} is not in this case.", es="La tarea {name} no está en este caso.").fill(name=name),
        Text(en="Choose one of those it holds: {held}.", es="Elija una de las que contiene: {held}.").fill(held=held),
    )
