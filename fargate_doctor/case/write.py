"""Writes a case as a person can read it; secrets never get this far."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic_core import PydanticSerializationError

from fargate_doctor.case.half_characters import mend
from fargate_doctor.case.inert_json import inert
from fargate_doctor.case.secrets import case_without_secrets

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case


def dump_case(case: Case) -> bytes:
    """Return the case file: UTF-8, indented, its own keys in the order of the schema."""
    clean = case_without_secrets(case)
    try:
        text = clean.model_dump_json(by_alias=True, indent=2)
    except PydanticSerializationError:
        text = json.dumps(mend(clean.model_dump(by_alias=True)), indent=2, ensure_ascii=False)
    return f"{inert(text)}\n".encode()
