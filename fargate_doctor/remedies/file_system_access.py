"""File systems that refuse a task: their policies, their access points, and how the volume is mounted.

https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.mounted_volumes import mounted_volumes
from fargate_doctor.facts.policies import evaluate
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.definition_edits import with_volume
from fargate_doctor.remedies.policy_documents import parsed, with_statement, without_statement, written
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.snippets import terraform
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.mounted_volumes import MountedVolume
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.file_system import FileSystemPolicy
    from fargate_doctor.remedies.policy_documents import Document

_ROLE: Final = "<ARN_OF_A_TASK_ROLE>"
_CLIENT: Final = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
)
_TAKE_OUT: Final = Text(
    en="Take out of task-definition.json what AWS filled in: taskDefinitionArn, revision, status, requiresAttributes, "
    "compatibilities, registeredAt and registeredBy.",
    es="Quite de task-definition.json lo que rellenó AWS: taskDefinitionArn, revision, status, requiresAttributes, "
    "compatibilities, registeredAt y registeredBy.",
)
_ENCRYPT_TITLE: Final = Text(
    en="Turn encryption in transit on for volume {volume}", es="Activar el cifrado en tránsito del volumen {volume}"
)
_ENCRYPT: Final = Text(
    en="Set transitEncryption to ENABLED in a new revision.", es="Ponga transitEncryption en ENABLED en otra revisión."
)
_POINT_TITLE: Final = Text(
    en="Make an access point on {file_system}, and name it", es="Crear un punto de acceso en {file_system} y nombrarlo"
)
_POINT_WORDS: Final = Text(
    en="Give it the user and the root directory that the old one had, and write its id into a new revision.",
    es="Dele el usuario y el directorio raíz que tenía el anterior y escriba su id en otra revisión.",
)
_OWNER_TITLE: Final = Text(
    en="Name file system {owner}, to which the access point belongs",
    es="Nombrar el sistema de archivos {owner}, al que pertenece el punto de acceso",
)
_OWNER: Final = Text(
    en="Write it as fileSystemId in a new revision.", es="Escríbalo como fileSystemId en otra revisión."
)
_ROLE_TITLE: Final = Text(
    en="Give the task a task role that may mount {file_system}",
    es="Dar a la tarea un rol de tarea que pueda montar {file_system}",
)
_ROLE_WORDS: Final = Text(
    en="Write a role that is allowed elasticfilesystem:ClientMount as taskRoleArn into a new revision.",
    es="Escriba en otra revisión, como taskRoleArn, un rol con permiso para elasticfilesystem:ClientMount.",
)
_DROP_TITLE: Final = Text(
    en="Take the statement out of the policy of {file_system} that denies it",
    es="Quitar de la política de {file_system} la declaración que lo deniega",
)
_DROP: Final = Text(
    en="The statement may keep others out on purpose: narrow it by a condition where it has to stay.",
    es="Puede que la declaración excluya a otros a propósito: acótela con una condición si debe permanecer.",
)
_IAM_TITLE: Final = Text(
    en="Mount volume {volume} with IAM authorization", es="Montar el volumen {volume} con autorización de IAM"
)
_IAM: Final = Text(
    en="Set authorizationConfig.iam and transitEncryption to ENABLED in a new revision; the task role then needs "
    "elasticfilesystem:ClientMount, by its own policies or the file system's.",
    es="Ponga authorizationConfig.iam y transitEncryption en ENABLED en otra revisión; el rol de tarea necesita "
    "entonces elasticfilesystem:ClientMount, por sus propias políticas o por la del sistema de archivos.",
)
_ALLOW_TITLE: Final = Text(
    en="Admit clients without IAM authorization by the policy of {file_system}",
    es="Admitir clientes sin autorización de IAM en la política de {file_system}",
)
_ALLOW: Final = Text(
    en="Everybody who reaches a mount target may then mount and write.",
    es="Todo el que llegue a un destino de montaje podrá entonces montar y escribir.",
)
_OTHERS: Final = Text(
    en="Every client of file system {file_system} is judged by this policy.",
    es="Esta política se aplica a todos los clientes del sistema de archivos {file_system}.",
)


def admit_task_to_file_system(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what lets the task mount the volume."""
    quoted = {each.field for each in raised.evidence}
    here = Standpoint(facts)
    volume = next((each for each in mounted_volumes(facts) if each.configured.field in quoted), None)
    return tuple(_choices(here, volume)) if volume else ()


