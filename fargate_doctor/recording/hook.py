"""Tells somebody of a new cause: a command of the user's, or a URL that the user gave."""

from __future__ import annotations

import shlex
import subprocess
import urllib.error
import urllib.request
from typing import Final, Protocol
from urllib.parse import urlsplit

from fargate_doctor import __version__
from fargate_doctor.errors import UsageError
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, printable

_SECONDS: Final = 30

_FAILED: Final = Text(
    en="The hook did not take the notice, and is told again when the cause returns: {why}",
    es="El hook no aceptó el aviso y se le repetirá cuando vuelva la causa: {why}",
)
_NO_URL: Final = Text(
    en="{url} is no URL that a notice can be sent to.", es="{url} no es una URL a la que se pueda enviar un aviso."
)
_URL_FORM: Final = Text(
    en="Give one that begins with https:// or http://.", es="Indique una que empiece por https:// o http://."
)
_NO_COMMAND: Final = Text(en="{command} is no command.", es="{command} no es un comando.")
_COMMAND_FORM: Final = Text(
    en="Give a program with its arguments; quotes have to be closed.",
    es="Indique un programa con sus argumentos; las comillas deben cerrarse.",
)


class Told(Protocol):
    """What somebody is told, as JSON."""

    @property
    def as_json(self) -> bytes:
        """Return it."""


@frozen
class Hooks:
    """Who is told; nobody where nothing was given."""

    command: tuple[str, ...] = ()
    url: str | None = None

    def tell(self, notice: Told) -> Text | None:
        """Tell of a cause; return None, or in words why it was not taken."""
        reasons = (self._run(notice), self._send(notice))
        why = "; ".join(filter(None, reasons))
        return _FAILED.fill(why=printable(why)) if why else None

    def _run(self, notice: Told) -> str:
        if not self.command:
            return ""
        try:
            ended = subprocess.run(  # noqa: S603 - the user's own command, without a shell
                self.command, input=notice.as_json, stdout=subprocess.DEVNULL, timeout=_SECONDS, check=False
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            return str(error)
        return f"{self.command[0]}: {ended.returncode}" if ended.returncode else ""

    def _send(self, notice: Told) -> str:
        if self.url is None:
            return ""
        headers = {"Content-Type": "application/json", "User-Agent": f"fargate-doctor/{__version__}"}
        request = urllib.request.Request(self.url, notice.as_json, headers)  # noqa: S310 - checked to be HTTP
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - the same
                return ""
        except (OSError, ValueError, urllib.error.URLError) as error:
            return str(error)


def hooks_of(command: str | None, url: str | None) -> Hooks:
    """Return who is to be told. Raises `UsageError` for what is no command and no URL."""
    if url is not None and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        raise UsageError(_NO_URL.fill(url=printable(url)), _URL_FORM)
    try:
        words = tuple(shlex.split(command)) if command is not None else ()
    except ValueError:
        words = ()
    if command is not None and not words:
        raise UsageError(_NO_COMMAND.fill(command=printable(command)), _COMMAND_FORM)
    return Hooks(words, url)
