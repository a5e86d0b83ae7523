"""What tells which account is asked."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "sts:GetCallerIdentity",
        "Names the account. AWS answers it without any permission.",
        "Dice cuál es la cuenta. AWS responde sin necesidad de permiso.",
    ),
)
