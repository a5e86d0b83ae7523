"""What became of resources that something names by id: shown, gone, or never looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing, Unanswered
from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.table import Table

R = TypeVar("R", bound=Quotable)


@frozen
class Named(Generic[R]):
    """Resources by id: those that exist, those that AWS knows nothing of with the proof, and what was not read."""

    shown: tuple[R, ...]
    gone: dict[str, Evidence]
    missing: tuple[Missing, ...]


def named_in(table: Table[R], identifiers: Iterable[str], member: str) -> Named[R]:
    """Return what a table knows of some ids; `member` is the list of AWS's answer in which they would stand."""
    shown: list[R] = []
    gone: dict[str, Evidence] = {}
    missing: list[Missing] = []
    for each in dict.fromkeys(identifiers):
        try:
            resource = table.find(each)
        except Unanswered as gap:
            missing += gap.missing
            continue
        if resource is None:
            gone[each] = table.cite_absence(each, member)
        else:
            shown.append(resource)
    return Named(tuple(shown), gone, tuple(dict.fromkeys(missing)))
