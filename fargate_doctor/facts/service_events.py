"""What a service reports: which of its events tells why it has no task to show."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages.classifier import classify
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.service import Service

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
_WELL: Final = ("has reached a steady state", "deployment completed")
_SAYS_LITTLE: Final = frozenset({"ambiguous", "other"})
_ROUTINE: Final = frozenset({"deployment", "user_stop"})


@frozen
class Trouble:
    """An event that reports trouble, and the quotation of it."""

    message: Message
    evidence: Evidence

    @property
    def tells_a_cause(self) -> bool:
        """Tell whether the event says what is wrong, and not only that something is."""
        return self.message.cause not in _SAYS_LITTLE


def trouble_of(service: Service) -> Trouble | None:
    """Return the newest event that tells a cause since the service was last well, else the newest that reports trouble.

    ECS repeats an event for hours, and says that tasks cannot be started beside the reason why.
    """
    found = tuple(_troubles(service))
    telling = next((each for each in found if each.tells_a_cause), None)
    return telling or next(iter(found), None) or _failed_rollout(service)


def _troubles(service: Service) -> Iterator[Trouble]:
    indexed = sorted(enumerate(service.events), key=lambda each: each[1].created_at or _EARLIEST, reverse=True)
    for index, event in indexed:
        if any(words in event.message for words in _WELL):
            return
        message = classify(event.message, where="serviceEvent")
        if message.family not in _ROUTINE or message.cause == "ambiguous":
            yield Trouble(message, service.cite(f"events[{index}].message"))


def _failed_rollout(service: Service) -> Trouble | None:
    for index, deployment in enumerate(service.deployments):
        if (deployment.rollout_state or "").upper() == "FAILED":
            message = classify(deployment.rollout_state_reason or "", where="serviceEvent")
            return Trouble(message, service.cite(f"deployments[{index}].rolloutStateReason"))
    return None
