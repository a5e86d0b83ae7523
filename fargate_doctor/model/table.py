"""All resources of one kind that a case shows, and what the case proves about those it does not show."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Confidence, Evidence, Missing, Unanswered
from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

R = TypeVar("R", bound=Quotable)


@frozen
class Coverage:
    """Where a case looked: what is not found there does not exist.

    `everything` and each scope (a VPC id, or another id that narrows a listing) and each id carry how far an absence
    resting on them may be trusted: an answer without its request is a weaker proof than one with it.
    """

    everything: Confidence | None = None
    scopes: Mapping[str, Confidence] = field(default_factory=dict)
    ids: Mapping[str, Confidence] = field(default_factory=dict)

    def of_id(self, identifier: str) -> Confidence | None:
        """Return how surely a resource that is not shown does not exist; None where nobody looked."""
        return self.everything or self.ids.get(identifier)

    def of_scope(self, scope: str) -> Confidence | None:
        """Return how surely a scope is shown whole; None where it is not."""
        return self.everything or self.scopes.get(scope)


@frozen
class Table(Generic[R]):
    """The resources of one kind, by id. What was not looked at raises `Unanswered`; it is never an empty list."""

    operation: str
    by_id: Mapping[str, R]
    coverage: Coverage
    missing: tuple[Missing, ...]
    disputed: frozenset[str] = frozenset()
    scope_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    at: str | None = None

    def __iter__(self) -> Iterator[R]:
        """Return all that the case shows, whether or not it shows everything."""
        return (each for identifier, each in self.by_id.items() if identifier not in self.disputed)

    def find(self, identifier: str, within: str | None = None) -> R | None:
        """Return one resource, or None where it is known not to exist; raises `Unanswered` where nobody looked.

        `within` is a scope in which it would have to be, so that a listing of that scope tells too.
        """
        if identifier in self.disputed:
            raise Unanswered(*self._because("Disputed"))
        shown = self.by_id.get(identifier)
        listed = within is not None and self.coverage.of_scope(within) is not None
        if shown is None and not listed and self.coverage.of_id(identifier) is None:
            raise Unanswered(*self._because("NotCollected"))
        return shown

    def require(self, identifier: str) -> R:
        """Return one resource; raises `Unanswered` also where it is known not to exist any more."""
        shown = self.find(identifier)
        if shown is None:
            raise Unanswered(*self._because("NotFound"))
        return shown

    def within(self, scope: str) -> tuple[R, ...]:
        """Return all resources of a VPC (or other scope); raises `Unanswered` unless all of them were listed."""
        if self.coverage.of_scope(scope) is None:
            raise Unanswered(*self._because("NotCollected"))
        inside = [identifier for identifier in self.by_id if scope in self.scope_of.get(identifier, ())]
        if any(identifier in self.disputed for identifier in inside):
            raise Unanswered(*self._because("Disputed"))
        return tuple(self.by_id[identifier] for identifier in inside)

    def seen_within(self, scope: str) -> tuple[R, ...]:
        """Return those of a VPC (or other scope) that the case happens to show, which may not be all."""
        return tuple(each for each in self if scope in self.scope_of.get(each.identifier, ()))

    def cite_absence(self, resource: str, field_name: str, shown: object = None) -> Evidence:
        """Return the quotation of a listing that lacks something; `resource` is the id or scope that was asked."""
        supports = self.coverage.of_id(resource) or self.coverage.of_scope(resource) or "likely"
        return Evidence(
            operation=self.operation,
            resource=resource,
            field=field_name,
            value=shown if shown is not None else [],
            observed_at=self.at,
            supports=supports,
        )

    def with_resource(self, resource: R, *scopes: str) -> Table[R]:
        """Return the table with one resource added or replaced."""
        identifier = resource.identifier
        kept = self.scope_of.get(identifier, frozenset()) | frozenset(scopes)
        return replace(
            self,
            by_id={**self.by_id, identifier: resource},
            scope_of={**self.scope_of, identifier: kept},
            disputed=self.disputed - {identifier},
        )

    def _because(self, error: str) -> tuple[Missing, ...]:
        own = Missing(operation=self.operation, error=error, action=self.missing[-1].action)
        return (own,) if error in ("Disputed", "NotFound") else self.missing
