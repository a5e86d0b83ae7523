"""What is known and how: quotations of AWS's answers, and the reasons why something is not known."""

from __future__ import annotations

from typing import Any, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, Field

Origin = Literal["observed", "reconstructed", "stated", "derived"]
Confidence = Literal["certain", "likely", "possible"]

_BY_STRENGTH: tuple[Confidence, ...] = ("possible", "likely", "certain")


class Evidence(BaseModel):
    """A quotation: what one field of one answer said, and how far it may be trusted.

    `field` is AWS's own path, `Routes[0].State`; `observed_at` is RFC 3339 or None where the answer bears no time.
    `supports` is the most that a conclusion resting on this may claim.
    """

    model_config = ConfigDict(frozen=True)

    operation: str
    resource: str
    field: str
    value: Any = None
    origin: Origin = "observed"
    observed_at: str | None = None
    supports: Confidence = Field(default="certain", exclude=True)

    def rebuilt(self) -> Evidence:
        """Return the same quotation where it stands in for something that cannot be read any more."""
        return self.model_copy(update={"origin": "reconstructed", "supports": weakest(self.supports, "likely")})


class Missing(BaseModel):
    """Why something is not known: the operation that was refused or never asked.

    `error` is AWS's code, `NotCollected` for what was never asked, or `Disputed` where answers disagree; `action` is
    the IAM action that would lift it.
    """

    model_config = ConfigDict(frozen=True)

    operation: str
    error: str
    action: str


class Unanswered(Exception):
    """A question met something that is not known; the engine answers it *unknown* and names what is missing."""

    def __init__(self, *missing: Missing) -> None:
        super().__init__(", ".join(f"{each.operation}: {each.error}" for each in missing))
        self.missing = missing


def weakest(*strengths: Confidence) -> Confidence:
    """Return the lowest of some confidences; `certain` for none."""
    return min(strengths, key=_BY_STRENGTH.index, default="certain")


def strongest(*strengths: Confidence) -> Confidence:
    """Return the highest of some confidences; `possible` for none."""
    return max(strengths, key=_BY_STRENGTH.index, default="possible")


def unanswered(*missing: Missing) -> NoReturn:
    """Give up on a question, naming what would answer it."""
    raise Unanswered(*missing)
