"""Whether a task ever had a network interface, by what it recorded itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_LATER: Final = ("connectivityAt", "pullStartedAt", "startedAt")


def interface_made(facts: TaskFacts) -> tuple[Evidence, ...]:
    """Return what shows that an interface was made for the task; nothing where it may never have been.

    A message of a later step counts: no step but the first can fail without an interface.
    """
    for place, attachment in enumerate(facts.task.attachments):
        if attachment.is_network_interface and attachment.detail("networkInterfaceId"):
            return (facts.task.cite(f"attachments[{place}]"),)
    if facts.placement.interface is not None:
        return (facts.placement.interface.cite("Description"),)
    moments = (facts.task.connectivity_at, facts.task.pull_started_at, facts.task.started_at)
    for name, moment in zip(_LATER, moments, strict=True):
        if moment is not None:
            return (facts.task.cite(name),)
    if facts.symptom.message is not None and facts.symptom.phase not in (None, "eni"):
        return facts.symptom.evidence[:1]
    return ()
