"""The language the app speaks, and how anything on screen says a sentence in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import reactive

from fargate_doctor.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump

    from fargate_doctor.text import Language, Text


class SpeakingApp(App[None]):
    """An app with a language that may change while it runs, and a clock that tests may stop."""

    language: reactive[Language] = reactive["Language"]("en", init=False)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self.now = now


def language_of(widget: MessagePump) -> Language:
    """Return the language in which a widget is to speak."""
    app = widget.app
    return app.language if isinstance(app, SpeakingApp) else "en"


def say(widget: MessagePump, text: Text) -> str:
    """Return a sentence in the language of the app, made inert."""
    return printable(text.in_language(language_of(widget)), lines=True)
