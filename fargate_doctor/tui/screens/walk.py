"""The walk: one question at a time, with its answer, its proof, and why it leads to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding
from textual.containers import Container

from fargate_doctor.collectors.threads import in_thread
from fargate_doctor.text import Text
from fargate_doctor.tui.drawing.times import rfc3339
from fargate_doctor.tui.itinerary import END, START, beside, next_failure, places_of, position, way_round
from fargate_doctor.tui.keys import bindings, moving
from fargate_doctor.tui.messages import CopyWanted
from fargate_doctor.tui.screens.task_screen import TaskScreen
from fargate_doctor.tui.speech import SpeakingApp, say, with_keys
from fargate_doctor.tui.widgets.step_tree import StepTree
from fargate_doctor.tui.widgets.step_view import StepView

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.diagnosis.what_if import Switch
    from fargate_doctor.tui.consultation import Consultation
    from fargate_doctor.tui.itinerary import Place

_NO_FAILURE = Text(en="No question fails.", es="Ninguna pregunta falla.")
_SUPPOSED = Text(en="Supposed: {change}", es="Supuesto: {change}")
_COME_BACK = Text(
    en="· only in the model, nothing is changed in AWS. {key} comes back.",
    es="· solo en el modelo, en AWS no se cambia nada. {key} vuelve atrás.",
)
_AS_IT_IS = Text(en="The task as it is.", es="La tarea tal como es.")
_THINKING = Text(en="Asking everything again with your answer…", es="Replanteando todo con su respuesta…")


class WalkScreen(TaskScreen):
    """Left the tree, right the question."""

    NAME = Text(en="Walk", es="Recorrido")
    CSS_PATH = "walk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("walk.next", "walk.failure", "walk.fixes", "walk.paths", "view.map", "view.what-if"),
        *bindings("view.timeline", "view.compare", "case.save", "walk.fold", "walk.previous"),
        *bindings("walk.undo", "walk.other", "walk.copy", "walk.read"),
        *moving(page_down="scroll_view(1)", page_up="scroll_view(-1)"),
        *(Binding(str(number), f"choose({number})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, consultation: Consultation) -> None:
        super().__init__(consultation)
        self._unfolds = False
        self._current = START

    def body(self) -> ComposeResult:
        """Lay out tree and question side by side."""
        with Container(id="both"):
            yield StepTree()
            yield StepView()

    def draw(self) -> None:
        """Show the tree and the place under the cursor."""
        self.header.show(self.consultation, screen_name=self.NAME)
        self.query_one(StepTree).show(self._places, self._current)
        self._show_place()

    def offers(self) -> dict[str, bool]:
        """Offer to take back an answer only where one was given, and another branch only where there is one."""
        return {
            "undo": bool(self.consultation.case.statements),
            "other_branch": self.consultation.instead_of is not None or self._way_round is not None,
        }

    def on_step_tree_moved(self, event: StepTree.Moved) -> None:
        """Show the place under the cursor."""
        if event.place.id != self._current:
            self._current = event.place.id
            self._show_place()
            self.refresh_bindings()

    def on_step_tree_fold_clicked(self, event: StepTree.FoldClicked) -> None:
        """Unfold."""
        event.stop()
        self.action_fold()

    def on_step_view_answered(self, event: StepView.Answered) -> None:
        """Keep the answer and ask everything again."""
        event.stop()
        app = self.app
        at = rfc3339(app.now()) if isinstance(app, SpeakingApp) else ""
        self._ask_again(lambda: self.consultation.with_answer(event.question, event.answer, at))

    def action_next(self) -> None:
        """Go to the next question; from the end to the fixes."""
        if self._current == END:
            self.action_fixes()
        else:
            self._step(1)

    def action_previous(self) -> None:
        """Go back to the question before."""
        self._step(-1)

    def action_read_on(self) -> None:
        """Scroll on; from the end of a page to the next question."""
        view = self.query_one(StepView)
        if view.scroll_offset.y < view.max_scroll_y:
            view.scroll_page_down(animate=False)
        else:
            self.action_next()

    def action_scroll_view(self, direction: Literal[1, -1]) -> None:
        """Scroll the question without leaving the tree."""
        view = self.query_one(StepView)
        (view.scroll_page_down if direction == 1 else view.scroll_page_up)(animate=False)

    def action_first_failure(self) -> None:
        """Jump to the first question that fails gravely; again, to the next."""
        failure = next_failure(self._places, self._current, self.consultation.diagnosis)
        if failure:
            self.query_one(StepTree).go_to(failure.id)
        else:
            self.notify(say(self, _NO_FAILURE), markup=False)

    def action_fold(self) -> None:
        """Show or hide the questions that do not matter here."""
        self._unfolds = not self._unfolds
        if self._current not in {place.id for place in self._places}:
            self._current = START
        self.draw()

    def action_choose(self, number: int) -> None:
        """Give an answer by its number."""
        self.query_one(StepView).choose(number)

    def action_undo(self) -> None:
        """Take back the last answer."""
        self._ask_again(self.consultation.without_last_answer)

    def action_other_branch(self) -> None:
        """Walk on as if what fails here were mended in the model; once more, walk the task as it is."""
        of = self.consultation
        switch = self._way_round
        if of.instead_of:
            as_it_is = of.instead_of
            self._ask_again(lambda: as_it_is)
            self.notify(say(self, _AS_IT_IS), markup=False)
        elif switch:
            label = _SUPPOSED.fill(change=switch.remedy.title)
            self._ask_again(lambda: of.supposing(label, _supposed(of.diagnosis, switch)))
            self.notify(say(self, label + with_keys(self, _COME_BACK, key="walk.other")), timeout=8, markup=False)

    def marked_words(self) -> str:
        """Return the question with its evidence."""
        return self.query_one(StepView).as_text

    def action_copy(self) -> None:
        """Copy what is shown."""
        self.post_message(CopyWanted(self.query_one(StepView).as_text))

    @property
    def _way_round(self) -> Switch | None:
        return way_round(self.consultation.diagnosis.step(self._current), self.consultation.diagnosis)

    @property
    def _places(self) -> tuple[Place, ...]:
        return places_of(self.consultation.diagnosis, unfolds=self._unfolds)

    def _step(self, direction: Literal[1, -1]) -> None:
        place = beside(self._places, self._current, direction)
        if place:
            self.query_one(StepTree).go_to(place.id)

    def _show_place(self) -> None:
        places = self._places
        place = next((each for each in places if each.id == self._current), places[0])
        following = beside(places, place.id, 1)
        self.query_one(StepView).show(place, following, position(places, place.id), self.consultation)

    @work(exclusive=True, name="asking again")
    async def _ask_again(self, change: Callable[[], Consultation]) -> None:
        self.notify(say(self, _THINKING), timeout=2, markup=False)
        self.consultation = await in_thread(change)
        self.refresh_bindings()
        self.draw()


def _supposed(diagnosis: Diagnosis, switch: Switch) -> Diagnosis:
    from fargate_doctor.tui import trying  # noqa: PLC0415 - the checks are many

    return trying.supposed(diagnosis, switch)
