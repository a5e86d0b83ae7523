"""Secrets and parameters that are not there, or not named as ECS reads them.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_restore-secret.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.secret_references import references_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.secrets import CURRENT, Parameter, Secret
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.definition_edits import with_reference
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.snapshot import Snapshot

_VALUE: Final = "<VALUE>"
_VERSION: Final = "<VERSION_ID>"
_ARN: Final = "<ARN_OF_THE_SECRET_OR_PARAMETER>"
_NEW_PLATFORM: Final = "1.4.0"
_ALL_PARTS: Final = 5
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html",
)
_RESTORE_REFERENCES: Final = ("https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_restore-secret.html",)

_FROM_A_FILE: Final = Text(
    en="Write the value into a file and give file://NAME in its place: what is typed stays in the shell's history.",
    es="Escriba el valor en un archivo e indique file://NOMBRE en su lugar: lo que se teclea queda en el historial del "
    "intérprete de comandos.",
)
_RESTORE_TITLE: Final = Text(en="Restore secret {resource}", es="Restaurar el secreto {resource}")
_RESTORE: Final = Text(
    en="The secret keeps its value, its ARN and its permissions.",
    es="El secreto conserva su valor, su ARN y sus permisos.",
)
_STAGE_TITLE: Final = Text(
    en="Give a version of {resource} the stage {stage}", es="Dar la etiqueta {stage} a una versión de {resource}"
)
_STAGE: Final = Text(
    en="The stage moves to the version that is named; a version that had it before loses it.",
    es="La etiqueta pasa a la versión que se indique; la que la tuviera antes la pierde.",
)
_PUT_TITLE: Final = Text(en="Give {resource} a value", es="Dar un valor a {resource}")
_PUT: Final = Text(en="The new version becomes the current one.", es="La nueva versión pasa a ser la actual.")
_CREATE_TITLE: Final = Text(en="Make {resource}", es="Crear {resource}")
_CREATE_SECRET: Final = Text(
    en="A new secret gets an ARN with six other characters at its end. Where the task definition names it by its whole "
    "ARN, register a revision with the new one.",
    es="Un secreto nuevo recibe un ARN con otros seis caracteres al final. Si la definición de tarea lo nombra con el "
    "ARN completo, registre una revisión con el nuevo.",
)
_CREATE_PARAMETER: Final = Text(
    en="The name and the Region are those that the task looks for.",
    es="El nombre y la región son los que busca la tarea.",
)
_NAME_TITLE: Final = Text(
    en="Name the right secret or parameter in a new revision",
    es="Nombrar el secreto o parámetro correcto en otra revisión",
)
_NAME: Final = Text(
    en="Write {value} in the place of {written} in task-definition.json, and take out what AWS filled in: "
    "taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt and registeredBy.",
    es="Escriba {value} en lugar de {written} en task-definition.json y quite lo que rellenó AWS: taskDefinitionArn, "
    "revision, status, requiresAttributes, compatibilities, registeredAt y registeredBy.",
)
_PLATFORM_TITLE: Final = Text(
    en="Run the tasks on platform version {version}", es="Ejecutar las tareas en la versión de plataforma {version}"
)
_PLATFORM: Final = Text(
    en="From 1.4.0 on, JSON keys and versions of secrets are taken.",
    es="A partir de la 1.4.0 se admiten claves JSON y versiones de secretos.",
)


def bring_back_secret(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what lets the task find what it names: restored, made, given a version, or named otherwise."""
    here = Standpoint(facts)
    return tuple(
        choice
        for each in _blamed(facts, raised)
        for choice in (*_brought_back(here, each), _named_otherwise(here, each, _ARN))
    )


