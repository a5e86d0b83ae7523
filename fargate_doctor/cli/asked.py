"""What the user asks about: the options that every command shares which looks at a task."""

from __future__ import annotations

from dataclasses import fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from fargate_doctor.cli.speaking import argument, option
from fargate_doctor.frozen import frozen
from fargate_doctor.text import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]


@frozen
class Asked:
    """The arguments as they were given; None for what was not."""

    target: str | None = None
    cluster: str | None = None
    service: str | None = None
    task: str | None = None
    case: str | None = None
    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None
    expect_ipv6: bool = False
    with_logs: bool = False


def about_a_task(function: Callable[..., int]) -> Function:
    """Give a command TARGET and the options that say which task, from where, and how to ask AWS."""

    @wraps(function)
    def called(**given: Any) -> int:  # noqa: ANN401 - click's own
        asked = Asked(**{each.name: given.pop(each.name) for each in fields(Asked) if each.name in given})
        return function(asked, **given)

    declared = for_everyone(called)
    for declare in reversed((_TARGET, *_WHICH, *_AWS, _EXPECT_IPV6)):
        declared = declare(declared)
    return declared


def reading_logs(function: Function) -> Function:
    """Give a command that looks at a task the option to read what its containers wrote."""
    return _LOGS(function)


def for_everyone(function: Function) -> Function:
    """Give a command the options that all commands have."""
    return _LANGUAGE(_ASCII(_DEBUG(function)))


_TARGET = argument(
    "target",
    required=False,
    says=Text(
        en="Task ARN, task id (with --cluster), cluster/task-id, ECS console URL, or the path of a case file,"
        " a saved AWS answer or a folder of these; - is standard input.",
        es="ARN de la tarea, id de la tarea (con --cluster), clúster/id, URL de la consola de ECS, o la ruta de un"
        " archivo de caso, de una respuesta de AWS guardada o de una carpeta con ellas; - es la entrada estándar.",
    ),
)

_WHICH = (
    option("--case", metavar="PATH", says=Text(en="Read this, ask AWS nothing.", es="Lee esto y no consulta a AWS.")),
    option(
        "--cluster",
        metavar="NAME",
        says=Text(en="The cluster, by name or ARN.", es="El clúster, por nombre o ARN."),
    ),
    option(
        "--service",
        metavar="NAME",
        says=Text(
            en="Take this service's newest stopped or pending task.",
            es="Toma la tarea detenida o pendiente más reciente de este servicio.",
        ),
    ),
    option(
        "--task",
        metavar="ID",
        says=Text(
            en="The task, by id or ARN, where a case holds several.",
            es="La tarea, por id o ARN, si un caso contiene varias.",
        ),
    ),
)

_AWS = (
    option("--profile", metavar="NAME", says=Text(en="The AWS profile.", es="El perfil de AWS.")),
    option("--region", metavar="NAME", says=Text(en="The AWS Region.", es="La región de AWS.")),
    option(
        "--endpoint-url",
        metavar="URL",
        says=Text(en="Ask this endpoint instead of AWS.", es="Consulta este punto de conexión en lugar de AWS."),
    ),
)

_EXPECT_IPV6 = option(
    "--expect-ipv6",
    is_flag=True,
    says=Text(
        en="The task should have an IPv6 address: say why it has none.",
        es="La tarea debería tener una dirección IPv6: dice por qué no la tiene.",
    ),
)

_LOGS = option(
    "--logs",
    "with_logs",
    is_flag=True,
    says=Text(
        en="Read the last 50 lines of each container that failed, too; they are kept in the case.",
        es="Lee también las últimas 50 líneas de cada contenedor que falló; se guardan en el caso.",
    ),
)

_LANGUAGE = option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    says=Text(en="The language of all words.", es="El idioma de todas las palabras."),
)

_ASCII = option(
    "--ascii",
    is_flag=True,
    expose_value=False,
    says=Text(
        en="Draw and write with ASCII characters alone; so it is anyway where the terminal shows no others.",
        es="Dibuja y escribe solo con caracteres ASCII; así se hace de todos modos si la terminal no muestra otros.",
    ),
)

_DEBUG = option(
    "--debug",
    is_flag=True,
    expose_value=False,
    says=Text(
        en="Show the traceback of an unexpected error.",
        es="Muestra la traza de un error inesperado.",
    ),
)
