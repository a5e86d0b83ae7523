"""The strings of a document, each with what it holds."""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.credentials import REMOVED
from fargate_doctor.case.redaction.fields import LOOSE, is_kept, is_own_name, is_sentence
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What a string holds."""

    KEPT = auto()
    SENTENCE = auto()
    NAME = auto()
    LOOSE_NAME = auto()


@frozen
class Leaf:
    """One string, what it holds, and whether it stands where only a customer's own names do."""

    kind: Kind
    text: str
    is_own: bool = False


def kind_of(parent: str, field: str, text: str) -> Kind:
    """Return what a string holds, judged by where it stands."""
    if not text or text == REMOVED or is_kept(parent, field, text):
        return Kind.KEPT
    if is_sentence(parent, field):
        return Kind.SENTENCE
    return Kind.LOOSE_NAME if field in LOOSE or " " in text else Kind.NAME


def json_in(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """Return the object or list that a string holds as JSON, else None."""
    if text[:1] not in {"{", "["} or text[-1:] not in {"}", "]"}:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def leaves_of(value: Any, field: str = "", parent: str = "") -> Iterator[Leaf]:  # noqa: ANN401 - any JSON value
    """Yield every string of a document, and of the JSON inside its strings."""
    waiting = [(parent, field, value)]
    while waiting:
        parent, field, found = waiting.pop()
        if isinstance(found, dict):
            waiting.extend((field, name, member) for name, member in found.items())
        elif isinstance(found, list):
            waiting.extend((parent, field, item) for item in found)
        elif isinstance(found, str):
            inner = json_in(found)
            if inner is None:
                yield Leaf(kind_of(parent, field, found), found, is_own_name(parent, field))
            else:
                waiting.append((parent, field, inner))
