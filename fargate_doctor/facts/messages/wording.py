"""Messages brought into one form, so that wraps, quotes, doubled blanks and cut-off ends make no difference."""

from __future__ import annotations

import re
from typing import Final

from fargate_doctor.facts.messages.names import without_names
from fargate_doctor.facts.messages.unwrapping import unwrapped
from fargate_doctor.frozen import frozen

_LONGEST_READ: Final = 16_384
_TAIL_READ: Final = 4_096

_SINGLE_QUOTES: Final = (0x2018, 0x2019, 0x201A, 0x60)
_DOUBLE_QUOTES: Final = (0x201C, 0x201D, 0x201E, 0xAB, 0xBB)
_INVISIBLE: Final = (0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD)
_FLATTENED: Final[dict[int, str]] = {
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_INVISIBLE, ""),
    0x2026: "...",
    0xA0: " ",
}
_DROPPED: Final = dict.fromkeys(map(ord, " \"'*\\|"))

_CLOSING_TAGS: Final = re.compile(r"(?:</[a-z0-9]{1,12}>)+$")

_PHRASES_CUT_OFF: Final[tuple[tuple[str, int], ...]] = (
    ("accessdenied", 8),
    ("isnotauthorizedtoperform", 9),
    ("contextdeadlineexceeded", 9),
    ("contextcanceled", 9),
    ("requestcanceledwhilewaitingforconnection", 11),
    ("client.timeoutexceeded", 8),
    ("i/otimeout", 5),
    ("tlshandshaketimeout", 8),
    ("sendrequestfailed", 10),
    ("failedtodorequest", 10),
    ("connectionrefused", 12),
    ("connectiontimedout", 12),
    ("connectionissuebetween", 12),
    ("nosuchhost", 7),
    ("nospaceleftondevice", 9),
    ("toomanyrequests", 8),
    ("resourcenotfoundexception", 10),
    ("thespecifiedloggroupdoesnotexist", 14),
    ("nobasicauthcredentials", 9),
    ("manifestunknown", 10),
    ("invalidreferenceformat", 12),
    ("executablefilenotfound", 12),
    ("nosuchfileordirectory", 9),
    ("execformaterror", 8),
    ("insufficientfreeaddresses", 14),
    ("essentialcontainerintaskexited", 18),
    ("repositorydoesnotexistormayrequire", 14),
)
"""Phrases that tell a cause, and how much of one must be left at a cut-off end to know it."""

_BEGINNINGS: Final = tuple((phrase[:least], phrase) for phrase, least in _PHRASES_CUT_OFF)
_LONGEST_PHRASE: Final = max(len(phrase) for phrase, _ in _PHRASES_CUT_OFF)


@frozen
class Wording:
    """A message as it was written, on one line, and squeezed: lower case without blanks, quotes and names.

    `is_completed` tells that a phrase cut off at the end was taken for the whole phrase.
    """

    line: str
    squeezed: str
    is_completed: bool


def wording_of(text: str) -> Wording:
    """Return a message in the forms in which it is recognised; of a very long one its beginning and its end."""
    read = text if len(text) <= _LONGEST_READ else f"{text[: _LONGEST_READ - _TAIL_READ]} {text[-_TAIL_READ:]}"
    line = " ".join(unwrapped(read.translate(_FLATTENED)).split())
    squeezed = squeeze(without_names(line))
    if squeezed.endswith(">"):
        squeezed = _CLOSING_TAGS.sub("", squeezed)
    rest = _rest_of_cut_phrase(squeezed.rstrip(".[]()"))
    return Wording(line, squeezed.rstrip(".") + rest if rest else squeezed, bool(rest))


def squeeze(words: str) -> str:
    """Return words in lower case without blanks and quotes."""
    return words.translate(_FLATTENED).lower().translate(_DROPPED)


def _rest_of_cut_phrase(squeezed: str) -> str:
    end = squeezed[-_LONGEST_PHRASE:]
    for beginning, phrase in _BEGINNINGS:
        if beginning in end and phrase.startswith(left := end[end.rindex(beginning) :]):
            return phrase[len(left) :]
    return ""
