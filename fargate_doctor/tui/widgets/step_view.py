"""One place of a walk in full: the question, its answer, the proof, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from fargate_doctor.text import Text
from fargate_doctor.tui.drawing import steps, summary, task
from fargate_doctor.tui.drawing.evidence import gaps, quotations
from fargate_doctor.tui.drawing.marks import heading, linked
from fargate_doctor.tui.itinerary import way_round
from fargate_doctor.tui.speech import first_key_of, language_of, say

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from fargate_doctor.diagnosis.check import UserQuestion
    from fargate_doctor.diagnosis.model import Step
    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.itinerary import Place

_PARTS = (
    "supposed", "crumb", "question", "answer", "asked", "findings", "because", "facts", "evidence", "missing",
    "otherwise", "onward",
)  # fmt: skip
"""In this order on the page: what is asked and what was found stand above the reasons, to be seen without scrolling."""
_ASKED = Text(en="Can you tell?", es="¿Lo sabe usted?")
_YOU_SAID = Text(en="You answered: {answer}", es="Usted respondió: {answer}")
_THE_TASK = Text(en="Why is this task not running?", es="¿Por qué no se ejecuta esta tarea?")
_THE_END = Text(en="What it comes to", es="En resumen")
_FOLD = Text(en="Questions that do not matter here", es="Preguntas que aquí no importan")


class StepView(VerticalScroll):
    """Shows one place; the choices of a question are buttons, and keys 1 to 9."""

    @dataclass
    class Answered(Message):
        """The user answered a question."""

        question: str
        answer: str

    def __init__(self) -> None:
        super().__init__()
        self._asks: UserQuestion | None = None
        self._plain = ""

    def compose(self) -> ComposeResult:
        """Lay out the parts; those without words are not displayed."""
        for name in _PARTS:
            yield Static(id=name, markup=False)
            if name == "asked":
                yield Vertical(id="choices")

    def show(self, place: Place, following: Place | None, position: tuple[int, int], of: Consultation) -> None:
        """Show one place of a consultation."""
        words = self._words(place, following, position, of)
        if of.instead_of and of.label:
            words["supposed"] = steps.supposition(of.label, language_of(self), first_key_of(self, "walk.other"))
        for name in _PARTS:
            part = self.query_one(f"#{name}", Static)
            content = words.get(name, Content())
            part.display = bool(content)
            part.update(linked(content))
        self._plain = "\n\n".join(content.plain for content in words.values() if content)
        self._ask(place.step.asks if place.step else None)
        self.scroll_home(animate=False)

    @property
    def as_text(self) -> str:
        """Return what is shown, for the clipboard."""
        return self._plain

    def choose(self, number: int) -> bool:
        """Give the answer with a number; tell whether there is one."""
        if self._asks is None or number > len(self._asks.choices):
            return False
        self.post_message(self.Answered(self._asks.key, self._asks.choices[number - 1][0]))
        return True

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Take the choice that was pressed."""
        event.stop()
        if event.button.name:
            self.choose(int(event.button.name))

    def _ask(self, question: UserQuestion | None) -> None:
        self._asks = question
        choices = self.query_one("#choices", Vertical)
        choices.display = question is not None
        choices.remove_children()
        if question:
            choices.mount_all(
                Button(Content(f"{number} {say(self, label)}"), name=str(number), compact=True)
                for number, (_, label) in enumerate(question.choices, 1)
            )

    def _words(
        self, place: Place, following: Place | None, position: tuple[int, int], of: Consultation
    ) -> dict[str, Content]:
        if place.kind == "start":
            return self._start_words(of)
        if place.kind == "end":
            return self._end_words(of)
        if place.kind == "fold":
            return self._fold_words(place)
        if place.step is None:
            return {}
        return self._step_words(place, place.step, following, position, of)

    def _start_words(self, of: Consultation) -> dict[str, Content]:
        language = language_of(self)
        facts = of.diagnosis.facts
        if facts is None:
            return {"question": Content(of.diagnosis.service or "")}
        return {
            "question": Content(say(self, _THE_TASK)),
            "answer": task.what_ecs_said(facts.symptom, language),
            "facts": task.about_task(facts.task, language),
        }

    def _end_words(self, of: Consultation) -> dict[str, Content]:
        language = language_of(self)
        return {
            "question": Content(say(self, _THE_END)),
            "answer": summary.verdict(
                of.diagnosis, language, first_key_of(self, "walk.next"), first_key_of(self, "walk.failure")
            ),
            "findings": summary.findings(of.diagnosis, language),
            "missing": summary.missing(of.diagnosis, language),
            "otherwise": summary.calls(of.diagnosis, language),
        }

    def _fold_words(self, place: Place) -> dict[str, Content]:
        language = language_of(self)
        return {
            "crumb": steps.crumb(place, (0, 0), language),
            "question": Content(say(self, _FOLD)),
            "answer": steps.folded_lines(place, language),
        }

    def _step_words(
        self, place: Place, step: Step, following: Place | None, position: tuple[int, int], of: Consultation
    ) -> dict[str, Content]:
        language = language_of(self)
        other = first_key_of(self, "walk.other") if way_round(step, of.diagnosis) else ""
        found = steps.finding_lines(step, of.diagnosis, language)
        return {
            "crumb": steps.crumb(place, position, language),
            "question": Content(say(self, step.check.question)),
            "answer": steps.verdict(step, language) if found else steps.answer(step, language),
            "findings": found,
            "because": steps.because(step, language) if found else Content(),
            "asked": self._asked_words(step, of),
            "evidence": self._under(
                steps.EVIDENCE_OF_MODEL if of.instead_of else steps.EVIDENCE, quotations(step.evidence, language)
            ),
            "missing": self._under(steps.MISSING, gaps(step.missing, language)),
            "otherwise": steps.otherwise(step, language, other),
            "onward": steps.onward(place, following, of.diagnosis, language),
        }

    def _asked_words(self, step: Step, of: Consultation) -> Content:
        lines = [self._stated_line(each.question, each.answer, step) for each in of.case.statements]
        said = [line for line in lines if line]
        if step.asks:
            said.append(Content("\n").join([heading(say(self, _ASKED)), Content(say(self, step.asks.question))]))
        return Content("\n").join(said)

    def _stated_line(self, question: str, answer: str, step: Step) -> Content:
        asked = step.asks.key if step.asks else step.id
        if question not in (asked, step.id):
            return Content()
        labels = dict(step.asks.choices) if step.asks else {}
        label = labels.get(answer, Text(en=answer, es=answer))
        return Content.styled(say(self, _YOU_SAID.fill(answer=label)), "$text-accent")

    def _under(self, title: Text, content: Content) -> Content:
        return Content.assemble(heading(say(self, title)), "\n", content) if content else Content()
