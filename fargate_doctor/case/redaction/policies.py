"""Policies: a pattern that matches names has to match what stands for them.

`prod/*` does by itself, since names with one beginning keep one. Where letters follow a star, the pattern is written
out as the names of the case that it matches.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.case.redaction.words import Words

MATCHED: Final = frozenset({"Resource", "NotResource", "Principal", "NotPrincipal", "Condition"})

_MOST: Final = 50
_WILDCARD = re.compile(r"[*?]")
_RESOURCE = re.compile(r"(?P<start>arn:[^:]*:[^:]*:[^:]*:[^:]*:)(?P<resource>.*)", re.DOTALL)
_KIND = re.compile(
    r"(?:task|cluster|service|task-definition|role|user|repository|secret|parameter|log-group|key|alias|access-point"
    r"|file-system|vpc-endpoint|)[:/]?"
)


def is_statement(value: dict[str, Any]) -> bool:
    """Say whether this is one statement of a policy."""
    return value.get("Effect") in {"Allow", "Deny"} and not MATCHED.isdisjoint(value)


class Policies:
    """Rewrites the parts of statements that are matched against names."""

    def __init__(self, words: Words, names: Iterable[str]) -> None:
        self._words = words
        self._names = tuple(names)

    def pattern(self, pattern: str) -> list[str]:
        """Return what stands for a pattern: one pattern as a rule, several where names had to be written out."""
        replaced = self._words.name(pattern)
        wildcard = _WILDCARD.search(pattern)
        if not wildcard or self._words.name(behind := pattern[wildcard.start() :]) == behind:
            return [replaced]
        return sorted(set(self._written_out(pattern)))[:_MOST] or [replaced]

    def _written_out(self, pattern: str) -> Iterable[str]:
        arn = _RESOURCE.fullmatch(pattern)
        start, resource = (arn["start"], arn["resource"]) if arn else ("", pattern)
        kind = _KIND.match(resource)
        kinds = {"", kind[0] if kind else ""}
        ending = ":*" if resource.endswith(":*") else ""
        matches = _matcher(resource.removesuffix(ending))
        for name in self._names:
            for before in kinds:
                if matches.fullmatch(before + name):
                    yield self._words.name(start) + self._words.name(before + name) + ending


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern.replace("[", "[[]")))
