"""Opens the app on a case or on AWS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.language import language_here, named_language
from fargate_doctor.cli.plain import ascii_here
from fargate_doctor.cli.subject import read_place
from fargate_doctor.cli.terminal import keep_keyboard
from fargate_doctor.storage.folders import case_files
from fargate_doctor.text import Text
from fargate_doctor.tui.launch import AppStart, run_app

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.cli.aim import Aim
    from fargate_doctor.cli.asked import Asked


_STANDARD_INPUT = Text(en="standard input", es="entrada estándar")


def show_aim(aim: Aim, asked: Asked) -> int:
    """Open the app on what was asked about: a case, one task, or the choice of one."""
    folder = _folder_of_cases(aim.place) if aim.place is not None and aim.target.task is None else None
    case = read_place(aim.place) if aim.place is not None and folder is None else None
    keep_keyboard()
    is_named = aim.target.task or aim.target.service or aim.target.cluster
    return run_app(
        AppStart(
            case=case,
            source_kind="live" if aim.place is None else "case",
            target=aim.target if is_named else None,
            profile=asked.profile,
            region=aim.region or asked.region or aim.target.region,
            endpoint_url=asked.endpoint_url,
            language=language_here(),
            expects_ipv6=asked.expect_ipv6,
            label=_label(aim.place) if aim.place is not None else "",
            path=folder,
            is_plain=ascii_here(),
            speaks_as_asked=named_language() is not None,
        )
    )


def show_demo(case: Case, label: str) -> int:
    """Open the app on a built-in case."""
    keep_keyboard()
    asked = named_language() is not None
    start = AppStart(case, "demo", language=language_here(), label=label, is_plain=ascii_here(), speaks_as_asked=asked)
    return run_app(start)


def _folder_of_cases(place: str) -> Path | None:
    """Return the folder where several cases lie in it, which are not one."""
    return Path(place) if place != STANDARD_INPUT and len(case_files(place)) > 1 else None


def _label(place: str) -> str:
    return _STANDARD_INPUT.in_language(language_here()) if place == STANDARD_INPUT else Path(place).name
