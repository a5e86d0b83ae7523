"""A request as a policy sees it."""

from __future__ import annotations

import re
from typing import Final

from fargate_doctor.frozen import frozen

_ARN: Final = re.compile(
    r"^arn:(?P<partition>[^:]*):(?P<service>[^:]*):(?P<region>[^:]*):(?P<account>[^:]*):(?P<rest>.*)$"
)


@frozen
class PolicyRequest:
    """An action on a resource by a principal; `context` are condition keys with their value.

    `principal` is the ARN of a role or user, None where it is not known; `service` is the principal where an AWS
    service asks, `ecs-tasks.amazonaws.com`. `resource` is an ARN, or `*` where the action knows no resource. `starts`
    are condition keys of whose value only the beginning is known.
    """

    action: str
    resource: str
    principal: str | None = None
    context: tuple[tuple[str, str], ...] = ()
    service: str | None = None
    starts: tuple[tuple[str, str], ...] = ()

    @property
    def principal_account(self) -> str | None:
        """Return the account of the principal."""
        return account_of(self.principal or "")

    def value_of(self, key: str) -> str | None:
        """Return the value of a condition key; None where it is not known."""
        wanted = key.lower()
        for name, value in self.context:
            if name.lower() == wanted:
                return value
        return self._derived(wanted)

    def start_of(self, key: str) -> str | None:
        """Return how the value of a condition key begins; None where not even that is known."""
        return next((start for name, start in self.starts if name.lower() == key.lower()), None)

    def _derived(self, key: str) -> str | None:
        if key == "aws:principalarn":
            return self.principal
        if key == "aws:principalaccount":
            return self.principal_account
        if key == "aws:resourceaccount":
            return account_of(self.resource)
        if key == "aws:principaltype":
            return "AssumedRole" if ":role/" in (self.principal or "") else None
        return None


def account_of(arn: str) -> str | None:
    """Return the account in an ARN; None where it bears none."""
    matched = _ARN.match(arn)
    return matched["account"] or None if matched else None
