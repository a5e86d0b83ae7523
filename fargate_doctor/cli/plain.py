"""Words without any character beyond ASCII, for terminals that cannot show others."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from fargate_doctor.cli.language import manner_here

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPTION: Final = "--ascii"
_LOCALE_VARIABLES: Final = ("LC_ALL", "LC_CTYPE", "LANG")
_WITHOUT_ENCODING: Final = ("C", "POSIX")
_CONSOLE: Final = "linux"
"""The TERM of a console whose font has neither marks nor all letters."""

FORMS: Final = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "○": "o",
        "●": "*",
        "◀": "<",
        "▸": ">",
        "│": "|",
        "┆": ":",
        "├": "+",
        "└": "+",
        "┌": "+",
        "─": "-",
        "━": "=",
        "×": "x",  # noqa: RUF001 - the character that is replaced
        "\u2212": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "≠": "!=",
        "≤": "<=",
        "≥": ">=",
        "…": "...",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "\u2018": "'",
        "\u2019": "'",
        "→": "->",
        "←": "<-",
        "·": "-",
        "•": "*",
        "¿": "",
        "¡": "",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


def wants_ascii(arguments: Sequence[str], environment: Mapping[str, str], *, is_shown: bool) -> bool:
    """Tell whether `--ascii` stands anywhere, or what is shown goes to a terminal that has no other characters.

    That is the Linux console, and one whose locale is C or names another encoding than UTF-8. No locale says nothing.
    """
    before = list(arguments)[: list(arguments).index("--")] if "--" in arguments else arguments
    return _OPTION in before or (is_shown and (environment.get("TERM") == _CONSOLE or _is_other(environment)))


def _is_other(environment: Mapping[str, str]) -> bool:
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    encoding = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return locale in _WITHOUT_ENCODING or (bool(encoding) and encoding != "utf8")


def ascii_here() -> bool:
    """Tell whether the command that is running is to write ASCII alone."""
    return manner_here().is_plain


def in_ascii(words: str) -> str:
    """Return words with our marks, lines, quotation marks and letters in ASCII; what has no such form stays."""
    if words.isascii():
        return words
    return "".join(each if each.isascii() else _without_accent(each) for each in words.translate(FORMS))


def _without_accent(letter: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(each))
    return bare if bare.isascii() else letter
