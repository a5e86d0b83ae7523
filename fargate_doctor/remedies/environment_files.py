"""Environment files: put where the task looks for them, or named as ECS takes them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.environment_files import environment_files
from fargate_doctor.model.object_store import StoredObject
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.definition_edits import with_container
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.environment_files import EnvironmentFile
    from fargate_doctor.facts.task_facts import TaskFacts

_FILE: Final = "<NAME_OF_THE_FILE>"
_ARN: Final = "<ARN_OF_THE_FILE>"
_NEW_PLATFORM: Final = "1.4.0"
_REFERENCES: Final = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",)
_PUT_TITLE: Final = Text(en="Put the file at {place}", es="Colocar el archivo en {place}")
_PUT: Final = Text(
    en="One NAME=VALUE a line, in UTF-8. Where the bucket is gone too, make it first.",
    es="Un NOMBRE=VALOR por línea, en UTF-8. Si tampoco existe el bucket, créelo antes.",
)
_NAME_TITLE: Final = Text(
    en="Name an environment file that ECS takes, in a new revision",
    es="Nombrar en otra revisión un archivo de entorno que ECS admita",
)
_NAME: Final = Text(
    en="Give the file in task-definition.json the type s3 and the ARN of an object whose name ends in .env, and take "
    "out what AWS filled in: taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt "
    "and registeredBy.",
    es="Dé al archivo en task-definition.json el tipo s3 y el ARN de un objeto cuyo nombre termine en .env, y quite lo "
    "que rellenó AWS: taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt y "
    "registeredBy.",
)
_PLATFORM_TITLE: Final = Text(
    en="Run the tasks on platform version {version}", es="Ejecutar las tareas en la versión de plataforma {version}"
)
_PLATFORM: Final = Text(
    en="Linux takes environment files from 1.4.0 on.", es="Linux admite archivos de entorno a partir de la 1.4.0."
)
_VARIABLES_TITLE: Final = Text(
    en="Give the container its variables without a file, in a new revision",
    es="Dar al contenedor sus variables sin archivo, en otra revisión",
)
_VARIABLES: Final = Text(
    en="Take environmentFiles out of task-definition.json and write the variables under environment, what is secret "
    "under secrets. Take out what AWS filled in: taskDefinitionArn, revision, status, requiresAttributes, "
    "compatibilities, registeredAt and registeredBy.",
    es="Quite environmentFiles de task-definition.json y escriba las variables en environment, y lo que sea secreto en "
    "secrets. Quite lo que rellenó AWS: taskDefinitionArn, revision, status, requiresAttributes, compatibilities, "
    "registeredAt y registeredBy.",
)


def put_environment_file(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the file put where the task looks for it, or another one named."""
    here = Standpoint(facts)
    return tuple(
        choice for each in _blamed(facts, raised) for choice in (_put(here, each), _named_otherwise(here, each))
    )


def mend_environment_file(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a form, or a platform, in which ECS takes the file."""
    here = Standpoint(facts)
    return tuple(_mended(here, each) for each in _blamed(facts, raised))


def _blamed(facts: TaskFacts, raised: Raised) -> list[EnvironmentFile]:
    ids = {each.id for each in raised.resources}
    return [each for each in environment_files(facts) if {each.place, each.written} & ids][:1]


def _put(here: Standpoint, file: EnvironmentFile) -> Remedy:
    named = {"bucket": file.bucket, "key": file.key}
    put = StoredObject(asked=file.place, key=file.key)
    step = Step(
        commands=(aws("s3api", "put-object", here.region, **named, body=_FILE),),
        undo=(aws("s3api", "delete-object", here.region, **named),),
        change=lambda snapshot: snapshot.with_resource("stored_objects", put),
    )
    title = _PUT_TITLE.fill(place=printable(file.place))
    return remedy("put-environment-file", title, _PUT, step, references=_REFERENCES)


def _mended(here: Standpoint, file: EnvironmentFile) -> Remedy:
    if file.fault == "old-platform":
        title = _PLATFORM_TITLE.fill(version=_NEW_PLATFORM)
        step = new_tasks(here, _NEW_PLATFORM)
        return remedy("newer-platform-version", title, _PLATFORM, step, needs_new_tasks=True, references=_REFERENCES)
    if file.fault == "windows":
        step = _revision(here, file, [])
        return remedy(
            "variables-without-file",
            _VARIABLES_TITLE,
            _VARIABLES,
            step,
            needs_new_tasks=True,
            references=_REFERENCES,
        )
    return _named_otherwise(here, file)


def _named_otherwise(here: Standpoint, file: EnvironmentFile) -> Remedy:
    is_known = file.fault == "type" and file.written.endswith(".env")
    value = file.written if is_known else _ARN
    step = _revision(here, file, [{"value": value, "type": "s3"}])
    return remedy(
        "name-environment-file",
        _NAME_TITLE,
        _NAME,
        step if is_known else replace(step, change=None),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _revision(here: Standpoint, file: EnvironmentFile, instead: list[dict[str, str]]) -> Step:
    definition = here.facts.definition.require().value
    container = next(each for each in definition.container_definitions if each.name == file.container)
    shape = type(container.environment_files[0])
    kept = tuple(each for each in container.environment_files if (each.value, each.type) != (file.written, file.type))
    files = (*kept, *(shape(**each) for each in instead))
    containers = with_container(definition, container, environment_files=files)
    return new_revision(here, definition, container_definitions=containers)
