"""The app: which screen follows which, the language, the colours, the clipboard. It knows nothing of networks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, ClassVar

from textual.command import CommandPalette
from textual.css.query import NoMatches

from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.facts.console_page import page_of
from fargate_doctor.storage import load_choices, load_settings, redaction_key, save_case, save_choices
from fargate_doctor.text import Text, verbatim
from fargate_doctor.tui.aws_configuration import configured_account
from fargate_doctor.tui.commands import Palette, ScreenActions, keys_of
from fargate_doctor.tui.consultation import Consultation
from fargate_doctor.tui.jobs import Account, Clusters, CollectTask, DiagnoseCase, Explained, Fleet, ListTasks, ReadCase
from fargate_doctor.tui.keys import KEYS, bindings
from fargate_doctor.tui.keys.remapping import remapped
from fargate_doctor.tui.keys.rooms import rooms_of
from fargate_doctor.tui.outside import copied_in_words, may_open_a_browser
from fargate_doctor.tui.plain import AsciiFilter
from fargate_doctor.tui.screens.address import AddressScreen
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.compare import CompareScreen
from fargate_doctor.tui.screens.confirm import ConfirmScreen
from fargate_doctor.tui.screens.fixes import FixesScreen
from fargate_doctor.tui.screens.fleet import FleetScreen
from fargate_doctor.tui.screens.help import HelpScreen, KeyHint
from fargate_doctor.tui.screens.library import LibraryScreen
from fargate_doctor.tui.screens.map import MapScreen
from fargate_doctor.tui.screens.message import MessageScreen
from fargate_doctor.tui.screens.paths import PathsScreen
from fargate_doctor.tui.screens.save import SaveScreen
from fargate_doctor.tui.screens.start import StartScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.timeline import TimelineScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.screens.what_if import WhatIfScreen
from fargate_doctor.tui.speech import SpeakingApp, say
from fargate_doctor.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.binding import Binding, BindingType
    from textual.filter import LineFilter
    from textual.screen import Screen

    from fargate_doctor.case.model import Case
    from fargate_doctor.storage import LoadedSettings, Settings
    from fargate_doctor.text import Language
    from fargate_doctor.tui import messages
    from fargate_doctor.tui.jobs import Arrival, Job
    from fargate_doctor.tui.keys.remapping import Remapping
    from fargate_doctor.tui.launch import AppStart
    from fargate_doctor.tui.screens.save import SaveWish

_CLUSTER = Text(en="Which cluster?", es="¿Qué clúster?")
_OPENED = Text(en="Opened in the browser: {address}", es="Abierto en el navegador: {address}")
_WRITTEN = Text(en="Saved to {path}.", es="Guardado en {path}.")
_MORE_PROBLEMS = Text(
    en="The settings have {count} more problems: `fargate-doctor settings` lists them.",
    es="Los ajustes tienen {count} problemas más: `fargate-doctor settings` los enumera.",
)
_MOST_TOLD = 2
_SCREENS = (
    StartScreen,
    ChooserScreen,
    CollectingScreen,
    TasksScreen,
    LibraryScreen,
    ConfirmScreen,
    FleetScreen,
    MessageScreen,
    WalkScreen,
    PathsScreen,
    FixesScreen,
    MapScreen,
    WhatIfScreen,
    TimelineScreen,
    CompareScreen,
    SaveScreen,
    AddressScreen,
    HelpScreen,
)
_COMMANDS = Text(en="Search for an action…", es="Buscar una acción…")


class DoctorApp(SpeakingApp):
    """Carries out what the screens wish for."""

    TITLE = "fargate-doctor"
    CSS_PATH: ClassVar[Any] = ["app.tcss", "screens/start.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app.help", "app.quit", "app.language", "app.theme")]
    COMMANDS: ClassVar[Any] = {ScreenActions}

    def __init__(self, start: AppStart, **clock: Callable[[], datetime]) -> None:
        super().__init__(**clock)
        self.HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (72, "-narrow"), (110, "-wide")]
        self._start = start
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._choices = load_choices()
        self._keys = _keys()
        self.set_keymap(self._keys.keymap)
        self.set_reactive(SpeakingApp.language, self._first_language)
        self._plain = AsciiFilter(enabled=start.is_plain or bool(self.settings.ascii))
        chosen = self.settings.theme or self._choices.theme
        self.theme = chosen if chosen in self.available_themes else DARK.name

    @property
    def account(self) -> Account:
        """Return where the command line says to ask, else what was chosen the last time."""
        named = configured_account(self.settings)
        return Account(
            self._start.profile or named.profile, self._start.region or named.region, self._start.endpoint_url
        )

    @property
    def settings(self) -> Settings:
        """Return what the user wrote into the settings file."""
        return self._keys.loaded.settings

    @property
    def _first_language(self) -> Language:
        """Return what `--lang` asks for, else the settings, else what was chosen the last time, else the locale."""
        if self._start.speaks_as_asked:
            return self._start.language
        return self.settings.language or self._choices.language or self._start.language

    def first_key(self, action: str) -> str:
        """Return how the first key of an action is shown."""
        return self._keys.first(action)

    def get_key_display(self, binding: Binding) -> str:
        """Return how all keys of a binding's action are shown."""
        return self._keys.shown(binding.id) if binding.id in KEYS else super().get_key_display(binding)

    def get_line_filters(self) -> list[LineFilter]:
        """Return what is done to every line before it is drawn: where it is wished for, ASCII alone."""
        filters = list(super().get_line_filters())
        return [*filters, self._plain] if self._plain.enabled else filters

    def get_default_screen(self) -> Screen[None]:
        """Return the screen below all others."""
        return StartScreen(self.account, expects_ipv6=self._start.expects_ipv6)

    def on_mount(self) -> None:
        """Go straight to what the command line named."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._remember(theme=theme.name))
        start = self._start
        self._tell_problems()
        if start.case is not None:
            label = verbatim(start.label) if isinstance(start.label, str) else start.label
            self._work(DiagnoseCase(start.case, start.source_kind, label if label.en else None, start.expects_ipv6))
        elif start.path is not None:
            self._work(ReadCase(start.path, start.expects_ipv6))
        elif start.target is not None and (start.target.task or start.target.service):
            self._work(CollectTask(self.account, start.target, start.expects_ipv6))
        elif start.target is not None and start.target.cluster:
            self._work(ListTasks(self.account, start.target.cluster))

    def on_work_wanted(self, event: messages.WorkWanted) -> None:
        """Do something that takes time."""
        self._work(event.job)

    def on_tasks_wanted(self, event: messages.TasksWanted) -> None:
        """Show some tasks."""
        self.push_screen(TasksScreen(event.tasks))

    def on_paths_wanted(self, event: messages.PathsWanted) -> None:
        """Show the paths."""
        self.push_screen(PathsScreen(event.consultation))

    def on_fixes_wanted(self, event: messages.FixesWanted) -> None:
        """Show the fixes."""
        self.push_screen(FixesScreen(event.consultation))

    def on_map_wanted(self, event: messages.MapWanted) -> None:
        """Show the map."""
        self.push_screen(MapScreen(event.consultation, event.way))

    def on_what_if_wanted(self, event: messages.WhatIfWanted) -> None:
        """Show the switches."""
        self.push_screen(WhatIfScreen(event.consultation))

    def on_timeline_wanted(self, event: messages.TimelineWanted) -> None:
        """Show what happened when."""
        self.push_screen(TimelineScreen(event.consultation))

    def on_compare_wanted(self, event: messages.CompareWanted) -> None:
        """Show what differs from another task."""
        self.push_screen(CompareScreen(event.consultation))

    def on_copy_wanted(self, event: messages.CopyWanted) -> None:
        """Put something on the clipboard and say so."""
        self.copy_to_clipboard(event.words)
        self.notify(say(self, copied_in_words(event.words)), timeout=5, markup=False)

    def on_console_wanted(self, event: messages.ConsoleWanted) -> None:
        """Open a page of the AWS console before the user's eyes, else show its address."""
        address = page_of(event.name, event.region, event.partition)
        if address is None:
            return
        if may_open_a_browser(os.environ):
            self.open_url(address)
            self.notify(say(self, _OPENED.fill(address=address)), timeout=8, markup=False)
        else:
            self.push_screen(AddressScreen(event.name, address))

    def on_save_wanted(self, event: messages.SaveWanted) -> None:
        """Ask where to write the case, then write it."""
        case = event.case
        self.push_screen(SaveScreen(f"fargate-doctor-{event.name}.json"), lambda wish: self._save(case, wish))

    def on_collecting_screen_arrived(self, event: CollectingScreen.Arrived) -> None:
        """Open what a job ended in, in the place of the screen that ran it."""
        if event.screen not in self.screen_stack:
            return
        while self.screen is not event.screen:
            self.pop_screen()
        event.screen.dismiss()
        self.call_later(self._open, event.arrival)

    def action_switch_language(self) -> None:
        """Speak the other language."""
        self.language = "es" if self.language == "en" else "en"
        self._remember(language=self.language)

    def action_help(self) -> None:
        """Show the keys of this screen and the words."""
        if not isinstance(self.screen, HelpScreen):
            hints = tuple(KeyHint(key, pressed, shown) for key, pressed, shown in keys_of(self.screen))
            about = getattr(self.screen, "ABOUT", None)
            self.push_screen(HelpScreen(hints, getattr(self.screen, "consultation", None), about))

    def action_command_palette(self) -> None:
        """Find an action by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette", placeholder=say(self, _COMMANDS)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer help everywhere but on the help itself."""
        return not isinstance(self.screen, HelpScreen) if action == "help" else super().check_action(action, parameters)

    def _fatal_error(self) -> None:
        """End without textual's own traceback: its local variables hold what was collected."""
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        """Take no notice of a part that is not there because the app is being left: a screen is not laid out then."""
        if not (self._exit and isinstance(error, NoMatches)):
            super()._handle_exception(error)

    def _work(self, job: Job) -> None:
        self.push_screen(CollectingScreen(job))

    def _open(self, arrival: Arrival) -> None:
        if isinstance(arrival, Consultation):
            self.push_screen(WalkScreen(arrival))
        elif isinstance(arrival, Clusters):
            self._choose_cluster(arrival)
        elif isinstance(arrival, Fleet):
            self.push_screen(FleetScreen(arrival))
        elif isinstance(arrival, Explained):
            self.push_screen(MessageScreen(arrival))
        elif isinstance(self.screen, TasksScreen) and isinstance(self.screen, LibraryScreen) is bool(arrival.kept):
            self.screen.show(arrival)
        else:
            self.push_screen(LibraryScreen(arrival, arrival.kept) if arrival.kept else TasksScreen(arrival))

    def _choose_cluster(self, clusters: Clusters) -> None:
        if len(clusters.arns) == 1:
            self._work(ListTasks(clusters.account, clusters.arns[0]))
        else:
            by_name = {arn.rpartition("/")[2]: arn for arn in clusters.arns}

            def chosen(name: str | None) -> None:
                if name:
                    self._work(ListTasks(clusters.account, by_name[name]))

            self.push_screen(ChooserScreen(_CLUSTER, tuple(sorted(by_name))), chosen)

    def _save(self, case: Case, wish: SaveWish | None) -> None:
        if wish is None:
            return
        try:
            save_case(_redacted(case) if wish.redacted else case, wish.path)
        except FargateDoctorError as error:
            self.notify(say(self, error.happened + error.advice), severity="error", timeout=10, markup=False)
        else:
            self.notify(say(self, _WRITTEN.fill(path=wish.path)), markup=False)

    def _remember(self, **chosen: str) -> None:
        self._choices = self._choices.model_copy(update=chosen)
        save_choices(self._choices)

    def _tell_problems(self) -> None:
        problems = self._keys.loaded.problems
        for problem in problems[:_MOST_TOLD]:
            self.notify(say(self, problem), severity="warning", timeout=12, markup=False)
        if problems[_MOST_TOLD:]:
            more = _MORE_PROBLEMS.fill(count=len(problems) - _MOST_TOLD)
            self.notify(say(self, more), severity="warning", timeout=12, markup=False)


def _redacted(case: Case) -> Case:
    from fargate_doctor.case.redaction import redact  # noqa: PLC0415 - needed only to export

    return redact(case, redaction_key())


def understood_settings() -> LoadedSettings:
    """Return the settings with all that is wrong with them, the keys included."""
    return _keys().loaded


def _keys() -> Remapping:
    return remapped(load_settings(), rooms_of(DoctorApp, _SCREENS))
