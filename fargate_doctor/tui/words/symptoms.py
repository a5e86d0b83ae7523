"""What is wrong with a task, in few words for a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.reports.message_words import CAUSES, FAMILIES
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.symptom import Symptom

NO_WORDS: Final = Text(en="ECS says nothing", es="ECS no dice nada")


def symptom_in_words(symptom: Symptom) -> Text:
    """Return a few words for a symptom: its cause, or what failed where no cause is stated."""
    message = symptom.message
    if message is None:
        return NO_WORDS
    return FAMILIES[message.family] if message.cause in ("ambiguous", "other") else CAUSES[message.cause]
