"""Sentences in both languages, side by side, beside what says them."""

from __future__ import annotations

from typing import Literal

from fargate_doctor.frozen import frozen

Language = Literal["en", "es"]

LANGUAGES: tuple[Language, ...] = ("en", "es")

_BIDIRECTIONAL_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@frozen
class Text:
    """One sentence in English and Spanish; blanks in braces are filled with `fill`."""

    en: str
    es: str

    def fill(self, **blanks: object) -> Text:
        """Return the sentence with its blanks filled in both languages; a `Text` fills each in its own."""
        if not any(isinstance(value, Text) for value in blanks.values()):
            return Text(en=self.en.format_map(blanks), es=self.es.format_map(blanks))
        return Text(
            en=self.en.format_map({name: each.en if isinstance(each, Text) else each for name, each in blanks.items()}),
            es=self.es.format_map({name: each.es if isinstance(each, Text) else each for name, each in blanks.items()}),
        )

    def in_language(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.es if language == "es" else self.en

    def __add__(self, other: Text) -> Text:
        """Return both sentences, one after the other."""
        return Text(en=f"{self.en} {other.en}", es=f"{self.es} {other.es}")


def verbatim(words: str) -> Text:
    """Return words that are the same in every language: an id, an address, what AWS said."""
    return Text(en=words, es=words)


def enumeration(items: tuple[str, ...] | list[str], *, at_most: int = 6) -> Text:
    """Return a list in words, `a, b and c`; what goes beyond `at_most` is counted."""
    shown = tuple(items[:at_most])
    hidden = len(items) - len(shown)
    if hidden > 0:
        listed = ", ".join(shown)
        return Text(en=f"{listed} and {hidden} more", es=f"{listed} y {hidden} más")
    if len(shown) < 2:  # noqa: PLR2004 - one item needs no conjunction
        return verbatim("".join(shown))
    start, last = ", ".join(shown[:-1]), shown[-1]
    return Text(en=f"{start} and {last}", es=f"{start} {_spanish_and(last)} {last}")


def printable(words: str, *, lines: bool = False) -> str:
    """Return foreign text made inert: control and direction characters are shown, never sent.

    `lines` keeps line feeds and tabs, for text that is shown as a block.
    """
    if words.isprintable():  # the unsafe are all among those that are not
        return words
    kept = "\n\t" if lines else ""
    return "".join(
        character if character in kept or not _is_unsafe(character) else _visible(character) for character in words
    )


def _spanish_and(word: str) -> str:
    sounds_like_i = word[:1].lower() == "i" or (word[:2].lower() == "hi" and word[:3].lower() != "hie")
    return "e" if sounds_like_i else "y"


def _is_unsafe(character: str) -> bool:
    code = ord(character)
    is_control = code < 0x20 or 0x7F <= code < 0xA0  # noqa: PLR2004 - C0, DEL and C1
    return is_control or character in _BIDIRECTIONAL_CONTROLS or character in "\u2028\u2029"


def _visible(character: str) -> str:
    code = ord(character)
    return chr(0x2400 + code) if code < 0x20 else f"\\u{code:04x}"  # noqa: PLR2004 - control pictures
