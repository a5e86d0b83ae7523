"""Do the file systems admit the task: by their policies, their access points, and the way it proves itself?

Why it matters: a mount that the file system refuses stops the task before its image is pulled, although the network
leads there.
How we know: access points and file-system policies are read and held against the task role.
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
    unknown,
)
from fargate_doctor.diagnosis.for_each import all_of, unless_proved
from fargate_doctor.facts.arns import Arn, parse_arn
from fargate_doctor.facts.mounted_volumes import mounted_volumes
from fargate_doctor.facts.policies import evaluate
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.model.evidence import Evidence
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.mounted_volumes import MountedVolume
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.file_system import AccessPoint, FileSystemPolicy

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
)

ACCESS_DENIED = FindingKind(
    id="efs.access-denied",
    title=Text(
        en="File system {resource} does not admit the task",
        es="El sistema de archivos {resource} no admite a la tarea",
    ),
    place=72,
    docs=_DOCS,
    explains=frozenset({"efs_mount_access", "not_found"}),
    remedies=offered("file_system_access.admit_task_to_file_system"),
)

_NONE = Text(en="The task mounts no file system of EFS.", es="La tarea no monta ningún sistema de archivos de EFS.")
_TOO_OLD = Text(
    en="This platform version mounts no file system of EFS.",
    es="Esta versión de plataforma no monta sistemas de archivos de EFS.",
)
_HEALTHY = Text(
    en="Every access point is there and belongs to its file system, and no file-system policy turns the task away.",
    es="Todo punto de acceso existe y es de su sistema de archivos, y ninguna política de los sistemas de archivos "
    "rechaza a la tarea.",
)
_POINT_GONE = Text(
    en="Access point {point}, through which volume {volume} is mounted, does not exist.",
    es="El punto de acceso {point}, por el que se monta el volumen {volume}, no existe.",
)
_POINT_OF_ANOTHER = Text(
    en="Access point {point} belongs to file system {owner}; volume {volume} names {file_system}.",
    es="El punto de acceso {point} es del sistema de archivos {owner}; el volumen {volume} nombra {file_system}.",
)
_POINT_UNREADY = Text(
    en="Access point {point} is in state {state}.", es="El punto de acceso {point} está en estado {state}."
)
_NEEDS_ENCRYPTION = Text(
    en="Volume {volume} uses an access point or IAM authorization, which need encryption in transit, and that is off.",
    es="El volumen {volume} usa un punto de acceso o la autorización de IAM, que requieren el cifrado en tránsito, y "
    "este está desactivado.",
)
_NO_ROLE = Text(
    en="Volume {volume} is mounted with IAM authorization, and the task has no task role to prove itself with.",
    es="El volumen {volume} se monta con autorización de IAM, y la tarea no tiene rol de tarea con el que "
    "identificarse.",
)
_REFUSES = Text(
    en="A statement of the policy of {file_system} denies elasticfilesystem:ClientMount to {who}.",
    es="Una declaración de la política de {file_system} deniega elasticfilesystem:ClientMount a {who}.",
)
_ANONYMOUS_OUT = Text(
    en="The policy of {file_system} admits no anonymous client, and volume {volume} is mounted without IAM "
    "authorization.",
    es="La política de {file_system} no admite clientes anónimos, y el volumen {volume} se monta sin autorización de "
    "IAM.",
)
_DEPENDS = Text(
    en="Whether the policy of {file_system} admits {who} depends on conditions that cannot be judged from here.",
    es="Que la política de {file_system} admita a {who} depende de condiciones que desde aquí no se pueden juzgar.",
)
_ANYBODY: Final = Text(en="clients without IAM authorization", es="clientes sin autorización de IAM")


@check(
    id="access.file-systems",
    under="access",
    order=50,
    label=Text(en="Access to file systems", es="Acceso a los sistemas de archivos"),
    question=Text(
        en="Do the file systems that the task mounts admit it?",
        es="¿Admiten a la tarea los sistemas de archivos que monta?",
    ),
    otherwise=Text(
        en="A file system that refuses the mount stops the task before its image is pulled.",
        es="Un sistema de archivos que rechaza el montaje detiene la tarea antes de descargar su imagen.",
    ),
    reads=("ecs:DescribeTaskDefinition", "efs:DescribeAccessPoints", "efs:DescribeFileSystemPolicy"),
    docs=_DOCS,
    findings=(ACCESS_DENIED,),
)
def file_system_access(facts: TaskFacts) -> Answer:
    """Answer for all volumes at once."""
    volumes = mounted_volumes(facts)
    if not volumes:
        return does_not_apply(_NONE)
    if not facts.platform.supports_efs:
        return does_not_apply(_TOO_OLD)
    return all_of((unless_proved(facts, "volumes", partial(_of, facts, each)) for each in volumes), _HEALTHY)


def _of(facts: TaskFacts, volume: MountedVolume) -> Answer:
    needs_encryption = volume.uses_iam or volume.access_point_id
    if needs_encryption and not volume.is_encrypted:
        return _refused(facts, volume, _NEEDS_ENCRYPTION.fill(volume=volume.volume))
    if volume.uses_iam and role_of(facts, "task") is None:
        return _refused(facts, volume, _NO_ROLE.fill(volume=volume.volume))
    point = facts.snapshot.access_points.find(volume.access_point_id) if volume.access_point_id else None
    broken = _broken_point(facts, volume, point)
    return broken or _by_policy(facts, volume, point)


def _broken_point(facts: TaskFacts, volume: MountedVolume, point: AccessPoint | None) -> Answer | None:
    """Return the refusal of an access point that cannot be mounted through; None where there is nothing wrong."""
    if not volume.access_point_id:
        return None
    words = {"point": volume.access_point_id, "volume": volume.volume, "file_system": volume.file_system_id}
    if point is None:
        return _refused(facts, volume, _POINT_GONE.fill(**words), _said_absent(facts, volume))
    if point.file_system_id and point.file_system_id != volume.file_system_id:
        because = _POINT_OF_ANOTHER.fill(owner=point.file_system_id, **words)
        return _refused(facts, volume, because, point.cite("FileSystemId"))
    if point.life_cycle_state.lower() in ("creating", "deleting", "deleted", "error"):
        because = _POINT_UNREADY.fill(state=point.life_cycle_state, **words)
        return _refused(facts, volume, because, point.cite("LifeCycleState"))
    return None


def _by_policy(facts: TaskFacts, volume: MountedVolume, point: AccessPoint | None) -> Answer:
    """Answer by the file system's policy; where it only lacks an allowance, the role's own policies may give it."""
    policy = facts.snapshot.file_system_policies.find(volume.file_system_id)
    quoted = (volume.configured, *((point.cite("FileSystemId"),) if point else ()))
    if policy is None or not policy.policy:
        return passes(_HEALTHY, *quoted)
    role = role_of(facts, "task") if volume.uses_iam else None
    arn = _arn(facts, volume, point)
    outcome = evaluate(policy.policy, volume.request(arn, role.arn if role else None, _point_arn(point)))
    who = role.name if role else _ANYBODY
    if outcome.answer == "unknown":
        because = _DEPENDS.fill(file_system=volume.file_system_id, who=who)
        return unknown(because, evidence=(*quoted, policy.cite("Policy")))
    if outcome.answer == "denied" and outcome.statement is not None:
        return _by_statement(facts, volume, policy, _REFUSES.fill(file_system=volume.file_system_id, who=who))
    if outcome.answer == "denied" and not volume.uses_iam:
        words = {"file_system": volume.file_system_id, "volume": volume.volume}
        return _by_statement(facts, volume, policy, _ANONYMOUS_OUT.fill(**words))
    return passes(_HEALTHY, *quoted, policy.cite("Policy"))


def _by_statement(facts: TaskFacts, volume: MountedVolume, policy: FileSystemPolicy, because: Text) -> Answer:
    return _refused(facts, volume, because, policy.cite("Policy"))


def _refused(facts: TaskFacts, volume: MountedVolume, because: Text, *evidence: Evidence) -> Answer:
    points = (ResourceName("access-point", volume.access_point_id),) if volume.access_point_id else ()
    raised = Raised(
        ACCESS_DENIED,
        because,
        "blocker",
        {"resource": volume.file_system_id},
        (ResourceName("file-system", volume.file_system_id), *points),
        (volume.configured, *evidence),
        volume.ways(facts),
        phase="volumes",
    )
    return fails(because, raised)


def _arn(facts: TaskFacts, volume: MountedVolume, point: AccessPoint | None) -> str:
    """Return the ARN of the file system: of the account that its access point belongs to, else of the task's own."""
    beside = parse_arn(_point_arn(point)) or parse_arn(facts.task.task_arn)
    partition, region, account = (beside.partition, beside.region, beside.account) if beside else ("aws", "", "")
    return str(Arn(partition, "elasticfilesystem", region, account, f"file-system/{volume.file_system_id}"))


def _point_arn(point: AccessPoint | None) -> str:
    return point.access_point_arn if point else ""


def _said_absent(facts: TaskFacts, volume: MountedVolume) -> Evidence:
    """Return the quotation of EFS that it has no such access point."""
    table = facts.snapshot.access_points
    said = next(
        (
            each
            for each in facts.snapshot.failures
            if each.operation == table.operation and (each.request or {}).get("AccessPointId") == volume.access_point_id
        ),
        None,
    )
    if said is None:
        return table.cite_absence(volume.access_point_id, "AccessPoints")
    return Evidence(
        operation=table.operation,
        resource=volume.access_point_id,
        field="ErrorCode",
        value=said.error,
        observed_at=said.at,
    )
