"""The case file, schema `fargate-doctor/case/1`: what AWS answered, in AWS's own field names.

The case keeps every key it was given, known or not, so that nothing is lost on a round trip. It holds no
opinion; the snapshot in `fargate_doctor.model` is the typed view of it.
"""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field

SCHEMA: Final = "fargate-doctor/case/1"

JsonObject = dict[str, Any]


class _Kept(BaseModel):
    """A part of the case file; keys of later versions are kept as they came."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Record(_Kept):
    """One answer of one AWS operation, its pages merged.

    `request` is None where it is not known (a raw AWS CLI answer); `at` is RFC 3339, None where not known.
    """

    request: JsonObject | None = None
    answer: JsonObject
    region: str | None = None
    at: str | None = None


class Failure(_Kept):
    """One call that AWS did not answer; `action` is the IAM action that would lift a refusal."""

    operation: str
    request: JsonObject | None = None
    region: str | None = None
    error: str
    message: str = ""
    action: str | None = None
    at: str | None = None


class Statement(_Kept):
    """What the user answered where AWS could not be asked; `question` is the id of a step."""

    question: str
    answer: str
    by: str = "user"
    at: str | None = None


class Case(_Kept):
    """All that is known of one or more tasks: answers, refusals, and what the user stated.

    `records` maps an operation, `ec2:DescribeSubnets`, to its answers in the order in which they came.
    """

    schema_: str = Field(default=SCHEMA, alias="schema")
    tool_version: str | None = None
    collected_at: str | None = None
    region: str | None = None
    account: str | None = None
    partition: str | None = None
    redacted: bool = False
    focus: str | None = None
    records: dict[str, tuple[Record, ...]] = Field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    statements: tuple[Statement, ...] = ()

    model_config = ConfigDict(extra="allow", frozen=True, populate_by_name=True)
