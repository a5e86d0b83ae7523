"""What if: every change as a switch, and at once what it mends on the model, what turns, and what would block next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import Binding
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.diagnosis.what_if import switches_of
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing import what_if as drawing
from fargate_doctor.tui.drawing.marks import hanging
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.naming_screen import words_in
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.diagnosis.what_if import Outcome, Switch
    from fargate_doctor.tui.consultation import Consultation

_NO_CHANGES: Final = Text(
    en="There is no change to try: nothing that was found can be mended by one.",
    es="No hay ningún cambio que probar: nada de lo encontrado se arregla con uno.",
)
_CANNOT: Final = Text(
    en="The model does not show this change, so it cannot be tried. Its commands stand under the fixes.",
    es="El modelo no refleja este cambio, así que no se puede probar. Sus comandos están en las soluciones.",
)
_NO_SET: Final = Text(
    en="No set of these changes mends all on the model.",
    es="Ningún conjunto de estos cambios lo arregla todo en el modelo.",
)
_NOTHING_IS_ON: Final = Text(en="Nothing is switched on.", es="No hay nada activado.")


class WhatIfScreen(TaskScreen):
    """Above the switches, below (or beside) them what they come to."""

    NAME = Text(en="What if", es="Y si")
    CSS_PATH = "what_if.tcss"
    AUTO_FOCUS = "#switches"
    ABOUT = Text(
        en="Changes are tried here on a model of your network, alone or together: every question is asked again of the "
        "changed model. You see what is mended, which answers turn, and what would block the task next. Nothing is "
        "changed in AWS.",
        es="Aquí se prueban cambios en un modelo de su red, solos o juntos: se plantean de nuevo todas las preguntas "
        "al modelo cambiado. Se ve qué se arregla, qué respuestas cambian y qué bloquearía la tarea después. En AWS no "
        "se cambia nada.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("what-if.switch", "what-if.smallest", "what-if.none", "what-if.copy", "walk.fixes", "view.map"),
        *bindings("walk.paths", "case.save"),
        *(Binding(str(number), f"switch({number})", show=False) for number in range(1, 10)),
        *moving(page_down="scroll_outcome(1)", page_up="scroll_outcome(-1)"),
    ]

    def __init__(self, consultation: Consultation) -> None:
        super().__init__(consultation)
        self._switches = switches_of(consultation.diagnosis)
        self._on: tuple[Switch, ...] = ()
        self._outcome: Outcome | None = None
        self._smallest: tuple[Switch, ...] | None = None
        self._knows_smallest = False
        self._wants_smallest = False

    def body(self) -> ComposeResult:
        """Lay out the smallest set, the switches and the outcome."""
        yield Static(id="smallest", markup=False)
        with Container(id="both"):
            yield PlainList(id="switches")
            with Pane(id="outcome"):
                yield Static(id="words", markup=False)

    def on_mount(self) -> None:
        """Look for the smallest set meanwhile."""
        super().on_mount()
        if self._switches and self.consultation.diagnosis.facts:
            self._look_for_smallest()

    def draw(self) -> None:
        """Show everything."""
        self.header.show(self.consultation, screen_name=self.NAME)
        self._draw_smallest()
        self._draw_switches()
        self._draw_outcome()

    def offers(self) -> dict[str, bool]:
        """Offer switches only where there are some."""
        return dict.fromkeys(("switch", "smallest", "none", "copy"), bool(self._switches))

    def on_plain_list_resized(self) -> None:
        """Wrap the switches to the new width."""
        self._draw_switches()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Switch what was clicked."""
        event.stop()
        self.action_switch()

    def action_switch(self, number: int = 0) -> None:
        """Switch a change by its number, or the marked one; they are made in the order in which they are switched."""
        listed = self.query_one("#switches", PlainList)
        if 0 < number <= len(self._switches):
            listed.highlighted = number - 1
        marked = listed.highlighted
        if marked is None or number > len(self._switches):
            return
        switch = self._switches[marked]
        if not switch.can_be_tried:
            self.notify(say(self, _CANNOT), severity="warning", markup=False)
            return
        on = tuple(each for each in self._on if each is not switch)
        self._turn(on if switch in self._on else (*on, switch))

    def action_smallest(self) -> None:
        """Switch on the smallest set, as soon as it is known."""
        if self._smallest:
            self._turn(self._smallest)
        elif self._knows_smallest:
            self.notify(say(self, _NO_SET), severity="warning", markup=False)
        else:
            self._wants_smallest = True

    def action_none(self) -> None:
        """Switch everything off."""
        if self._on:
            self._turn(())
        else:
            self.notify(say(self, _NOTHING_IS_ON), markup=False)

    def marked_words(self) -> str:
        """Return what the changes that are switched on come to."""
        return words_in(self.query_one("#words", Static))

    def action_copy(self) -> None:
        """Copy the commands of what is switched on, in order."""
        commands = [command for each in self._on for command in each.remedy.commands]
        if commands:
            self.post_message(CopyWanted("\n".join(commands)))
        else:
            self.notify(say(self, _NOTHING_IS_ON), markup=False)

    def action_scroll_outcome(self, direction: int) -> None:
        """Scroll the outcome."""
        pane = self.query_one("#outcome", Pane)
        (pane.scroll_page_down if direction == 1 else pane.scroll_page_up)(animate=False)

    def _turn(self, on: tuple[Switch, ...]) -> None:
        self._on = on
        self._outcome = None
        self._draw_switches()
        self._draw_outcome()
        self._try()

    @work(exclusive=True, group="trying", name="trying")
    async def _try(self) -> None:
        on, diagnosis = self._on, self.consultation.diagnosis

        def work_out() -> Outcome:
            from fargate_doctor.tui import trying  # noqa: PLC0415 - the checks are many

            return trying.tried(diagnosis, on)

        outcome = await in_thread(work_out) if on else None
        if on == self._on:
            self._outcome = outcome
            self._draw_outcome()
            self.query_one("#outcome", Pane).scroll_home(animate=False)

    @work(exclusive=True, group="smallest", name="looking for the smallest set")
    async def _look_for_smallest(self) -> None:
        diagnosis = self.consultation.diagnosis

        def work_out() -> tuple[Switch, ...] | None:
            from fargate_doctor.tui import trying  # noqa: PLC0415 - the checks are many

            return trying.smallest(diagnosis)

        found = await in_thread(work_out)
        # The same remedies stand behind other switches than those of this screen.
        names = [each.remedy for each in found] if found else []
        self._smallest = tuple(each for name in names for each in self._switches if each.remedy is name) or None
        self._knows_smallest = True
        self._draw_smallest()
        if self._wants_smallest:
            self.action_smallest()

    def _draw_smallest(self) -> None:
        line = self.query_one("#smallest", Static)
        line.display = bool(self._switches)
        diagnosis = self.consultation.diagnosis
        numbers = tuple(self._switches.index(each) + 1 for each in self._smallest or ())
        line.update(drawing.smallest_line(numbers, diagnosis, language_of(self), is_known=self._knows_smallest))

    def _draw_switches(self) -> None:
        listed = self.query_one("#switches", PlainList)
        marked = listed.highlighted or 0
        width = max(listed.scrollable_content_region.width - 2, 0)
        listed.display = bool(self._switches)
        language = language_of(self)
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(
                Option(hanging(drawing.switch_line(each, number, is_on=each in self._on, language=language), width, 6))
                for number, each in enumerate(self._switches, 1)
            )
            listed.highlighted = marked if self._switches else None

    def _draw_outcome(self) -> None:
        words = self.query_one("#words", Static)
        language = language_of(self)
        if not self._switches:
            words.update(Content(say(self, _NO_CHANGES)))
        elif not self._on:
            words.update(drawing.none_on(language))
        elif self._outcome is None:
            words.update(drawing.trying(language))
        else:
            words.update(drawing.outcome_in_words(self._outcome, language))
