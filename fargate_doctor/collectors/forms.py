"""Whether an answer has the form that AWS documents.

botocore passes on whatever JSON it is given: behind a proxy that is not AWS, a list may stand where a name belongs, and
what is no JSON at all, a page or half a document, is read as an answer of nothing.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

# IAM's policies are strings that botocore decodes.
_DECODED: Final = "policyDocumentType"
_PLAIN: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "character": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "long": (int,),
    "float": (int, float),
    "double": (int, float),
    "timestamp": (datetime,),
    "blob": (bytes, str),
}


def has_form(value: Any, shape: Any) -> bool:  # noqa: ANN401 - what botocore parsed, and its shapes
    """Tell whether a value is of the type that a botocore shape gives it, and all within it; None is absence."""
    kind = shape.type_name
    if kind == "structure":
        return isinstance(value, dict) and (
            getattr(shape, "is_document_type", False)
            or all(
                has_form(member, shape.members[name])
                for name, member in value.items()
                if member is not None and name in shape.members
            )
        )
    if kind == "list":
        return isinstance(value, list) and all(has_form(each, shape.member) for each in value)
    if kind == "map":
        return isinstance(value, dict) and all(has_form(each, shape.value) for each in value.values())
    if shape.name == _DECODED or "jsonvalue" in shape.serialization:
        return isinstance(value, str | dict | list)
    return isinstance(value, _PLAIN.get(kind, (object,))) and (kind == "boolean" or not isinstance(value, bool))


def is_document(body: bytes, operation: Any) -> bool:  # noqa: ANN401 - a botocore operation model
    """Tell whether an answer in which botocore found nothing really says nothing, and is no broken document."""
    if not getattr(operation.output_shape, "members", None):
        return True
    if "json" not in operation.service_model.protocol:
        return bool(body.strip())
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False
