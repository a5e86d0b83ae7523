"""How the commands open the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.collectors.target import TaskTarget
    from fargate_doctor.diagnosis.model import SourceKind
    from fargate_doctor.text import Language, Text


@dataclass(frozen=True, slots=True)
class AppStart:
    """What the app opens with: a case, or a target to collect, or neither for the start screen.

    `label` is what to call the case: the name of its file, or the title of the built-in one.
    """

    case: Case | None = None
    source_kind: SourceKind = "live"
    target: TaskTarget | None = None
    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None
    language: Language = "en"
    expects_ipv6: bool = False
    label: Text | str = ""


def run_app(start: AppStart) -> None:
    """Open the app and return when the user leaves it."""
    from fargate_doctor.tui.app import DoctorApp  # noqa: PLC0415 - textual is imported only when the app opens

    DoctorApp(start).run()
