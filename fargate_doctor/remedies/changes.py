"""Changes of one resource as the model has it when they are made, so that several of them add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.step import Change

R = TypeVar("R", bound=Quotable)


def changing(table: str, resource: R, changed: Callable[[R], R]) -> Change:
    """Return the change of a resource; `resource` stands in where the model does not have it."""

    def change(snapshot: Snapshot) -> Snapshot:
        present = getattr(snapshot, table).by_id.get(resource.identifier, resource)
        return snapshot.with_resource(table, changed(present))

    return change


def updating(table: str, resource: Quotable, **members: object) -> Change:
    """Return the change that sets some members of a resource."""
    return changing(table, resource, lambda present: present.model_copy(update=members))