def name_secret_correctly(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the reference in the form that ECS reads; on an old platform also a newer one."""
    here = Standpoint(facts)
    return tuple(choice for each in _blamed(facts, raised) for choice in _corrected(here, each))


def _blamed(facts: TaskFacts, raised: Raised) -> list[SecretReference]:
    ids = {each.id for each in raised.resources}
    return [each for each in references_of(facts) if {each.asked, each.written} & ids][:1]


def _brought_back(here: Standpoint, reference: SecretReference) -> Iterator[Remedy]:
    name = printable(reference.name)
    if reference.store == "parameter":
        yield remedy(
            "make-parameter",
            _CREATE_TITLE.fill(resource=name),
            _CREATE_PARAMETER,
            _make_parameter(reference),
            references=_REFERENCES,
        )
        return
    secret = _secret(here.snapshot, reference)
    if secret is None:
        title = _CREATE_TITLE.fill(resource=name)
        yield remedy("make-secret", title, _CREATE_SECRET, _make_secret(reference), references=_REFERENCES)
    elif secret.deleted_date:
        title = _RESTORE_TITLE.fill(resource=name)
        yield remedy("restore-secret", title, _RESTORE, _restore(reference, secret), references=_RESTORE_REFERENCES)
    elif reference.wanted_stage == CURRENT:
        title = _PUT_TITLE.fill(resource=name)
        yield remedy("put-secret-value", title, _PUT, _put_value(reference, secret), references=_REFERENCES)
    else:
        title = _STAGE_TITLE.fill(resource=name, stage=printable(reference.wanted_stage))
        yield remedy("move-version-stage", title, _STAGE, _move_stage(reference, secret), references=_REFERENCES)


def _restore(reference: SecretReference, secret: Secret) -> Step:
    named = {"secret_id": reference.asked}
    return Step(
        commands=(aws("secretsmanager", "restore-secret", reference.region, **named),),
        undo=(aws("secretsmanager", "delete-secret", reference.region, **named),),
        change=updating("secrets", secret, deleted_date=None),
    )


def _put_value(reference: SecretReference, secret: Secret) -> Step:
    command = aws(
        "secretsmanager", "put-secret-value", reference.region, secret_id=reference.asked, secret_string=_VALUE
    )
    return Step(
        commands=(command,),
        notes=(_FROM_A_FILE,),
        change=updating(
            "secrets", secret, version_ids_to_stages={**secret.version_ids_to_stages, _VERSION: (CURRENT,)}
        ),
    )


def _move_stage(reference: SecretReference, secret: Secret) -> Step:
    stage, version = reference.wanted_stage, reference.version_id or _VERSION
    held = next((key for key, stages in secret.version_ids_to_stages.items() if stage in stages), None)
    named = {"secret_id": reference.asked, "version_stage": stage}
    moved = {**secret.version_ids_to_stages, version: (*secret.version_ids_to_stages.get(version, ()), stage)}
    return Step(
        commands=(
            aws(
                "secretsmanager",
                "update-secret-version-stage",
                reference.region,
                **named,
                move_to_version_id=version,
                remove_from_version_id=held,
            ),
        ),
        undo=(
            aws(
                "secretsmanager",
                "update-secret-version-stage",
                reference.region,
                **named,
                move_to_version_id=held,
                remove_from_version_id=version,
            ),
        ),
        change=updating("secrets", secret, version_ids_to_stages=moved),
    )


def _make_secret(reference: SecretReference) -> Step:
    name = _plain_name(reference)
    made = Secret(asked=reference.asked, arn=reference.asked, name=name, version_ids_to_stages=_current(reference))
    return Step(
        commands=(aws("secretsmanager", "create-secret", reference.region, name=name, secret_string=_VALUE),),
        undo=(aws("secretsmanager", "delete-secret", reference.region, secret_id=name),),
        terraform=terraform("aws_secretsmanager_secret", name, {"name": name}),
        cloudformation=cloudformation(f"Secret{name}", "AWS::SecretsManager::Secret", {"Name": name}),
        notes=(_FROM_A_FILE,),
        change=lambda snapshot: snapshot.with_resource("secrets", made),
    )


def _make_parameter(reference: SecretReference) -> Step:
    name = f"/{reference.name}" if "/" in reference.name else reference.name
    made = Parameter(asked=reference.asked, name=name, type="SecureString")
    return Step(
        commands=(aws("ssm", "put-parameter", reference.region, name=name, type="SecureString", value=_VALUE),),
        undo=(aws("ssm", "delete-parameter", reference.region, name=name),),
        terraform=terraform("aws_ssm_parameter", name, {"name": name, "type": "SecureString", "value": _VALUE}),
        notes=(_FROM_A_FILE,),
        change=lambda snapshot: snapshot.with_resource("parameters", made),
    )


def _corrected(here: Standpoint, reference: SecretReference) -> Iterator[Remedy]:
    if reference.fault == "old-platform":
        title = _PLATFORM_TITLE.fill(version=_NEW_PLATFORM)
        yield remedy(
            "newer-platform-version",
            title,
            _PLATFORM,
            new_tasks(here, _NEW_PLATFORM),
            needs_new_tasks=True,
            references=_REFERENCES,
        )
        return
    yield _named_otherwise(here, reference, _right_form(reference))


def _right_form(reference: SecretReference) -> str:
    """Return how a reference must be written, as far as that follows from how it is written."""
    parts = reference.written.split(":")
    is_short = reference.fault == "parts" and parts[5:6] == ["secret"] and len(parts) > _ALL_PARTS + 1 and parts[6]
    missing = 2 * _ALL_PARTS - len(parts)
    if is_short and missing > 0:
        return reference.written + ":" * missing
    return f"/{reference.written}" if reference.fault == "parameter-path" else _ARN


def _named_otherwise(here: Standpoint, reference: SecretReference, value: str) -> Remedy:
    definition = here.facts.definition.require().value
    containers = with_reference(definition, reference.named, value)
    step = new_revision(here, definition, container_definitions=containers)
    return remedy(
        "correct-reference",
        _NAME_TITLE,
        _NAME.fill(value=value, written=printable(reference.written)),
        step if value != _ARN else replace(step, change=None),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _secret(snapshot: Snapshot, reference: SecretReference) -> Secret | None:
    try:
        return next((each for each in snapshot.secrets if each.is_called(reference.asked)), None)
    except Unanswered:
        return None


def _plain_name(reference: SecretReference) -> str:
    """Return the name of a secret without the characters that end its ARN."""
    name, dash, ending = reference.name.rpartition("-")
    return name if dash and len(ending) == len("Ab12Cd") else reference.name


def _current(reference: SecretReference) -> dict[str, tuple[str, ...]]:
    return {reference.version_id or _VERSION: (reference.wanted_stage or CURRENT,)}
