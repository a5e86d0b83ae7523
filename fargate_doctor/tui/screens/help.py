"""The keys of the screen one came from, and what the words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing.marks import hanging, heading
from fargate_doctor.tui.screens.screen import DoctorScreen
from fargate_doctor.tui.speech import say
from fargate_doctor.tui.words.glossary import GLOSSARY

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.keys import Key

_TITLE = Text(en="help", es="ayuda")
_KEYS = Text(
    en="Keys of the screen you came from (Enter or a click does it)",
    es="Teclas de la pantalla anterior (Intro o un clic la ejecuta)",
)
_WORDS = Text(en="What the words mean", es="Qué significan las palabras")
_KEY_WIDTH: Final = 10
_ALWAYS = Text(
    en="Ctrl+P finds every action by name. Text can be marked with the mouse, Ctrl+C copies it.",
    es="Ctrl+P encuentra cualquier acción por su nombre. El texto se marca con el ratón y Ctrl+C lo copia.",
)


@frozen
class KeyHint:
    """One key that works on the screen: what to press, and what to simulate."""

    key: Key
    pressed: str
    shown: str


class HelpScreen(DoctorScreen):
    """Keys above, words below, in one page."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "app.focus_next", show=False)]

    def __init__(
        self, hints: tuple[KeyHint, ...], consultation: Consultation | None = None, about: Text | None = None
    ) -> None:
        super().__init__()
        self._about = about
        self.consultation = consultation
        self._hints = hints

    def body(self) -> ComposeResult:
        """Lay out one page."""
        with VerticalScroll(id="page"):
            yield Static(id="about", markup=False)
            yield Static(id="keys-title", markup=False)
            yield OptionList(id="keys", markup=False)
            yield Static(id="always", markup=False)
            yield Static(id="words-title", markup=False)
            yield Static(id="words", markup=False)

    def draw(self) -> None:
        """Show keys and words."""
        self.header.show(self.consultation, _TITLE, _TITLE)
        about = self.query_one("#about", Static)
        about.display = self._about is not None
        if self._about:
            about.update(Content(say(self, self._about)))
        self.query_one("#keys-title", Static).update(heading(say(self, _KEYS)))
        self.query_one("#words-title", Static).update(heading(say(self, _WORDS)))
        self.query_one("#always", Static).update(Content(say(self, _ALWAYS)))
        listed = self.query_one("#keys", OptionList)
        width = max(listed.scrollable_content_region.width - 2, 0)
        listed.set_options(Option(hanging(self._line(each), width, _KEY_WIDTH)) for each in self._hints)
        terms = [Content.assemble((say(self, each.name), "bold"), "\n", say(self, each.meaning)) for each in GLOSSARY]
        self.query_one("#words", Static).update(Content("\n\n").join(terms))

    def on_resize(self) -> None:
        """Wrap the lines to the new width."""
        if self.is_mounted:
            self.call_after_refresh(self.draw)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what the chosen key does, on the screen it belongs to."""
        event.stop()
        pressed = self._hints[event.option_index].pressed
        self.dismiss()
        self.app.call_later(self.app.simulate_key, pressed)

    def _line(self, hint: KeyHint) -> Content:
        return Content.assemble((hint.shown.ljust(_KEY_WIDTH), "bold $text-accent"), say(self, hint.key.tooltip))
