"""What to change: findings in order, root causes first, and for each the choices side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fargate_doctor.diagnosis.fix_set import FixSet
from fargate_doctor.diagnosis.model import Recommendation
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing import fixes, summary
from fargate_doctor.tui.drawing.marks import hanging, linked
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.choice_view import ChoiceView
from fargate_doctor.tui.widgets.command_block import CommandBlock
from fargate_doctor.tui.widgets.pane import Pane
from fargate_doctor.tui.widgets.plain_list import PlainList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.diagnosis.model import Finding

_NOTHING_TO_COPY = Text(en="There is no command here to copy.", es="Aquí no hay ningún comando que copiar.")


class FixesScreen(TaskScreen):
    """The list of findings, and the choices for the marked one."""

    NAME = Text(en="Fixes", es="Soluciones")
    CSS_PATH = "fixes.tcss"
    AUTO_FOCUS = "#findings"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("fixes.into", "fixes.copy", "view.what-if", "walk.paths", "view.map", "case.save", "fixes.out"),
        *moving(page_down="scroll_choices(1)", page_up="scroll_choices(-1)", down="beside(1)", up="beside(-1)"),
    ]

    def body(self) -> ComposeResult:
        """Lay out findings and choices."""
        with Container(id="both"):
            yield PlainList(id="findings")
            with Pane(id="choices"):
                yield Static(id="head", markup=False)
                yield Container(id="cards")

    def draw(self) -> None:
        """Show the findings, and the choices of the marked one."""
        self.header.show(self.consultation, screen_name=self.NAME)
        self._draw_findings()
        self._show_marked()

    def offers(self) -> dict[str, bool]:
        """Offer commands only where there are some."""
        entry = self._marked
        remedies = [each.remedy for each in recommended_in(entry)] if entry else []
        has_commands = any(each.commands for each in remedies)
        return {"into": bool(remedies), "out": bool(remedies), "copy": has_commands}

    def on_plain_list_resized(self) -> None:
        """Wrap the findings to the new width."""
        self._draw_findings()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the choices of the marked finding."""
        event.stop()
        self._show_marked()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go into the choices."""
        event.stop()
        self.action_into()

    def action_into(self) -> None:
        """Go to the first command, or to the next one."""
        self._go(0 if self._focused_block() is None else 1)

    def action_out(self) -> None:
        """Go back to the findings."""
        self.query_one("#findings", PlainList).focus()

    def action_beside(self, direction: int) -> None:
        """Go to the command above or below; above the first one are the findings."""
        if self._focused_block() is self._first_block() and direction < 0:
            self.action_out()
        else:
            self._go(direction)

    def action_scroll_choices(self, direction: int) -> None:
        """Scroll the choices."""
        choices = self.query_one("#choices", Pane)
        (choices.scroll_page_down if direction == 1 else choices.scroll_page_up)(animate=False)

    def marked_words(self) -> str:
        """Return the marked finding, its resources and its commands."""
        entry = self._marked
        named = " ".join(each.id for each in entry.resources) if entry and not isinstance(entry, FixSet) else ""
        return "\n".join([named, *(each.command for each in self._blocks())])

    def action_copy(self) -> None:
        """Copy the marked command; in the list, all commands of the first choice, or of the whole set."""
        block = self._focused_block()
        entry = self._marked
        offered = recommended_in(entry) if entry else ()
        together = offered if isinstance(entry, FixSet) else offered[:1]
        commands = [command for each in together for command in each.remedy.commands]
        if block:
            block.action_copy_command()
        elif commands:
            self.post_message(CopyWanted("\n".join(commands)))
        else:
            self.notify(say(self, _NOTHING_TO_COPY), markup=False)

    @property
    def _entries(self) -> tuple[Finding | FixSet, ...]:
        """Return what the list shows: what to do all at once, where there is such a set, and the findings."""
        together, findings = self.consultation.diagnosis.fix_set, self.consultation.diagnosis.findings
        return (together, *findings) if together else findings

    @property
    def _marked(self) -> Finding | FixSet | None:
        entries, marked = self._entries, self.query_one("#findings", PlainList).highlighted
        return entries[marked] if marked is not None and marked < len(entries) else None

    def _draw_findings(self) -> None:
        listed = self.query_one("#findings", PlainList)
        marked = listed.highlighted or 0
        width = max(listed.scrollable_content_region.width - 2, 0)
        entries = self._entries
        listed.display = bool(entries)
        with self.prevent(OptionList.OptionHighlighted):
            listed.set_options(Option(hanging(self._line(each), width)) for each in entries)
            listed.highlighted = marked if entries else None

    def _line(self, entry: Finding | FixSet) -> Content:
        draws = fixes.set_line if isinstance(entry, FixSet) else fixes.finding_line
        return draws(entry, language_of(self))  # type: ignore[arg-type]

    def _show_marked(self) -> None:
        entry = self._marked
        language = language_of(self)
        cards = self.query_one("#cards", Container)
        cards.remove_children()
        head = self.query_one("#head", Static)
        if entry is None:
            head.update(Content("\n\n").join(self._nothing_found()))
            self.offer_again()
            return
        if isinstance(entry, FixSet):
            head.update(fixes.set_head(entry, language))
        else:
            head.update(linked(fixes.finding_head(entry, language)))
        recommendations = recommended_in(entry)
        total = len(recommendations)
        words = fixes.STEP if isinstance(entry, FixSet) else fixes.CHOICE
        cards.mount_all(
            ChoiceView(each, words.fill(number=n, total=total), total) for n, each in enumerate(recommendations, 1)
        )
        if not total:
            cards.mount(Static(fixes.no_fix(language), markup=False))
        self.query_one("#choices", Pane).scroll_home(animate=False)
        self.offer_again()

    def _nothing_found(self) -> list[Content]:
        language = language_of(self)
        diagnosis = self.consultation.diagnosis
        parts = (summary.status(diagnosis, language), summary.missing(diagnosis, language))
        return [part for part in parts if part]

    def _blocks(self) -> list[CommandBlock]:
        return list(self.query(CommandBlock))

    def _first_block(self) -> CommandBlock | None:
        return next(iter(self._blocks()), None)

    def _focused_block(self) -> CommandBlock | None:
        return self.focused if isinstance(self.focused, CommandBlock) else None

    def _go(self, by: int) -> None:
        blocks = self._blocks()
        if not blocks:
            self.action_scroll_choices(1)
            return
        focused = self._focused_block()
        place = blocks.index(focused) + by if focused else 0
        blocks[max(0, min(place, len(blocks) - 1))].focus()


def recommended_in(entry: Finding | FixSet) -> tuple[Recommendation, ...]:
    """Return the choices of a finding, or the members of a set."""
    if isinstance(entry, FixSet):
        return tuple(Recommendation(each.remedy, each.proven) for each in entry.switches)
    return entry.recommendations
