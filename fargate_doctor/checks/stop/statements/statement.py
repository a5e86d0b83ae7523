"""One statement: which messages make it, and the finding that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import LOST_PACKETS, FindingKind
from fargate_doctor.facts.messages.wording import wording_of
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.levels import Level
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.messages.rule import Words
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence

    Remedies = Callable[[TaskFacts, Raised], tuple[Remedy, ...]]

GUIDE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_PLACE: Final = 70


@frozen
class Statement:
    """Messages of some families and causes, with certain words if any are given, say that `kind` is so.

    `clears_network` tells that who says so rules out the network; `at_least` is how sure the statement itself is where
    the cause behind it is left open.
    """

    kind: FindingKind
    told: frozenset[tuple[str, str]]
    words: Words | None = None
    clears_network: bool = True
    at_least: Confidence = "possible"

    def is_made_by(self, message: Message) -> bool:
        """Tell whether a message says it."""
        if (message.family, message.cause) not in self.told:
            return False
        return self.words is None or self.words.occur_in(wording_of(message.text).squeezed)


def kind(  # noqa: PLR0913 - a finding declares what it is
    identifier: str,
    en: str,
    es: str,
    *docs: str,
    at_most: Level = "root_cause",
    yields_to: tuple[str, ...] = (),
    explains: frozenset[str] = LOST_PACKETS,
    remedies: Remedies | None = None,
    place: int = _PLACE,
) -> FindingKind:
    """Return a finding whose title needs nothing but the message; `docs` are pages of the ECS developer guide."""
    pages = tuple(each if each.startswith("https:") else f"{GUIDE}{each}.html" for each in docs)
    return FindingKind(identifier, Text(en, es), at_most, place, pages, explains, yields_to, remedies)


def said(
    kind: FindingKind,
    *causes: str,
    of: tuple[str, ...],
    words: Words | None = None,
    clears_network: bool = True,
    at_least: Confidence = "possible",
) -> Statement:
    """Return the statement that messages of some families with some causes make."""
    told = frozenset((family, cause) for family in of for cause in causes)
    return Statement(kind, told, words, clears_network, at_least)
