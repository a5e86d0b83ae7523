"""Can each container's log driver start: does its log group exist, and does it get the options that it needs?

Why it matters: a container whose log driver does not start does not start either, although its image was pulled.
How we know: the options stand in the task definition, and the log group is looked up by name in the Region they name.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
)
from fargate_doctor.diagnosis.for_each import all_of, unless_proved
from fargate_doctor.facts.log_settings import ON_FARGATE, log_settings
from fargate_doctor.facts.spoken_of import names_another, names_any
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.log_settings import Fault, FaultKind, LogSetting
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
)

GROUP_MISSING = FindingKind(
    id="logs.group-missing",
    title=Text(
        en="Log group {resource} does not exist in {region}",
        es="El grupo de registros {resource} no existe en {region}",
    ),
    place=76,
    docs=_DOCS,
    explains=frozenset({"not_found"}),
    remedies=offered("log_groups.make_log_group"),
)
OPTIONS_INVALID = FindingKind(
    id="logs.options-invalid",
    title=Text(
        en="The log driver of container {resource} does not take its options",
        es="El controlador de registros del contenedor {resource} no acepta sus opciones",
    ),
    place=75,
    docs=_DOCS,
    explains=frozenset({"log_driver_config"}),
    remedies=offered("log_options.complete_log_options"),
)

_NO_DRIVER = Text(
    en="No container has a log configuration.", es="Ningún contenedor tiene una configuración de registros."
)
_HEALTHY = Text(
    en="Every log driver has the options that it needs, and its log group exists or is made at the start.",
    es="Todo controlador de registros tiene las opciones que necesita, y su grupo de registros existe o se crea al "
    "arrancar.",
)
_GONE = Text(
    en="Container {container} writes to log group {group} in {region}. There is none of that name, and "
    "awslogs-create-group is not “true”.",
    es="El contenedor {container} escribe en el grupo de registros {group} de {region}. No hay ninguno con ese nombre, "
    "y awslogs-create-group no es «true».",
)
_ELSEWHERE = Text(
    en="A log group of that name exists in {home}, the task's own Region.",
    es="Existe un grupo de registros con ese nombre en {home}, la región de la propia tarea.",
)
_FAULTS: Final[dict[FaultKind, Text]] = {
    "driver": Text(
        en="Container {container} names the log driver {option}; on Fargate there are {drivers}.",
        es="El contenedor {container} indica el controlador de registros {option}; en Fargate existen {drivers}.",
    ),
    "missing": Text(
        en="The log configuration of container {container} lacks {option}, which the driver {driver} needs on Fargate.",
        es="A la configuración de registros del contenedor {container} le falta {option}, que el controlador {driver} "
        "necesita en Fargate.",
    ),
    "no-router": Text(
        en="Container {container} sends its logs to a log router, and no container of the task has a "
        "firelensConfiguration.",
        es="El contenedor {container} envía sus registros a un enrutador de registros, y ningún contenedor de la tarea "
        "tiene una firelensConfiguration.",
    ),
    "mode": Text(
        en="Container {container} names the delivery mode {value}; there are “blocking” and “non-blocking”.",
        es="El contenedor {container} indica el modo de entrega {value}; existen «blocking» y «non-blocking».",
    ),
    "buffer": Text(
        en="The max-buffer-size {value} of container {container} is no size, as 25m is.",
        es="El max-buffer-size {value} del contenedor {container} no es un tamaño, como lo es 25m.",
    ),
    "group-name": Text(
        en="{value} cannot be the name of a log group: letters, digits and . - _ / # are allowed, 512 at most.",
        es="{value} no puede ser el nombre de un grupo de registros: se permiten letras, dígitos y . - _ / #, 512 como "
        "máximo.",
    ),
    "two-formats": Text(
        en="Container {container} sets both {option} and {value}, of which the driver takes one.",
        es="El contenedor {container} establece a la vez {option} y {value}, de las que el controlador acepta una.",
    ),
}


@check(
    id="access.log-configuration",
    under="access",
    order=60,
    label=Text(en="Log configuration", es="Configuración de registros"),
    question=Text(
        en="Do the log drivers get the options and the log group that they need?",
        es="¿Tienen los controladores de registros las opciones y el grupo de registros que necesitan?",
    ),
    otherwise=Text(
        en="A container whose log driver does not start does not start either.",
        es="Un contenedor cuyo controlador de registros no arranca tampoco arranca.",
    ),
    reads=("ecs:DescribeTaskDefinition", "logs:DescribeLogGroups"),
    docs=_DOCS,
    findings=(GROUP_MISSING, OPTIONS_INVALID),
)
def log_configuration(facts: TaskFacts) -> Answer:
    """Answer for all containers at once."""
    settings = log_settings(facts)
    if not settings:
        return does_not_apply(_NO_DRIVER)
    return all_of((unless_proved(facts, "logs", partial(_of, facts, each, settings)) for each in settings), _HEALTHY)


def _of(facts: TaskFacts, setting: LogSetting, all_: tuple[LogSetting, ...]) -> Answer:
    faults = tuple(setting.faults())
    if faults:
        raised = tuple(_refused(setting, each) for each in faults)
        return fails(raised[0].detail, *raised)
    if setting.driver != "awslogs" or setting.creates_group:
        return passes(_HEALTHY, setting.options_named)
    return _group(facts, setting, all_)


def _group(facts: TaskFacts, setting: LogSetting, all_: tuple[LogSetting, ...]) -> Answer:
    found = facts.snapshot.log_groups.find(setting.group_arn())
    if found is not None:
        speaks_against = facts.symptom.cause == "not_found" and not _is_of_another(facts, setting, all_)
        contradicted = frozenset({"logs.group-missing"}) if speaks_against else frozenset[str]()
        quoted = (setting.options_named, found.cite("logGroupName"))
        return Answer("pass", _HEALTHY, quoted, contradicts=contradicted)
    absent = facts.snapshot.log_groups.cite_absence(setting.group_arn(), "logGroups")
    because = _GONE.fill(container=setting.container, group=setting.group, region=setting.region)
    if _exists_at_home(facts, setting):
        because += _ELSEWHERE.fill(home=setting.home.region)
    raised = Raised(
        GROUP_MISSING,
        because,
        "notice" if _is_of_another(facts, setting, all_) else "blocker",
        {"resource": setting.group, "region": setting.region},
        (ResourceName("log-group", setting.group_arn()),),
        (setting.options_named, absent),
        setting.ways(facts),
        level="contributing",
        phase="logs",
    )
    return fails(because, raised)


def _is_of_another(facts: TaskFacts, setting: LogSetting, all_: tuple[LogSetting, ...]) -> bool:
    others = (each.group for each in all_ if each.group != setting.group)
    return names_another(facts, (setting.group,), others) and not names_any(facts, (setting.group,))


def _exists_at_home(facts: TaskFacts, setting: LogSetting) -> bool:
    if setting.region == setting.home.region:
        return False
    try:
        return facts.snapshot.log_groups.find(setting.group_arn(setting.home.region)) is not None
    except Unanswered:
        return False


def _refused(setting: LogSetting, fault: Fault) -> Raised:
    because = _FAULTS[fault.kind].fill(
        container=setting.container,
        driver=setting.driver,
        option=fault.option,
        value=fault.value,
        drivers=enumeration(ON_FARGATE),
    )
    return Raised(
        OPTIONS_INVALID,
        because,
        "blocker",
        {"resource": setting.container},
        (ResourceName("container", setting.container),),
        (setting.named, setting.options_named),
        supports=fault.supports,
        phase="logs",
    )
