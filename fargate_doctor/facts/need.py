"""One destination that a task must reach, why, and over which interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.phases import PHASE_OF
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion, Permission, Protocol
    from fargate_doctor.facts.paths.hop import Verdict, Walk
    from fargate_doctor.facts.phases import Carrier, Phase, Purpose, Role
    from fargate_doctor.model.evidence import Evidence


@frozen
class Need:
    """A destination derived from the task definition and the platform version.

    `service` is the endpoint's service suffix (`ecr.api`), None where no VPC endpoint exists for it. `ip_versions` are
    those on which the host answers. `evidence` quotes what names it (image, secret, log configuration, …). Without
    what does not stop a start, such as ECS Exec, a task starts all the same.
    """

    purpose: Purpose
    host: str
    port: int = 443
    protocol: Protocol = "tcp"
    ip_versions: tuple[IpVersion, ...] = (4,)
    carried_by: Carrier = "task-eni"
    role: Role = "execution"
    service: str | None = None
    permissions: tuple[Permission, ...] = ()
    principal: str | None = None
    address: str | None = None
    stops_start: bool = True
    evidence: tuple[Evidence, ...] = ()

    @property
    def phase(self) -> Phase:
        """Return the phase of the task's life in which it is reached."""
        return PHASE_OF[self.purpose]

    @property
    def destination(self) -> str:
        """Return `host:port` as people write it."""
        return f"{self.host}:{self.port}"


@frozen
class NeedWalk:
    """One need over one IP version. `walk` is None where Fargate's own interface carries it."""

    need: Need
    ip_version: IpVersion
    walk: Walk | None

    @property
    def address(self) -> str | None:
        """Return the one address that the way leads to: where the need names it, or the message; None for others."""
        return self.walk.flow.address if self.walk else self.need.address

    @property
    def verdict(self) -> Verdict:
        """Return the verdict of the way; `not_applicable` where it does not leave through the task."""
        return self.walk.verdict if self.walk else "not_applicable"
