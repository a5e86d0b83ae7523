"""One AWS operation that may be called, with its reason."""

from __future__ import annotations

from fargate_doctor.case.operations import iam_action
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text


@frozen
class Permitted:
    """One read-only operation, `ec2:DescribeSubnets`, and why it is asked.

    `optional` operations look into history: without them only the questions about changes stay open. `on_request` says
    that it is called only where the user asks for what it reads.
    """

    operation: str
    reason: Text
    optional: bool = False
    on_request: bool = False

    @property
    def action(self) -> str:
        """The IAM action that permits it; `elbv2:X` is `elasticloadbalancing:X`."""
        return iam_action(self.operation)


def read(operation: str, en: str, es: str, *, optional: bool = False, on_request: bool = False) -> Permitted:
    """Return one line of the table; the reason is said in both languages."""
    return Permitted(operation, Text(en=en, es=es), optional, on_request)
