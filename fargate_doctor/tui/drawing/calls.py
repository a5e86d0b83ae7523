"""Calls as they are made: when, which, how long, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.collectors.calls import Begun, Call
    from fargate_doctor.text import Language

_OUTCOMES: Final = {
    "answered": ("✓", "$text-success", Text(en="answered", es="respondida")),
    "refused": ("✗", "bold $text-error", Text(en="refused", es="denegada")),
    "absent": ("\N{EN DASH}", "$foreground-muted", Text(en="not there", es="no existe")),
    "throttled": ("!", "bold $text-warning", Text(en="slowed down", es="limitada")),
    "failed": ("✗", "bold $text-error", Text(en="failed", es="fallida")),
    "cancelled": ("?", "bold $text-warning", Text(en="stopped", es="detenida")),
}
_UNDER_WAY: Final = Text(en="under way", es="en curso")
_TURNING: Final = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_ITEMS: Final = Text(en="{count} items", es="{count} elementos")
_ITEM: Final = Text(en="1 item", es="1 elemento")
_COUNT: Final = Text(
    en="calls: {total} · answered: {answered} · refused: {refused} · read-only",
    es="llamadas: {total} · respondidas: {answered} · denegadas: {refused} · solo lectura",
)


def call_line(call: Call, language: Language) -> Content:
    """Return one call on one line."""
    mark, style, words = _OUTCOMES[call.outcome]
    counted = _ITEM if call.items == 1 else _ITEMS.fill(count=call.items)
    return Content.assemble(
        quiet(f"{call.started:%H:%M:%S} "),
        (f"{mark} ", style),
        printable(call.operation),
        quiet(f" {call.seconds:.2f} s "),
        (words.in_language(language), style),
        quiet(f" · {counted.in_language(language)}" if call.items else ""),
    )


def begun_line(begun: Begun, now: datetime, language: Language) -> Content:
    """Return a call that is under way on one line, with a mark that turns and the time since it began."""
    seconds = max((now - begun.started).total_seconds(), 0.0)
    mark = _TURNING[int(seconds * 8) % len(_TURNING)]
    return Content.assemble(
        quiet(f"{begun.started:%H:%M:%S} "),
        (f"{mark} ", "bold $text-accent"),
        printable(begun.operation),
        quiet(f" {seconds:.1f} s "),
        (_UNDER_WAY.in_language(language), "$text-accent"),
    )


def calls_counted(calls: list[Call], language: Language) -> Content:
    """Return how many calls there were, and what came of them."""
    outcomes = [call.outcome for call in calls]
    words = _COUNT.fill(total=len(calls), answered=outcomes.count("answered"), refused=outcomes.count("refused"))
    return quiet(words.in_language(language))
