"""A list to choose from, filtered as one types; where it may be, what was typed counts as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.speech import SpeakingApp, first_key_of, say
from fargate_doctor.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_FILTER = Text(en="type to filter", es="escriba para filtrar")
_NONE = Text(en="Nothing holds these words.", es="Nada contiene esas palabras.")
_TAKE = Text(en="{key} takes “{words}” as typed.", es="{key} toma «{words}» tal cual.")


class ChooserScreen(ModalScreen[str]):
    """Ends in what was chosen, or in nothing on Escape."""

    CSS_PATH = "chooser.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("screen.back", "dialog.accept"),
        *moving(down="move(1)", up="move(-1)"),
    ]

    def __init__(
        self, title: Text, choices: tuple[str, ...], *, takes_typed: bool = False, when_empty: Text = _NONE
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._shown = choices
        self._takes_typed = takes_typed
        self._when_empty = when_empty

    def compose(self) -> ComposeResult:
        """Lay out title, filter and list."""
        with Vertical(id="dialog"):
            yield Static(id="title", markup=False)
            yield Input(compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static(id="note", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Show all there is to choose from."""
        self.query_one(OptionList).can_focus = False
        if isinstance(self.app, SpeakingApp):
            self.watch(self.app, "language", self._speak, init=False)
        self._speak()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Take what is marked."""
        self.action_accept()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked."""
        self.dismiss(self._shown[event.option_index])

    def action_move(self, by: int) -> None:
        """Move the cursor of the list while the field keeps the focus."""
        listed = self.query_one(OptionList)
        (listed.action_cursor_down if by > 0 else listed.action_cursor_up)()

    def action_accept(self) -> None:
        """Take what is marked, else what was typed."""
        marked = self.query_one(OptionList).highlighted
        typed = self.query_one(Input).value.strip()
        if marked is not None and marked < len(self._shown):
            self.dismiss(self._shown[marked])
        elif typed and self._takes_typed:
            self.dismiss(typed)

    def action_back(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

    def _speak(self) -> None:
        self.query_one("#title", Static).update(Content.styled(say(self, self._title), "bold"))
        field = self.query_one(Input)
        field.placeholder = say(self, _FILTER)
        self._show(field.value)
        self.query_one(KeyBar).refresh()

    def _show(self, words: str) -> None:
        wanted = words.lower().split()
        self._shown = tuple(each for each in self._choices if all(word in each.lower() for word in wanted))
        listed = self.query_one(OptionList)
        listed.set_options(Option(Content(printable(each))) for each in self._shown)
        listed.highlighted = 0 if self._shown else None
        note = self.query_one("#note", Static)
        note.display = not self._shown
        nothing = _NONE if self._choices else self._when_empty
        take = _TAKE.fill(words=words, key=first_key_of(self, "dialog.accept"))
        reason = take if self._takes_typed and words else nothing
        note.update(Content(say(self, reason)))
