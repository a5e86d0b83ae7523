"""`fargate-doctor scan`: every task in trouble, grouped by root cause and by the resource that carries it."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from fargate_doctor.cli.answering import say, say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.scan_places import ScanAsked, looked_at
from fargate_doctor.cli.speaking import EXITS, command, option
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.diagnosis.outcome import Grouping
from fargate_doctor.errors import UsageError
from fargate_doctor.fleet import examine
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.reports import scan_document as parts
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.as_markdown import outline_to_markdown
from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.reports.scan_outline import scan_outline
from fargate_doctor.reports.scan_report import ScannedPlace, ScanReport
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.cli.scan_places import Looked
    from fargate_doctor.diagnosis.outcome import TaskOutcome
    from fargate_doctor.reports.document import Part

Format = Literal["text", "json", "jsonl", "markdown"]
FORMATS: Final[tuple[Format, ...]] = ("text", "json", "jsonl", "markdown")

_CASE_OR_AWS = Text(
    en="--case asks AWS nothing, so it does not go together with {option}.",
    es="--case no consulta a AWS, por lo que no se combina con {option}.",
)
_ONE_OF_BOTH = Text(en="Leave one of both out.", es="Omita una de las dos.")
_NOTHING_TO_RESUME = Text(en="--resume needs --save.", es="--resume necesita --save.")
_NAME_FOLDER = Text(
    en="Name the folder that the earlier run saved its cases in.",
    es="Indique la carpeta en la que la ejecución anterior guardó sus casos.",
)

_EXITS = {
    **EXITS,
    0: Text(en="no task in trouble has a problem to be found", es="ninguna tarea tiene un problema que encontrar"),
    1: Text(en="a root cause was found for some task", es="se ha encontrado la causa raíz de alguna tarea"),
    3: Text(
        en="no root cause was found, and some task is undetermined or some place could not be looked at",
        es="no se ha encontrado ninguna causa raíz, y alguna tarea queda sin determinar o no se ha podido mirar en"
        " algún sitio",
    ),
}

_OPTIONS: Final = (
    option(
        "--cluster",
        "clusters",
        multiple=True,
        metavar="NAME",
        says=Text(
            en="A cluster, by name or ARN; may be repeated. Default: all of the Region.",
            es="Un clúster, por nombre o ARN; se puede repetir. Valor predeterminado: todos los de la región.",
        ),
    ),
    option("--service", metavar="NAME", says=Text(en="Only this service.", es="Solo este servicio.")),
    option(
        "--case",
        "cases",
        multiple=True,
        metavar="PATH",
        says=Text(
            en="Read this case, or every case and event of this folder; may be repeated. AWS is asked nothing.",
            es="Lee este caso, o todos los casos y eventos de esta carpeta; se puede repetir. No consulta a AWS.",
        ),
    ),
    option(
        "--profile",
        "profiles",
        multiple=True,
        metavar="NAME",
        says=Text(
            en="An AWS profile; may be repeated, `all` takes every one.",
            es="Un perfil de AWS; se puede repetir, `all` los toma todos.",
        ),
    ),
    option(
        "--region",
        "regions",
        multiple=True,
        metavar="NAME",
        says=Text(
            en="An AWS Region; may be repeated, `all` takes every one.",
            es="Una región de AWS; se puede repetir, `all` las toma todas.",
        ),
    ),
    option(
        "--endpoint-url",
        metavar="URL",
        says=Text(en="Ask this endpoint instead of AWS.", es="Consulta este punto de conexión en lugar de AWS."),
    ),
    option(
        "--save",
        "folder",
        metavar="FOLDER",
        type=click.Path(exists=True, file_okay=False),
        says=Text(
            en="Keep the case of every account and Region in this folder, unredacted, for you alone.",
            es="Guarda el caso de cada cuenta y región en esta carpeta, sin anonimizar, solo para usted.",
        ),
    ),
    option(
        "--resume",
        "resumes",
        is_flag=True,
        says=Text(
            en="Take what an earlier run saved in that folder instead of asking again.",
            es="Toma lo que una ejecución anterior guardó en esa carpeta en vez de volver a consultar.",
        ),
    ),
    option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        says=Text(
            en="The form of the answer; jsonl comes line by line as places are done.",
            es="La forma de la respuesta; jsonl llega línea a línea según se terminan los sitios.",
        ),
    ),
)


def _with_options(function: Callable[..., int]) -> Callable[..., Any]:
    declared: Callable[..., Any] = for_everyone(function)
    for declare in reversed(_OPTIONS):
        declared = declare(declared)
    return declared


@command(
    "scan",
    says=Text(
        en="Say why tasks are in trouble, over clusters, Regions and accounts, grouped by cause and resource.",
        es="Dice por qué hay tareas con problemas, en clústeres, regiones y cuentas, por causa y recurso.",
    ),
    exits=_EXITS,
)
@_with_options
def scan(form: Format, **given: Any) -> int:  # noqa: ANN401 - click's own
    """Scan and print."""
    asked = ScanAsked(**{each.name: given[each.name] for each in fields(ScanAsked)})
    _require_sense(asked)
    grouping, places, outcomes = Grouping(), [], []
    tell = _say_line if form == "jsonl" else None
    for looked in looked_at(asked):
        found = _outcomes(looked, asked, grouping, tell)
        place = _place(looked, len(found))
        places.append(place)
        if tell:
            tell(parts.place_part(place, language_here()))
        else:
            outcomes += found
    if tell:
        for group in grouping.groups():
            tell(parts.group_part(group, language_here()))
        tell(parts.totals_part(grouping))
    else:
        _print(ScanReport(tuple(places), grouping, tuple(outcomes), datetime.now(UTC)), form)
    return _exit_code(places, grouping)


def _outcomes(
    looked: Looked, asked: ScanAsked, grouping: Grouping, tell: Callable[[Part], None] | None
) -> list[TaskOutcome]:
    if looked.case is None:
        return []
    found: list[TaskOutcome] = []
    for outcome in examine(Snapshot.of(looked.case), asked.service):
        grouping.add(outcome)
        found.append(outcome)
        if tell:
            tell(parts.task_part(outcome))
    return found


def _place(looked: Looked, tasks: int) -> ScannedPlace:
    return ScannedPlace(
        name=looked.name,
        kind="live" if looked.is_live else "case",
        region=looked.case.region if looked.case else None,
        account=looked.case.account if looked.case else None,
        tasks=tasks,
        error=looked.error.happened if looked.error else None,
    )


def _print(report: ScanReport, form: Format) -> None:
    language = language_here()
    if form == "json":
        say(json_text(parts.compose_scan(report, language).model_dump(by_alias=True), indent=2))
    elif form == "markdown":
        say(outline_to_markdown(scan_outline(report, language)))
    else:
        outline = scan_outline(report, language)
        say_in_words(outline_to_text(outline, width=width_of_output(), paint=paint if takes_colours() else None))


def _say_line(part: Part) -> None:
    say(json_text(part.model_dump(by_alias=True)))


def _exit_code(places: list[ScannedPlace], grouping: Grouping) -> int:
    if grouping.statuses["cause_found"]:
        return 1
    if places and all(each.error for each in places):
        return 4 if any(each.kind == "live" for each in places) else 2
    return 3 if grouping.statuses["undetermined"] or any(each.error for each in places) else 0


def _require_sense(asked: ScanAsked) -> None:
    if asked.resumes and asked.folder is None:
        raise UsageError(_NOTHING_TO_RESUME, _NAME_FOLDER)
    live = {"--profile": asked.profiles, "--region": asked.regions, "--save": asked.folder}
    beside = next((name for name, value in live.items() if value), None)
    if asked.cases and beside:
        raise UsageError(_CASE_OR_AWS.fill(option=beside), _ONE_OF_BOTH)


COMMAND = scan
