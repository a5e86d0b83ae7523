"""What is known of the terminal: whether there is one, how wide it is, which colours and characters it takes."""

from __future__ import annotations

import codecs
import errno
import io
import os
import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING, Final, TextIO

import click

from fargate_doctor.cli.plain import FORMS

if TYPE_CHECKING:
    from fargate_doctor.reports.as_text import Style

_ERRORS: Final = "fargate-doctor-plain"
_NARROWEST: Final = 40
_WIDEST: Final = 100

_STYLES: Final[dict[Style, dict[str, str | bool]]] = {
    "title": {"bold": True},
    "heading": {"bold": True},
    "pass": {"fg": "green"},
    "fail": {"fg": "red", "bold": True},
    "unknown": {"fg": "yellow"},
    "not_applicable": {"dim": True},
    "quiet": {"dim": True},
    "command": {"fg": "cyan"},
}


class _Closed(io.TextIOBase):
    """Stands for a standard output that was closed before the program began."""

    def write(self, _words: str, /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))

    @property
    def buffer(self) -> _Closed:
        return self


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a stream leads to a person."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def takes_the_app() -> bool:
    """Tell whether the app can be seen: it draws on standard error, and its place is taken where output is piped."""
    return is_terminal(sys.stdout) and is_terminal(sys.stderr)


def width_of_output() -> int:
    """Return how wide text may be: the terminal's width within reason, 80 on a pipe."""
    if not is_terminal(sys.stdout):
        return 80
    return max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))


def takes_colours() -> bool:
    """Tell whether standard output takes escape codes: a terminal that is not dumb, and nobody said NO_COLOR."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def paint(line: str, style: Style) -> str:
    """Return a line in the colours of its style; the indentation stays as it is."""
    words = line.lstrip()
    return line[: len(line) - len(words)] + click.style(words, **_STYLES[style])  # type: ignore[arg-type]


def make_output_safe() -> None:
    """Let no character of a report be one that the terminal's encoding cannot show."""
    codecs.register_error(_ERRORS, _plain_form)
    if sys.stdout is None:
        sys.stdout = _Closed()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=_ERRORS)


def keep_keyboard() -> None:
    """Give the app its keyboard where standard input is something else, as after a case was read from it."""
    if is_terminal(sys.stdin) or sys.platform == "win32":
        return
    try:
        keyboard = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return
    os.dup2(keyboard, 0)
    os.close(keyboard)


def silence_output() -> None:
    """Send to nowhere what is still to be written, where nobody can read it."""
    if isinstance(sys.stdout, _Closed):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _plain_form(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end].translate(FORMS)
    decomposed = unicodedata.normalize("NFKD", words)
    kept = (character for character in decomposed if not unicodedata.combining(character))
    return "".join(character if character.isascii() else "?" for character in kept), error.end
