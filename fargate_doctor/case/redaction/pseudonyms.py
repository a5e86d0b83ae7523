"""Names and ids that stand for others, character by character, so that what belongs together still does.

A character is replaced by the next one in a circle of its kind: small letters, capitals, digits. The circle is
shuffled by the key and by the characters before it. So two words with the same beginning keep a common beginning,
which is what a policy's `prod/*`, a cut-off message and a secret's random suffix need; no two words become one;
and no character ever stands for itself.
"""

from __future__ import annotations

import hmac
import string
from typing import Final

_KINDS: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_HEXADECIMAL: Final = (string.hexdigits[:16], string.hexdigits[16:])
_FOREIGN_LENGTH: Final = 3  # other scripts have no small circle; three letters tell them apart well enough


class Pseudonyms:
    """What stands for each word under one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._words: dict[tuple[str, str], str] = {}

    def word(self, word: str) -> str:
        """Return what stands for a name; signs between letters stay."""
        return self._replace(word, "name", _KINDS)

    def hexadecimal(self, digits: str, kind: str) -> str:
        """Return what stands for the hexadecimal part of an id of this kind."""
        return self._replace(digits, kind, _HEXADECIMAL)

    def _replace(self, word: str, purpose: str, circles: tuple[str, ...]) -> str:
        known = self._words.get((purpose, word))
        if known is None:
            characters = (
                self._successor(purpose, word[:place], character, circles) for place, character in enumerate(word)
            )
            known = self._words[purpose, word] = "".join(characters)
        return known

    def _successor(self, purpose: str, before: str, character: str, circles: tuple[str, ...]) -> str:
        start = 0
        for circle in circles:
            if character in circle:
                ranks = self._digest(purpose, before)[start : start + len(circle)]
                shuffled = sorted(range(len(circle)), key=ranks.__getitem__)
                return circle[shuffled[(shuffled.index(circle.index(character)) + 1) % len(circle)]]
            start += len(circle)
        return character if character.isascii() else self._letters(before + character)

    def _letters(self, word: str) -> str:
        digest = self._digest("foreign", word)
        return "".join(string.ascii_lowercase[byte % 26] for byte in digest[:_FOREIGN_LENGTH])

    def _digest(self, purpose: str, word: str) -> bytes:
        return hmac.digest(self._key, f"{purpose}\0{word}".encode("utf-8", "surrogatepass"), "sha512")
