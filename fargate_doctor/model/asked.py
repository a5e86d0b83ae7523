"""Answers that do not fully say what they are about: each gets the names by which it was asked for.

Two Regions may hold things of one name, and some answers (a key's policy, a bucket's Region) name nothing at all. What
was asked for is in the request, the Region in the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from fargate_doctor.frozen import frozen
from fargate_doctor.model.reading import Kind, read_table
from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fargate_doctor.case.model import Case, Failure, JsonObject, Record
    from fargate_doctor.model.table import Table

R = TypeVar("R", bound=Quotable)

ASKED: Final = "$asked"
"""The member of a request, and of an item, that holds the names asked for."""

_ITEMS: Final = "$items"


@frozen
class Place:
    """Where something was asked; empty where the case does not say."""

    partition: str
    region: str
    account: str

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of something there."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"


@frozen
class Asking:
    """How one operation is asked: the names in its request, and the things in its answer with their names.

    `things` gets the answer, where it was asked, and the names that were asked for (none without a request); an answer
    that cannot be about anything then yields nothing. `ends` are members of the answer after which it is complete for
    the names asked for, because what was asked for comes first.
    """

    operation: str
    names: Callable[[JsonObject, Place], Iterable[str]]
    things: Callable[[JsonObject, Place, tuple[str, ...]], Iterable[JsonObject]]
    ends: tuple[str, ...] = ()


def read_asked(case: Case, shape: type[R], asking: Asking) -> Table[R]:
    """Return the table of what was asked for by name; what was asked for and is not shown does not exist."""
    kind = Kind(
        shape,
        asking.operation,
        lambda answer: answer.get(_ITEMS),
        ids=(ASKED,),
        scopes=lambda _: (),
    )
    records = tuple(_named(case, each, asking) for each in case.records.get(asking.operation, ()))
    failures = tuple(
        _named_failure(case, each, asking) if each.operation == asking.operation else each for each in case.failures
    )
    return read_table(
        case.model_copy(update={"records": {asking.operation: records}, "failures": failures}),
        kind,
    )


def with_only_subject(case: Case, operation: str, member: str, subjects: Iterable[str]) -> Case:
    """Return the case in which an answer without its request is about the one thing that it can be about, if it is."""
    records = case.records.get(operation, ())
    bare = [each for each in records if each.request is None]
    only = set(subjects)
    if len(bare) != 1 or len(only) != 1:
        return case
    request = {member: only.pop()}
    placed = tuple(
        each if each.request is not None else each.model_copy(update={"request": request}) for each in records
    )
    return case.model_copy(update={"records": {**case.records, operation: placed}})


def _named(case: Case, record: Record, asking: Asking) -> Record:
    place = _place(case, record.region)
    names = _names(record.request, place, asking)
    request = {**(record.request or {}), ASKED: list(names)} if names else record.request
    kept = {member: value for member, value in record.answer.items() if member not in asking.ends}
    try:
        items: list[JsonObject] | None = [*asking.things(record.answer, place, names)]
    except (TypeError, AttributeError, KeyError):
        items = None
    return record.model_copy(update={"request": request, "answer": {**kept, _ITEMS: items}})


def _named_failure(case: Case, failure: Failure, asking: Asking) -> Failure:
    names = _names(failure.request, _place(case, failure.region), asking)
    return failure.model_copy(update={"request": {**(failure.request or {}), ASKED: list(names)}})


def _names(request: JsonObject | None, place: Place, asking: Asking) -> tuple[str, ...]:
    try:
        return tuple(asking.names(request, place)) if request else ()
    except (TypeError, AttributeError, KeyError):
        return ()


def _place(case: Case, region: str | None) -> Place:
    return Place(case.partition or "aws", region or case.region or "", case.account or "")


def text(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever the request holds
    """Return a text as the only one; nothing for what is no text."""
    return (value,) if isinstance(value, str) and value else ()
