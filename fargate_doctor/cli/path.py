"""`fargate-doctor path`: one flow hop by hop, or one flow a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

import click

from fargate_doctor.cli.aim import STANDARD_INPUT, aim_of, require_task
from fargate_doctor.cli.answering import say, say_in_words
from fargate_doctor.cli.asked import about_a_task
from fargate_doctor.cli.flow_report import flow_document, flow_outline
from fargate_doctor.cli.flows import Flows, answer_line
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.lines import lines_of_input
from fargate_doctor.cli.speaking import EXITS, command, option
from fargate_doctor.cli.subject import case_at
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.errors import UsageError
from fargate_doctor.facts.paths.destinations import destination_for
from fargate_doctor.facts.paths.flow import Protocol
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.cli.asked import Asked
    from fargate_doctor.facts.paths.hop import Verdict

_EXIT_CODES: Final[dict[Verdict, int]] = {"pass": 0, "fail": 1, "unknown": 3, "not_applicable": 3}

_EXITS = {
    0: Text(
        en="it gets through and so does the answer; with --jsonl, every line is answered",
        es="llega y también la respuesta; con --jsonl, se ha respondido cada línea",
    ),
    1: Text(en="it does not", es="no llega"),
    2: EXITS[2],
    3: Text(en="it cannot be told, and the output says why", es="no se sabe, y la salida dice por qué"),
    4: EXITS[4],
    130: EXITS[130],
}


@command(
    "path",
    says=Text(
        en="Trace one flow hop by hop: name, security groups, network ACLs both ways, routes, gateways, endpoints.",
        es="Traza un flujo salto a salto: nombre, grupos de seguridad, ACL de red en ambos sentidos, rutas, puertas de"
        " enlace y puntos de conexión.",
    ),
    exits=_EXITS,
)
@about_a_task
@option(
    "--from",
    "start",
    metavar="ENI",
    says=Text(
        en="Where it starts: network interface, private address or task. Default: the task.",
        es="Dónde empieza: interfaz de red, dirección privada o tarea. Valor predeterminado: la tarea.",
    ),
)
@option(
    "--to",
    metavar="HOST_OR_IP[:PORT]",
    says=Text(en="Where it goes; port 443 unless named.", es="Adónde va; puerto 443 si no se indica otro."),
)
@option(
    "--protocol",
    type=click.Choice(get_args(Protocol)),
    default="tcp",
    says=Text(en="The protocol.", es="El protocolo."),
)
@option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    says=Text(en="The form of the answer.", es="La forma de la respuesta."),
)
@option(
    "--jsonl",
    is_flag=True,
    says=Text(
        en="Read one flow a line from standard input (id, from, to, port, protocol), write one answer a line.",
        es="Lee un flujo por línea de la entrada estándar (id, from, to, port, protocol) y escribe una respuesta por"
        " línea.",
    ),
)
def path(  # noqa: PLR0913 - as many as it has options
    asked: Asked, start: str | None, to: str | None, protocol: Protocol, form: str, *, jsonl: bool
) -> int:
    """Trace one flow, or one a line."""
    aim = require_task(aim_of(asked))
    if not jsonl and to is None:
        raise _no_destination()
    if jsonl and aim.place == STANDARD_INPUT:
        raise _read_twice()
    if to is not None and not jsonl:
        destination_for(to, protocol=protocol)
    flows = Flows(Snapshot.of(case_at(aim, asked)[0]), aim.target.task)
    if jsonl or to is None:
        return _answer_lines(flows)
    walk = flows.walk(start, to, protocol=protocol)
    language = language_here()
    if form == "json":
        say(json_text(flow_document(walk, language), indent=2))
    else:
        painted = paint if takes_colours() else None
        say_in_words(outline_to_text(flow_outline(walk, language), width=width_of_output(), paint=painted))
    return _EXIT_CODES[walk.verdict]


def _answer_lines(flows: Flows) -> int:
    language = language_here()
    for line in lines_of_input():
        say(json_text(answer_line(flows, line, language)))
    return 0


def _no_destination() -> UsageError:
    return UsageError(
        Text(en="Nothing says where the flow goes.", es="Nada indica adónde va el flujo."),
        Text(
            en="Name it with --to, as in --to api.ecr.eu-west-1.amazonaws.com:443, or give flows with --jsonl.",
            es="Indíquelo con --to, por ejemplo --to api.ecr.eu-west-1.amazonaws.com:443, o dé flujos con --jsonl.",
        ),
    )


def _read_twice() -> UsageError:
    return UsageError(
        Text(
            en="Standard input cannot be both the case and the flows.",
            es="La entrada estándar no puede ser a la vez el caso y los flujos.",
        ),
        Text(en="Give the case as a file.", es="Indique el caso como archivo."),
    )


COMMAND = path
