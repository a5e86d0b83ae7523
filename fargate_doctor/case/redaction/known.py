"""The names of one case, to be found again inside sentences, whole or cut off at the end."""

from __future__ import annotations

from bisect import bisect_left


class Known:
    """Every name, id and address that stands alone somewhere in the case, with what stands for it."""

    def __init__(self) -> None:
        self._replacements: dict[str, str] = {}
        self._lower: set[str] = set()
        self._sorted: list[str] = []

    def add(self, token: str, replacement: str) -> None:
        """Remember one."""
        self._replacements[token] = replacement
        self._lower.add(token.lower())

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._lower

    def completion_of(self, start: str) -> tuple[str, str] | None:
        """Return a longer name that begins so, and what stands for it."""
        if len(self._sorted) != len(self._replacements):
            self._sorted = sorted(self._replacements)
        place = bisect_left(self._sorted, start)
        candidates = self._sorted[place : place + 2]
        longer = next((each for each in candidates if each.startswith(start) and each != start), None)
        return (longer, self._replacements[longer]) if longer else None
