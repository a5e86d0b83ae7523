"""Two cases side by side as JSON, schema `fargate-doctor/diff/1`: keys and values never depend on the language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from fargate_doctor import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.comparison import Change, Comparison, Explained, Flip

SCHEMA: Final = "fargate-doctor/diff/1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)


class SidePart(_Part):
    """One of the two cases, and the task of it that was compared; null where it has none."""

    region: str | None
    account: str | None
    collected_at: str | None
    task: str | None


class FlipPart(_Part):
    """A finding or step that differs: levels of a finding, verdicts of a step, null where the finding is not there."""

    kind: Literal["finding", "step"]
    id: str
    before: str | None
    after: str | None


class FieldPart(_Part):
    """One field that differs, by AWS's own path; null where a side does not have it."""

    field: str
    before: Any
    after: Any


class ChangePart(_Part):
    """One resource that differs.

    `flips` is what this change alone would change in the diagnosis of the first case; between two saved diagnoses, what
    differs and rests on it.
    """

    operation: str
    type: str
    id: str
    how: Literal["added", "removed", "changed"]
    is_outcome: bool
    fields: tuple[FieldPart, ...]
    flips: tuple[FlipPart, ...]


class TogetherPart(_Part):
    """Several changes, by their places in `changes`, that bring together what none of them brings alone."""

    changes: tuple[int, ...]
    flips: tuple[FlipPart, ...]


class ComparisonDocument(_Part):
    """What differs between two cases, or two diagnoses.

    `not_compared` are the operations of which only one has an answer.
    """

    schema_: Literal["fargate-doctor/diff/1"] = Field(alias="schema")
    tool_version: str
    before: SidePart
    after: SidePart
    same: bool
    flips: tuple[FlipPart, ...]
    changes: tuple[ChangePart, ...]
    together: tuple[TogetherPart, ...]
    not_compared: tuple[str, ...]

    model_config = ConfigDict(frozen=True, defer_build=True, populate_by_name=True)


def comparison_document(comparison: Comparison, one: Case | JsonObject, other: Case | JsonObject) -> ComparisonDocument:
    """Return the document of one comparison, of two cases or of two diagnoses."""
    changes = [each.changes[0] for each in comparison.each]
    return ComparisonDocument(
        schema_=SCHEMA,
        tool_version=__version__,
        before=_side(one, comparison.tasks[0]),
        after=_side(other, comparison.tasks[1]),
        same=comparison.is_empty,
        flips=_flips(comparison.flips),
        changes=tuple(_change(each.changes[0], each.flips) for each in comparison.each),
        together=tuple(_together(each, changes) for each in comparison.together),
        not_compared=comparison.only_in_one,
    )


def _side(side: Case | JsonObject, task: str | None) -> SidePart:
    if not isinstance(side, dict):
        return SidePart(region=side.region, account=side.account, collected_at=side.collected_at, task=task)
    source = side.get("source")
    told = (
        {name: source.get(name) for name in ("region", "account", "collected_at")} if isinstance(source, dict) else {}
    )
    texts = {name: value if isinstance(value, str) else None for name, value in told.items()}
    return SidePart(**{"region": None, "account": None, "collected_at": None, **texts}, task=task)


def _change(change: Change, flips: Iterable[Flip]) -> ChangePart:
    operation, kind, _ = change.key
    return ChangePart(
        operation=operation,
        type=kind,
        id=change.identifier,
        how=change.how,
        is_outcome=change.is_outcome,
        fields=tuple(FieldPart(field=each.field, before=each.before, after=each.after) for each in change.fields),
        flips=_flips(flips),
    )


def _together(explained: Explained, changes: list[Change]) -> TogetherPart:
    places = tuple(place for place, each in enumerate(changes) if each in explained.changes)
    return TogetherPart(changes=places, flips=_flips(explained.flips))


def _flips(flips: Iterable[Flip]) -> tuple[FlipPart, ...]:
    return tuple(FlipPart(kind=each.about[0], id=each.about[1], before=each.before, after=each.after) for each in flips)
