"""Something takes time: every call as it is made; Esc stops, and what was gathered is used all the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.calls import begun_line, call_line, calls_counted
from fargate_doctor.tui.drawing.marks import quiet
from fargate_doctor.tui.jobs import CollectTask, ListClusters, ListTasks, Progress
from fargate_doctor.tui.keys import bindings
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.account_screen import AccountScreen
from fargate_doctor.tui.speech import SpeakingApp, language_of, say, with_keys

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from fargate_doctor.collectors.calls import Begun, Call
    from fargate_doctor.tui.jobs import Account, Arrival, Job

_READ_ONLY = Text(
    en="Only read-only calls are made. Press {stop} to stop and go on with what is there.",
    es="Solo se hacen llamadas de lectura. Pulse {stop} para detenerlas y seguir con lo que haya.",
)
_FROM_FILE = Text(en="No call is made to AWS.", es="No se hace ninguna llamada a AWS.")
_STOPPING = Text(
    en="Stopping; what was gathered is diagnosed. {back} once more leaves.",
    es="Deteniendo; se diagnostica lo reunido. {back} otra vez para salir.",
)
_UNEXPECTED = Text(en="Something went wrong inside: {said}", es="Ha ocurrido un error interno: {said}")
_REPORT_IT = Text(
    en="This is a fault of fargate-doctor. Please report it with an exported case.",
    es="Es un fallo de fargate-doctor. Comuníquelo con un caso exportado.",
)
_TURN = 0.125
_WAY_BACK = Text(en="{back} goes back, {retry} tries again.", es="{back} vuelve atrás, {retry} lo intenta de nuevo.")
_WAYS_ON = Text(
    en="{retry} tries again, {profile} asks with another profile, {region} in another Region. {back} goes back; the "
    "built-in cases on the start screen need no AWS.",
    es="{retry} lo intenta de nuevo, {profile} pregunta con otro perfil y {region} en otra región. {back} vuelve "
    "atrás; los casos incluidos de la pantalla de inicio no necesitan AWS.",
)
_KEYS = {
    "stop": "collecting.stop",
    "back": "screen.back",
    "retry": "collecting.retry",
    "profile": "account.profile",
    "region": "account.region",
}
_COMMAND = re.compile(r"`((?:aws|fargate-doctor) [^`]+)`")
_ASKS = (ListClusters, ListTasks, CollectTask)


class CollectingScreen(AccountScreen):
    """Runs one job in one thread and shows what it does."""

    CSS_PATH = "collecting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("collecting.stop", "screen.back", "collecting.retry"),
        *bindings("account.profile", "account.region", "collecting.copy"),
    ]

    @dataclass
    class CallEnded(Message):
        """AWS answered a call, or did not."""

        call: Call

    @dataclass
    class CallBegan(Message):
        """AWS is being asked."""

        begun: Begun

    @dataclass
    class PhaseBegan(Message):
        """The job does something else now."""

        words: Text

    @dataclass
    class Arrived(Message):
        """The job is done."""

        screen: Screen[None]
        arrival: Arrival

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job
        self._calls: list[Call] = []
        self._under_way: list[Begun] = []
        self._phase = _READ_ONLY if job.asks_aws else _FROM_FILE
        self._error: FargateDoctorError | None = None
        self._stop = Event()

    def body(self) -> ComposeResult:
        """Lay out what is done, what went wrong, and the calls."""
        yield Static(id="title", markup=False)
        yield Static(id="phase", markup=False)
        yield Static(id="error", markup=False)
        yield Static(id="count", markup=False)
        with VerticalScroll(id="calls"):
            yield Static(id="lines", markup=False)

    def on_mount(self) -> None:
        """Start the job, and let the time of the calls under way run."""
        super().on_mount()
        self.set_interval(_TURN, self._turn)
        self._run()

    def on_unmount(self) -> None:
        """Leave nothing running behind."""
        self._stop.set()

    def draw(self) -> None:
        """Show what is done and the calls so far."""
        language = language_of(self)
        self.header.show(words=self._job.title)
        self.query_one("#title", Static).update(Content.styled(say(self, self._job.title), "bold"))
        phase = self.query_one("#phase", Static)
        phase.update(Content(say(self, self._phase_in_words)))
        phase.display = self._error is None
        error = self.query_one("#error", Static)
        error.display = self._error is not None
        error.update(self._error_in_words())
        count = self.query_one("#count", Static)
        count.display = self._job.asks_aws
        count.update(calls_counted(self._calls, language))
        self._draw_lines()
        self.call_after_refresh(self.query_one("#calls", VerticalScroll).scroll_end, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to stop while there is something to stop; afterwards the way back, and another try."""
        can_stop = self._job.asks_aws and self._error is None and not self._stop.is_set()
        has_failed = self._error is not None
        offered = {
            "stop": can_stop,
            "back": not can_stop,
            "retry": has_failed,
            "choose_profile": has_failed and self.account is not None,
            "choose_region": has_failed and self.account is not None,
            "copy": has_failed and self._advised is not None,
        }
        return offered.get(action, super().check_action(action, parameters))

    def on_collecting_screen_call_ended(self, event: CallEnded) -> None:
        """Show one more call."""
        event.stop()
        self._calls.append(event.call)
        ended = next((each for each in self._under_way if _is_the_same(each, event.call)), None)
        if ended:
            self._under_way.remove(ended)
        self.draw()

    def on_collecting_screen_call_began(self, event: CallBegan) -> None:
        """Show one more call under way."""
        event.stop()
        self._under_way.append(event.begun)
        self.draw()

    def on_collecting_screen_phase_began(self, event: PhaseBegan) -> None:
        """Show what is done now."""
        event.stop()
        self._phase = event.words
        self.draw()

    def action_stop(self) -> None:
        """Stop asking; what was gathered is diagnosed."""
        self._stop.set()
        self._phase = _STOPPING
        self.refresh_bindings()
        self.draw()

    @property
    def account(self) -> Account | None:
        """Return where the job asks."""
        return self._job.account if isinstance(self._job, _ASKS) else None

    def ask_with(self, account: Account) -> None:
        """Do the same there."""
        if isinstance(self._job, _ASKS):
            self._job = replace(self._job, account=account)
            self.action_retry()

    def action_copy(self) -> None:
        """Copy the command that is advised."""
        if self._advised:
            self.post_message(CopyWanted(self._advised))

    def action_retry(self) -> None:
        """Do the same once more."""
        self._error = None
        self._calls.clear()
        self._under_way.clear()
        self._stop = Event()
        self._phase = _READ_ONLY if self._job.asks_aws else _FROM_FILE
        self.refresh_bindings()
        self.draw()
        self._run()

    @work(exclusive=True, name="collecting")
    async def _run(self) -> None:
        progress = Progress(_Telling(self), self._tell_phase, self._stop)
        try:
            arrival = await in_thread(lambda: self._job.run(progress))
        except FargateDoctorError as error:
            self._fail(error)
        except Exception as error:  # noqa: BLE001 - shown to the user, who has a way back
            self._fail(_unexpected(error))
        else:
            self.app.post_message(self.Arrived(self, arrival))

    def _fail(self, error: FargateDoctorError) -> None:
        self._error = error
        self._under_way.clear()
        self.refresh_bindings()
        self.draw()

    def _turn(self) -> None:
        if self._error is None and isinstance(self.app, SpeakingApp):
            self.app.stay_awake()
        if self._under_way:
            self._draw_lines()

    def _draw_lines(self) -> None:
        language = language_of(self)
        now = self.app.now() if isinstance(self.app, SpeakingApp) else datetime.now(UTC)
        lines = [call_line(each, language) for each in self._calls]
        lines += [begun_line(each, now, language) for each in self._under_way]
        self.query_one("#lines", Static).update(Content("\n").join(lines))

    @property
    def _phase_in_words(self) -> Text:
        return with_keys(self, self._phase, **_KEYS) if self._phase in (_READ_ONLY, _STOPPING) else self._phase

    def _tell_phase(self, words: Text) -> None:
        self.post_message(self.PhaseBegan(words))

    @property
    def _advised(self) -> str | None:
        found = _COMMAND.search(self._error.advice.en) if self._error else None
        return found[1] if found else None

    def _error_in_words(self) -> Content:
        if self._error is None:
            return Content()
        return Content.assemble(
            ("✗ ", "bold $text-error"),
            (say(self, self._error.happened), "bold"),
            "\n",
            say(self, self._error.advice),
            "\n\n",
            quiet(say(self, with_keys(self, _WAYS_ON if self.account else _WAY_BACK, **_KEYS))),
        )


class _Telling:
    """Tells a screen of calls, from the thread of the job."""

    def __init__(self, screen: CollectingScreen) -> None:
        self._screen = screen

    def __call__(self, call: Call, /) -> None:
        """Tell of a call that has ended."""
        self._screen.post_message(CollectingScreen.CallEnded(call))

    def begins(self, begun: Begun, /) -> None:
        """Tell of a call that begins."""
        self._screen.post_message(CollectingScreen.CallBegan(begun))


def _is_the_same(begun: Begun, call: Call) -> bool:
    return (begun.operation, begun.request, begun.started) == (call.operation, call.request, call.started)


def _unexpected(error: Exception) -> FargateDoctorError:
    said = printable(f"{type(error).__name__}: {error}")
    return FargateDoctorError(_UNEXPECTED.fill(said=said), _REPORT_IT)
