"""Policy documents with one statement more, or one less."""

from __future__ import annotations

import json
from typing import Any, Final

_VERSION: Final = "2012-10-17"
Document = dict[str, Any]


def parsed(text: str | None) -> Document | None:
    """Return a policy document; None for what is none."""
    try:
        document = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def with_statement(document: Document | None, statement: Document) -> Document:
    """Return the document with a statement more; a new one where there is none."""
    known = document or {"Version": _VERSION}
    return {**known, "Statement": [*_statements(known), statement]}


def without_statement(document: Document, place: int) -> Document | None:
    """Return the document without the statement at a place; None where nothing would be left."""
    kept = [each for index, each in enumerate(_statements(document)) if index != place]
    return {**document, "Statement": kept} if kept else None


def written(document: Document) -> str:
    """Return the document as text."""
    return json.dumps(document)


def _statements(document: Document) -> list[Any]:
    present = document.get("Statement", [])
    return present if isinstance(present, list) else [present]
