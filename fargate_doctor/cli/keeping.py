"""Keeps a case in the library where the user asks for it, and says where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.cli.speaking import option
from fargate_doctor.cli.subject import warn
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case

_KEPT = Text(en="Kept as {path}", es="Guardado como {path}")


def saving(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--save`, which it takes as `saves`."""
    return _SAVE(function)


def keep_case(case: Case) -> None:
    """Put a case into the library and say where it is. Raises `NotWritten`."""
    from fargate_doctor.storage.library import keep  # noqa: PLC0415 - most runs keep nothing

    warn(_KEPT.fill(path=printable(str(keep(case)))))


_SAVE = option(
    "--save",
    "saves",
    is_flag=True,
    says=Text(
        en="Also keep the case, unredacted, where `fargate-doctor cases` finds it.",
        es="Guarda también el caso, sin anonimizar, donde `fargate-doctor cases` lo encuentra.",
    ),
)
