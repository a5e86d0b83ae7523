"""The command `fargate-doctor`, also as `python -m fargate_doctor`."""

from __future__ import annotations

import atexit
import gc
import sys

_ALLOCATIONS_A_COLLECTION = 50_000
"""A command imports or reads hundreds of thousands of objects that all stay; searching them for garbage finds none."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(_run())


def _run() -> int:
    """Run with as little garbage collection as it takes: what is imported stays, and what ends need not be searched."""
    gc.disable()
    from fargate_doctor.cli.run import run  # noqa: PLC0415 - imported while nothing is searched for garbage

    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_A_COLLECTION, 20, 50)
    gc.enable()
    atexit.register(gc.freeze)
    return run(sys.argv[1:])


if __name__ == "__main__":
    main()
