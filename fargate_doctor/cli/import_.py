"""`fargate-doctor import`: a case file out of what people have, and the script that collects it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.case.read import read_sources
from fargate_doctor.case.unplaced import unplaced_answers
from fargate_doctor.cli.aim import STANDARD_INPUT, aim_of
from fargate_doctor.cli.answering import say
from fargate_doctor.cli.asked import Asked, for_everyone
from fargate_doctor.cli.export import write_case
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.masking import telling_what_was_masked
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import passed_over, warn
from fargate_doctor.collectors.shell_script import shell_script
from fargate_doctor.errors import UsageError
from fargate_doctor.storage import require_folder
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.cli.masking import Beside

_SUMMARY: Final = Text(
    en="Imported: {answers} answers of {operations} operations, {failures} refusals, {tasks} tasks.",
    es="Importado: {answers} respuestas de {operations} operaciones, {failures} rechazos, {tasks} tareas.",
)
_UNPLACED: Final = Text(
    en="Not used: an answer of {operation} does not say what it is about, and the case does not leave one candidate.",
    es="Sin usar: una respuesta de {operation} no dice de qué trata, y el caso no deja un único candidato.",
)
_NO_TASK: Final = Text(
    en="There is no task in it; add the answer of `aws ecs describe-tasks`.",
    es="No contiene ninguna tarea; añada la respuesta de `aws ecs describe-tasks`.",
)


@command(
    "import",
    says=Text(
        en="Build a case file out of raw AWS CLI output, ECS events, AWS Config items, archives or folders of these."
        " Files are told by their content. With --script it prints the shell script that collects all that is needed"
        " where this tool is not installed.",
        es="Crea un archivo de caso a partir de la salida de la AWS CLI, eventos de ECS, elementos de AWS Config, o"
        " archivos comprimidos y carpetas con ellos. Se reconocen por su contenido. Con --script muestra el"
        " script de shell que recopila lo necesario donde esta herramienta no está instalada.",
    ),
    exits={
        0: Text(
            en="the case is written; what was not recognised stands on standard error",
            es="el caso está guardado; lo que no se ha reconocido aparece en la salida de error",
        ),
        2: Text(
            en="wrong usage, or nothing was recognised; nothing was written",
            es="uso incorrecto, o no se ha reconocido nada; no se ha guardado nada",
        ),
        130: EXITS[130],
    },
)
@argument(
    "paths",
    nargs=-1,
    metavar="[PATH]...",
    says=Text(
        en="Files, archives or folders; - is standard input.",
        es="Archivos, archivos comprimidos o carpetas; - es la entrada estándar.",
    ),
)
@option(
    "-o",
    "--output",
    metavar="FILE",
    says=Text(en="The file to write; - is standard output.", es="El archivo; - es la salida estándar."),
)
@option(
    "--redact",
    "redacts",
    is_flag=True,
    says=Text(
        en="Replace every name, id and address, as export does.",
        es="Sustituye todos los nombres, ids y direcciones, como hace export.",
    ),
)
@option(
    "--script",
    "prints_script",
    is_flag=True,
    says=Text(
        en="Print a shell script of read-only AWS CLI commands instead; its folder can then be imported.",
        es="Muestra en su lugar un script de shell con comandos de solo lectura de la AWS CLI; su carpeta se puede"
        " importar después.",
    ),
)
@option(
    "--cluster",
    metavar="NAME",
    says=Text(en="With --script: the cluster.", es="Con --script: el clúster."),
)
@option("--task", metavar="ID", says=Text(en="With --script: the task.", es="Con --script: la tarea."))
@option(
    "--service",
    metavar="NAME",
    says=Text(
        en="With --script: the service, where no task is named.",
        es="Con --script: el servicio, si no se indica una tarea.",
    ),
)
@option("--region", metavar="NAME", says=Text(en="With --script: the AWS Region.", es="Con --script: la región."))
@telling_what_was_masked
@for_everyone
def import_(
    paths: tuple[str, ...],
    output: str | None,
    *,
    redacts: bool,
    prints_script: bool,
    beside: Beside,
    **which: str | None,
) -> int:
    """Write the case that is in the paths, or print the script."""
    if not redacts:
        beside.refuse_unredacted()
    if prints_script:
        return _print_script(paths, which)
    if not paths:
        raise UsageError(
            Text(en="There is nothing to import.", es="No hay nada que importar."),
            Text(en="Name files or folders, or ask for --script.", es="Indique archivos o carpetas, o pida --script."),
        )
    if output is None:
        raise UsageError(
            Text(en="There is no file to write.", es="No hay ningún archivo en el que guardar."),
            Text(en="Name it with -o.", es="Indíquelo con -o."),
        )
    if output != STANDARD_INPUT:
        require_folder(output)
    beside.require_folders()
    reading = read_sources(*paths)
    write_case(beside.redact(reading.case)[0] if redacts else reading.case, output)
    for each in reading.unrecognised:
        warn(passed_over(each))
    for operation in unplaced_answers(reading.case):
        warn(_UNPLACED.fill(operation=operation))
    warn(_summary(reading.case))
    return 0


def _print_script(paths: tuple[str, ...], which: dict[str, str | None]) -> int:
    if paths:
        raise UsageError(
            Text(en="--script takes no files.", es="--script no admite archivos."),
            Text(en="Name what it is for with --cluster and --task.", es="Indique para qué con --cluster y --task."),
        )
    if not any(which[each] for each in ("cluster", "service", "task")):
        raise UsageError(
            Text(en="The script has to know what it is for.", es="El script tiene que saber para qué es."),
            Text(
                en="Name a task with --task and --cluster, a service with --service, or a whole cluster.",
                es="Indique una tarea con --task y --cluster, un servicio con --service, o un clúster entero.",
            ),
        )
    aim = aim_of(Asked(task=which["task"], cluster=which["cluster"], service=which["service"]))
    say(shell_script(aim.target, which["region"], language_here()))
    return 0


def _summary(case: Case) -> Text:
    tasks = {
        str(task.get("taskArn"))
        for record in case.records.get("ecs:DescribeTasks", ())
        for task in record.answer.get("tasks") or ()
        if isinstance(task, dict)
    }
    summary = _SUMMARY.fill(
        answers=sum(map(len, case.records.values())),
        operations=len(case.records),
        failures=len(case.failures),
        tasks=len(tasks),
    )
    return summary if tasks else summary + _NO_TASK


COMMAND = import_
