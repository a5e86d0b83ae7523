"""What holds in every process of the tests."""

from __future__ import annotations

import gc

_NEW_OBJECTS = 50_000


def pytest_collection_finish() -> None:
    """Look seldom for what is left over, and not in all that is imported: with a lab in the process that takes long."""
    gc.set_threshold(_NEW_OBJECTS)
    gc.freeze()
