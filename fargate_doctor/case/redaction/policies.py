"""Policies: a pattern that matches names has to match what stands for them.

`prod/*` does by itself, since names with one beginning keep one, and so does `*/web`, since each part of a name is
replaced for itself. Where letters follow a star directly, the pattern is written out as the names that it matches.
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
_INSIDE_A_WORD = re.compile(r"[*?][\w.-]")
_RESOURCE = re.compile(r"(?P<start>arn:[^:]*:[^:]*:[^:]*:[^:]*:)(?P<resource>.*)", re.DOTALL)
_VARIABLE = re.compile(r"\$\{[a-z0-9-]+:[A-Za-z0-9]+\}")
_KIND = re.compile(r"[a-z-]+[:/](?=.*[*?])")


def is_statement(value: dict[str, Any]) -> bool:
    """Say whether this is one statement of a policy."""
    return value.get("Effect") in ("Allow", "Deny") and not MATCHED.isdisjoint(value)


class Policies:
    """Rewrites the parts of statements that are matched against names."""

    def __init__(self, words: Words, names: Iterable[str], resources: Iterable[str]) -> None:
        self._words = words
        self._names = tuple(dict.fromkeys(names))
        self._resources = tuple(dict.fromkeys(resources))

    def pattern(self, pattern: str) -> list[str]:
        """Return what stands for a pattern: one pattern as a rule, several where names had to be written out."""
        if _VARIABLE.search(pattern):
            return ["".join(each if _VARIABLE.fullmatch(each) else self._words.name(each) for each in _parts(pattern))]
        if not _INSIDE_A_WORD.search(pattern):
            return [self._words.name(pattern)]
        return sorted(set(self._written_out(pattern)))[:_MOST] or [self._words.name(pattern)]

    def _written_out(self, pattern: str) -> Iterable[str]:
        arn = _RESOURCE.fullmatch(pattern)
        if not arn:
            return self._matching(pattern, self._names)
        start = self._words.name(arn["start"])
        ending = ":*" if arn["resource"].endswith(":*") else ""
        resource = arn["resource"].removesuffix(ending)
        kind = _KIND.match(resource)
        alone = (name for name in self._names if not name.startswith("arn:"))
        named = (kind[0] + name for name in alone) if kind else alone
        return (start + each + ending for each in self._matching(resource, (*self._resources, *named)))

    def _matching(self, pattern: str, names: Iterable[str]) -> Iterable[str]:
        matches = _matcher(pattern)
        return (self._words.name(name) for name in names if matches.fullmatch(name))


def _parts(pattern: str) -> list[str]:
    """Return a pattern cut before and after each variable of AWS, such as `${aws:PrincipalAccount}`."""
    return re.split(f"({_VARIABLE.pattern})", pattern)


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(pattern.replace("[", "[[]")))
