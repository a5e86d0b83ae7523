"""Bytes that somebody hands over, read as strict JSON: one document or several in a row.

Several in a row are what `aws … >> file` and a log of events leave behind.
"""

from __future__ import annotations

import codecs
import json
import math
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

from fargate_doctor.case import unreadable_json
from fargate_doctor.case.half_characters import mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fargate_doctor.errors import UnreadableInput

_DEEPEST: Final = 100  # AWS's own answers stay below twenty
_MOST_VALUES: Final = 20_000_000  # of AWS's own answers, more than the largest file that is read at all

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_BLANK: Final = " \t\r\n\ufeff"  # a mark stands in the middle where files were appended to each other
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


class _NotStrict(Exception):
    """A value that JSON does not have, or that would be lost when it is written again."""

    def __init__(self, explain: Callable[[str, str], UnreadableInput], what: str) -> None:
        super().__init__(what)
        self.explain = explain
        self.what = what


def read_documents(data: bytes, name: str) -> tuple[Any, ...]:
    """Return the JSON documents of a file, at least one; `name` is for the sentence if they cannot be read."""
    return documents_in(decoded(data, name), name)


def documents_in(text: str, name: str) -> tuple[Any, ...]:
    """Return the JSON documents in a text, at least one."""
    if sum(map(text.count, "{[,")) > _MOST_VALUES:
        raise unreadable_json.too_many_values(name)
    documents = []
    position = _after_blank(text, 0)
    if position == len(text):
        raise unreadable_json.empty(name)
    while position < len(text):
        document, end = _read_one(text, position, name)
        documents.append(document)
        position = _after_blank(text, end)
    return tuple(map(mend, documents)) if _holds_half_characters(text) else tuple(documents)


def _holds_half_characters(text: str) -> bool:
    return ("\\ud" in text or "\\uD" in text) and bool(_HALF_CHARACTER.search(text))


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, or what its byte order mark says."""
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable_json.not_text(name, error.start) from error


def _after_blank(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return position


def _read_one(text: str, start: int, name: str) -> tuple[Any, int]:
    try:
        document, end = _DECODER.raw_decode(text, start)
        _refuse_depth(document)
    except _NotStrict as error:
        raise error.explain(name, error.what) from error
    except json.JSONDecodeError as error:
        raise _explain(error, text, start, name) from error
    except RecursionError as error:
        raise unreadable_json.too_deep(name) from error
    except ValueError as error:
        raise unreadable_json.number_too_long(name) from error
    return document, end


def _explain(error: json.JSONDecodeError, text: str, start: int, name: str) -> UnreadableInput:
    if text[start] not in "{[" and not text[:start].strip():
        return unreadable_json.not_json(name, text[start : start + 200])
    if error.msg.startswith("Unterminated string") or not text[error.pos :].strip():
        return unreadable_json.cut_off(name, error.lineno, error.colno)
    return unreadable_json.broken(name, error.lineno, error.colno)


def _refuse_depth(document: object) -> None:
    level = [document]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _members(outer) if isinstance(inner, dict | list)]
        if not level:
            return
    raise RecursionError


def _members(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        last = {key: place for place, (key, _) in enumerate(pairs)}
        twice = next(key for place, (key, _) in enumerate(pairs) if last[key] != place)
        raise _NotStrict(unreadable_json.key_twice, twice)
    return members


def _number(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _NotStrict(unreadable_json.not_a_number, digits)
    return number


def _constant(word: str) -> NoReturn:
    raise _NotStrict(unreadable_json.not_a_number, word)


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_constant=_constant)
