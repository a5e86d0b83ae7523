"""Rewrites AWS's sentences: names in them are masked, its own wording stays.

Masked is what has a form of its own, what stands where a name stands, every name that the case knows, and every word
that is put together like one. What is left are plain words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fargate_doctor.case.redaction.hosts import is_host
from fargate_doctor.case.redaction.tokens import TOKEN
from fargate_doctor.case.redaction.wording import WORDS

if TYPE_CHECKING:
    from fargate_doctor.case.redaction.known import Known
    from fargate_doctor.case.redaction.words import Words

_PLACES_OF_NAMES = re.compile(
    r"""
     https?://[^\s"'<>]+
    |(?<=exec:[ ])\\?"[^"]*\\?"
    |(?<![\w./-])/[\w.-]+(?:/[\w.-]+)*
    |(?<![\w./-])[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?/[\w./-]+(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)?
    |(?<=\(service[ ])[\w-]+ | (?<=\(task[ ])[\w-]+ | (?<=\(container[ ])[\w-]+ | (?<=\(cluster[ ])[\w-]+
    |(?<=\(taskSet[ ])[\w/-]+ | (?<=\(deployment[ ])[\w/-]+
    |(?<=\Aservice[ ])[\w-]+(?=[ ](?:was|has|is)\b)
    """,
    re.VERBOSE,
)
_LIKE_A_NAME = re.compile(r"(?=.*[^\W\d_])(?=.*[\d_-])\w[\w-]*|.*[^\x00-\x7f].*|\d{12,}")
_PLAIN_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,}(?![\w-])")
_PARTS = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"(?P<word>[\w-]{6,}|\d{1,3}(?:\.\d{1,3}){1,2}\.?)(?P<dots>(?:\.{3}|…)?\s*)\Z")


class Sentences:
    """What stands for each sentence of one case."""

    def __init__(self, words: Words, known: Known) -> None:
        self._words = words
        self._known = known

    def sentence(self, text: str) -> str:
        """Return the sentence with its names masked."""
        end = self._cut_off_name(text)
        rewritten, position = "", 0
        text = text[: len(text) - len(end[0])] if end else text
        for place in _PLACES_OF_NAMES.finditer(text):
            rewritten += self._mask(text[position : place.start()]) + self._words.name(place[0])
            position = place.end()
        return rewritten + self._mask(text[position:]) + (end[1] if end else "")

    def of_a_person(self, text: str) -> str:
        """Return a rewritten sentence with every word masked that AWS does not use itself."""
        return _PLAIN_WORD.sub(
            lambda found: found[0] if self._words.keeps(found[0]) else self._words.word(found[0]), text
        )

    def _mask(self, text: str) -> str:
        return TOKEN.sub(self._token, text)

    def _token(self, match: re.Match[str]) -> str:
        if match.lastgroup == "word":
            return self._words.word(match[0]) if self._is_name(match[0]) else match[0]
        if match.lastgroup == "host" and not is_host(match[0]):
            return ".".join(self._mask(label) for label in match[0].split("."))
        return self._words.token(match)

    def _is_name(self, word: str) -> bool:
        if word in self._known:
            return True
        return bool(_LIKE_A_NAME.fullmatch(word)) and not all(
            self._words.keeps(part) or part.lower() in WORDS for part in _PARTS.findall(word)
        )

    def _cut_off_name(self, text: str) -> tuple[str, str] | None:
        """Return the end of a text that breaks off inside a known name, and what stands for that end."""
        last = _LAST_WORD.search(text)
        if not last or last["word"] in self._known or self._words.keeps(last["word"]):
            return None
        longer = self._known.completion_of(last["word"])
        if not longer:
            return None
        return last[0], _shortened(longer[1], last["word"]) + last["dots"]


def _shortened(replacement: str, start: str) -> str:
    if "." not in start:
        return replacement[: len(start)]
    octets = replacement.partition("/")[0].split(".")[: start.rstrip(".").count(".") + 1]
    return ".".join(octets) + ("." if start.endswith(".") else "")
