"""Credentials inside running text: URLs, command lines, messages.

What is around them stays, so that a message still says which host refused and a command what it ran.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

REMOVED: Final = "[removed]"

_SECRET_WORDS: Final = (
    "token",
    "passw",
    "pwd",
    "secret",
    "apikey",
    "accesskey",
    "accountkey",
    "licensekey",
    "sharedkey",
    "privatekey",
    "insertkey",
    "ingestkey",
    "ingestionkey",
    "writekey",
    "authorization",
    "credential",
    "signature",
    "webhook",
    "cookie",
    "connectionstring",
)

_NAMED = (
    r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|signature|sig"
    r"|(?:api|access|account|license|shared|private|secret|auth)[_-]?key)"
)

_SIGNS: Final = (
    "=",
    " ",
    "//",
    '"',
    "'",
    "\n",
    "\t",
    "\r",
    "\f",
    "\v",
    "AKIA",
    "ASIA",
    "eyJ",
    "IQoJ",
    "FwoG",
    "FwoD",
    "FQo",
)
"""What ids, ARNs and addresses have none of."""

_PATTERNS: Final = tuple(
    (re.compile(pattern, flags), rf"\g<kept>{REMOVED}")
    for pattern, flags in (
        (r"(?P<kept>//[^\s/:@?#\"']*:)(?!\[removed\])[^\s/\"']+(?=@)", 0),
        (r"(?P<kept>//)[^\s/:@\"'\[]{20,}(?=@)", 0),
        (r"(?P<kept>[?&]X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s\"'<>]+", re.IGNORECASE),
        (rf"(?P<kept>\b[\w.-]*{_NAMED}=\\?[\"']?)(?![\[=$]|arn:aws)[^\s&\"'\\,;|]+", re.IGNORECASE),
        (rf"(?P<kept>[\"'][\w.-]*{_NAMED}\\?[\"']\s?:\s?\\?[\"'])(?![\[$]|arn:aws)[^\"'\\]+", re.IGNORECASE),
        (r"(?P<kept>\bauthorization\\?[\"']?\s*[:=]\s*+\\?[\"']?)(?!\[removed\])[^\"'\\,;]+", re.IGNORECASE),
        (r"(?P<kept>\b(?:bearer|basic)\s+)(?=[\w+/~.-]*[\d+/=._-])[\w+/~.-]{12,}=*", re.IGNORECASE),
        (r"(?P<kept>x-amz-security-token\s*[:=]\s*)(?!\[removed\])[^\s\"'&,;<>]+", re.IGNORECASE),
        (r"(?P<kept>)\b(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FwoDYXdz|FQoDYXdz)[\w+/%-]{16,}={0,2}", 0),
        (r"(?P<kept>)\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", 0),
        (r"(?P<kept>)\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?", 0),
        (r"(?P<kept>-----BEGIN [A-Z ]*PRIVATE KEY-----)(?!\[removed\])[\s\S]*?(?=-----END|\Z)", 0),
    )
)

_SECRET_FLAG = re.compile(rf"^--?[\w-]*{_NAMED}$", re.IGNORECASE)
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]")


def without_credentials(words: str) -> str:
    """Return the text with what grants access replaced, and all else as it was."""
    return words if words.isascii() and not _has_a_sign(words) else _replaced(words)


@lru_cache(maxsize=4096)
def _replaced(words: str) -> str:
    """Look closely; ten thousand tasks often stopped with the same words."""
    for pattern, replacement in _PATTERNS:
        words = pattern.sub(replacement, words)
    return words


def _has_a_sign(words: str) -> bool:
    for sign in _SIGNS:  # noqa: SIM110 - a generator for each of a million strings takes longer than the look
        if sign in words:
            return True
    return False


@lru_cache(maxsize=1024)
def names_a_secret(name: str) -> bool:
    """Say whether an option of this name holds a secret: `splunk-token`, `apikey`, `HTTP_Passwd`."""
    plain = _NOT_ALPHANUMERIC.sub("", name.lower())
    return any(word in plain for word in _SECRET_WORDS)


def is_secret_flag(word: str) -> bool:
    """Say whether the next word of a command line is a secret: `--password`."""
    return bool(_SECRET_FLAG.match(word))
