"""What is said where the task, its service or its cluster cannot be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.permissions import permitted
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import (
    EndpointUnreachable,
    FargateDoctorError,
    NotFargate,
    TaskLookupRefused,
    UnknownDefinition,
    UnknownTask,
)
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.refusals import Refusal
    from fargate_doctor.collectors.session import Session

_WHERE_ELSE: Final = Text(
    en="Check the cluster and the Region. ECS forgets a task about an hour after it stops; "
    "a case file or a task state change event saved before can still be diagnosed.",
    es="Compruebe el clúster y la región. ECS olvida las tareas alrededor de una hora después de detenerse; "
    "un archivo de caso o un evento de cambio de estado guardado antes todavía se puede diagnosticar.",
)

_NAME_THE_CLUSTER: Final = Text(
    en="No cluster was named, so `default` was tried: name one with --cluster.",
    es="No se indicó ningún clúster y se probó con `default`: indique uno con --cluster.",
)

_NO_DEFINITION: Final = Text(
    en="There is no task definition {name} in {region}.",
    es="No existe la definición de tarea {name} en {region}.",
)
_REGISTER_OR_FILE: Final = Text(
    en="Check name, revision and Region, or give the path of a JSON file with the definition.",
    es="Compruebe el nombre, la revisión y la región, o indique la ruta de un archivo JSON con la definición.",
)

_CHECK_THE_WAY: Final = Text(
    en="Check the network, the proxy, the name of the Region, and AWS_ENDPOINT_URL or --endpoint-url.",
    es="Compruebe la red, el proxy, el nombre de la región y AWS_ENDPOINT_URL o --endpoint-url.",
)

# ECS says InvalidParameterException for an id that cannot be one.
_UNKNOWN_CODES: Final = frozenset({"InvalidParameterException"})


def not_found(target: TaskTarget, session: Session, said: str = "") -> UnknownTask:
    """Return the error for a task, service or cluster that is not there; `said` is AWS's own message."""
    happened = Text(
        en="{what} was not found in cluster {cluster} in {region}.",
        es="No se ha encontrado {what} en el clúster {cluster} de {region}.",
    ).fill(what=_what(target), cluster=target.cluster_name, region=session.region)
    if said:
        happened += Text(en="AWS said: {said}", es="AWS respondió: {said}").fill(said=said)
    advice = _NAME_THE_CLUSTER + _WHERE_ELSE if target.cluster_is_assumed else _WHERE_ELSE
    return UnknownTask(happened, advice)


def not_fargate(task: JsonObject) -> NotFargate:
    """Return the error for a task on other capacity."""
    return NotFargate(
        Text(
            en="Task {arn} does not run on Fargate: its launch type is {launch_type}.",
            es="La tarea {arn} no se ejecuta en Fargate: su tipo de lanzamiento es {launch_type}.",
        ).fill(arn=task.get("taskArn", ""), launch_type=task.get("launchType", "")),
        Text(
            en="Choose a task with launch type FARGATE or a FARGATE capacity provider.",
            es="Elija una tarea con el tipo de lanzamiento FARGATE o un proveedor de capacidad FARGATE.",
        ),
    )


def lookup_refused(refusal: Refusal, operation: str, target: TaskTarget, session: Session) -> FargateDoctorError:
    """Return the error for the call that finds the task: it was not answered, so nothing can be diagnosed."""
    if refusal.outcome == "absent" or refusal.error in _UNKNOWN_CODES:
        return not_found(target, session, refusal.message)
    if refusal.unreachable:
        return _unreachable(refusal, session)
    happened = Text(
        en="AWS did not answer {operation}, the call that finds the task: {error}. {message}",
        es="AWS no respondió a {operation}, la llamada que encuentra la tarea: {error}. {message}",
    ).fill(operation=operation, error=refusal.error, message=refusal.message)
    return TaskLookupRefused(happened, _advice(refusal, operation))


def definition_not_described(refusal: Refusal, name: str, session: Session) -> FargateDoctorError:
    """Return the error for a task definition that is not there, or may not be read."""
    if refusal.outcome == "absent" or refusal.error in _UNKNOWN_CODES | {"ClientException"}:
        return UnknownDefinition(_NO_DEFINITION.fill(name=name, region=session.region), _REGISTER_OR_FILE)
    return lookup_refused(refusal, "ecs:DescribeTaskDefinition", TaskTarget(), session)


def no_answer_of_aws(session: Session) -> EndpointUnreachable:
    """Return the error for an answer that has none of the members that Amazon ECS always sends."""
    return EndpointUnreachable(
        Text(
            en="Something answered for Amazon ECS in {region}, but not as Amazon ECS does: a proxy or a sign-in page?",
            es="Algo respondió en nombre de Amazon ECS en {region}, pero no como lo hace Amazon ECS: ¿un proxy o una "
            "página de inicio de sesión?",
        ).fill(region=session.region),
        _CHECK_THE_WAY,
    )


def _advice(refusal: Refusal, operation: str) -> Text:
    if refusal.outcome == "refused":
        return Text(
            en="Allow {action} to these credentials; `fargate-doctor policy` prints the whole read-only policy.",
            es="Permita {action} a estas credenciales; "
            "`fargate-doctor policy` muestra la política completa de solo lectura.",
        ).fill(action=permitted(operation).action)
    return Text(
        en="Try again in a minute.",
        es="Vuelva a intentarlo dentro de un minuto.",
    )


def _unreachable(refusal: Refusal, session: Session) -> EndpointUnreachable:
    return EndpointUnreachable(
        Text(
            en="Amazon ECS in {region} could not be reached: {message}",
            es="No se ha podido conectar con Amazon ECS en {region}: {message}",
        ).fill(region=session.region, message=refusal.message),
        _CHECK_THE_WAY,
    )


def _what(target: TaskTarget) -> Text:
    if target.task:
        return Text(en="Task {name}", es="la tarea {name}").fill(name=target.task)
    return Text(en="Service {name}", es="el servicio {name}").fill(name=target.service)
