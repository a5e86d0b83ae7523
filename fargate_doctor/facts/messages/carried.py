"""What a task record or an event says when it is given whole, cut off, or as another language prints it.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html
"""

from __future__ import annotations

import re
from typing import Final

from fargate_doctor.facts.exit_codes import says_less
from fargate_doctor.frozen import frozen

_MEMBERS: Final = (
    "stoppedReason|stopCode|rolloutStateReason|statusReason|failures|eventName|lastStatus|taskArn|reason|exitCode"
)
_IS_RECORD: Final = re.compile(
    r"[\"'](?:stoppedReason|stopCode|rolloutStateReason|failures|eventName|lastStatus|taskArn)\\{0,8}[\"']\s{0,9}:"
)
_IS_ESCAPED: Final = re.compile(rf"\\[\"'](?:{_MEMBERS})\\{{1,8}}[\"']\s{{0,9}}:")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_BREAKS: Final = {"n": " ", "r": " ", "t": " "}
_DEEPEST: Final = 3
_SAYS: Final = re.compile(
    r"[\"'](stoppedReason|rolloutStateReason|statusReason|reason)[\"']\s{0,9}:\s{0,9}"
    r"(?:\"((?:[^\"\\]|\\.)*)|'((?:[^'\\]|\\.)*))",
    re.DOTALL,
)
_STOP_CODE: Final = re.compile(r"[\"']stopCode[\"']\s{0,9}:\s{0,9}[\"']([A-Za-z]{1,60})")
_EXIT_CODE: Final = re.compile(r"[\"']exitCode[\"']\s{0,9}:\s{0,9}(\d{1,3})\b")


@frozen
class Carried:
    """The words of a record, with the exit code that tells most, and its stop code."""

    text: str
    stop_code: str | None


def carried_in(text: str) -> Carried | None:
    """Return what a record says of why a task stopped; None where the text is no record or one without a word."""
    if not _IS_RECORD.search(text):
        return None
    for _ in range(_DEEPEST):
        if not _IS_ESCAPED.search(text):
            break
        text = _ESCAPED.sub(lambda found: _BREAKS.get(found[1], found[1]), text)
    said = dict.fromkeys(_plain(found[2] or found[3] or "") for found in _SAYS.finditer(text))
    words = [each for each in said if each]
    code = min(map(int, _EXIT_CODE.findall(text)), key=says_less, default=None)
    if code is not None:
        words.append(f"Exit code: {code}")
    stop_code = _STOP_CODE.search(text)
    if not words and not stop_code:
        return None
    return Carried(". ".join(words), stop_code[1] if stop_code else None)


def _plain(words: str) -> str:
    return _ESCAPED.sub(lambda found: _BREAKS.get(found[1], found[1]), words).strip()
