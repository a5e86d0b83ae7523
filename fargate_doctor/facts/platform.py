"""Operating system and platform version of a task, and what follows from them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.phases import Carrier, Purpose, Role
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task import Task

OsFamily = Literal["linux", "windows", "unknown"]

_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}")
_ONE_INTERFACE: Final = (1, 4, 0)
_FIRST: Final = (1, 0, 0)

_BY_FARGATE: Final[frozenset[Purpose]] = frozenset({"ecr-api", "secrets", "ssm", "kms"})
"""What Linux 1.3.0 and earlier send through an interface of Fargate's own."""

_BY_TASK_ROLE: Final[frozenset[Purpose]] = frozenset({"efs", "custom"})


@frozen
class Platform:
    """Operating system and platform version. `version` is None for the newest, and where the task does not say.

    What is not known to be old is taken for new: `supports_…` are false only where the version is known to lack it.
    """

    family: OsFamily
    version: tuple[int, ...] | None
    is_version_known: bool
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_before_one_interface(self) -> bool:
        """Tell whether it is Linux 1.3.0 or earlier, where Fargate's own interface carries part of the traffic."""
        return self.family == "linux" and self.version is not None and self.version < _ONE_INTERFACE

    def carries_by_fargate(self, purpose: Purpose) -> bool:
        """Tell whether traffic for a purpose leaves through Fargate's own interface, which nobody can see."""
        return self.is_before_one_interface and purpose in _BY_FARGATE

    def carrier_of(self, purpose: Purpose) -> Carrier:
        """Return the interface through which traffic for a purpose leaves."""
        return "fargate-eni" if self.carries_by_fargate(purpose) else "task-eni"

    def role_of(self, purpose: Purpose) -> Role:
        """Return the role under which traffic for a purpose is allowed; a log router works under the task role."""
        if purpose == "registry":
            return "none"
        return "task" if purpose in _BY_TASK_ROLE else "execution"

    @property
    def supports_ipv6(self) -> bool:
        """Tell whether tasks can get an IPv6 address."""
        return not self.is_before_one_interface

    @property
    def supports_ipv6_only(self) -> bool:
        """Tell whether tasks can do without IPv4."""
        return not self.is_before_one_interface and self.family != "windows"

    @property
    def supports_jumbo_frames(self) -> bool:
        """Tell whether the task's interface sends jumbo frames."""
        return not self.is_before_one_interface

    @property
    def supports_env_files(self) -> bool:
        """Tell whether environment files from S3 are taken."""
        return not self.is_before_one_interface and self.family != "windows"

    @property
    def supports_efs(self) -> bool:
        """Tell whether EFS file systems can be mounted."""
        return not self.is_before_one_interface


def platform_of(task: Task) -> Platform:
    """Return what the task says about its platform."""
    written = (task.platform_version or "").strip()
    version = tuple(int(part) for part in written.split(".")) if _VERSION.fullmatch(written) else None
    return Platform(
        family=_family(task.platform_family, version),
        version=version,
        is_version_known=version is not None or written.upper() == "LATEST",
        evidence=_evidence(task),
    )


def _family(written: str | None, version: tuple[int, ...] | None) -> OsFamily:
    lowered = (written or "").lower()
    if lowered.startswith("linux"):
        return "linux"
    if lowered.startswith("windows"):
        return "windows"
    has_linux_number = version is not None and version > _FIRST
    return "linux" if has_linux_number and not lowered else "unknown"


def _evidence(task: Task) -> tuple[Evidence, ...]:
    cited = [task.cite("platformVersion")]
    if task.platform_family:
        cited.append(task.cite("platformFamily"))
    return tuple(cited)
