"""`fargate-doctor record`: follows a cluster or service, and keeps a case of every task that stops."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from fargate_doctor.cli.answering import say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, command, option
from fargate_doctor.cli.subject import warn
from fargate_doctor.errors import UsageError
from fargate_doctor.recording.hook import hooks_of
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.recording.follower import Recorded

Format = Literal["text", "jsonl"]
FORMATS: Final[tuple[Format, ...]] = ("text", "jsonl")

_EXITS: Final = {
    0: Text(en="the time that --for gives is over", es="ha pasado el tiempo que indica --for"),
    2: Text(
        en="wrong usage, unknown cluster or service, no Region, or a case cannot be written",
        es="uso incorrecto, clúster o servicio desconocido, sin región o no se puede guardar un caso",
    ),
    4: Text(
        en="no or expired credentials, AWS not reachable, or the tasks may not be listed",
        es="sin credenciales o caducadas, no se puede conectar con AWS, o no se permite listar las tareas",
    ),
    130: EXITS[130],
}
_DURATION: Final = re.compile(r"(?P<count>\d{1,6})(?P<unit>[smhd])")
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_MEGABYTE: Final = 1024 * 1024
_NO_DURATION: Final = Text(en="{words} is no span of time.", es="{words} no es un periodo de tiempo.")
_DURATIONS: Final = Text(
    en="Write a number with s, m, h or d: 30m, 8h.", es="Escriba un número con s, m, h o d: 30m, 8h."
)
_NOTHING_SAID: Final = Text(en="no task that can be diagnosed", es="ninguna tarea que se pueda diagnosticar")
_NEW: Final = Text(en="new", es="nuevo")

_OPTIONS: Final = (
    option(
        "--cluster",
        required=True,
        metavar="NAME",
        says=Text(en="The cluster, by name or ARN.", es="El clúster, por nombre o ARN."),
    ),
    option("--service", metavar="NAME", says=Text(en="Only this service.", es="Solo este servicio.")),
    option(
        "--for",
        "lasting",
        metavar="TIME",
        says=Text(
            en="How long, such as 30m or 8h. Default: until interrupted.",
            es="Cuánto tiempo, como 30m u 8h. Valor predeterminado: hasta que se interrumpa.",
        ),
    ),
    option(
        "--every",
        type=click.IntRange(5, 3600),
        default=15,
        metavar="SECONDS",
        says=Text(
            en="The pause between looks, in seconds. Default: 15.",
            es="La pausa entre consultas, en segundos. Valor predeterminado: 15.",
        ),
    ),
    option(
        "--keep",
        type=click.IntRange(1),
        default=500,
        metavar="N",
        says=Text(
            en="Keep the newest N cases of this recording. Default: 500.",
            es="Conserva los N casos más recientes de esta grabación. Valor predeterminado: 500.",
        ),
    ),
    option(
        "--max-size",
        "size",
        type=click.IntRange(1),
        default=500,
        metavar="MB",
        says=Text(
            en="Keep no more than this many megabytes of them. Default: 500.",
            es="No conserva más de estos megabytes. Valor predeterminado: 500.",
        ),
    ),
    option(
        "--hook",
        metavar="COMMAND",
        says=Text(
            en="Run this once for each new cause, with JSON on its standard input.",
            es="Ejecuta esto una vez por cada causa nueva, con JSON en su entrada estándar.",
        ),
    ),
    option(
        "--webhook",
        metavar="URL",
        says=Text(
            en="Send the same JSON to this URL by POST. Names and messages in it are not redacted.",
            es="Envía el mismo JSON a esta URL por POST. Sus nombres y mensajes no están anonimizados.",
        ),
    ),
    option("--profile", metavar="NAME", says=Text(en="The AWS profile.", es="El perfil de AWS.")),
    option("--region", metavar="NAME", says=Text(en="The AWS Region.", es="La región de AWS.")),
    option(
        "--endpoint-url",
        metavar="URL",
        says=Text(en="Ask this endpoint instead of AWS.", es="Consulta este punto de conexión en lugar de AWS."),
    ),
    option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        says=Text(en="The form of a line for each case.", es="La forma de la línea de cada caso."),
    ),
)


def _with_options(function: Callable[..., int]) -> Callable[..., Any]:
    declared: Callable[..., Any] = for_everyone(function)
    for declare in reversed(_OPTIONS):
        declared = declare(declared)
    return declared


@command(
    "record",
    says=Text(
        en="Follow a cluster or service and save a case of every task that stops, before ECS forgets it. The cases go "
        "to the case library, unredacted, for you alone. A recording that was stopped goes on where it was.",
        es="Sigue un clúster o servicio y guarda un caso de cada tarea que se detiene, antes de que ECS la olvide. Los "
        "casos van a la biblioteca de casos, sin anonimizar, solo para usted. Una grabación detenida continúa donde "
        "estaba.",
    ),
    exits=_EXITS,
)
@_with_options
def record(*, form: Format, lasting: str | None, **given: Any) -> int:  # noqa: ANN401 - click's own
    """Follow until the time is over."""
    span = _span(lasting)
    hooks = hooks_of(given["hook"], given["webhook"])
    from fargate_doctor.collectors.session import open_session  # noqa: PLC0415 - boto3 takes long
    from fargate_doctor.collectors.target import TaskTarget  # noqa: PLC0415 - beside it
    from fargate_doctor.recording.follower import Follower  # noqa: PLC0415 - the same
    from fargate_doctor.recording.kept import Bounds  # noqa: PLC0415 - the same
    from fargate_doctor.recording.state import state_file  # noqa: PLC0415 - the same

    target = TaskTarget(cluster=given["cluster"], service=given["service"])
    session = open_session(
        profile=given["profile"], region=given["region"] or target.region, endpoint_url=given["endpoint_url"]
    )
    follower = Follower(
        session=session,
        target=target,
        file=state_file(session.region, target.cluster_name, given["service"], session.profile),
        bounds=Bounds(given["keep"], given["size"] * _MEGABYTE),
        hooks=hooks,
        clock=lambda: datetime.now(UTC),
        sleep=time.sleep,
        report=lambda each: say_in_words(_line(each, form)),
        warn=warn,
        every=float(given["every"]),
        language=language_here(),
    )
    follower.follow(span)
    return 0


def _span(words: str | None) -> timedelta | None:
    if words is None:
        return None
    found = _DURATION.fullmatch(words)
    if found is None:
        raise UsageError(_NO_DURATION.fill(words=printable(words)), _DURATIONS)
    return timedelta(**{_UNITS[found["unit"]]: int(found["count"])})


def _line(recorded: Recorded, form: Format) -> str:
    if form == "jsonl":
        content = recorded.notice.content if recorded.notice else {"case": str(recorded.path)}
        return f"{json.dumps({**content, 'new': recorded.is_new}, ensure_ascii=True)}\n"
    language = language_here()
    if recorded.notice is None:
        said = _NOTHING_SAID.in_language(language)
    else:
        mark = f"[{_NEW.in_language(language)}] " if recorded.is_new else ""
        said = f"{mark}{recorded.notice.title}"
    return f"{printable(str(recorded.path))}  {printable(said)}\n"


COMMAND = record
