"""The command `fargate-doctor`, also as `python -m fargate_doctor`."""

from __future__ import annotations

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code, also where it is interrupted before it has begun."""
    try:
        import atexit  # noqa: PLC0415 - Ctrl-C may come while any of these is imported
        import signal  # noqa: PLC0415 - the same

        from fargate_doctor.cli.run import run  # noqa: PLC0415 - the same

        code = run(sys.argv[1:])
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)  # all is said, and nothing is left to interrupt
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
