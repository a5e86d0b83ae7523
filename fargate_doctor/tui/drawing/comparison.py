"""One task beside another in words: only what differs, and which answers differ with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.diagnosis.comparing import is_healthy
from fargate_doctor.reports.words import MARKS, VERDICTS
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.evidence import gaps, quotations
from fargate_doctor.tui.drawing.marks import QUIET, STYLES, heading, quiet
from fargate_doctor.tui.words.places import REACHES
from fargate_doctor.tui.words.purposes import PURPOSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.comparing import Answered, Comparison, Difference
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.facts.traits.model import Value
    from fargate_doctor.model.task import Task
    from fargate_doctor.text import Language

_MOST_SHOWN: Final = 4
_HERE: Final = Text(en="this task", es="esta tarea")
_THERE: Final = Text(en="the other", es="la otra")
_RUNS: Final = Text(en="running", es="en ejecución")
_STOPPED: Final = Text(en="stopped", es="detenida")
_WAITS: Final = Text(en="not running", es="no está en ejecución")
_NOT_HEALTHY: Final = Text(
    en="ECS does not say that the other one is healthy.", es="ECS no dice que la otra esté sana."
)
_WITH_IT: Final = Text(en="Answers that differ with it", es="Respuestas que difieren con ello")
_NONE_WITH_IT: Final = Text(
    en="No answer about what it bears on differs.", es="No difiere ninguna respuesta sobre lo que toca."
)
_SAID_HERE: Final = Text(en="Said of this task", es="Lo dicho de esta tarea")
_SAID_THERE: Final = Text(en="Said of the other", es="Lo dicho de la otra")
_UNCOMPARED: Final = Text(en="Could not be compared", es="No se pudo comparar")
_SAME: Final = Text(en="The same in both: {traits}.", es="Igual en ambas: {traits}.")
_WAYS: Final = Text(en="Ways that end otherwise", es="Caminos que acaban de otro modo")
_NO_DIFFERENCE: Final = Text(
    en="Nothing that was compared differs. What no case holds is not compared: the code in the image, the traffic.",
    es="Nada de lo comparado difiere. No se compara lo que ningún caso contiene: el código de la imagen, el tráfico.",
)
_NO_PROOF: Final = Text(
    en="A difference is a hint, not a cause: two tasks may differ in what does not matter.",
    es="Una diferencia es un indicio, no una causa: dos tareas pueden diferir en lo que no importa.",
)


def head_line(comparison: Comparison, source: Text, language: Language) -> Content:
    """Return which two tasks are laid beside each other."""
    here, there = comparison.here.task, comparison.there.task
    words = Content.assemble(
        *_named(here, _HERE, language), quiet(" │ "), *_named(there, _THERE, language),
        quiet(f" ({printable(source.in_language(language))})"),
    )  # fmt: skip
    if is_healthy(there):
        return words
    return words + Content.styled(f" ? {_NOT_HEALTHY.in_language(language)}", STYLES["unknown"])


def difference_lines(difference: Difference, language: Language, width: int) -> Content:
    """Return a difference: what it is, what this task has and the other has not, and the reverse."""
    mark, style = _mark(difference)
    title = Content.assemble((f"{mark} ", style), (difference.trait.label.in_language(language), "bold"))
    only_here, only_there = _only(difference, language)
    label = max(len(_HERE.in_language(language)), len(_THERE.in_language(language)))
    rows = [
        _row(_HERE.in_language(language).ljust(label), only_here, width),
        _row(_THERE.in_language(language).ljust(label), only_there, width),
    ]
    return Content("\n").join([title, *rows])


def about(difference: Difference, here: Diagnosis, language: Language) -> Content:
    """Return all that is known of one difference."""
    parts = [Content.styled(difference.trait.label.in_language(language), "bold")]
    if difference.turns:
        parts.append(_under(_WITH_IT, [_turned(each, here, language) for each in difference.turns], language))
    else:
        parts.append(quiet(_NONE_WITH_IT.in_language(language)))
    for words, value in ((_SAID_HERE, difference.here), (_SAID_THERE, difference.there)):
        if value.evidence:
            parts.append(_under(words, [quotations(value.evidence, language)], language))
    return Content("\n\n").join(parts)


def the_rest(comparison: Comparison, language: Language) -> Content:
    """Return which ways end otherwise, what could not be compared, and what is the same."""
    parts = [Content(_NO_DIFFERENCE.in_language(language))] if not comparison.differences else []
    if comparison.ways:
        parts.append(_under(_WAYS, list(_ways(comparison, language)), language))
    if comparison.uncompared:
        lines = []
        for each in comparison.uncompared:
            lines.append(Content(each.trait.label.in_language(language)))
            lines.append(gaps(each.missing, language))
        parts.append(_under(_UNCOMPARED, lines, language))
    if comparison.same:
        traits = ", ".join(each.label.in_language(language) for each in comparison.same)
        parts.append(quiet(_SAME.fill(traits=traits).in_language(language)))
    parts.append(quiet(_NO_PROOF.in_language(language)))
    return Content("\n\n").join(parts)


def _named(task: Task, words: Text, language: Language) -> Iterator[Content | tuple[str, str]]:
    state = _STOPPED if task.is_stopped else _RUNS if is_healthy(task) else _WAITS
    name = task.service_name or task.cluster_name
    yield quiet(f"{words.in_language(language)} ")
    yield f"{printable(name)}/{printable(task.task_id[:8])}", "bold"
    yield quiet(f" {state.in_language(language)}")


def _mark(difference: Difference) -> tuple[str, str]:
    verdicts = {each.here for each in difference.turns}
    if "fail" in verdicts:
        return MARKS["fail"], STYLES["fail"]
    return ("≠", "bold $text-accent") if difference.turns else ("≠", QUIET)


def _only(difference: Difference, language: Language) -> tuple[list[str], list[str]]:
    """Return what each side has that the other has not; where they are alike, their names."""
    here, there = difference.here, difference.there
    if difference.only_by_name:
        return _subtracted(here.names, there.names), _subtracted(there.names, here.names)
    one, other = (_shown(each, difference.trait.id, language) for each in (here, there))
    return _subtracted(one, other), _subtracted(other, one)


def _shown(value: Value, trait: str, language: Language) -> tuple[str, ...]:
    if trait == "subnet":
        reach = next(iter(value.likeness), "unknown")
        kind = next((words for name, words in REACHES.items() if name == reach), REACHES["unknown"])
        return (f"{kind.in_language(language)} {' '.join(value.names)}",)
    return value.likeness


def _subtracted(these: tuple[str, ...], those: tuple[str, ...]) -> list[str]:
    return [each for each in these if each not in those]


def _row(label: str, values: list[str], width: int) -> Content:
    words = ", ".join(printable(each) for each in values[:_MOST_SHOWN]) if values else "\N{EN DASH}"
    if len(values) > _MOST_SHOWN:
        words += f", +{len(values) - _MOST_SHOWN}"
    room = max(width - len(label) - 5, 16)
    lines = Content(words).wrap(room)
    head = Content.assemble("  ", quiet(label), "  ")
    rest = Content(" " * (len(label) + 4))
    return Content("\n").join([head + lines[0], *(rest + line for line in lines[1:])])


def _turned(answered: Answered, here: Diagnosis, language: Language) -> Content:
    step = here.step(answered.id)
    question = step.check.question.in_language(language) if step else answered.id
    return Content.assemble(*_verdicts(answered, language), f"  {printable(question)}")


def _ways(comparison: Comparison, language: Language) -> Iterator[Content]:
    purposes = {each.need.destination: each.need.purpose for each in comparison.here.walks}
    for each in comparison.ways:
        name = PURPOSES[purposes[each.id]].in_language(language) if each.id in purposes else ""
        yield Content.assemble(
            *_verdicts(each, language), (f"  {name} · IPv{each.ip_version}", "bold"), quiet(f"  {printable(each.id)}")
        )


def _verdicts(answered: Answered, language: Language) -> Iterator[Content | tuple[str, str]]:
    yield f"{MARKS[answered.here]} {VERDICTS[answered.here].in_language(language)}", STYLES[answered.here]
    yield quiet(" │ ")
    yield f"{MARKS[answered.there]} {VERDICTS[answered.there].in_language(language)}", STYLES[answered.there]


def _under(title: Text, lines: list[Content], language: Language) -> Content:
    return Content("\n").join([heading(title.in_language(language)), *lines])
