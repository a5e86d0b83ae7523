"""Times that nobody can place are no times."""

from __future__ import annotations

import pytest

from fargate_doctor.model.times import moment


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "x", True, 10**40, None])
def test_a_time_that_cannot_be_is_none(written: object) -> None:
    """Before the first and after the last year there is no day to show."""
    assert moment(written) is None
