"""Cuts long lists into what one request takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

T = TypeVar("T")


def batches(items: Sequence[T], size: int) -> Iterator[list[T]]:
    """Yield the items in their order, at most `size` at a time."""
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
