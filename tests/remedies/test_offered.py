from __future__ import annotations

import pytest

from fargate_doctor.checks import all_checks
from fargate_doctor.remedies import Offered

_OFFERED = sorted(
    {
        (kind.remedies.module, kind.remedies.name)
        for check in all_checks()
        for kind in check.findings
        if isinstance(kind.remedies, Offered)
    }
)


@pytest.mark.parametrize(("module", "name"), _OFFERED)
def test_what_a_finding_offers_is_there(module: str, name: str) -> None:
    assert callable(Offered(module, name).function)
