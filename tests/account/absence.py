"""What AWS says of something that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Failure

if TYPE_CHECKING:
    from tests.account.store import Store


class Absent(Exception):
    """AWS would say that what is asked for does not exist."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def said(self, account: Store, operation: str, request: dict[str, Any], at: str) -> Failure:
        """Return it as a case keeps it: no permission would lift it."""
        return Failure(
            operation=operation, request=request, region=account.region, error=self.code, message=str(self), at=at
        )
