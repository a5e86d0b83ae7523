"""What messages state by themselves, family by family: which words end in which finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.checks.stop.statements import (
    of_balancing,
    of_containers,
    of_logs_and_volumes,
    of_placing,
    of_registries,
    of_roles_and_secrets,
    of_services,
)
from fargate_doctor.checks.stop.statements.of_containers import APP_EXIT, BAD_COMMAND
from fargate_doctor.checks.stop.statements.of_registries import IMAGE_ACCESS_DENIED
from fargate_doctor.checks.stop.statements.statement import Statement, said
from fargate_doctor.facts.exit_codes import code_of_no_command
from fargate_doctor.facts.messages.initialization import ENVIRONMENT_FILES
from fargate_doctor.facts.messages.volumes import EFS_MOUNT
from fargate_doctor.facts.messages.wording import wording_of

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import FindingKind
    from fargate_doctor.facts.messages.rule import Words
    from fargate_doctor.facts.symptom import Message

_OF_SOME: Final[tuple[tuple[Words, tuple[Statement, ...]], ...]] = (
    (ENVIRONMENT_FILES.words, of_roles_and_secrets.OF_ENVIRONMENT_FILES),
    (EFS_MOUNT.words, of_logs_and_volumes.OF_FILE_SYSTEMS),
)
"""Statements of messages that a family does not tell apart."""

_OF_ALL: Final = (
    *of_placing.STATEMENTS,
    *of_registries.STATEMENTS,
    *of_roles_and_secrets.STATEMENTS,
    *of_logs_and_volumes.STATEMENTS,
    *of_logs_and_volumes.OF_OTHER_VOLUMES,
    *of_balancing.STATEMENTS,
    *of_containers.STATEMENTS,
    *of_services.STATEMENTS,
)

STATED_KINDS: Final[tuple[FindingKind, ...]] = tuple(
    {each.kind.id: each.kind for each in (*(one for _, some in _OF_SOME for one in some), *_OF_ALL)}.values()
)
"""Every finding that a message may state, each once."""

_NOT_RUN: Final = said(BAD_COMMAND, "app_exit", "ambiguous", of=("essential_exit",))
_EXITED: Final = said(APP_EXIT, "ambiguous", of=("essential_exit",))
_DENIED_OR_MISSING: Final = said(IMAGE_ACCESS_DENIED, "ambiguous", of=("image_pull",))
_BOTH: Final = frozenset({"access_denied", "not_found"})


def statement_of(message: Message) -> Statement | None:
    """Return what a message states; Docker Hub's one sentence for absence and refusal counts as a refusal.

    Words that leave still other causes open, as a pull that was cut off does, state none.
    """
    if code_of_no_command(message) is not None:
        return _NOT_RUN
    squeezed = wording_of(message.text).squeezed
    some = tuple(one for words, statements in _OF_SOME if words.occur_in(squeezed) for one in statements)
    stated = next((each for each in (*some, *_OF_ALL) if each.is_made_by(message)), None)
    if stated is not None:
        return stated
    if _EXITED.is_made_by(message) and message.extracted.exit_code:
        return _EXITED
    is_one_of_both = _DENIED_OR_MISSING.is_made_by(message) and frozenset(message.alternatives) == _BOTH
    return _DENIED_OR_MISSING if is_one_of_both else None
