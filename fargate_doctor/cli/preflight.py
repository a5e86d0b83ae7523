"""`fargate-doctor preflight`: the same questions before anything is launched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from fargate_doctor.case.plan import Plan, read_definition
from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.answering import EXIT_CODES, FORMATS, print_report
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.progress import CallCounter
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import read_place
from fargate_doctor.errors import UsageError
from fargate_doctor.preflight import launch_offline, preflight
from fargate_doctor.reports.report import Report
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.case.plan import Launch
    from fargate_doctor.cli.answering import Format
    from fargate_doctor.diagnosis.model import SourceKind

_EXITS: Final = {
    **EXITS,
    0: Text(en="nothing was found that would stop a task", es="no se ha encontrado nada que detenga una tarea"),
    1: Text(en="something would stop a task in some subnet", es="algo detendría una tarea en alguna subred"),
    2: Text(
        en="wrong usage, unreadable input, unknown task definition, no Region, or not for Fargate; nothing was judged",
        es="uso incorrecto, entrada ilegible, definición de tarea desconocida, sin región o no es para Fargate; no se"
        " ha juzgado nada",
    ),
    4: Text(
        en="no or expired credentials, AWS not reachable, or the task definition may not be read",
        es="sin credenciales o caducadas, no se puede conectar con AWS, o no se permite leer la definición de tarea",
    ),
}
_SUBNET: Final = re.compile(r"subnet-[\w-]+")
_GROUP: Final = re.compile(r"sg-[\w-]+")
_TARGET_GROUP: Final = re.compile(r"arn:[\w-]+:elasticloadbalancing:\S+:targetgroup/\S+")
_KEYS: Final = frozenset({"targetGroupArn", "loadBalancerName", "containerName", "containerPort"})

_NOT_AN_ID: Final = Text(en="{word} is no id of a {kind}.", es="{word} no es el id de {kind}.")
_IDS: Final = Text(
    en="Give ids as `--subnets subnet-1,subnet-2 --security-groups sg-1`.",
    es="Indique los id así: `--subnets subnet-1,subnet-2 --security-groups sg-1`.",
)
_NO_SUBNETS: Final = Text(en="No subnet was named.", es="No se ha indicado ninguna subred.")
_NOT_A_BALANCER: Final = Text(
    en="{word} is neither the ARN of a target group nor what ECS takes for a load balancer.",
    es="{word} no es el ARN de un grupo de destino ni lo que ECS admite como balanceador de carga.",
)
_BALANCERS: Final = Text(
    en="Give the ARN of a target group, or targetGroupArn=…,containerName=…,containerPort=….",
    es="Indique el ARN de un grupo de destino, o targetGroupArn=…,containerName=…,containerPort=….",
)

_OPTIONS: Final = (
    argument(
        "more",
        nargs=-1,
        required=False,
        metavar="[ID]...",
        says=Text(
            en="Further subnets and security groups, for lists with spaces between.",
            es="Más subredes y grupos de seguridad, para listas separadas por espacios.",
        ),
    ),
    option(
        "--task-definition",
        "definition",
        required=True,
        metavar="NAME",
        says=Text(
            en="Family, family:revision or ARN; or the path of a JSON file, which may be the input of"
            " register-task-definition; - is standard input.",
            es="Familia, familia:revisión o ARN; o la ruta de un archivo JSON, que puede ser la entrada de"
            " register-task-definition; - es la entrada estándar.",
        ),
    ),
    option(
        "--subnets",
        multiple=True,
        metavar="IDS",
        says=Text(
            en="The subnets, with commas between; every one is judged, because Fargate may choose any.",
            es="Las subredes, separadas por comas; se juzgan todas, porque Fargate puede elegir cualquiera.",
        ),
    ),
    option(
        "--security-groups",
        "groups",
        multiple=True,
        metavar="IDS",
        says=Text(
            en="The security groups, with commas between. Default: the VPC's default group.",
            es="Los grupos de seguridad, separados por comas. Valor predeterminado: el grupo default de la VPC.",
        ),
    ),
    option(
        "--assign-public-ip",
        "public",
        is_flag=True,
        says=Text(en="Tasks get a public IPv4 address.", es="Las tareas reciben una dirección IPv4 pública."),
    ),
    option(
        "--platform-version",
        "platform",
        default="LATEST",
        metavar="VERSION",
        says=Text(en="The platform version, such as 1.4.0.", es="La versión de la plataforma, como 1.4.0."),
    ),
    option(
        "--load-balancer",
        "balancers",
        multiple=True,
        metavar="TARGET_GROUP",
        says=Text(
            en="The target group that tasks are registered with, by ARN; may be repeated. Container and port are the"
            " first that are declared, unless given as targetGroupArn=…,containerName=…,containerPort=….",
            es="El grupo de destino en el que se registran las tareas, por ARN; se puede repetir. El contenedor y el"
            " puerto son los primeros declarados, salvo que se indiquen como"
            " targetGroupArn=…,containerName=…,containerPort=….",
        ),
    ),
    option(
        "--cluster",
        default="default",
        metavar="NAME",
        says=Text(en="The cluster, for the commands of fixes.", es="El clúster, para los comandos de las soluciones."),
    ),
    option("--case", metavar="PATH", says=Text(en="Read this, ask AWS nothing.", es="Lee esto y no consulta a AWS.")),
    option("--profile", metavar="NAME", says=Text(en="The AWS profile.", es="El perfil de AWS.")),
    option("--region", metavar="NAME", says=Text(en="The AWS Region.", es="La región de AWS.")),
    option(
        "--endpoint-url",
        metavar="URL",
        says=Text(en="Ask this endpoint instead of AWS.", es="Consulta este punto de conexión en lugar de AWS."),
    ),
    option(
        "--expect-ipv6",
        is_flag=True,
        says=Text(
            en="Tasks should get an IPv6 address: say what keeps them from it.",
            es="Las tareas deberían recibir una dirección IPv6: dice qué lo impide.",
        ),
    ),
    option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        says=Text(en="The form of the answer.", es="La forma de la respuesta."),
    ),
)


def _with_options(function: Callable[..., int]) -> Callable[..., Any]:
    declared: Callable[..., Any] = for_everyone(function)
    for declare in reversed(_OPTIONS):
        declared = declare(declared)
    return declared


@command(
    "preflight",
    says=Text(
        en="Say what would stop a task before it is launched, in each of its subnets.",
        es="Dice qué detendría una tarea antes de lanzarla, en cada una de sus subredes.",
    ),
    exits=_EXITS,
)
@_with_options
def before_launch(*, form: Format, case: str | None, expect_ipv6: bool, **given: Any) -> int:  # noqa: ANN401 - click's own
    """Print the diagnosis of a launch that has not happened."""
    plan = _plan(given)
    found, launch, kind = _offline(case, plan) if case is not None else _live(plan, given)
    diagnosis, snapshot = preflight(found, launch, expects_ipv6=expect_ipv6)
    profile = given["profile"] if kind == "live" else None
    print_report(Report(diagnosis, snapshot, kind, datetime.now(UTC), profile=profile), form)
    return EXIT_CODES[diagnosis.status]


def _offline(place: str, plan: Plan) -> tuple[Case, Launch, SourceKind]:
    case = read_place(place)
    return case, launch_offline(case, plan), "case"


def _live(plan: Plan, given: dict[str, Any]) -> tuple[Case, Launch, SourceKind]:
    with CallCounter() as counter:
        from fargate_doctor.collectors.preflight import collect_plan  # noqa: PLC0415 - takes long, and is watched
        from fargate_doctor.collectors.session import open_session  # noqa: PLC0415 - the same

        session = open_session(
            profile=given["profile"], region=given["region"] or _region_of(plan), endpoint_url=given["endpoint_url"]
        )
        case, launch = collect_plan(session, plan, on_call=counter.count)
    return case, launch, "live"


def _region_of(plan: Plan) -> str | None:
    from fargate_doctor.collectors.target import region_of  # noqa: PLC0415 - only where AWS is asked

    return region_of(plan.definition)


def _plan(given: dict[str, Any]) -> Plan:
    more = _words(given["more"])
    subnets = (*_words(given["subnets"]), *(each for each in more if not _GROUP.fullmatch(each)))
    groups = (*_words(given["groups"]), *(each for each in more if _GROUP.fullmatch(each)))
    _require(subnets, _SUBNET, Text(en="subnet", es="una subred"))
    _require(groups, _GROUP, Text(en="security group", es="un grupo de seguridad"))
    if not subnets:
        raise UsageError(_NO_SUBNETS, _IDS)
    balancers = tuple(_balancer(each) for each in given["balancers"])
    is_file = _is_file(given["definition"])
    return Plan(
        definition=None if is_file else given["definition"],
        document=read_definition(given["definition"]) if is_file else None,
        subnets=tuple(dict.fromkeys(subnets)),
        groups=tuple(dict.fromkeys(groups)),
        assigns_public_address=given["public"],
        platform_version=given["platform"],
        cluster=given["cluster"].rpartition("/")[2],
        balancers=balancers,
    )


def _words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for each in given for word in re.split(r"[,\s]+", each) if word)


def _require(words: tuple[str, ...], form: re.Pattern[str], kind: Text) -> None:
    for word in words:
        if not form.fullmatch(word):
            raise UsageError(_NOT_AN_ID.fill(word=printable(word), kind=kind), _IDS)


def _is_file(definition: str) -> bool:
    if definition == STANDARD_INPUT or definition.endswith(".json"):
        return True
    try:
        return Path(definition).is_file()
    except (OSError, ValueError):
        return False


def _balancer(written: str) -> JsonObject:
    if _TARGET_GROUP.fullmatch(written) and "=" not in written:
        return {"targetGroupArn": written}
    pairs = dict(part.partition("=")[::2] for part in written.split(","))
    is_whole = pairs.keys() <= _KEYS and all(pairs.values()) and pairs.keys() & {"targetGroupArn", "loadBalancerName"}
    port = pairs.get("containerPort", "0")
    if not is_whole or not port.isdecimal():
        raise UsageError(_NOT_A_BALANCER.fill(word=printable(written)), _BALANCERS)
    return {**pairs, **({"containerPort": int(port)} if "containerPort" in pairs else {})}


COMMAND = before_launch
