"""Pages of one answer that were saved one by one, each with its request: the token tells which follows which."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject, Record

_TOKENS: Final = (("NextToken", "NextToken"), ("nextToken", "nextToken"), ("Marker", "NextMarker"))
"""The member of a request, and the member of the answer before it, that hold the same token."""


def joined_pages(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records of one operation with each page put behind the one that it follows."""
    joined: list[Record] = []
    for record in records:
        place = next((number for number, before in enumerate(joined) if _follows(record, before)), None)
        if place is None:
            joined.append(record)
        else:
            joined[place] = _behind(joined[place], record)
    return tuple(joined)


def _follows(page: Record, before: Record) -> bool:
    if page.request is None or before.request is None or page.region != before.region:
        return False
    for sent, received in _TOKENS:
        token = page.request.get(sent)
        if token and token == before.answer.get(received):
            rest = {key: value for key, value in page.request.items() if key != sent}
            return _text(rest) == _text(before.request)
    return False


def _behind(before: Record, page: Record) -> Record:
    tokens = {received for _, received in _TOKENS}
    whole: JsonObject = {
        key: [*value, *page.answer.get(key, ())] if isinstance(value, list) else value
        for key, value in before.answer.items()
        if key not in tokens
    }
    rest = {key: value for key, value in page.answer.items() if key not in whole}
    return before.model_copy(update={"answer": {**whole, **rest}})


def _text(request: JsonObject) -> str:
    return json.dumps(request, sort_keys=True)
