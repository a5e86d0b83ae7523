"""The file systems of EFS that a task mounts, and how it proves itself to each.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.policies import PolicyRequest
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

MOUNT: Final = "elasticfilesystem:ClientMount"
_ANONYMOUS: Final = "anonymous"


@frozen
class MountedVolume:
    """One volume; `named` quotes the file system, `configured` the whole of its configuration."""

    volume: str
    file_system_id: str
    access_point_id: str
    uses_iam: bool
    is_encrypted: bool
    named: Evidence
    configured: Evidence

    def ways(self, facts: TaskFacts) -> tuple[NeedWalk, ...]:
        """Return the task's ways to the file system."""
        return tuple(each for each in facts.walks if self.named in each.need.evidence)

    def request(self, arn: str, role: str | None, access_point: str) -> PolicyRequest:
        """Return the mount as a file system's policy sees it; without IAM authorization everybody is anonymous."""
        known = [
            ("aws:SecureTransport", "true" if self.is_encrypted else "false"),
            ("elasticfilesystem:AccessedViaMountTarget", "true"),
        ]
        if access_point:
            known.append(("elasticfilesystem:AccessPointArn", access_point))
        return PolicyRequest(MOUNT, arn, role if self.uses_iam else _ANONYMOUS, tuple(known))


def mounted_volumes(facts: TaskFacts) -> tuple[MountedVolume, ...]:
    """Return every volume on EFS; raises `Unanswered` without the definition."""
    definition = facts.definition.require().value
    found = []
    for index, volume in enumerate(definition.volumes):
        configured = volume.efs_volume_configuration
        if configured is None or not configured.file_system_id:
            continue
        place = f"volumes[{index}].efsVolumeConfiguration"
        proof = configured.authorization_config
        found.append(
            MountedVolume(
                volume=volume.name,
                file_system_id=configured.file_system_id,
                access_point_id=(proof.access_point_id if proof else None) or "",
                uses_iam=bool(proof and (proof.iam or "").upper() == "ENABLED"),
                is_encrypted=(configured.transit_encryption or "").upper() == "ENABLED",
                named=definition.cite(f"{place}.fileSystemId"),
                configured=definition.cite(place),
            )
        )
    return tuple(found)
