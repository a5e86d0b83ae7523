"""The walk on a plain terminal: one question after the other, for screen readers, slow lines and pipes."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.model import Statement
from fargate_doctor.cli.answering import EXIT_CODES, say_in_words
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.plain import ascii_here, in_ascii
from fargate_doctor.cli.terminal import is_terminal, paint, takes_colours, width_of_output
from fargate_doctor.frozen import frozen
from fargate_doctor.reports.as_text import blocks_to_text
from fargate_doctor.reports.contents import opening
from fargate_doctor.reports.report import Report
from fargate_doctor.reports.times import rfc3339
from fargate_doctor.reports.walk_part import end_section, step_section
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fargate_doctor.cli.subject import Subject
    from fargate_doctor.diagnosis.model import Diagnosis, Step
    from fargate_doctor.reports.outline import Block

_KEYS = Text(
    en="Enter: next, b: back, f: next failure, u: take back an answer, e: end, q: quit",
    es="Intro: siguiente, b: atrás, f: siguiente fallo, u: retirar una respuesta, e: final, q: salir",
)
_ANSWERING = Text(en="or type an answer: {choices}", es="o escriba una respuesta: {choices}")
_NOT_UNDERSTOOD = Text(en="“{word}” is none of these.", es="«{word}» no es ninguna de estas opciones.")
_NOTHING_BEFORE = Text(en="This is the first question.", es="Esta es la primera pregunta.")
_NO_FAILURE = Text(en="No further question fails.", es="Ninguna pregunta posterior falla.")
_NOTHING_STATED = Text(en="There is no answer of yours to take back.", es="No hay ninguna respuesta suya que retirar.")
_NOTED = Text(
    en="Noted, as stated by you; everything was asked again.",
    es="Anotado como indicado por usted; se ha vuelto a preguntar todo.",
)


@frozen
class Walk:
    """Where somebody is in the walk through a subject; `place` counts the questions from 0."""

    subject: Subject
    diagnosis: Diagnosis
    place: int = 0

    @property
    def step(self) -> Step | None:
        """Return the question one is at; None at the end."""
        walked = self.diagnosis.walked
        return walked[self.place] if self.place < len(walked) else None

    def at(self, place: int) -> Walk:
        """Return the walk somewhere else."""
        return replace(self, place=place)

    def with_statements(self, statements: tuple[Statement, ...]) -> Walk:
        """Return the walk after everything was asked again; it stays at its question where that is still asked."""
        case = self.subject.case.model_copy(update={"statements": statements})
        subject = replace(self.subject, case=case)
        diagnosis, _ = subject.diagnose()
        ids = [each.id for each in diagnosis.walked]
        here = self.step.id if self.step else ""
        return Walk(subject, diagnosis, ids.index(here) if here in ids else min(self.place, len(ids)))


def walk_through(subject: Subject) -> int:
    """Walk through the diagnosis of a subject and return its exit code; without a keyboard it is all said at once."""
    diagnosis, service = subject.diagnose()
    report = Report(diagnosis, subject.snapshot, subject.kind, datetime.now(UTC), service, subject.profile)
    _say(opening(report, language_here()))
    walk = Walk(subject, diagnosis)
    if is_terminal(sys.stdin) and is_terminal(sys.stdout):
        walk = _led_by_keys(walk)
    else:
        for number, step in enumerate(diagnosis.walked, 1):
            _say([step_section(diagnosis, step, number, language_here())])
        _say(end_section(diagnosis, language_here()))
    return EXIT_CODES[walk.diagnosis.status]


def _led_by_keys(walk: Walk) -> Walk:
    shown: tuple[int, tuple[Statement, ...]] | None = None
    while step := walk.step:
        if shown != (walk.place, walk.subject.case.statements):
            _say([step_section(walk.diagnosis, step, walk.place + 1, language_here())])
            shown = (walk.place, walk.subject.case.statements)
        word = _asked(step)
        if word in (None, "q"):
            return walk
        walk = _moved(walk, step, word or "")
    _say(end_section(walk.diagnosis, language_here()))
    return walk


def _moved(walk: Walk, step: Step, word: str) -> Walk:
    """Return the walk after one word of the user."""
    if step.asks and word in dict(step.asks.choices):
        return _answered(walk, step.asks.key, word)
    move = _MOVES.get(word)
    return move(walk) if move else _stays(walk, _NOT_UNDERSTOOD.fill(word=printable(word)))


def _back(walk: Walk) -> Walk:
    return walk.at(walk.place - 1) if walk.place else _stays(walk, _NOTHING_BEFORE)


def _to_failure(walk: Walk) -> Walk:
    failing = (place for place, each in enumerate(walk.diagnosis.walked) if each.verdict == "fail")
    later = next((place for place in failing if place > walk.place), None)
    return _stays(walk, _NO_FAILURE) if later is None else walk.at(later)


def _without_answer(walk: Walk) -> Walk:
    stated = walk.subject.case.statements
    return walk.with_statements(stated[:-1]) if stated else _stays(walk, _NOTHING_STATED)


def _answered(walk: Walk, question: str, answer: str) -> Walk:
    kept = tuple(each for each in walk.subject.case.statements if each.question != question)
    said = Statement(question=question, answer=answer, at=rfc3339(datetime.now(UTC)))
    return _stays(walk.with_statements((*kept, said)), _NOTED)


_MOVES: Final[dict[str, Callable[[Walk], Walk]]] = {
    "": lambda walk: walk.at(walk.place + 1),
    "b": _back,
    "e": lambda walk: walk.at(len(walk.diagnosis.walked)),
    "f": _to_failure,
    "u": _without_answer,
}


def _stays(walk: Walk, sentence: Text) -> Walk:
    _prompt(f"{sentence.in_language(language_here())}\n")
    return walk


def _asked(step: Step) -> str | None:
    """Return what the user typed; None where there is nothing more to read."""
    keys = _KEYS.in_language(language_here())
    if step.asks:
        choices = ", ".join(key for key, _ in step.asks.choices)
        keys = f"{keys}; {_ANSWERING.fill(choices=choices).in_language(language_here())}"
    _prompt(f"{keys} > ")
    line = sys.stdin.readline()
    return line.strip().lower() if line else None


def _prompt(words: str) -> None:
    sys.stderr.write(in_ascii(words) if ascii_here() else words)
    sys.stderr.flush()


def _say(blocks: Iterable[Block]) -> None:
    text = blocks_to_text(blocks, width=width_of_output(), paint=paint if takes_colours() else None)
    say_in_words(f"{text}\n")
