"""What an account holds, by the operation that shows it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from tests.account.identities import Identities

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

BEGAN: Final = datetime(2026, 10, 6, 3, 12, 40, 250000, tzinfo=UTC)
"""When the account is read."""

FOUNDED: Final = datetime(2026, 3, 2, 9, 14, 7, tzinfo=UTC)
"""When its network was made."""


def written(moment: datetime) -> str:
    """Return a time as the collectors write it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def named(name: str, **more: str) -> list[JsonObject]:
    """Return EC2 tags, the name first."""
    return [{"Key": key, "Value": value} for key, value in {"Name": name, "Environment": "production", **more}.items()]


@dataclass
class Store:
    """One account in one Region.

    `refused` are operations that the reader may not call, `lacking` actions that no role of the account is allowed.
    """

    number: str = "111122223333"
    region: str = "eu-west-1"
    seed: str = "shop"
    reader: str = "OnCallReadOnly/marta"
    refused: set[str] = field(default_factory=set)
    lacking: set[str] = field(default_factory=set)
    focus: str | None = None
    image_trouble: str = ""
    ids: Identities = field(init=False)
    held: dict[str, list[JsonObject]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.ids = Identities(self.seed)

    def hold(self, operation: str, resource: JsonObject) -> JsonObject:
        """Keep a resource among what an operation shows, and return it."""
        self.held[operation].append(resource)
        return resource

    def arn(self, service: str, resource: str, *, region: str | None = None) -> str:
        """Return an ARN of this account."""
        return f"arn:aws:{service}:{self.region if region is None else region}:{self.number}:{resource}"

    def ago(self, **past: float) -> datetime:
        """Return a time before the account is read: `minutes=10`."""
        return BEGAN - timedelta(**past)

    @property
    def reader_arn(self) -> str:
        """Return who reads the account."""
        return f"arn:aws:sts::{self.number}:assumed-role/{self.reader}"
