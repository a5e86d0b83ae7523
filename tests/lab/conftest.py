"""One server for all tests of the lab, and an empty account for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.server import Lab

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def running_lab() -> Iterator[Lab]:
    lab = Lab()
    lab.start()
    yield lab
    lab.stop()


@pytest.fixture
def lab(running_lab: Lab) -> Lab:
    running_lab.reset()
    return running_lab