def _choices(here: Standpoint, volume: MountedVolume) -> Iterator[Remedy]:
    if (volume.uses_iam or volume.access_point_id) and not volume.is_encrypted:
        step = _revision(here, volume, transit_encryption="ENABLED")
        yield _of("encrypt-in-transit", _ENCRYPT_TITLE.fill(volume=printable(volume.volume)), _ENCRYPT, step)
        return
    if volume.uses_iam and role_of(here.facts, "task") is None:
        definition = here.facts.definition.require().value
        step = replace(new_revision(here, definition, task_role_arn=_ROLE), change=None)
        yield _of("give-task-role", _ROLE_TITLE.fill(file_system=volume.file_system_id), _ROLE_WORDS, step)
        return
    point = here.snapshot.access_points.by_id.get(volume.access_point_id) if volume.access_point_id else None
    if volume.access_point_id and (point is None or not point.is_in_use):
        named = {"file_system_id": volume.file_system_id, "client_token": volume.volume or volume.file_system_id}
        make = aws("efs", "create-access-point", here.region, **named)
        step = replace(_revision(here, volume), commands=(make, *_revision(here, volume).commands), change=None)
        yield _of("make-access-point", _POINT_TITLE.fill(file_system=volume.file_system_id), _POINT_WORDS, step)
        return
    if point and point.file_system_id != volume.file_system_id:
        step = replace(_revision(here, volume, file_system_id=point.file_system_id), change=None)
        yield _of("name-owner-of-access-point", _OWNER_TITLE.fill(owner=point.file_system_id), _OWNER, step)
        return
    yield from _by_policy(here, volume)


def _by_policy(here: Standpoint, volume: MountedVolume) -> Iterator[Remedy]:
    policy = here.snapshot.file_system_policies.by_id.get(volume.file_system_id)
    document = parsed(policy.policy) if policy else None
    if policy is None or document is None:
        return
    role = role_of(here.facts, "task") if volume.uses_iam else None
    arn = f"arn:{here.partition}:elasticfilesystem:{here.region}::file-system/{volume.file_system_id}"
    outcome = evaluate(policy.policy, volume.request(arn, role.arn if role else None, ""))
    words = {"file_system": volume.file_system_id}
    if outcome.statement is not None:
        step = _with_policy(here, policy, without_statement(document, outcome.statement))
        yield _of("drop-denying-statement-of-file-system", _DROP_TITLE.fill(**words), _DROP, step)
    elif not volume.uses_iam:
        step = replace(_revision(here, volume, transit_encryption="ENABLED"), change=None)
        yield _of("mount-with-iam", _IAM_TITLE.fill(volume=printable(volume.volume)), _IAM, step)
        statement = {
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": _CLIENT,
            "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}},
        }
        step = _with_policy(here, policy, with_statement(document, statement))
        yield _of("admit-anonymous-clients", _ALLOW_TITLE.fill(**words), _ALLOW, step)


def _with_policy(here: Standpoint, policy: FileSystemPolicy, document: Document | None) -> Step:
    named, before = {"file_system_id": policy.file_system_id}, parsed(policy.policy)
    put = (
        aws("efs", "put-file-system-policy", here.region, **named, policy=document)
        if document
        else aws("efs", "delete-file-system-policy", here.region, **named)
    )
    text = written(document) if document else ""
    arguments = {"file_system_id": policy.file_system_id, "policy": text}
    return Step(
        commands=(put,),
        undo=(aws("efs", "put-file-system-policy", here.region, **named, policy=before),),
        terraform=terraform("aws_efs_file_system_policy", policy.file_system_id, arguments) if text else "",
        affects=(_OTHERS.fill(file_system=policy.file_system_id),),
        change=updating("file_system_policies", policy, policy=text),
    )


def _revision(here: Standpoint, volume: MountedVolume, **members: object) -> Step:
    definition = here.facts.definition.require().value
    step = new_revision(here, definition, volumes=with_volume(definition, volume.configured, **members))
    return replace(step, notes=(*step.notes, _TAKE_OUT))


def _of(identifier: str, title: Text, detail: Text, step: Step) -> Remedy:
    is_revision = any("register-task-definition" in each for each in step.commands)
    return remedy(identifier, title, detail, step, needs_new_tasks=is_revision, references=_REFERENCES)
