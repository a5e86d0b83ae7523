"""Ways to break the roles of an account: actions that none of them is allowed any more, one thing each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.account.account import Account
    from tests.account.networks import Network


def forbid_the_login(account: Account, _: Network) -> None:
    """Let no role log in to Amazon ECR."""
    account.lacking.add("ecr:GetAuthorizationToken")


def forbid_logging(account: Account, _: Network) -> None:
    """Let no role write to CloudWatch Logs."""
    account.lacking |= {"logs:CreateLogStream", "logs:PutLogEvents"}


ROLES: Final = (forbid_the_login, forbid_logging)
