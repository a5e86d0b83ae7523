"""A fix as a choice: a pure change of the snapshot, and the commands that make it real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.text import Text


@frozen
class Remedy:
    """One way to mend a finding. The tool never carries it out.

    `commands` are AWS CLI commands with real ids, `undo` takes them back, `affects` says what else shares what they
    change. `change` is the same on the model, None where the model cannot show it.
    """

    id: str
    title: Text
    detail: Text
    commands: tuple[str, ...] = ()
    terraform: str = ""
    cloudformation: str = ""
    undo: tuple[str, ...] = ()
    affects: tuple[Text, ...] = ()
    needs_new_tasks: bool = True
    references: tuple[str, ...] = ()
    change: Callable[[Snapshot], Snapshot] | None = None
