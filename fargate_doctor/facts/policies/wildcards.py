"""The wildcards of IAM: `*` is any run of characters, `?` any one. A pattern may hold variables, `${aws:userid}`.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE: Final = "${"
_VARIABLE: Final = re.compile(r"\$\{(?P<key>[^},]*)(?:,[^}]*)?\}")


def matches(pattern: str, value: str, *, ignore_case: bool = False) -> bool:
    """Tell whether a value matches a pattern as a whole."""
    return _compiled(pattern, ignore_case).fullmatch(value) is not None


def may_match(pattern: str, start: str) -> bool:
    """Tell whether a pattern matches anything at all that begins like this."""
    places = {0}
    for character in start:
        stayed = {place for place in places if pattern[place : place + 1] == "*"}
        passed = _past_stars(pattern, places)
        places = stayed | {place + 1 for place in passed if pattern[place : place + 1] in ("?", character)}
        places |= {place for place in passed if pattern[place : place + 1] == "*"}
        if not places:
            return False
    return True


def _past_stars(pattern: str, places: set[int]) -> set[int]:
    """Return the places that a pattern may be at where its stars match nothing more."""
    reached = set(places)
    for place in places:
        at = place
        while pattern[at : at + 1] == "*":
            at += 1
            reached.add(at)
    return reached


def with_variables(pattern: str, value_of: Callable[[str], str | None]) -> str:
    """Return a pattern with the variables filled in whose values are known; the others stay."""

    def fill(found: re.Match[str]) -> str:
        value = value_of(found["key"].strip())
        return found[0] if value is None else value

    return _VARIABLE.sub(fill, pattern) if VARIABLE in pattern else pattern


@lru_cache(maxsize=4096)
def _compiled(pattern: str, ignore_case: bool) -> re.Pattern[str]:  # noqa: FBT001 - a key of the cache
    parts = (".*" if each == "*" else "." if each == "?" else re.escape(each) for each in re.split(r"([*?])", pattern))
    return re.compile("".join(parts), re.DOTALL | (re.IGNORECASE if ignore_case else 0))
