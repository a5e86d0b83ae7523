"""The cases that were kept: search in them, open one, group them by cause, and remove what is no longer needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.text import Text, printable, verbatim
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.pruning import PRUNINGS
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.confirm import ConfirmScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.speech import SpeakingApp, say
from fargate_doctor.tui.widgets.task_table import TaskTable

if TYPE_CHECKING:
    from textual.binding import BindingType

    from fargate_doctor.tui.jobs import Kept, Tasks

_ABOUT: Final = Text(
    en="Cases that `record`, `diagnose --save` and `export --save` kept on this computer, unredacted, for you alone. "
    "Type to search in task, service, cause and message.",
    es="Casos que `record`, `diagnose --save` y `export --save` guardaron en este equipo, sin anonimizar y solo para "
    "usted. Escriba para buscar por tarea, servicio, causa y mensaje.",
)
_TITLE: Final = Text(en="kept cases", es="casos guardados")
_COUNT: Final = Text(en="{shown} of {total} cases · sorted by {column}", es="{shown} de {total} casos · por {column}")
_NONE: Final = Text(
    en="No case is kept. `record`, `diagnose --save` and `export --save` keep some.",
    es="No hay ningún caso guardado. Los guardan `record`, `diagnose --save` y `export --save`.",
)
_REMOVE: Final = Text(en="Remove this case?", es="¿Eliminar este caso?")
_REMOVE_MANY: Final = Text(en="Remove {count} cases?", es="¿Eliminar {count} casos?")
_FOR_GOOD: Final = Text(
    en="{what}\n\nIt is removed from this computer and cannot be brought back.",
    es="{what}\n\nSe elimina de este equipo y no se puede recuperar.",
)
_SIZE: Final = Text(en="{size} MB in all.", es="{size} MB en total.")
_WHICH: Final = Text(en="Which cases may go?", es="¿Qué casos se pueden eliminar?")
_NOTHING: Final = Text(en="No case is that old or too many.", es="Ningún caso es tan antiguo ni sobra.")
_REMOVED: Final = Text(en="Removed: {count}.", es="Eliminados: {count}.")
_MB: Final = 1_000_000


class LibraryScreen(TasksScreen, inherit_bindings=False):
    """The list of tasks, where each line is a case of the library."""

    ABOUT = _ABOUT
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("tasks.open", "library.remove", "library.prune", "tasks.filter", "tasks.causes", "tasks.sort"),
        *bindings("tasks.refresh", "resource.copy", "resource.open", "screen.back"),
    ]

    TITLE_WORDS = _TITLE
    COUNTED = _COUNT
    NOTHING = _NONE

    def __init__(self, tasks: Tasks, kept: Kept) -> None:
        super().__init__(tasks)
        self._sort = "when"
        self._kept = kept

    def show(self, tasks: Tasks) -> None:
        """Show the library read again; the cursor stays."""
        super().show(tasks)
        if tasks.kept:
            self._kept = tasks.kept
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to remove only where there is something."""
        if action in ("remove", "prune"):
            return bool(self._tasks.rows)
        return super().check_action(action, parameters)

    @work(exclusive=True, name="removing", group="removing")
    async def action_remove(self) -> None:
        """Remove the marked case, after asking."""
        row = self.query_one(TaskTable).marked
        if row:
            what = verbatim(printable(Path(row.place).name))
            if await self.app.push_screen_wait(ConfirmScreen(_REMOVE, _FOR_GOOD.fill(what=what))):
                await self._remove((Path(row.place),))

    @work(exclusive=True, name="removing", group="removing")
    async def action_prune(self) -> None:
        """Choose what may go by age or size, and remove it after asking."""
        words = {say(self, each.title): each for each in PRUNINGS}
        chosen = await self.app.push_screen_wait(ChooserScreen(_WHICH, tuple(words)))
        if not chosen or not isinstance(self.app, SpeakingApp):
            return
        going = words[chosen].going(self._kept.files, self.app.now())
        if not going:
            self.notify(say(self, _NOTHING), markup=False)
            return
        size = _SIZE.fill(size=f"{sum(each.size for each in going) / _MB:.1f}")
        question = _REMOVE_MANY.fill(count=len(going))
        if await self.app.push_screen_wait(ConfirmScreen(question, _FOR_GOOD.fill(what=size))):
            await self._remove(tuple(each.path for each in going))

    async def _remove(self, paths: tuple[Path, ...]) -> None:
        gone = await in_thread(lambda: _removed(paths))
        self.notify(say(self, _REMOVED.fill(count=len(gone))), markup=False)
        if self._tasks.refresh:
            self.post_message(WorkWanted(self._tasks.refresh))


def _removed(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    from fargate_doctor.storage import library  # noqa: PLC0415 - it knows the checks, which are many

    return library.remove(paths)
