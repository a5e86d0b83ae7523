"""One rule: words that must be there, words that must not, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.messages.wording import squeeze
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Confidence


@frozen
class Words:
    """Fragments, squeezed: one of `first`, one of `second` if there are any, and none of `without`."""

    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def occur_in(self, squeezed: str) -> bool:
        """Tell whether a squeezed message has these words."""
        for fragment in self.first:
            if fragment in squeezed:
                break
        else:
            return False
        if self.second and not any(fragment in squeezed for fragment in self.second):
            return False
        return not any(fragment in squeezed for fragment in self.without)


@frozen
class Cause:
    """Words that tell a cause, how surely, and which further causes they allow."""

    cause: str
    words: Words
    confidence: Confidence = "certain"
    alternatives: tuple[str, ...] = ()


@frozen
class Family:
    """Words that tell a family, its causes in the order in which they are tried, and what stays if none is told."""

    family: str
    words: Words
    causes: tuple[Cause, ...]
    otherwise: Cause


_ANYTHING = Words(first=("",))


def words(*first: str, second: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Words:
    """Return the words of a rule, written as ECS writes them."""
    return Words(
        first=tuple(squeeze(each) for each in first),
        second=tuple(squeeze(each) for each in second),
        without=tuple(squeeze(each) for each in without),
    )


def cause(
    name: str,
    *first: str,
    second: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    confidence: Confidence = "certain",
    alternatives: tuple[str, ...] = (),
) -> Cause:
    """Return a cause told by words."""
    return Cause(name, words(*first, second=second, without=without), confidence, alternatives)


def always(name: str, confidence: Confidence = "certain", *alternatives: str) -> Cause:
    """Return the cause that a family has whatever else is said."""
    return Cause(name, _ANYTHING, confidence, alternatives)


def cannot_tell(*alternatives: str) -> Cause:
    """Return that the words do not tell the cause, and what it could be, the likeliest first."""
    return Cause("ambiguous", _ANYTHING, "possible", alternatives)
