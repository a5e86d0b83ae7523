"""ARNs taken apart: partition, Region, account and what they name."""

from __future__ import annotations

from fargate_doctor.frozen import frozen

_PARTS = 6


@frozen
class Arn:
    """`arn:partition:service:region:account:resource`."""

    partition: str
    service: str
    region: str
    account: str
    resource: str

    def __str__(self) -> str:
        """Return it as AWS writes it."""
        return f"arn:{self.partition}:{self.service}:{self.region}:{self.account}:{self.resource}"


def parse_arn(written: str) -> Arn | None:
    """Return the parts of an ARN; None for what is none."""
    parts = written.split(":", _PARTS - 1)
    if len(parts) != _PARTS or parts[0] != "arn" or not parts[2]:
        return None
    return Arn(*parts[1:])
