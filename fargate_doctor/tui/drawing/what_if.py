"""Changes as switches, and what they come to on the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.reports.words import MARKS, VERDICTS
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import STYLES, heading, level_in_words, quiet
from fargate_doctor.tui.words.purposes import PURPOSES
from fargate_doctor.tui.words.verdicts import PROOF_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Diagnosis, Finding
    from fargate_doctor.diagnosis.what_if import Outcome, Switch, Turned
    from fargate_doctor.text import Language

_CANNOT: Final = Text(
    en="cannot be tried: the model does not show this change", es="no se puede probar: el modelo no refleja este cambio"
)
_ALONE: Final = {
    True: Text(en="proven alone", es="demostrado por sí solo"),
    False: Text(en="not enough alone", es="no basta por sí solo"),
    None: Text(en="not tried alone", es="no probado por sí solo"),
}
_SMALLEST: Final = Text(
    en="Smallest set that mends all, proven together", es="Conjunto mínimo que lo arregla todo, demostrado en conjunto"
)
_LOOKING: Final = Text(
    en="Looking for the smallest set that mends all…", es="Buscando el conjunto mínimo que lo arregla todo…"
)
_NO_SET: Final = Text(
    en="No set of these changes mends all on the model.",
    es="Ningún conjunto de estos cambios lo arregla todo en el modelo.",
)
_NOTHING_TO_MEND: Final = Text(en="Nothing has to be mended.", es="No hay nada que arreglar.")
_NONE_ON: Final = Text(
    en="Nothing is switched on. Space tries the marked change on a model of your network; nothing is changed in AWS.",
    es="No hay nada activado. Espacio prueba el cambio señalado en un modelo de su red; en AWS no se cambia nada.",
)
_TRYING: Final = Text(
    en="Asking every question of the changed model…", es="Planteando cada pregunta al modelo cambiado…"
)
_MENDS_ALL: Final = Text(
    en="Nothing that stops the task is left, and nothing new fails.",
    es="No queda nada que detenga la tarea y no falla nada nuevo.",
)
_NOT_SURE: Final = Text(
    en="Nothing that was found is left, but a way became doubtful or fails anew: this is no proof.",
    es="No queda nada de lo encontrado, pero algún camino pasó a ser dudoso o falla de nuevo: no es una demostración.",
)
_STILL: Final = Text(en="{count} things still stop the task.", es="Todavía {count} cosas detienen la tarea.")
_STILL_ONE: Final = Text(en="One thing still stops the task.", es="Todavía hay algo que detiene la tarea.")
_GONE: Final = Text(en="Mended", es="Arreglado")
_LEFT: Final = Text(en="Would block next", es="Lo que bloquearía después")
_NEW: Final = Text(en="New", es="Nuevo")
_WAYS: Final = Text(en="Ways that change", es="Caminos que cambian")
_STEPS: Final = Text(en="Questions answered otherwise", es="Preguntas con otra respuesta")
_NO_CHANGE: Final = Text(en="No way and no question changes.", es="No cambia ningún camino ni ninguna pregunta.")


def switch_line(switch: Switch, number: int, *, is_on: bool, language: Language) -> Content:
    """Return a change with its number and switch, what it is for, and whether it is enough alone."""
    title = printable(switch.remedy.title.in_language(language))
    ids = ", ".join(dict.fromkeys(each.id for each in switch.findings))
    purpose = quiet(f" · {ids}")
    if not switch.can_be_tried:
        words = _CANNOT.in_language(language)
        return Content.assemble(
            quiet(f"{number} [\N{EN DASH}] "), quiet(title), purpose, (f" · ? {words}", STYLES["unknown"])
        )
    box = Content.styled(f"{number} [{'x' if is_on else ' '}] ", "bold $text-accent" if is_on else "")
    alone = f" · {PROOF_MARKS[switch.proven]} {_ALONE[switch.proven].in_language(language)}"
    return Content.assemble(box, (title, "bold" if is_on else ""), purpose, quiet(alone))


def smallest_line(numbers: tuple[int, ...], diagnosis: Diagnosis, language: Language, *, is_known: bool) -> Content:
    """Return which set would mend all, by the numbers of its switches."""
    if not any(each.level in ("root_cause", "contributing") for each in diagnosis.findings):
        return Content.styled(f"✓ {_NOTHING_TO_MEND.in_language(language)}", STYLES["pass"])
    if not is_known:
        return quiet(_LOOKING.in_language(language))
    if not numbers:
        return Content.styled(f"? {_NO_SET.in_language(language)}", STYLES["unknown"])
    set_words = " + ".join(str(each) for each in numbers)
    words = Content(f"{_SMALLEST.in_language(language)}: ")
    return Content.assemble(("s ", "bold $text-accent"), words, (set_words, "bold"))


def trying(language: Language) -> Content:
    """Return what stands while the model is asked."""
    return quiet(_TRYING.in_language(language))


def none_on(language: Language) -> Content:
    """Return what stands while nothing is switched on."""
    return Content(_NONE_ON.in_language(language))


def outcome_in_words(outcome: Outcome, language: Language) -> Content:
    """Return what the changes together come to: what is mended, what would block next, what turns."""
    parts = [_verdict(outcome, language)]
    for title, findings, mark in ((_LEFT, outcome.left, ""), (_NEW, outcome.new, ""), (_GONE, outcome.gone, "✓")):
        if findings:
            parts.append(_under(title, [_finding(each, mark, language) for each in findings], language))
    if outcome.ways:
        parts.append(_under(_WAYS, [_way(each, outcome, language) for each in outcome.ways], language))
    if outcome.steps:
        parts.append(_under(_STEPS, list(_steps(outcome, language)), language))
    if not outcome.ways and not outcome.steps:
        parts.append(quiet(_NO_CHANGE.in_language(language)))
    return Content("\n\n").join(parts)


def _verdict(outcome: Outcome, language: Language) -> Content:
    if outcome.mends_all:
        return Content.styled(f"✓ {_MENDS_ALL.in_language(language)}", STYLES["pass"])
    count = len(outcome.left) + len(outcome.new)
    if not count:
        return Content.styled(f"? {_NOT_SURE.in_language(language)}", STYLES["unknown"])
    words = _STILL_ONE if count == 1 else _STILL.fill(count=count)
    return Content.styled(f"✗ {words.in_language(language)}", STYLES["fail"])


def _finding(finding: Finding, mark: str, language: Language) -> Content:
    title = printable(finding.title.in_language(language))
    if mark:
        return Content.assemble((f"{mark} ", STYLES["pass"]), title, quiet(f" · {finding.id}"))
    return Content.assemble(level_in_words(finding.level, language), "  ", title, quiet(f" · {finding.id}"))


def _way(turned: Turned, outcome: Outcome, language: Language) -> Content:
    purpose = next(each.need.purpose for each in outcome.after.walks if each.need.destination == turned.id)
    name = f"  {PURPOSES[purpose].in_language(language)} · IPv{turned.ip_version}"
    return Content.assemble(*_turn(turned, language), (name, "bold"), quiet(f"  {printable(turned.id)}"))


def _steps(outcome: Outcome, language: Language) -> Iterator[Content]:
    for turned in outcome.steps:
        step = outcome.after.step(turned.id)
        label = step.check.question.in_language(language) if step else turned.id
        yield Content.assemble(*_turn(turned, language), f"  {printable(label)}")


def _turn(turned: Turned, language: Language) -> Iterator[Content | tuple[str, str]]:
    yield f"{MARKS[turned.before]} {VERDICTS[turned.before].in_language(language)}", STYLES[turned.before]
    yield quiet(" → ")
    yield f"{MARKS[turned.after]} {VERDICTS[turned.after].in_language(language)}", STYLES[turned.after]


def _under(title: Text, lines: list[Content], language: Language) -> Content:
    return Content("\n").join([heading(title.in_language(language)), *lines])
