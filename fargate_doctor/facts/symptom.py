"""What ECS said about a task, read: family and cause, what the words name, and how sure the words are."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.phases import Phase, Purpose
    from fargate_doctor.model.evidence import Confidence, Evidence

Where = Literal["stoppedReason", "containerReason", "serviceEvent", "runTaskFailure"]

NETWORK_CAUSES = frozenset({"network_timeout", "dns_failure", "connection_refused", "efs_mount_network", "efs_dns"})
"""Causes of contract §5 that speak of a way that does not work."""


@frozen
class Extracted:
    """What the words name; None for what they do not. `name_server` is whom a failing look-up asked."""

    host: str | None = None
    address: str | None = None
    port: int | None = None
    action: str | None = None
    resource: str | None = None
    role: str | None = None
    exit_code: int | None = None
    retries: int | None = None
    name_server: str | None = None


@frozen
class Message:
    """One message of ECS, classified (contract §5); `alternatives` are further causes, the likeliest first."""

    text: str
    family: str
    cause: str
    confidence: Confidence
    alternatives: tuple[str, ...] = ()
    extracted: Extracted = field(default_factory=Extracted)


@frozen
class Symptom:
    """What is wrong with one task. A task that says nothing (pending, running well) has `message` None.

    `phase` is where its life broke off, None if it did not. `purposes` are what the failing step reached for, as far
    as message and timestamps tell; empty where it is not about reaching anything. `evidence` quotes the words.
    """

    message: Message | None
    where: Where | None = None
    phase: Phase | None = None
    purposes: frozenset[Purpose] = frozenset()
    evidence: tuple[Evidence, ...] = ()

    @property
    def family(self) -> str:
        """Return the family of contract §5; `other` where there is no message."""
        return self.message.family if self.message else "other"

    @property
    def cause(self) -> str:
        """Return the cause of contract §5; `other` where there is no message."""
        return self.message.cause if self.message else "other"

    @property
    def blames_network(self) -> bool:
        """Tell whether the words report that something could not be reached."""
        return self.cause in NETWORK_CAUSES

    @property
    def allows_network(self) -> bool:
        """Tell whether something that could not be reached could be behind these words."""
        if self.message is None:
            return False
        causes = {self.message.cause, *self.message.alternatives}
        return bool(causes & NETWORK_CAUSES) and bool(self.purposes)
