"""What may be behind a message, as far as its words go: the findings that a diagnosis would look for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.checks import all_checks
from fargate_doctor.checks.stop.statements import statement_of
from fargate_doctor.diagnosis.check import LOST_NAMES
from fargate_doctor.diagnosis.tree import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import FindingKind
    from fargate_doctor.facts.symptom import Message

_FAMILIES: Final[dict[str, frozenset[str]]] = {
    "capacity": frozenset({"capacity", "eni_provisioning", "placement"}),
    "config": frozenset({"eni_provisioning", "placement", "elb_config"}),
    "container": frozenset({"container_start", "container_health", "essential_exit", "out_of_memory"}),
    "dhcp": frozenset(),
    "efs": frozenset({"volume_mount"}),
    "eni": frozenset({"eni_provisioning"}),
    "envfile": frozenset({"other"}),
    "iam.service-linked-role-missing": frozenset({"eni_provisioning", "placement", "elb_config", "iam_role"}),
    "iam.task-role-denied": frozenset({"volume_mount", "logging_init", "iam_role"}),
    "iam.task-role-trust": frozenset({"iam_role"}),
    "image": frozenset({"image_pull"}),
    "ipv6": frozenset(),
    "lb": frozenset({"elb_health", "elb_config"}),
    "logs": frozenset({"logging_init"}),
    "secret": frozenset({"secrets_fetch", "registry_auth"}),
}
"""Of which families a message has to be for a finding, or for all of an area; the other ones are met by all."""


def stated_by(message: Message) -> FindingKind | None:
    """Return the finding that a message states in words, if it does."""
    statement = statement_of(message)
    return statement.kind if statement else None


def suspects_of(message: Message) -> tuple[FindingKind, ...]:
    """Return the findings that may be behind a message, in the order in which they are looked for.

    Where the message names an address, the name was resolved.
    """
    causes = {message.cause, *message.alternatives} - {"ambiguous"}
    found = {each.id: each for each in _explaining(causes, message.family)}
    was_resolved = message.extracted.address is not None
    return tuple(each for each in found.values() if not (was_resolved and each.explains == LOST_NAMES))


def _explaining(causes: set[str], family: str) -> Iterator[FindingKind]:
    for check in in_order(all_checks()):
        if check.under == "stop" or check.about == "advice":
            continue
        for each in check.findings:
            families = _FAMILIES.get(each.id, _FAMILIES.get(each.id.partition(".")[0]))
            if each.at_most == "root_cause" and each.explains & causes and (families is None or family in families):
                yield each
