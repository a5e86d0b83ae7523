"""The parts of one question: where it stands, what was answered, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.diagnosis.levels import LEVELS
from fargate_doctor.reports.words import CONFIDENCES, MARKS, VERDICTS
from fargate_doctor.text import Text, printable, verbatim
from fargate_doctor.tui.drawing.marks import QUIET, STYLES, heading, level_in_words, quiet, verdict_in_words

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Finding, Step
    from fargate_doctor.text import Language
    from fargate_doctor.tui.itinerary import Place

EVIDENCE: Final = Text(en="Evidence", es="Pruebas")
EVIDENCE_OF_MODEL: Final = Text(en="Evidence, in the model", es="Pruebas, en el modelo")
MISSING: Final = Text(en="What is missing", es="Qué falta")
OTHERWISE: Final = Text(en="Otherwise", es="De lo contrario")
NEXT: Final = Text(en="Next", es="A continuación")

_COUNT: Final = Text(en="question {number} of {total}", es="pregunta {number} de {total}")
_FOLDED: Final = Text(en="folded away", es="plegada")
_HIDDEN: Final = Text(en="{count} folded away", es="{count} plegadas")
_HIDDEN_ONE: Final = Text(en="1 folded away", es="1 plegada")
_START: Final = Text(en="The task", es="La tarea")
_END: Final = Text(en="What it comes to", es="En resumen")

_GOES_THERE: Final = Text(
    en="{key} walks on as if this were mended.", es="{key} sigue como si esto estuviera arreglado."
)
_IN_MODEL: Final = Text(
    en="All this is said of the model, not of AWS; {key} comes back.",
    es="Todo esto se dice del modelo, no de AWS; {key} vuelve atrás.",
)
_WHY_HERE: Final = {
    "stop": Text(en="The message tells where to look first.", es="El mensaje dice dónde mirar primero."),
    "interface": Text(en="Without its interface nothing else begins.", es="Sin su interfaz no empieza nada más."),
    "carrier": Text(en="It decides whose network is looked at.", es="Decide qué red hay que examinar."),
    "needs": Text(en="Only what it needs can hold it up.", es="Solo puede detenerla lo que necesita."),
    "names": Text(en="A name is resolved before a packet leaves.", es="El nombre se resuelve antes de enviar nada."),
    "way": Text(
        en="Each request goes this way, each answer back.", es="Por aquí va la solicitud y vuelve la respuesta."
    ),
    "access": Text(en="What is reached may still refuse.", es="Lo que se alcanza aún puede denegar el acceso."),
    "health": Text(en="A task that started can still be stopped.", es="Una tarea iniciada aún puede ser detenida."),
    "changes": Text(en="Some changes reach new tasks only.", es="Algunos cambios solo llegan a las tareas nuevas."),
    "ipv6": Text(en="IPv6 has conditions of its own.", es="IPv6 tiene sus propias condiciones."),
    "advice": Text(en="This stops nothing, but is worth knowing.", es="No detiene nada, pero conviene saberlo."),
}
"""Why one is at a stage of the walk."""

_WHY: Final = {
    "pass": Text(en="This is in order, so the cause is not here.", es="Esto está en orden: la causa no está aquí."),
    "unknown": Text(
        en="This stays open; the walk goes on with what is known.",
        es="Esto queda abierto; el recorrido sigue con lo que se sabe.",
    ),
    "not_applicable": Text(en="This does not concern the task.", es="Esto no afecta a la tarea."),
}
_WHY_FAILED: Final = {
    "root_cause": Text(
        en="This is a root cause, but it need not be the only one: what comes later may be broken as well.",
        es="Esto es una causa raíz, pero puede no ser la única: también puede fallar lo que viene después.",
    ),
    "contributing": Text(
        en="This did not stop the task, but would stop a new one; so it must be fixed too.",
        es="Esto no detuvo la tarea, pero detendría otra nueva; también hay que arreglarlo.",
    ),
    "warning": Text(
        en="This did not stop the task; it may do harm another time.",
        es="Esto no detuvo la tarea; puede causar problemas en otra ocasión.",
    ),
    "info": Text(en="This is worth knowing; it did not stop the task.", es="Conviene saberlo; no detuvo la tarea."),
}
_TO_EXPLAIN: Final = Text(
    en="This is what has to be explained; the next questions look for the reason.",
    es="Esto es lo que hay que explicar; las preguntas siguientes buscan el motivo.",
)
_NEXT_STAGE: Final = Text(en="With this “{stage}” is done.", es="Con esto termina «{stage}».")
_LAST: Final = Text(en="That was the last question.", es="Era la última pregunta.")


def tree_line(place: Place, language: Language) -> Content:
    """Return what the tree shows for a place, unwrapped."""
    if place.kind == "start":
        return Content.styled(f"● {_START.in_language(language)}", "bold")
    if place.kind == "end":
        return Content.styled(f"■ {_END.in_language(language)}", "bold")
    if place.kind == "stage" and place.stage:
        return Content.styled(place.stage.title.in_language(language), "bold $text-primary")
    if place.kind == "fold":
        hidden = _HIDDEN_ONE if len(place.folded) == 1 else _HIDDEN
        return Content.styled(f"▸ {hidden.fill(count=len(place.folded)).in_language(language)}", QUIET)
    return _step_line(place.step, language) if place.step else Content()


def crumb(place: Place, position: tuple[int, int], language: Language) -> Content:
    """Return where one is: the stage, and which question of how many."""
    stage = place.stage.title.in_language(language) if place.stage else ""
    number, total = position
    counted = _COUNT.fill(number=number, total=total).in_language(language)
    where = Content.assemble((stage, "$text-primary"), quiet(f" · {counted}" if number else ""))
    return where + quiet(f"\n{_WHY_HERE[place.stage.id].in_language(language)}") if place.stage else where


def supposition(label: Text, language: Language, key: str) -> Content:
    """Return that all this is said of a model in which something was changed, and the key that comes back."""
    words = f"? {label.in_language(language)} {_IN_MODEL.fill(key=key).in_language(language)}"
    return Content.styled(printable(words), "bold $text-warning")


def answer(step: Step, language: Language) -> Content:
    """Return the verdict and why."""
    return Content.assemble(verdict(step, language), "  ", because(step, language))


def verdict(step: Step, language: Language) -> Content:
    """Return the verdict alone."""
    return verdict_in_words(step.verdict, language)


def because(step: Step, language: Language) -> Content:
    """Return why the verdict is what it is."""
    return Content(printable(step.because.in_language(language)))


def finding_lines(step: Step, diagnosis: Diagnosis, language: Language) -> Content:
    """Return the findings of a question with their levels; empty where it raised none."""
    found = [each for each in diagnosis.findings if each.id in step.findings]
    return Content("\n").join([_finding_line(each, language) for each in found])


def otherwise(step: Step, language: Language, key: str = "") -> Content:
    """Return what the other answer would have meant, and the key that goes there where one does."""
    words = printable(step.check.otherwise.in_language(language))
    if key:
        words = f"{words} {_GOES_THERE.fill(key=key).in_language(language)}"
    return Content.assemble(heading(OTHERWISE.in_language(language)), "\n", words)


def onward(place: Place, following: Place | None, diagnosis: Diagnosis, language: Language) -> Content:
    """Return why the walk goes on, and to which question."""
    reason = _why(place.step, diagnosis) if place.step else verbatim("")
    if following is None or following.step is None:
        reason = reason + _LAST
    elif following.stage and place.stage and following.stage.id != place.stage.id:
        reason = reason + _NEXT_STAGE.fill(stage=place.stage.title)
    lines = [heading(NEXT.in_language(language)), Content(reason.in_language(language).strip())]
    if following and following.step:
        lines.append(Content.styled(f"→ {following.step.check.question.in_language(language)}", "bold"))
    return Content("\n").join(lines)


def folded_lines(place: Place, language: Language) -> Content:
    """Return the folded questions of a stage, each with its answer and why it is folded."""
    return Content("\n\n").join([_folded_line(step, language) for step in place.folded])


def _why(step: Step, diagnosis: Diagnosis) -> Text:
    if step.verdict != "fail":
        return _WHY[step.verdict]
    levels = [each.level for each in diagnosis.findings if each.id in step.findings]
    return _WHY_FAILED[min(levels, key=LEVELS.index)] if levels else _TO_EXPLAIN


def _step_line(step: Step, language: Language) -> Content:
    style = STYLES[step.verdict]
    label = printable(step.check.label.in_language(language))
    return Content.assemble(
        (f"{MARKS[step.verdict]} ", style),
        (label, QUIET if step.is_folded else ""),
        (f" {VERDICTS[step.verdict].in_language(language).replace(' ', chr(160))}", style),
    )


def _finding_line(finding: Finding, language: Language) -> Content:
    return Content.assemble(
        level_in_words(finding.level, language),
        quiet(f" · {CONFIDENCES[finding.confidence].in_language(language)} · {finding.id}\n"),
        printable(finding.title.in_language(language)),
    )


def _folded_line(step: Step, language: Language) -> Content:
    why = step.folded_because or verbatim("")
    return Content.assemble(
        Content(printable(step.check.question.in_language(language))),
        "\n",
        verdict_in_words(step.verdict, language),
        quiet(f" · {_FOLDED.in_language(language)}: {printable(why.in_language(language))}"),
    )
