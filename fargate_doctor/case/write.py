"""Writes a case as a person can read it, answer by answer, so that it is never whole in memory as text.

Secrets never get this far.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticSerializationError

from fargate_doctor.case.half_characters import mend
from fargate_doctor.case.inert_json import inert
from fargate_doctor.case.secrets import case_without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from fargate_doctor.case.model import Case, Record

_NO_RECORDS: Final = '\n  "records": {}'
"""The one place where the records stand: inside a text every line break is an escape."""


def dump_case(case: Case) -> bytes:
    """Return the case file: UTF-8, indented, its own keys in the order of the schema."""
    return b"".join(parts_of_case_file(case))


def parts_of_case_file(case: Case) -> Iterator[bytes]:
    """Yield the same in parts, one for each answer."""
    clean = case_without_secrets(case)
    before, _, after = _json(clean.model_copy(update={"records": {}})).partition(_NO_RECORDS)
    yield f"{before}{_NO_RECORDS[:-1]}".encode()
    between = "\n    "
    for operation, records in clean.records.items():
        yield f"{between}{inert(_quoted(operation))}: [".encode()
        yield from _listed(records)
        yield b"\n    ]" if records else b"]"
        between = ",\n    "
    end = "\n  }" if clean.records else "}"
    yield f"{end}{after}\n".encode()


def _listed(records: tuple[Record, ...]) -> Iterator[bytes]:
    for place, record in enumerate(records):
        yield b",\n      " if place else b"\n      "
        yield _json(record).replace("\n", "\n      ").encode()


def _json(part: BaseModel) -> str:
    try:
        text = part.model_dump_json(by_alias=True, indent=2)
    except PydanticSerializationError:
        text = json.dumps(mend(part.model_dump(by_alias=True)), indent=2, ensure_ascii=False)
    return inert(text)


def _quoted(text: str) -> str:
    return json.dumps(mend(text), ensure_ascii=False)
