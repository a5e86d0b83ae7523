"""One change of a remedy, and how several become one: commands in order, undo the other way round."""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.remedy import Remedy
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.snapshot import Snapshot

    Change = Callable[[Snapshot], Snapshot]

_PLACEHOLDER: Final = re.compile(r"<[A-Z][A-Z0-9_]*>")

_FILL_IN: Final = Text(
    en="Names in angle brackets stand for what the case does not hold, or what an earlier command returns: replace "
    "them first.",
    es="Los nombres entre corchetes angulares representan lo que el caso no contiene o lo que devuelve un comando "
    "anterior: sustitúyalos antes.",
)


def unchanged(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot as it is, for what the model does not show: waiting, looking."""
    return snapshot


@frozen
class Step:
    """A part of a remedy. `change` is None where the model cannot show it; then it cannot be proven.

    `notes` are sentences that belong to the remedy's detail only because of this step.
    """

    commands: tuple[str, ...] = ()
    undo: tuple[str, ...] = ()
    terraform: str = ""
    cloudformation: str = ""
    affects: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    change: Change | None = unchanged


def remedy(
    identifier: str,
    title: Text,
    detail: Text,
    *steps: Step,
    needs_new_tasks: bool = False,
    references: tuple[str, ...] = (),
) -> Remedy:
    """Return the remedy that some steps make together."""
    commands = tuple(each for step in steps for each in step.commands)
    undo = tuple(each for step in reversed(steps) for each in step.undo)
    notes = dict.fromkeys((*(note for step in steps for note in step.notes), *_filling_in(commands + undo)))
    return Remedy(
        id=identifier,
        title=title,
        detail=reduce(lambda said, note: said + note, notes, detail),
        commands=commands,
        terraform=_paragraphs(*(step.terraform for step in steps)),
        cloudformation=_lines(*(step.cloudformation for step in steps)),
        undo=undo,
        affects=tuple(dict.fromkeys(each for step in steps for each in step.affects)),
        needs_new_tasks=needs_new_tasks,
        references=references,
        change=_in_order(tuple(step.change for step in steps)),
    )


def _filling_in(commands: tuple[str, ...]) -> tuple[Text, ...]:
    return (_FILL_IN,) if any(_PLACEHOLDER.search(each) for each in commands) else ()


def _in_order(changes: tuple[Change | None, ...]) -> Change | None:
    known = tuple(each for each in changes if each is not None)
    if len(known) < len(changes):
        return None
    return lambda snapshot: reduce(lambda changed, change: change(changed), known, snapshot)


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _lines(*parts: str) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))
