"""Which interface carries which of the task's traffic?

Why it matters: up to Linux platform version 1.3.0, the registry login and the secrets leave through an interface of
Fargate's own, so the task's subnet is not to blame for them. From 1.4.0 everything leaves through the task's interface.
How we know: the platform family and version of the task record, and AWS's table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, ResourceName, check, passes
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
)

FARGATE_ENI = FindingKind(
    id="platform.fargate-eni",
    title=Text(
        en="Registry login and secrets leave through an interface of Fargate's own, not through the task's subnet",
        es="El inicio de sesión en el registro y los secretos salen por una interfaz propia de Fargate, "
        "no por la subred de la tarea",
    ),
    at_most="info",
    docs=_DOCS,
)

VERSION_OLD = FindingKind(
    id="platform.version-old",
    title=Text(
        en="Platform version {resource} is old; from 1.4.0 everything leaves through the task's own interface",
        es="La versión de la plataforma {resource} es antigua; desde la 1.4.0 todo sale por la interfaz de la tarea",
    ),
    at_most="warning",
    docs=_DOCS,
)


@check(
    id="carrier.interface",
    under="carrier",
    order=10,
    label=Text(en="Own interface", es="Interfaz propia"),
    question=Text(
        en="Does all of the task's traffic leave through its own interface?",
        es="¿Sale todo el tráfico de la tarea por su propia interfaz?",
    ),
    otherwise=Text(
        en="Up to Linux 1.3.0 the login and the secrets take a way that no customer can see or change.",
        es="Hasta Linux 1.3.0 el inicio de sesión y los secretos toman un camino que el cliente no ve ni "
        "puede cambiar.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=_DOCS,
    findings=(FARGATE_ENI, VERSION_OLD),
)
def traffic(facts: TaskFacts) -> Answer:
    """Answer from the platform version."""
    platform, task = facts.platform, facts.task
    quoted = (task.cite("platformFamily"), task.cite("platformVersion"))
    if task.platform_version is None:
        return passes(
            Text(
                en="The task record names no platform version; the newest is assumed.",
                es="El registro de la tarea no indica versión de la plataforma; se supone la más reciente.",
            ),
            *quoted,
        )
    if not platform.carries_by_fargate("ecr-api"):
        return passes(
            Text(
                en="On {family} {version}, login, secrets, image and logs all leave through the task's interface.",
                es="En {family} {version}, inicio de sesión, secretos, imagen y registros salen por la "
                "interfaz de la tarea.",
            ).fill(family=task.platform_family or "Linux", version=task.platform_version),
            *quoted,
        )
    detail = Text(
        en="On Linux {version} the registry login and the secrets use Fargate's own interface; image and logs use the "
        "task's. After an upgrade to 1.4.0 the task's subnet needs a way, or endpoints, for the login and secrets too.",
        es="En Linux {version} el inicio de sesión en el registro y los secretos usan la interfaz propia de "
        "Fargate; la "
        "imagen y los registros, la de la tarea. Tras actualizar a 1.4.0, la subred de la tarea necesita también "
        "un camino, o puntos de conexión, para ellos.",
    ).fill(version=task.platform_version)
    named = (ResourceName("platform-version", task.platform_version),)
    blanks: dict[str, object] = {"resource": task.platform_version}
    raised = (
        Raised(FARGATE_ENI, detail, "notice", blanks, named, quoted, level="info"),
        Raised(VERSION_OLD, detail, "notice", blanks, named, quoted, level="warning"),
    )
    return Answer("pass", detail, quoted, raised)
