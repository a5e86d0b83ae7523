"""The common form of AWS's shapes: frozen, tolerant of what is new, and quotable."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel, to_pascal

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Confidence, Evidence, Origin

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@frozen
class Source:
    """Where a resource was read: the operation, when, in which Region, and how far the answer may be trusted."""

    operation: str
    at: str | None = None
    origin: Origin = "observed"
    supports: Confidence = "certain"
    region: str | None = None


class Shape(BaseModel):
    """A part of an AWS answer; unknown fields are passed over, unknown values are data, a null is an absence."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        alias_generator=to_pascal,
        populate_by_name=True,
        defer_build=True,
        coerce_numbers_to_str=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, answer: Any) -> Any:  # noqa: ANN401 - whatever the answer holds
        if isinstance(answer, dict) and None in answer.values():
            return {name: value for name, value in answer.items() if value is not None}
        return answer


class EcsShape(Shape):
    """A part of an answer of ECS, whose members are in lower camel case."""

    model_config = ConfigDict(alias_generator=to_camel)


class Quotable(Shape):
    """A resource that knows where it was read, so that its fields can be cited."""

    type_name: ClassVar[str] = "resource"

    read_from: Source = Field(default=Source("unknown"), alias="$read_from", exclude=True, repr=False)

    @property
    def identifier(self) -> str:
        """Return the id by which AWS and people know this resource."""
        raise NotImplementedError

    def cite(self, field: str = "") -> Evidence:
        """Return the quotation of one field, named by AWS's path, `Routes[0].State`; empty quotes the whole."""
        source = self.read_from
        return Evidence(
            operation=source.operation,
            resource=self.identifier,
            field=field,
            value=_plain(_follow(self, field)),
            origin=source.origin,
            observed_at=source.at,
            supports=source.supports,
        )


def _follow(shape: object, path: str) -> object:
    place: object = shape
    for name, index in _STEP.findall(path):
        if place is None:
            return None
        place = _item(place, int(index)) if index else _member(place, name)
    return place


def _item(place: object, index: int) -> object:
    return place[index] if isinstance(place, tuple) and index < len(place) else None


def _member(place: object, name: str) -> object:
    if not isinstance(place, BaseModel):
        return None
    for attribute, field in type(place).model_fields.items():
        if name in (field.alias, attribute):
            return getattr(place, attribute)
    return None


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
