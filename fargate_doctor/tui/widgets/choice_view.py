"""One way to mend a finding: what it does, its commands, what it touches, how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from fargate_doctor.tui.drawing.fixes import COMMANDS, UNDO, choice_foot, choice_head
from fargate_doctor.tui.drawing.marks import heading
from fargate_doctor.tui.speech import language_of, say
from fargate_doctor.tui.widgets.command_block import CommandBlock

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from fargate_doctor.diagnosis.model import Recommendation
    from fargate_doctor.text import Text


class ChoiceView(Vertical):
    """Shows one recommendation; its commands can be walked with the arrow keys."""

    DEFAULT_CSS = """
    ChoiceView {
        height: auto;
        margin-bottom: 1;
        Static {
            height: auto;
            margin-bottom: 1;
        }
        .heading {
            margin-bottom: 0;
        }
    }
    """

    def __init__(self, recommendation: Recommendation, place: Text, total: int) -> None:
        super().__init__()
        self._recommendation = recommendation
        self._place = place
        self._total = total

    def compose(self) -> ComposeResult:
        """Lay out the parts that this choice has."""
        remedy = self._recommendation.remedy
        language = language_of(self)
        yield Static(choice_head(self._recommendation, self._place, self._total, language), markup=False)
        if remedy.commands:
            yield self._heading(COMMANDS)
            yield from (CommandBlock(each) for each in remedy.commands)
        for name, block in (("Terraform", remedy.terraform), ("CloudFormation", remedy.cloudformation)):
            if block:
                yield Static(heading(name), classes="heading", markup=False)
                yield CommandBlock(block)
        yield Static(choice_foot(self._recommendation, language), markup=False)
        if remedy.undo:
            yield self._heading(UNDO)
            yield from (CommandBlock(each) for each in remedy.undo)

    def _heading(self, words: Text) -> Static:
        return Static(Content.assemble(heading(say(self, words))), classes="heading", markup=False)
