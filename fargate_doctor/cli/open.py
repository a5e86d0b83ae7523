"""`fargate-doctor` without a command: the app, or on a pipe the diagnosis of TARGET as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.cli.aim import aim_of
from fargate_doctor.cli.asked import about_a_task
from fargate_doctor.cli.speaking import EXITS, command
from fargate_doctor.cli.terminal import takes_the_app
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.cli.asked import Asked


@command("", says=Text(en="Open the app.", es="Abre la aplicación."), exits=EXITS)
@about_a_task
def open_target(asked: Asked) -> int:
    """Open the app on what is asked about, or print its diagnosis where there is no terminal."""
    aim = aim_of(asked)
    if takes_the_app():
        from fargate_doctor.cli.showing import show_aim  # noqa: PLC0415 - textual is imported only for the app

        return show_aim(aim, asked)
    from fargate_doctor.cli.answering import print_diagnosis  # noqa: PLC0415 - the app does not need it
    from fargate_doctor.cli.subject import subject_of  # noqa: PLC0415 - the same

    return print_diagnosis(subject_of(asked))


COMMAND = open_target
