"""The AWS operations that may be called at all, each with its reason. Any other is refused before it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.collectors.permitted import all_permitted

if TYPE_CHECKING:
    from fargate_doctor.collectors.permitted.operation import Permitted


class OperationNotPermitted(RuntimeError):
    """The program itself tried to call an operation outside the table: a mistake in it, not in AWS."""


PERMITTED: Final[tuple[Permitted, ...]] = all_permitted()

_BY_OPERATION: Final = {permitted.operation: permitted for permitted in PERMITTED}


def permitted(operation: str) -> Permitted:
    """Return the table's line for `operation`; raise `OperationNotPermitted` where it has none."""
    try:
        return _BY_OPERATION[operation]
    except KeyError:
        message = f"{operation} is not among the operations that may be called"
        raise OperationNotPermitted(message) from None


def policy_document() -> dict[str, Any]:
    """Return the least-privilege, read-only IAM policy of exactly this table.

    Describe and list operations take no resource, hence `*`. History, and what is read only where the user asks, stand
    apart, so that they can be left out.
    """
    on_request = tuple(line for line in PERMITTED if line.on_request)
    others = tuple(line for line in PERMITTED if not line.on_request)
    return {
        "Version": "2012-10-17",
        "Statement": [
            _statement("FargateDoctorReads", tuple(line for line in others if not line.optional)),
            _statement("FargateDoctorReadsHistory", tuple(line for line in others if line.optional)),
            _statement("FargateDoctorReadsOnRequest", on_request),
        ],
    }


def _statement(sid: str, lines: tuple[Permitted, ...]) -> dict[str, Any]:
    return {"Sid": sid, "Effect": "Allow", "Action": sorted(line.action for line in lines), "Resource": "*"}
