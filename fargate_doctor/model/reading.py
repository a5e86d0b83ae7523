"""From the records of a case to tables: what is shown, what is proved absent, what is disputed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import ValidationError

from fargate_doctor.case.operations import iam_action
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Confidence, Missing
from fargate_doctor.model.shape import Quotable, Source
from fargate_doctor.model.table import Coverage, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from fargate_doctor.case.model import Case, Failure, JsonObject, Record

R = TypeVar("R", bound=Quotable)

_ABSENCE = re.compile(r"NotFound|NoSuch|MISSING|DoesNotExist", re.IGNORECASE)
_PAGING_TOKENS = ("NextToken", "nextToken", "NextMarker", "Marker", "nextMarker")
_NARROW_NOTHING = frozenset({"MaxResults", "maxResults", "MaxItems", "DryRun", "include"})
"""Members of a request that leave its answer whole."""

_STRENGTH_WITHOUT_REQUEST: Confidence = "likely"


@frozen
class Kind(Generic[R]):
    """How one operation's answer becomes a table.

    `ids` are request members that name what is asked for, `id_filters` and `scope_filters` the filters that do so by
    id and by scope; `scopes` tells which scopes a resource belongs to. `whole` says that an answer without a request
    shows all there is (a listing that has no VPC to belong to).
    """

    shape: type[R]
    operation: str
    items: Callable[[JsonObject], object]
    ids: tuple[str, ...] = ()
    id_filters: tuple[str, ...] = ()
    scope_filters: tuple[str, ...] = ("vpc-id",)
    scope_parameters: tuple[str, ...] = ()
    scopes: Callable[[R], Iterable[str]] = lambda each: [getattr(each, "vpc_id", "")]
    whole: bool = False


def each_of(member: str) -> Callable[[JsonObject], object]:
    """Return what takes the resources out of a list in an answer."""
    return lambda answer: answer.get(member, [])


def only(member: str) -> Callable[[JsonObject], object]:
    """Return what takes the one resource out of an answer that holds no more; one without it is no answer."""
    return lambda answer: [answer[member]] if member in answer else None


@dataclass(slots=True)
class _Sighting(Generic[R]):
    """One record read: what it shows, and how far it shows everything."""

    at: str | None
    shown: dict[str, tuple[R, JsonObject]] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)


def read_table(case: Case, kind: Kind[R]) -> Table[R]:
    """Return the table of one kind; answers that cannot be read are missing, never empty."""
    missing = list(reasons_missing(case, kind.operation))
    sightings: list[_Sighting[R]] = []
    for record in case.records.get(kind.operation, ()):
        try:
            sightings.append(_read_record(record, kind))
        except (ValidationError, TypeError, ValueError):
            missing.append(_reason(kind.operation, "MalformedAnswer"))
    absent_ids = _absent_ids(case, kind)
    by_id, disputed = _settle(sightings, kind)
    for identifier in absent_ids:
        by_id.pop(identifier, None)
    return Table(
        operation=kind.operation,
        by_id=by_id,
        coverage=_combined([each.coverage for each in sightings], absent_ids),
        missing=tuple(dict.fromkeys(missing)) or (_reason(kind.operation, "NotCollected"),),
        disputed=frozenset(disputed),
        scope_of={identifier: frozenset(filter(None, kind.scopes(each))) for identifier, each in by_id.items()},
        at=next((each.at for each in reversed(sightings) if each.at), None),
    )


def reasons_missing(case: Case, operation: str) -> tuple[Missing, ...]:
    """Return the refusals of an operation."""
    refused = (each for each in case.failures if each.operation == operation and is_refusal(each))
    return tuple(_missing(each) for each in refused)


def is_complete(record: Record) -> bool:
    """Tell whether a record holds all pages of its answer."""
    asked_for_later_page = any((record.request or {}).get(token) for token in _PAGING_TOKENS)
    return not asked_for_later_page and not any(record.answer.get(token) for token in _PAGING_TOKENS)


def _read_record(record: Record, kind: Kind[R]) -> _Sighting[R]:
    items = kind.items(record.answer)
    if not isinstance(items, list):
        raise TypeError(kind.operation)
    supports: Confidence = "certain"
    source = Source(kind.operation, record.at, supports=supports, region=record.region)
    sighting: _Sighting[R] = _Sighting(at=record.at)
    for item in items:
        resource = kind.shape.model_validate({**item, "$read_from": source})
        if not resource.identifier:
            raise ValueError(kind.operation)
        sighting.shown[resource.identifier] = (resource, item)
    if is_complete(record):
        sighting.coverage = _coverage(record.request, sighting, kind)
    return sighting


def _coverage(request: Mapping[str, Any] | None, sighting: _Sighting[R], kind: Kind[R]) -> Coverage:
    if request is None:
        return _coverage_without_request(sighting, kind)
    ids = _named(request, kind.ids)
    scopes = _named(request, kind.scope_parameters)
    filters = [each for name in ("Filters", "Filter") for each in request.get(name) or () if isinstance(each, dict)]
    if ids or scopes:
        return Coverage() if filters else Coverage(scopes=_certain(scopes), ids=_certain(ids))
    if not filters:
        return Coverage() if set(request) - _NARROW_NOTHING else Coverage(everything="certain")
    return _coverage_of_filter(filters, kind)


def _coverage_of_filter(filters: list[dict[str, Any]], kind: Kind[R]) -> Coverage:
    if len(filters) != 1:
        return Coverage()
    values = [value for value in filters[0].get("Values") or () if isinstance(value, str)]
    if any("*" in value or "?" in value for value in values):
        return Coverage()
    if filters[0].get("Name") in kind.scope_filters:
        return Coverage(scopes=_certain(values))
    if filters[0].get("Name") in kind.id_filters:
        return Coverage(ids=_certain(values))
    return Coverage()


def _coverage_without_request(sighting: _Sighting[R], kind: Kind[R]) -> Coverage:
    if kind.whole or not sighting.shown:
        return Coverage(everything=_STRENGTH_WITHOUT_REQUEST)
    scopes = {scope for resource, _ in sighting.shown.values() for scope in kind.scopes(resource) if scope}
    return Coverage(scopes=dict.fromkeys(scopes, _STRENGTH_WITHOUT_REQUEST))


def _settle(sightings: list[_Sighting[R]], kind: Kind[R]) -> tuple[dict[str, R], set[str]]:
    """Return what is shown, the later answer winning, and what answers without times disagree about."""
    by_id: dict[str, R] = {}
    disputed: set[str] = set()
    shown_in: dict[str, list[int]] = {}
    for place, sighting in enumerate(sightings):
        for identifier in sighting.shown:
            shown_in.setdefault(identifier, []).append(place)
    denying = _places_that_may_deny(sightings)
    for identifier, places in shown_in.items():
        views = _views(identifier, places, sightings, denying, kind)
        latest = _latest(views)
        if latest is None:
            disputed.add(identifier)
            latest = next(view for view in views if view[1])
        if latest[1]:
            by_id[identifier] = latest[1][0]
    return by_id, disputed


_View = tuple[str | None, "tuple[R, JsonObject] | None"]


_Named = tuple[str, str]
"""An `id` or a `scope`, and its name; `everything` has none."""


def _places_that_may_deny(sightings: list[_Sighting[R]]) -> dict[_Named, list[int]]:
    """Return which answers surely show all there is of something.

    A listing without its request denies nothing that another answer shows.
    """
    found: dict[_Named, list[int]] = {}
    for place, sighting in enumerate(sightings):
        coverage = sighting.coverage
        strengths = {("everything", ""): coverage.everything}
        if coverage.everything is None:
            strengths |= {("scope", name): strength for name, strength in coverage.scopes.items()}
            strengths |= {("id", name): strength for name, strength in coverage.ids.items()}
        for named, strength in strengths.items():
            if strength == "certain":
                found.setdefault(named, []).append(place)
    return found


def _views(
    identifier: str,
    shown_in: list[int],
    sightings: list[_Sighting[R]],
    denying: dict[_Named, list[int]],
    kind: Kind[R],
) -> list[_View[R]]:
    """Return what is said of a resource by the answers that show it or would show it, in their order."""
    first = sightings[shown_in[0]].shown[identifier][0]
    scopes = (("scope", scope) for scope in kind.scopes(first) if scope)
    names = (("everything", ""), ("id", identifier), *scopes)
    places = {*shown_in, *(place for named in names for place in denying.get(named, ()))}
    return [(sightings[place].at, sightings[place].shown.get(identifier)) for place in sorted(places)]


def _latest(views: list[_View[R]]) -> _View[R] | None:
    contents = [view[1][1] if view[1] else None for view in views]
    if all(content == contents[0] for content in contents):
        return views[-1]
    if any(view[0] is None for view in views):
        return None
    return max(views, key=lambda view: view[0] or "")


def _combined(coverages: list[Coverage], absent_ids: set[str]) -> Coverage:
    scopes: dict[str, Confidence] = {}
    ids: dict[str, Confidence] = _certain(absent_ids)
    everything: Confidence | None = None
    for coverage in coverages:
        everything = _stronger(everything, coverage.everything)
        for scope, strength in coverage.scopes.items():
            scopes[scope] = _stronger(scopes.get(scope), strength) or strength
        for identifier, strength in coverage.ids.items():
            ids[identifier] = _stronger(ids.get(identifier), strength) or strength
    return Coverage(everything=everything, scopes=scopes, ids=ids)


def _stronger(one: Confidence | None, other: Confidence | None) -> Confidence | None:
    return "certain" if "certain" in (one, other) else one or other


def _absent_ids(case: Case, kind: Kind[R]) -> set[str]:
    """Return the ids that AWS itself said are not there."""
    absent: set[str] = set()
    for failure in case.failures:
        if failure.operation == kind.operation and _ABSENCE.search(failure.error):
            named = _named(failure.request or {}, kind.ids)
            absent.update(named if len(named) == 1 else [each for each in named if each in failure.message])
    return absent


def _named(request: Mapping[str, Any], members: tuple[str, ...]) -> list[str]:
    named: list[str] = []
    for member in members:
        value = request.get(member)
        named.extend([value] if isinstance(value, str) else [each for each in value or () if isinstance(each, str)])
    return named


def _certain(names: Iterable[str]) -> dict[str, Confidence]:
    return dict.fromkeys(names, "certain")


def is_refusal(failure: Failure) -> bool:
    """Tell whether a failure hides something; AWS saying that a thing is not there is a fact about it."""
    return not _ABSENCE.search(failure.error)


def _missing(failure: Failure) -> Missing:
    return Missing(
        operation=failure.operation,
        error=failure.error,
        action=failure.action or iam_action(failure.operation),
    )


def _reason(operation: str, error: str) -> Missing:
    return Missing(operation=operation, error=error, action=iam_action(operation))
