"""The command `fargate-doctor`, also as `python -m fargate_doctor`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

_INTERRUPTED = 130
_KILLED = 128
"""What a shell adds to the number of the signal that ended a program."""
NEW_OBJECTS = 200_000
"""How many objects are made before the first of them are looked through for what is left over; Python's own 700 look
through every module and every answer many times, and find nothing."""


def main() -> None:
    """Run the command line and leave with its exit code, also where it is interrupted before it has begun."""
    try:
        gc.set_threshold(NEW_OBJECTS)
        os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # what is read here is for no plugin's eyes, nor looked for
        import signal  # noqa: PLC0415 - Ctrl-C may come while any of these is imported

        _end_in_order(signal)
        from fargate_doctor.cli.run import run  # noqa: PLC0415 - the same

        code = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said, and nothing is left to interrupt
    except KeyboardInterrupt:
        code = _INTERRUPTED
    _leave(code)


def _leave(code: int) -> None:
    """End at once: taking apart all that was imported would take as long as a tenth of a diagnosis."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue  # closed, or gone with whoever read it: `run` has said so where it matters
    os._exit(code)


def _end_in_order(signal: ModuleType) -> None:
    """Let the signals that end a program be met with what Ctrl-C is met with: terminal and files are put in order."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has not both
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            with suppress(ValueError):  # in another thread than the main one
                signal.signal(number, _end_by)


def _end_by(number: int, _: object) -> None:
    raise SystemExit(_KILLED + number)


if __name__ == "__main__":
    main()
