"""The first screen: a task in AWS, a built-in case that needs no AWS, or a case from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.aiming.meant import meant
from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.demo.catalogue import listed
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.frozen import frozen
from fargate_doctor.storage import kept_cases, recent_cases
from fargate_doctor.text import Text, printable, verbatim
from fargate_doctor.tui.aws_configuration import has_aws_configuration
from fargate_doctor.tui.drawing.marks import hanging, heading
from fargate_doctor.tui.entry import job_for
from fargate_doctor.tui.jobs import Account, ListClusters, ListKept, ReadBuiltIn, ReadCase
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.account_screen import AccountScreen
from fargate_doctor.tui.speech import first_key_of, say, with_keys
from fargate_doctor.tui.widgets.entry_field import EntryField
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from pathlib import Path

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.demo.catalogue import Listed
    from fargate_doctor.tui.jobs import Job

_PLACEHOLDER = Text(
    en="{key}  paste a task, a console URL, an error, JSON, or a path",
    es="{key}  pegue una tarea, una URL, un error, JSON o una ruta",
)
_BUILT_IN = Text(en="Built-in cases · no AWS needed", es="Casos incluidos · sin AWS")
_LIVE = Text(en="Your AWS account · read-only", es="Su cuenta de AWS · solo lectura")
_FILES = Text(en="Your files", es="Sus archivos")
_CHOOSE_CLUSTER = Text(en="Choose a cluster and a task", es="Elegir un clúster y una tarea")
_OPEN_FILE = Text(en="Open a file or folder…", es="Abrir un archivo o carpeta…")
_KEPT = Text(en="Kept cases ({count})…", es="Casos guardados ({count})…")
_LIVE_DETAIL = Text(
    en="Asks AWS for the clusters, then for the tasks of one, stopped ones first.\n\nprofile: {profile}\nRegion: "
    "{region}\n\n{p} and {r} choose others. Only read-only calls are made; `fargate-doctor policy` prints the "
    "permissions.",
    es="Pregunta a AWS por los clústeres y después por las tareas de uno, primero las detenidas.\n\nperfil: "
    "{profile}\nregión: {region}\n\n{p} y {r} eligen otros. Solo se hacen llamadas de lectura; `fargate-doctor policy` "
    "muestra los permisos.",
)
_CONFIGURED = Text(en="as configured", es="según la configuración")
_FILE_DETAIL = Text(
    en="A case file, a saved AWS CLI answer, or a folder of these. Type its path in the field above.\n\nThe field also "
    "takes a task (ARN, cluster/task-id, console URL), cluster/service, what ECS said of a task, the JSON of "
    "`aws ecs describe-tasks` or of a task state change event, and the name of a built-in case.",
    es="Un archivo de caso, una respuesta guardada de la AWS CLI o una carpeta con ellas. Escriba la ruta en el "
    "campo de arriba.\n\nEl campo también admite una tarea (ARN, clúster/id, URL de la consola), clúster/servicio, lo "
    "que ECS dijo de una tarea, el JSON de `aws ecs describe-tasks` o de un evento de cambio de estado, y el nombre de "
    "un caso incluido.",
)
_KEPT_DETAIL = Text(
    en="The cases that `record`, `diagnose --save` and `export --save` kept on this computer, with what each is about. "
    "There you search in them, open one, and remove what is no longer needed.",
    es="Los casos que `record`, `diagnose --save` y `export --save` guardaron en este equipo, cada uno con su asunto. "
    "Allí puede buscar en ellos, abrir uno y eliminar lo que ya no haga falta.",
)


_RECENT = 5


@frozen
class _Line:
    """One line of the list: a heading without a job, or something to open."""

    words: Text
    detail: Text | None = None
    job: Job | None = None
    opens_field: bool = False

    @property
    def is_heading(self) -> bool:
        return self.job is None and not self.opens_field


_GAP = _Line(verbatim(""))


class StartScreen(AccountScreen):
    """One field that takes anything pasted, one list, and what the marked line is about."""

    CSS_PATH = "start.tcss"
    AUTO_FOCUS = "PlainList"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("start.open", "start.entry", "start.profile", "start.region", "screen.back", "start.leave")
    ]

    def __init__(self, account: Account, *, expects_ipv6: bool = False) -> None:
        super().__init__()
        self._account = account
        self._expects_ipv6 = expects_ipv6
        self._built_ins: tuple[Listed, ...] = ()
        self._recent: tuple[Path, ...] = ()
        self._kept = 0
        self._lines: tuple[_Line, ...] = ()
        self._was_moved = False

    def body(self) -> ComposeResult:
        """Lay out field, list and detail."""
        yield EntryField(id="entry")
        with Horizontal():
            yield PlainList()
            with Pane(id="about"):
                yield Static(id="detail", markup=False)

    def on_mount(self) -> None:
        """Show what is there at once, and the rest when it has been read."""
        super().on_mount()
        self._read()

    def draw(self) -> None:
        """Show the list; the cursor stays where it was."""
        self.header.show()
        self.query_one("#entry", Input).placeholder = say(self, with_keys(self, _PLACEHOLDER, key="start.entry"))
        listed = self.query_one(PlainList)
        marked = listed.highlighted
        self._lines = self._all_lines()
        listed.set_options(Option(self._drawn(line), disabled=line.is_heading) for line in self._lines)
        listed.highlighted = marked if marked is not None and self._was_moved else self._first()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the list to the new width."""
        del event
        if self.is_mounted:
            self.call_after_refresh(self.draw)

    def on_screen_resume(self) -> None:
        """Show a case that was opened meanwhile among the recent ones."""
        if self._lines:
            self._read()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the marked line is about."""
        event.stop()
        self._was_moved = self._was_moved or event.option_index != self._first()
        line = self._lines[event.option_index]
        title = Content.styled(say(self, line.words), "bold")
        detail = say(self, line.detail) if line.detail else ""
        self.query_one("#detail", Static).update(Content("\n\n").join([title, Content(detail)]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the line."""
        event.stop()
        self._open(self._lines[event.option_index])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open what was typed or pasted."""
        event.stop()
        if event.value.strip():
            self._open_entry(event.value)

    def on_entry_field_pasted(self, event: EntryField.Pasted) -> None:
        """Open several lines at once: they cannot be mended in the field."""
        event.stop()
        self._open_entry(event.words)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted anywhere."""
        event.stop()
        if len(event.text.strip().splitlines()) > 1:
            self._open_entry(event.text)
            return
        field = self.query_one("#entry", Input)
        field.value = event.text.strip()
        field.focus()

    def action_open(self) -> None:
        """Open the marked line."""
        marked = self.query_one(PlainList).highlighted
        if marked is not None:
            self._open(self._lines[marked])

    def action_focus_entry(self) -> None:
        """Go to the field."""
        self.query_one("#entry", Input).focus()

    @property
    def account(self) -> Account:
        """Return where AWS is asked."""
        return self._account

    def ask_with(self, account: Account) -> None:
        """Ask there from now on."""
        self._account = account
        self.draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Escape lead out of the field first, then out of the app."""
        offered = {"back": self._is_in_field, "leave": not self._is_in_field}
        return offered.get(action, super().check_action(action, parameters))

    def action_back(self) -> None:
        """Leave the field."""
        self.query_one("#entry", Input).value = ""
        self.query_one(PlainList).focus()

    def action_leave(self) -> None:
        """Leave the app."""
        self.app.exit()

    @property
    def _is_in_field(self) -> bool:
        field = self.query_one("#entry", Input)
        return field.has_focus or bool(field.value)

    @work(exclusive=True, name="reading cases", group="cases")
    async def _read(self) -> None:
        self._built_ins, self._recent, self._kept = await in_thread(_cases)
        if all(self.query(each) for each in ("TaskHeader", "#entry", "PlainList")):  # else the app was left meanwhile
            self.draw()

    def _all_lines(self) -> tuple[_Line, ...]:
        shown = Text(en=self._account.profile or "", es=self._account.profile or "")
        region = Text(en=self._account.region or "", es=self._account.region or "")
        live = _LIVE_DETAIL.fill(
            profile=shown if shown.en else _CONFIGURED,
            region=region if region.en else _CONFIGURED,
            p=first_key_of(self, "start.profile"),
            r=first_key_of(self, "start.region"),
        )
        cases = [_Line(each.title, each.summary, ReadBuiltIn(each.name)) for each in self._built_ins]
        recent = [_Line(_name(path), _place(path), ReadCase(path, self._expects_ipv6)) for path in self._recent]
        kept = _Line(_KEPT.fill(count=self._kept), _KEPT_DETAIL, ListKept(self._expects_ipv6))
        return (
            _Line(_LIVE),
            _Line(_CHOOSE_CLUSTER, live, ListClusters(self._account)),
            _GAP,
            _Line(_FILES),
            _Line(_OPEN_FILE, _FILE_DETAIL, opens_field=True),
            *((kept,) if self._kept else ()),
            *recent,
            _GAP,
            _Line(_BUILT_IN),
            *cases,
        )

    def _first(self) -> int | None:
        """Return where the cursor starts: on AWS where it is configured, else on the first built-in case, once read."""
        kind = ListClusters if has_aws_configuration() else ReadBuiltIn
        openable = [place for place, line in enumerate(self._lines) if not line.is_heading]
        liked = [place for place in openable if isinstance(self._lines[place].job, kind)]
        return next(iter(liked or (openable if self._built_ins else ())), None)

    def _drawn(self, line: _Line) -> Content:
        words = say(self, line.words)
        width = self.query_one(PlainList).scrollable_content_region.width
        return heading(words) if line.is_heading else hanging(Content(f"  {words}"), width)

    def _open(self, line: _Line) -> None:
        if line.opens_field:
            self.action_focus_entry()
        elif line.job:
            self.post_message(WorkWanted(line.job))

    def _open_entry(self, words: str) -> None:
        try:
            job = job_for(meant(words), self._account, expects_ipv6=self._expects_ipv6)
        except FargateDoctorError as error:
            self.notify(say(self, error.happened + error.advice), severity="error", timeout=10, markup=False)
        else:
            self.post_message(WorkWanted(job))


def _cases() -> tuple[tuple[Listed, ...], tuple[Path, ...], int]:
    return listed(), recent_cases()[:_RECENT], kept_cases()


def _name(path: Path) -> Text:
    return Text(en=printable(path.name), es=printable(path.name))


def _place(path: Path) -> Text:
    return Text(en=printable(str(path)), es=printable(str(path)))
