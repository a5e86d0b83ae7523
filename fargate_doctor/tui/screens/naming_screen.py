"""What every screen can do on which resources are named: copy an id, and lead to its page in the AWS console."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content

from fargate_doctor.facts.console_page import names_in, page_of, where_of
from fargate_doctor.text import Text
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import ConsoleWanted, CopyWanted
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.screen import DoctorScreen
from fargate_doctor.tui.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.widgets import Static

_COPY_WHICH: Final = Text(en="Copy which id?", es="¿Qué id copiar?")
_OPEN_WHICH: Final = Text(en="Show which in the AWS console?", es="¿Cuál mostrar en la consola de AWS?")
_NO_NAME: Final = Text(en="No resource is named here.", es="Aquí no se nombra ningún recurso.")
_NO_PAGE: Final = Text(
    en="No page of the AWS console is known for what is named here.",
    es="No se conoce ninguna página de la consola de AWS para lo que se nombra aquí.",
)


class NamingScreen(DoctorScreen):
    """A screen on which ids and ARNs stand; `task_arn` says of which Region and partition they are."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("resource.copy", "resource.open")]

    @property
    def task_arn(self) -> str:
        """Return the task that the screen is about, or that is marked; empty for none."""
        return ""

    def marked_words(self) -> str:
        """Return the text of what is marked; ids are looked for in it."""
        return ""

    def names(self) -> tuple[str, ...]:
        """Return the ids and ARNs of what is marked, and last the task."""
        return tuple(dict.fromkeys((*names_in(self.marked_words()), *filter(None, (self.task_arn,)))))

    def action_copy_name(self, name: str = "") -> None:
        """Copy an id: the one that was clicked, else the only one, else the one that is chosen."""
        names = (name,) if name else self.names()
        self._with_one_of(names, _COPY_WHICH, _NO_NAME, lambda each: self.post_message(CopyWanted(each)))

    def action_console(self) -> None:
        """Open the console on the only resource that is named, else on the one that is chosen."""
        region, partition = where_of(self.task_arn)
        names = tuple(each for each in self.names() if page_of(each, region, partition))
        self._with_one_of(
            names, _OPEN_WHICH, _NO_PAGE, lambda each: self.post_message(ConsoleWanted(each, region, partition))
        )

    def _with_one_of(self, names: tuple[str, ...], title: Text, none: Text, do: Callable[[str], object]) -> None:
        if not names:
            self.notify(say(self, none), markup=False)
        elif len(names) == 1:
            do(names[0])
        else:

            def chosen(name: str | None) -> None:
                if name:
                    do(name)

            self.app.push_screen(ChooserScreen(title, names), chosen)


def words_in(part: Static) -> str:
    """Return the text that a part of the screen shows."""
    return part.content.plain if isinstance(part.content, Content) else str(part.content)
