"""The language the app speaks, and how anything on screen says a sentence in it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.reactive import reactive

from fargate_doctor.storage import Settings
from fargate_doctor.text import printable
from fargate_doctor.tui.keys import KEYS
from fargate_doctor.tui.keys.names import shown

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
        self.last_input = time.monotonic()

    def stay_awake(self) -> None:
        """Count this moment as one in which somebody is waiting for the app."""
        self.last_input = time.monotonic()

    async def on_event(self, event: events.Event) -> None:
        """Note when somebody last pressed a key or moved the mouse."""
        if isinstance(event, events.InputEvent):
            self.stay_awake()
        await super().on_event(event)

    @property
    def settings(self) -> Settings:
        """Return what the user wrote into the settings file."""
        return Settings()

    def first_key(self, action: str) -> str:
        """Return how the first key of an action is shown."""
        return shown(KEYS[action].keys.split(",")[0])


def language_of(widget: MessagePump) -> Language:
    """Return the language in which a widget is to speak."""
    app = widget.app
    return app.language if isinstance(app, SpeakingApp) else "en"


def first_key_of(widget: MessagePump, action: str) -> str:
    """Return how the first key of an action is shown, whatever key that is now."""
    app = widget.app
    return app.first_key(action) if isinstance(app, SpeakingApp) else shown(KEYS[action].keys.split(",")[0])


def with_keys(widget: MessagePump, text: Text, **actions: str) -> Text:
    """Return a sentence whose blanks are filled with the keys of actions."""
    return text.fill(**{blank: first_key_of(widget, action) for blank, action in actions.items()})


def say(widget: MessagePump, text: Text) -> str:
    """Return a sentence in the language of the app, made inert."""
    return printable(text.in_language(language_of(widget)), lines=True)
