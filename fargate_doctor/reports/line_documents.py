"""One line of `path --jsonl` and one of `explain --jsonl`, as scripts may rely on them.

The JSON Schemas that are published with the package are generated from these models.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from fargate_doctor.facts.paths.hop import HopKind, Verdict
from fargate_doctor.model.evidence import Confidence


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True, extra="allow")


class HopLine(_Line):
    """One thing on a way."""

    kind: HopKind
    id: str
    verdict: Verdict
    because: str


class PathLine(_Line):
    """The answer to one flow; a bad line has `error` instead of a verdict."""

    id: Any = None
    verdict: Verdict | None = None
    hops: tuple[HopLine, ...] = ()
    error: str | None = None


class ExtractedLine(_Line):
    """What a message names; null for what it does not."""

    host: str | None
    address: str | None
    port: int | None
    action: str | None
    resource: str | None
    role: str | None
    exit_code: int | None
    retries: int | None


class ExplainLine(_Line):
    """What one message means; a bad line has `error` instead."""

    id: Any = None
    family: str | None = None
    cause: str | None = None
    confidence: Confidence | None = None
    alternatives: tuple[str, ...] = ()
    extracted: ExtractedLine | None = None
    summary: str | None = None
    error: str | None = None
