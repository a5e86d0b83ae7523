"""Halves of characters, in which a message that was cut off may end: JSON can hold them, UTF-8 cannot."""

from __future__ import annotations

from typing import Any


def mend(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value with each half character replaced by the sign for an unreadable one."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {mend(name): mend(member) for name, member in value.items()}
    return [mend(item) for item in value] if isinstance(value, list | tuple) else value
