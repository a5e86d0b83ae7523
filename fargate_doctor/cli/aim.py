"""What TARGET and the options beside it point at: a task of AWS, a service's task, or a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.aiming.forms import FORMS
from fargate_doctor.aiming.meant import BuiltIn, Named, Place, meant, not_understood
from fargate_doctor.aiming.names import target_named
from fargate_doctor.cli.group import COMMAND_NAMES
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UsageError
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.aiming.meant import Answer, Said
    from fargate_doctor.cli.asked import Asked

STANDARD_INPUT: Final = "-"


@frozen
class Aim:
    """Where to look and for what. `place` is a case's path, None where AWS is asked."""

    place: str | None
    target: TaskTarget
    region: str | None = None


def aim_of(asked: Asked) -> Aim:
    """Return what the arguments point at. Raises `UsageError` where they make no sense."""
    if asked.target is None:
        return Aim(asked.case, _by_option(asked) if asked.task else TaskTarget(asked.cluster, None, asked.service))
    if asked.target == STANDARD_INPUT:
        return _at_place(asked.target, asked)
    found = meant(asked.target, takes_any_name=_says_where(asked), similar=COMMAND_NAMES)
    if isinstance(found, Place):
        return _at_place(found.path, asked)
    if not isinstance(found, Named):
        raise _of_another_command(found)
    if asked.task is not None:
        raise _two_tasks(asked.target, asked.task)
    region = found.region if found.target.region is None else None
    return Aim(asked.case, _beside_options(found.target, asked), region)


def require_task(aim: Aim) -> Aim:
    """Return the aim if it names a case, a task or a service; raise `UsageError` where nothing can be chosen."""
    if aim.place is None and not aim.target.task and not aim.target.service:
        raise UsageError(Text(en="No task was named.", es="No se ha indicado ninguna tarea."), FORMS)
    return aim


def _at_place(place: str, asked: Asked) -> Aim:
    if asked.case is not None:
        raise _two_cases(place, asked.case)
    return Aim(place, TaskTarget(asked.cluster, asked.task, asked.service))


def _says_where(asked: Asked) -> bool:
    return bool(asked.cluster or asked.case or asked.task)


def _by_option(asked: Asked) -> TaskTarget:
    target = target_named(asked.task or "", takes_any_name=True)
    if target is None:
        raise not_understood(asked.task or "")
    return _beside_options(target, asked)


def _beside_options(target: TaskTarget, asked: Asked) -> TaskTarget:
    """Return the target with the cluster and the service that the options name."""
    if target.region is not None:
        return target
    return replace(target, cluster=target.cluster or asked.cluster, service=target.service or asked.service)


def _of_another_command(found: BuiltIn | Said | Answer) -> UsageError:
    if isinstance(found, BuiltIn):
        return UsageError(
            Text(en="{name} is a built-in case.", es="{name} es un caso incluido.").fill(name=found.name),
            Text(en="`fargate-doctor demo {name}` opens it.", es="`fargate-doctor demo {name}` lo abre.").fill(
                name=found.name
            ),
        )
    if found.text.startswith(("{", "[")):
        return UsageError(
            Text(en="This is JSON, not a task or a file.", es="Esto es JSON, no una tarea ni un archivo."),
            Text(
                en="Save it in a file, or give it on standard input with -.",
                es="Guárdelo en un archivo o páselo por la entrada estándar con -.",
            ),
        )
    return UsageError(
        Text(en="This is a message, not a task or a file.", es="Esto es un mensaje, no una tarea ni un archivo."),
        Text(
            en="`fargate-doctor explain '…'` says what it means.",
            es="`fargate-doctor explain '…'` dice qué significa.",
        ),
    )


def _two_cases(one: str, other: str) -> UsageError:
    return UsageError(
        Text(en="Two cases were given: {one} and {other}.", es="Se han indicado dos casos: {one} y {other}.").fill(
            one=printable(one), other=printable(other)
        ),
        Text(
            en="Give one of them, as TARGET or with --case.",
            es="Indique uno de ellos, como TARGET o con --case.",
        ),
    )


def _two_tasks(one: str, other: str) -> UsageError:
    return UsageError(
        Text(en="Two tasks were given: {one} and {other}.", es="Se han indicado dos tareas: {one} y {other}.").fill(
            one=printable(one), other=printable(other)
        ),
        Text(
            en="Give one of them, as TARGET or with --task.",
            es="Indique una de ellas, como TARGET o con --task.",
        ),
    )
