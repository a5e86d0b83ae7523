"""Lifts case files of earlier schema versions to the present one, step by step, each step a pure function.

Version 1 is the first, so there is no step yet. A step is entered under the version that it lifts from; a file of its
version stays in the tests for ever.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.model import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fargate_doctor.case.model import JsonObject

    Step = Callable[[JsonObject], JsonObject]

_VERSIONED: Final = re.compile(r"fargate-doctor/case/(?P<version>[1-9]\d{0,8})")

STEPS: Final[Mapping[int, Step]] = {}
"""What lifts a document from a version to the next one."""


def version_of(schema: str) -> int | None:
    """Return the version that a schema names, None where it is no case's."""
    found = _VERSIONED.fullmatch(schema)
    return int(found["version"]) if found else None


PRESENT: Final = version_of(SCHEMA) or 1


def upgraded(document: JsonObject, steps: Mapping[int, Step] = STEPS, present: int = PRESENT) -> JsonObject:
    """Return a document in the present form; one that names no version is taken to have it. It is not changed."""
    schema = document.get("schema")
    version = version_of(schema) if isinstance(schema, str) else None
    for each in range(version or present, present):
        document = {**steps[each](document), "schema": f"fargate-doctor/case/{each + 1}"}
    return document
