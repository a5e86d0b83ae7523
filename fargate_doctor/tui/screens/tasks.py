"""The tasks of a cluster or a file: those in trouble first, filtered as one types."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Input, Static

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.errors import AwsOutOfReach, FargateDoctorError
from fargate_doctor.storage import Watch as WatchSettings
from fargate_doctor.text import Text, enumeration, printable
from fargate_doctor.tui.drawing.marks import quiet
from fargate_doctor.tui.drawing.times import time_in_words
from fargate_doctor.tui.jobs import ListClusters, Progress, Tasks
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.account_screen import AccountScreen
from fargate_doctor.tui.screens.naming_screen import NamingScreen
from fargate_doctor.tui.speech import SpeakingApp, say, with_keys
from fargate_doctor.tui.task_rows import SORTS, in_order, matching
from fargate_doctor.tui.watch import FailedTasks, Watch, told_of
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.task_table import TaskTable, column_titles

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from fargate_doctor.tui.jobs import Account, Arrival
    from fargate_doctor.tui.task_rows import SortKey

_TITLE = Text(en="tasks of {title}", es="tareas de {title}")
_HINT = Text(en="{key} filters: service, symptom, id, state", es="{key} filtra: servicio, síntoma, id, estado")
_COUNT = Text(en="{shown} of {total} tasks · sorted by {column}", es="{shown} de {total} tareas · por {column}")
_COLUMNS: dict[SortKey, Text] = {
    "trouble": Text(en="state", es="estado"),
    "when": Text(en="time", es="fecha"),
    "service": Text(en="service", es="servicio"),
    "symptom": Text(en="symptom", es="síntoma"),
}
_WATCHING = Text(en=" · watching, asked at {time}", es=" · vigilando, consultado a las {time}")
_UNANSWERED = Text(en=", no answer since", es=", sin respuesta desde entonces")
_STILL_WATCHING = Text(en="It is asked again.", es="Se vuelve a consultar.")
_FAILED_NOW = Text(en="Stopped or unhealthy now: {names}.", es="Ahora detenidas o en mal estado: {names}.")
_NO_LONGER = Text(en="No longer watching:", es="Ya no se vigila:")
_NONE = Text(
    en="There is no task here: nothing runs, and ECS keeps stopped tasks for about an hour only.",
    es="Aquí no hay ninguna tarea: no se ejecuta nada y ECS solo conserva las detenidas alrededor de una hora.",
)
_WAYS_ON = Text(
    en="{watch} watches until a task fails, {cluster} shows another cluster, {profile} and {region} another account or "
    "Region. `fargate-doctor record` saves every task that stops; the built-in cases on the start screen ({back}) need "
    "no AWS.",
    es="{watch} vigila hasta que falle una tarea, {cluster} muestra otro clúster, {profile} y {region} otra cuenta o "
    "región. `fargate-doctor record` guarda cada tarea que se detenga; los casos incluidos de la pantalla de inicio "
    "({back}) no necesitan AWS.",
)
_KEYS = {
    "watch": "tasks.watch",
    "cluster": "tasks.cluster",
    "profile": "account.profile",
    "region": "account.region",
    "back": "screen.back",
}
_NO_MATCH = Text(en="No task holds these words.", es="Ninguna tarea contiene esas palabras.")


class TasksScreen(NamingScreen, AccountScreen):
    """A filter, the list, and the marked task's own words below it."""

    CSS_PATH = "tasks.tcss"
    TITLE_WORDS: ClassVar[Text] = _TITLE
    COUNTED: ClassVar[Text] = _COUNT
    NOTHING: ClassVar[Text] = _NONE
    AUTO_FOCUS = "TaskTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("tasks.open", "tasks.causes", "tasks.filter", "tasks.sort", "tasks.refresh", "tasks.watch"),
        *bindings("tasks.cluster", "account.profile", "account.region"),
    ]

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._words = ""
        self._sort: SortKey = "trouble"
        self._timer: Timer | None = None
        self._watch = Watch(())

    def body(self) -> ComposeResult:
        """Lay out filter, list and detail."""
        yield Input(id="filter", compact=True)
        yield Static(id="titles", markup=False)
        yield TaskTable()
        yield Static(id="count", markup=False)
        with Pane(id="detail"):
            yield Static(id="said", markup=False)

    def draw(self) -> None:
        """Show the tasks that match, in order."""
        self.header.show(words=self.TITLE_WORDS.fill(title=self._tasks.title))
        self.query_one("#filter", Input).placeholder = say(self, with_keys(self, _HINT, key="tasks.filter"))
        rows = matching(in_order(self._tasks.rows, self._sort), self._words)
        table = self.query_one(TaskTable)
        table.show(rows)
        counted = self.COUNTED.fill(shown=len(rows), total=len(self._tasks.rows), column=_COLUMNS[self._sort])
        self.query_one("#count", Static).update(quiet(say(self, counted) + self._watching_in_words()))
        self.call_after_refresh(self._draw_titles)

    def show(self, tasks: Tasks) -> None:
        """Show the same list asked for again; cursor, filter and order stay. Another list is shown unfiltered."""
        if tasks.title != self._tasks.title:
            self.query_one("#filter", Input).value = ""
        self._tasks = tasks
        self.draw()
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the titles over their columns."""
        del event
        if self.is_mounted:
            self.call_after_refresh(self._draw_titles)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to ask again only where AWS was asked."""
        if action == "refresh_tasks":
            return self._tasks.refresh is not None
        if action == "watch":
            return self._tasks.refresh is not None and self.account is not None
        if action == "group":
            return self._tasks.grouping is not None and bool(self._tasks.rows)
        if action in ("open", "sort", "filter"):
            return bool(self._tasks.rows)
        if action in ("choose_cluster", "choose_profile", "choose_region"):
            return self.account is not None
        return super().check_action(action, parameters)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        self._words = event.value
        self.draw()

    def on_input_submitted(self) -> None:
        """Go from the filter to what it left."""
        self.query_one(TaskTable).focus()

    def on_task_table_marked(self, event: TaskTable.Marked) -> None:
        """Show the marked task's own words in full."""
        self.query_one("#said", Static).update(self._detail(event))

    def on_task_table_opened(self, event: TaskTable.Opened) -> None:
        """Diagnose the task."""
        self.post_message(WorkWanted(self._tasks.choose(event.row)))

    def action_open(self) -> None:
        """Diagnose the marked task."""
        row = self.query_one(TaskTable).marked
        if row:
            self.post_message(WorkWanted(self._tasks.choose(row)))

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter", Input).focus()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._sort = SORTS[(SORTS.index(self._sort) + 1) % len(SORTS)]
        self.draw()

    def action_refresh_tasks(self) -> None:
        """Ask AWS again."""
        if self._tasks.refresh:
            self.post_message(WorkWanted(self._tasks.refresh))

    @property
    def task_arn(self) -> str:
        """Return the marked task."""
        row = self.query_one(TaskTable).marked
        return row.arn if row else ""

    def marked_words(self) -> str:
        """Return the marked task's own words."""
        row = self.query_one(TaskTable).marked
        return row.said if row else ""

    @property
    def account(self) -> Account | None:
        """Return where the tasks were asked for."""
        return self._tasks.account

    def ask_with(self, account: Account) -> None:
        """Choose from the clusters there."""
        self.post_message(WorkWanted(ListClusters(account)))

    def action_choose_cluster(self) -> None:
        """Choose another cluster of the same account and Region."""
        if self.account:
            self.ask_with(self.account)

    def action_group(self) -> None:
        """Examine all tasks in trouble, and group them by cause."""
        if self._tasks.grouping:
            self.post_message(WorkWanted(self._tasks.grouping))

    def action_watch(self) -> None:
        """Ask again and again, or no longer."""
        if self._timer:
            self._end_watch()
        else:
            self._watch = Watch(self._tasks.rows)
            self._timer = self.set_interval(self._watching.seconds, self._look_again)
            self._look_again()

    def on_unmount(self) -> None:
        """Leave nothing running behind."""
        self._watch.stop.set()

    def action_back(self) -> None:
        """Leave the filter first, then the screen."""
        field = self.query_one("#filter", Input)
        if field.has_focus or field.value:
            field.value = ""
            self.query_one(TaskTable).focus()
        else:
            self.dismiss()

    @work(name="watching", group="watching")
    async def _look_again(self) -> None:
        watch, refresh = self._watch, self._tasks.refresh
        if refresh is None or watch.is_looking:
            return
        watch.is_looking = True
        progress = Progress(_ignore, _ignore, watch.stop)
        try:
            arrival = await in_thread(lambda: refresh.run(progress))
        except AwsOutOfReach as error:
            self._go_on_without(watch, error)
        except FargateDoctorError as error:
            if not watch.stop.is_set():
                self._end_watch()
                self._complain(_NO_LONGER + error.happened + error.advice)
        else:
            self._take(watch, arrival)
        finally:
            watch.is_looking = False

    def _go_on_without(self, watch: Watch, error: AwsOutOfReach) -> None:
        if not watch.stop.is_set() and watch.went_unanswered(error.happened):
            self._complain(error.happened + _STILL_WATCHING)
        self.draw()

    def _complain(self, words: Text) -> None:
        self.notify(say(self, words), severity="error", markup=False)

    def _take(self, watch: Watch, arrival: Arrival) -> None:
        """Show what was found; a look that was stopped found only a part, which says nothing."""
        if watch.stop.is_set() or not isinstance(arrival, Tasks) or arrival.title != self._tasks.title:
            return
        watch.unanswered = None
        if isinstance(self.app, SpeakingApp):
            watch.asked_at = f"{self.app.now():%H:%M:%S} UTC"
        failed = watch.newly_failed(arrival.rows)
        self.show(replace(arrival, rows=watch.rows_after(self._tasks.rows, arrival)))
        if failed:
            names = enumeration(tuple(f"{row.service}/{row.name[:8]}" for row in failed), at_most=3)
            if self._watching.bell:
                self.app.bell()
            if self._watching.hook:
                self._tell_hook(self._watching.hook, FailedTasks(self._tasks.title.en, failed))
            self.notify(say(self, _FAILED_NOW.fill(names=names)), severity="warning", timeout=10, markup=False)

    @property
    def _watching(self) -> WatchSettings:
        return self.app.settings.watch if isinstance(self.app, SpeakingApp) else WatchSettings()

    @work(name="hook", group="hook")
    async def _tell_hook(self, command: str, failed: FailedTasks) -> None:
        """Tell the user's own command; what it says against it is said once a watch."""
        why = await in_thread(lambda: told_of(command, failed))
        if why and self._watch.hook_refused(why):
            self.notify(say(self, why), severity="warning", timeout=10, markup=False)

    def _end_watch(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = None
        self._watch.stop.set()
        self.draw()

    def _watching_in_words(self) -> str:
        if not self._timer:
            return ""
        words = say(self, _WATCHING.fill(time=self._watch.asked_at))
        return words + say(self, _UNANSWERED) if self._watch.unanswered else words

    def _draw_titles(self) -> None:
        self.query_one("#titles", Static).update(column_titles(self.query_one(TaskTable)))

    def _detail(self, event: TaskTable.Marked) -> Content:
        row = event.row
        if row is None:
            nothing = self.NOTHING + with_keys(self, _WAYS_ON, **_KEYS) if self.account else self.NOTHING
            return Content(say(self, _NO_MATCH if self._tasks.rows else nothing))
        said = printable(row.said) or say(self, row.symptom)
        where = quiet(f"{printable(Path(row.place).name)}\n") if row.place else ""
        return Content.assemble((row.name, "bold"), quiet(f" · {time_in_words(row.when)}\n"), where, said)


def _ignore(_: object) -> None:
    """Tell nobody."""
