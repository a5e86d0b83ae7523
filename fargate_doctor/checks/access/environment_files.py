"""Are the environment files that the task names in their buckets, and of a form that ECS takes?

Why it matters: a container whose environment file cannot be fetched never starts.
How we know: the bucket's Region and the name of the object are asked for. What is in the file is never read.
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
)
from fargate_doctor.diagnosis.for_each import all_of, unless_proved
from fargate_doctor.facts.environment_files import environment_files
from fargate_doctor.facts.spoken_of import names_another, names_any
from fargate_doctor.model.evidence import Evidence
from fargate_doctor.model.object_store import LISTING
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.environment_files import EnvironmentFile, FileFault
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",)

NOT_FOUND = FindingKind(
    id="envfile.not-found",
    title=Text(
        en="Environment file {resource} is not there",
        es="El archivo de entorno {resource} no existe",
    ),
    place=76,
    docs=_DOCS,
    explains=frozenset({"not_found", "access_denied"}),
    remedies=offered("environment_files.put_environment_file"),
)
INVALID = FindingKind(
    id="envfile.invalid",
    title=Text(
        en="{resource} cannot be used as an environment file of this task",
        es="{resource} no se puede usar como archivo de entorno de esta tarea",
    ),
    place=75,
    docs=_DOCS,
    explains=frozenset({"invalid_reference"}),
    remedies=offered("environment_files.mend_environment_file"),
)

_NONE = Text(en="The task names no environment files.", es="La tarea no nombra archivos de entorno.")
_HEALTHY = Text(
    en="Every environment file that the task names is in its bucket. What is in it is never read.",
    es="Todo archivo de entorno que nombra la tarea está en su bucket. Su contenido nunca se lee.",
)
_GONE = Text(
    en="Bucket {bucket} holds no object {key}. Upper and lower case count. To a role without s3:ListBucket, S3 says "
    "“access denied” where an object is missing.",
    es="El bucket {bucket} no contiene ningún objeto {key}. Las mayúsculas cuentan. A un rol sin s3:ListBucket, S3 le "
    "dice «acceso denegado» cuando falta un objeto.",
)
_NO_BUCKET = Text(
    en="There is no bucket {bucket}.",
    es="No existe ningún bucket {bucket}.",
)
_FAULTS: Final[dict[FileFault, Text]] = {
    "type": Text(
        en="The environment file of container {container} has the type {type}; ECS knows s3 alone.",
        es="El archivo de entorno del contenedor {container} tiene el tipo {type}; ECS solo conoce s3.",
    ),
    "arn": Text(
        en="{written} is no ARN of an object in S3, as arn:aws:s3:::bucket/folder/name.env is.",
        es="{written} no es un ARN de un objeto de S3, como lo es arn:aws:s3:::bucket/carpeta/nombre.env.",
    ),
    "extension": Text(
        en="The name of an environment file ends in .env; {written} does not.",
        es="El nombre de un archivo de entorno termina en .env; el de {written} no.",
    ),
    "windows": Text(
        en="Windows containers on Fargate take no environment files, and container {container} names one.",
        es="Los contenedores de Windows en Fargate no admiten archivos de entorno, y el contenedor {container} nombra "
        "uno.",
    ),
    "old-platform": Text(
        en="Linux platform versions before 1.4.0 take no environment files, and container {container} names one.",
        es="Las versiones de plataforma Linux anteriores a la 1.4.0 no admiten archivos de entorno, y el contenedor "
        "{container} nombra uno.",
    ),
}


@check(
    id="access.environment-files",
    under="access",
    order=40,
    label=Text(en="Environment files", es="Archivos de entorno"),
    question=Text(
        en="Are the environment files of the task where it looks for them?",
        es="¿Están los archivos de entorno donde los busca la tarea?",
    ),
    otherwise=Text(
        en="A container whose environment file cannot be fetched never starts.",
        es="Un contenedor cuyo archivo de entorno no se puede obtener nunca arranca.",
    ),
    reads=("ecs:DescribeTaskDefinition", "s3:GetBucketLocation", "s3:ListObjectsV2"),
    docs=_DOCS,
    findings=(NOT_FOUND, INVALID),
)
def environment_files_there(facts: TaskFacts) -> Answer:
    """Answer for all files at once."""
    files = environment_files(facts)
    if not files:
        return does_not_apply(_NONE)
    return all_of((unless_proved(facts, "secrets", partial(_of, facts, each, files)) for each in files), _HEALTHY)


def _of(facts: TaskFacts, file: EnvironmentFile, all_: tuple[EnvironmentFile, ...]) -> Answer:
    if file.fault:
        return _wrong_form(file, file.fault)
    snapshot = facts.snapshot
    gone = _bucket_gone(facts, file)
    if gone:
        return _missing(facts, file, all_, _NO_BUCKET.fill(bucket=file.bucket), gone)
    found = snapshot.stored_objects.find(file.place)
    if found is None:
        absent = snapshot.stored_objects.cite_absence(file.place, "Contents")
        return _missing(facts, file, all_, _GONE.fill(bucket=file.bucket, key=file.key), absent)
    is_meant = len(all_) == 1 or names_any(facts, _names(file))
    contradicted = (
        frozenset({"envfile.not-found"}) if is_meant and facts.symptom.cause == "not_found" else frozenset[str]()
    )
    return Answer("pass", _HEALTHY, (file.named, found.cite("Key")), contradicts=contradicted)


def _bucket_gone(facts: TaskFacts, file: EnvironmentFile) -> Evidence | None:
    """Return the quotation of S3 saying that it has no such bucket."""
    for each in facts.snapshot.failures:
        asked = (each.request or {}).get("Bucket")
        if each.operation.startswith("s3:") and each.error == "NoSuchBucket" and asked == file.bucket:
            return Evidence(
                operation=each.operation or LISTING,
                resource=file.bucket,
                field="ErrorCode",
                value=each.error,
                observed_at=each.at,
            )
    return None


def _missing(
    facts: TaskFacts, file: EnvironmentFile, all_: tuple[EnvironmentFile, ...], because: Text, absent: Evidence
) -> Answer:
    others = (name for each in all_ if each.place != file.place for name in _names(each))
    raised = Raised(
        NOT_FOUND,
        because,
        "notice" if names_another(facts, _names(file), others) else "blocker",
        {"resource": file.written},
        (ResourceName("object", file.place),),
        (file.named, absent),
        file.ways(facts),
        level="contributing",
        phase="secrets",
    )
    return fails(because, raised)


def _wrong_form(file: EnvironmentFile, fault: FileFault) -> Answer:
    because = _FAULTS[fault].fill(container=file.container, type=file.type, written=file.written)
    raised = Raised(
        INVALID,
        because,
        "blocker",
        {"resource": file.written},
        (ResourceName("object", file.written),),
        (file.type_named if fault == "type" else file.named,),
        supports="likely" if fault in ("windows", "old-platform") else "certain",
        phase="secrets",
    )
    return fails(because, raised)


def _names(file: EnvironmentFile) -> tuple[str, ...]:
    return file.written, file.place, file.key
