"""What the service of a task reported, and its deployments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages import classify
from fargate_doctor.facts.timeline.model import Happening
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.model.service import Service
    from fargate_doctor.model.snapshot import Snapshot

_DEPLOYED: Final = Text(en="deployment of {definition} began", es="empezó el despliegue de {definition}")
_DEPLOYED_ANEW: Final = Text(en="deployment began ({status})", es="empezó un despliegue ({status})")
_REVISED: Final = Text(en="service revision with {definition}", es="revisión del servicio con {definition}")
_QUIET: Final = frozenset({"deployment", "other"})


def events_of(service: Service) -> Iterator[Happening]:
    """Return what the service reported; an event that reports trouble is a failure."""
    for index, event in enumerate(service.events):
        if event.created_at is None:
            continue
        message = classify(event.message, where="serviceEvent")
        fails = message.family not in _QUIET or (message.family == "deployment" and message.cause == "ambiguous")
        evidence = (service.cite(f"events[{index}].message"), service.cite(f"events[{index}].createdAt"))
        yield Happening(
            event.created_at, "failure" if fails else "service", verbatim(event.message.strip()), evidence=evidence
        )


def deployments_of(snapshot: Snapshot, service: Service) -> Iterator[Happening]:
    """Return every deployment and revision of the service that the case shows, each once."""
    seen = set()
    for index, each in enumerate(service.deployments):
        if each.created_at is None:
            continue
        seen.add(each.created_at)
        definition = (each.task_definition or "?").rpartition("/")[2]
        evidence = (
            service.cite(f"deployments[{index}].createdAt"),
            service.cite(f"deployments[{index}].taskDefinition"),
            service.cite(f"deployments[{index}].status"),
        )
        yield Happening(each.created_at, "deployment", _DEPLOYED.fill(definition=definition), evidence=evidence)
    for deployment in snapshot.service_deployments.seen_within(service.service_arn):
        at = deployment.created_at
        if at is not None and not any(abs((at - one).total_seconds()) < 2 for one in seen):  # noqa: PLR2004 - the same
            words = _DEPLOYED_ANEW.fill(status=deployment.status or "?")
            yield Happening(at, "deployment", words, evidence=(deployment.cite("createdAt"), deployment.cite("status")))
    for revision in snapshot.service_revisions.seen_within(service.service_arn):
        if revision.created_at is not None:
            definition = (revision.task_definition or "?").rpartition("/")[2]
            cited = (revision.cite("createdAt"), revision.cite("taskDefinition"))
            yield Happening(revision.created_at, "deployment", _REVISED.fill(definition=definition), evidence=cited)
