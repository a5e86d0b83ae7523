"""Do the secrets and parameters that the task names exist, and are they named as ECS reads them?

Why it matters: a secret that was deleted, lives in another Region, lacks the wanted version or is named in a form that
ECS does not read stops the task before its image is pulled.
How we know: each is looked up by its name, in the Region that its ARN names. Values are never read.
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
    unknown,
)
from fargate_doctor.diagnosis.for_each import all_of, unless_proved
from fargate_doctor.diagnosis.weighing import is_reported
from fargate_doctor.facts.secret_references import references_of
from fargate_doctor.facts.secret_stores import parameter_of, secret_of
from fargate_doctor.facts.spoken_of import names_another, names_any
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Relevance
    from fargate_doctor.facts.secret_references import Fault, SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence, Evidence
    from fargate_doctor.model.secrets import Secret

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html",
)

NOT_FOUND = FindingKind(
    id="secret.not-found",
    title=Text(
        en="{resource}, which the task needs to start, is not there",
        es="{resource}, que la tarea necesita para arrancar, no existe",
    ),
    place=76,
    docs=_DOCS,
    explains=frozenset({"not_found"}),
    remedies=offered("secrets.bring_back_secret"),
)
INVALID = FindingKind(
    id="secret.invalid",
    title=Text(
        en="The reference {resource} is not written as ECS reads it",
        es="La referencia {resource} no está escrita como la lee ECS",
    ),
    place=75,
    docs=_DOCS,
    explains=frozenset({"invalid_reference"}),
    remedies=offered("secrets.name_secret_correctly"),
)

_NOTHING_NAMED = Text(
    en="The task names no secrets and no parameters.",
    es="La tarea no nombra secretos ni parámetros.",
)
_HEALTHY = Text(
    en="Every secret and parameter that the task names exists, in the version that it asks for. What is inside cannot "
    "be told: values are never read.",
    es="Todo secreto y parámetro que nombra la tarea existe, en la versión que pide. Lo que contienen no se puede "
    "saber: los valores nunca se leen.",
)
_GONE = Text(
    en="{resource} does not exist in {region}, where the task looks for it. It may have been deleted, or live in "
    "another Region or account.",
    es="{resource} no existe en {region}, donde la tarea lo busca. Puede que se haya eliminado o que esté en otra "
    "región o cuenta.",
)
_DELETED = Text(
    en="{resource} is marked for deletion (DeletedDate {deleted}): until it is restored, nobody gets its value.",
    es="{resource} está marcado para eliminarse (DeletedDate {deleted}): mientras no se restaure, nadie obtiene su "
    "valor.",
)
_NO_VERSION = Text(
    en="{resource} exists, but none of its versions has the stage {stage} that the task asks for.",
    es="{resource} existe, pero ninguna de sus versiones tiene la etiqueta {stage} que pide la tarea.",
)
_OTHER_VERSION = Text(
    en="{resource} exists, but its version {version} does not have the stage {stage}; the task asks for both at once.",
    es="{resource} existe, pero su versión {version} no tiene la etiqueta {stage}; la tarea pide ambas a la vez.",
)
_VERSION_UNSEEN = Text(
    en="{resource} exists. Version {version} of it bears no stage, and such versions are not shown; whether it still "
    "exists cannot be told.",
    es="{resource} existe. Su versión {version} no lleva ninguna etiqueta, y esas versiones no se muestran; no se "
    "puede saber si aún existe.",
)
_OF_OTHERS = Text(
    en="Parameter {resource} belongs to account {account}, whose parameters cannot be seen from here.",
    es="El parámetro {resource} es de la cuenta {account}, cuyos parámetros no se ven desde aquí.",
)
_FAULTS: Final[dict[Fault, Text]] = {
    "empty": Text(en="A secret is named by an empty text.", es="Un secreto está nombrado con un texto vacío."),
    "arn": Text(
        en="{resource} begins like an ARN and is none: an ARN has six parts, Region and account among them.",
        es="{resource} empieza como un ARN y no lo es: un ARN tiene seis partes, entre ellas la región y la cuenta.",
    ),
    "service": Text(
        en="{resource} belongs to neither Secrets Manager nor Parameter Store, which is where ECS can fetch this from.",
        es="{resource} no es ni de Secrets Manager ni de Parameter Store, de donde ECS puede obtener esto.",
    ),
    "parts": Text(
        en="{resource} has the wrong number of parts: after the name of a secret come none, or JSON key, version stage "
        "and version id, with all three colons, even where a part is empty.",
        es="{resource} tiene un número incorrecto de partes: tras el nombre de un secreto no viene ninguna, o bien la "
        "clave JSON, la etiqueta y el id de versión, con los tres signos de dos puntos aunque alguna esté vacía.",
    ),
    "parameter-name": Text(
        en="{resource} cannot be the name of a parameter: only letters, digits and . - _ / are allowed.",
        es="{resource} no puede ser el nombre de un parámetro: solo se permiten letras, dígitos y . - _ /",
    ),
    "parameter-path": Text(
        en="{resource} is a path without its first slash: the name of a parameter in a hierarchy begins with one.",
        es="{resource} es una ruta sin su primera barra: el nombre de un parámetro de una jerarquía empieza por una.",
    ),
    "old-platform": Text(
        en="{resource} asks for a JSON key or a version, which Linux platform versions before 1.4.0 cannot fetch.",
        es="{resource} pide una clave JSON o una versión, que las versiones de plataforma Linux anteriores a la 1.4.0 "
        "no pueden obtener.",
    ),
}
_JSON_KEY: Final = "json key"


@check(
    id="access.secrets",
    under="access",
    order=30,
    label=Text(en="Secrets", es="Secretos"),
    question=Text(
        en="Do the secrets and parameters exist that the task is filled from?",
        es="¿Existen los secretos y parámetros con los que se llena la tarea?",
    ),
    otherwise=Text(
        en="A task stops before its image is pulled where ECS cannot find one of them.",
        es="La tarea se detiene antes de descargar su imagen si ECS no encuentra alguno de ellos.",
    ),
    reads=("ecs:DescribeTaskDefinition", "secretsmanager:DescribeSecret", "ssm:DescribeParameters"),
    docs=_DOCS,
    findings=(NOT_FOUND, INVALID),
)
def secrets(facts: TaskFacts) -> Answer:
    """Answer for all references at once."""
    references = references_of(facts)
    if not references:
        return does_not_apply(_NOTHING_NAMED)
    return all_of(
        (unless_proved(facts, "secrets", partial(_of, facts, each, references)) for each in references),
        _HEALTHY,
    )


def _of(facts: TaskFacts, reference: SecretReference, all_: tuple[SecretReference, ...]) -> Answer:
    if reference.fault:
        return _wrong_form(reference, reference.fault)
    if reference.store == "parameter":
        return _parameter(facts, reference, all_)
    found = secret_of(facts.snapshot, reference)
    if found.value is None:
        return _missing(facts, reference, all_, _gone(reference), found.evidence)
    return _version(facts, reference, all_, found.value)


def _parameter(facts: TaskFacts, reference: SecretReference, all_: tuple[SecretReference, ...]) -> Answer:
    if reference.is_foreign:
        because = _OF_OTHERS.fill(resource=reference.name, account=reference.account)
        if any(is_reported(each.need, facts) for each in reference.ways(facts)):
            return unknown(because, evidence=(reference.named,))
        return does_not_apply(because, reference.named)
    found = parameter_of(facts.snapshot, reference)
    if found.value is None:
        return _missing(facts, reference, all_, _gone(reference), found.evidence)
    return _there(facts, reference, all_, *found.evidence)


def _version(facts: TaskFacts, reference: SecretReference, all_: tuple[SecretReference, ...], secret: Secret) -> Answer:
    name, versions = reference.name, secret.version_ids_to_stages
    quoted = secret.cite("VersionIdsToStages")
    if secret.deleted_date:
        because = _DELETED.fill(resource=name, deleted=secret.deleted_date)
        return _missing(facts, reference, all_, because, (secret.cite("DeletedDate"),))
    stage = reference.wanted_stage
    if reference.version_id and reference.version_id not in versions:
        return unknown(_VERSION_UNSEEN.fill(resource=name, version=reference.version_id), evidence=(quoted,))
    if reference.version_id and stage and stage not in versions[reference.version_id]:
        because = _OTHER_VERSION.fill(resource=name, version=reference.version_id, stage=stage)
        return _missing(facts, reference, all_, because, (quoted,))
    if stage and not any(stage in stages for stages in versions.values()):
        because = _NO_VERSION.fill(resource=name, stage=stage)
        return _missing(facts, reference, all_, because, (quoted,), supports="certain" if versions else "likely")
    return _there(facts, reference, all_, secret.cite("ARN"), quoted)


def _there(
    facts: TaskFacts, reference: SecretReference, all_: tuple[SecretReference, ...], *evidence: Evidence
) -> Answer:
    """Answer that it is there; a message that says of this very one that it is not is spoken against.

    Not where it speaks of a key inside the value, which nobody reads.
    """
    message = facts.symptom.message
    is_meant = names_any(facts, _names(reference)) or (
        len(all_) == 1 and "arn:" not in (message.text if message else "")
    )
    of_content = message is not None and _JSON_KEY in message.text.lower()
    speaks_against = is_meant and not of_content and facts.symptom.cause == "not_found"
    contradicted = frozenset({"secret.not-found"}) if speaks_against else frozenset[str]()
    return Answer("pass", _HEALTHY, (reference.named, *evidence), contradicts=contradicted)


def _missing(  # noqa: PLR0913 - what makes the finding
    facts: TaskFacts,
    reference: SecretReference,
    all_: tuple[SecretReference, ...],
    because: Text,
    evidence: tuple[Evidence, ...],
    *,
    supports: Confidence = "certain",
) -> Answer:
    others = (name for each in all_ if each.asked != reference.asked for name in _names(each))
    relevance: Relevance = "notice" if names_another(facts, _names(reference), others) else "blocker"
    raised = Raised(
        NOT_FOUND,
        because,
        relevance,
        {"resource": reference.name},
        (ResourceName(reference.store, reference.asked),),
        (reference.named, *evidence),
        reference.ways(facts),
        supports=supports,
        level="contributing",
        phase="secrets",
    )
    return fails(because, raised)


def _wrong_form(reference: SecretReference, fault: Fault) -> Answer:
    because = _FAULTS[fault].fill(resource=reference.written)
    raised = Raised(
        INVALID,
        because,
        "blocker",
        {"resource": reference.written},
        (ResourceName(reference.store, reference.written),),
        (reference.named,),
        supports="likely" if fault in ("parameter-path", "old-platform") else "certain",
        phase="secrets",
    )
    return fails(because, raised)


def _gone(reference: SecretReference) -> Text:
    return _GONE.fill(resource=reference.name, region=reference.region)


def _names(reference: SecretReference) -> tuple[str, ...]:
    return reference.asked, reference.written, reference.name
