"""Why valid JSON is no case that this version can read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.case.model import SCHEMA
from fargate_doctor.case.unreadable import WHAT_IS_READ, excerpt, excerpts, unreadable
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.errors import UnreadableInput

_KINDS: Final = {
    dict: Text(en="an object", es="un objeto"),
    list: Text(en="a list", es="una lista"),
    str: Text(en="a string", es="una cadena"),
    bool: Text(en="true or false", es="verdadero o falso"),
    int: Text(en="a number", es="un número"),
    float: Text(en="a number", es="un número"),
    type(None): Text(en="null", es="null"),
}


_CORRECT_IT: Final = Text(
    en="Correct that value, or export the case again.", es="Corrija ese valor o exporte el caso de nuevo."
)


def something_else(name: str, document: object) -> UnreadableInput:
    """Return the error for JSON that is neither a case nor an answer of AWS."""
    reason = Text(
        en="it is JSON, but neither a case nor an AWS answer known here; it holds {seen}",
        es="es JSON, pero ni un caso ni una respuesta de AWS conocida; contiene {seen}",
    )
    return unreadable(name, reason.fill(seen=_what_it_holds(document)), WHAT_IS_READ)


def newer_schema(name: str, schema: str, written_by: object) -> UnreadableInput:
    """Return the error for a case of a version to come; `written_by` is the tool's version, if it says so."""
    reader = (
        Text(en="fargate-doctor {version} or later", es="fargate-doctor {version} o posterior")
        if isinstance(written_by, str) and written_by
        else Text(en="a newer fargate-doctor", es="una versión más reciente de fargate-doctor")
    )
    reason = Text(
        en="it has the schema {schema}, which {reader} reads; this version reads {known}",
        es="tiene el esquema {schema}, que lee {reader}; esta versión lee {known}",
    )
    return unreadable(
        name,
        reason.fill(schema=excerpt(schema), reader=reader.fill(version=excerpt(str(written_by), 20)), known=SCHEMA),
        Text(
            en="Update the tool: pip install --upgrade fargate-doctor",
            es="Actualice la herramienta: pip install --upgrade fargate-doctor",
        ),
    )


def other_schema(name: str, schema: object) -> UnreadableInput:
    """Return the error for a file that says itself that it is no case: a diagnosis, or another tool's."""
    seen = excerpt(schema) if isinstance(schema, str) else _kind_of(schema)
    reason = Text(
        en="its schema is {schema}, which is not a case file",
        es="su esquema es {schema}, que no es el de un archivo de caso",
    )
    return unreadable(
        name,
        reason.fill(schema=seen),
        Text(
            en="Give the case file; fargate-doctor export writes one.",
            es="Indique el archivo de caso; fargate-doctor export guarda uno.",
        ),
    )


def missing_key(name: str, where: str) -> UnreadableInput:
    """Return the error for a case file in which a key is missing that has to be there."""
    reason = Text(en="the case has no {where}", es="al caso le falta {where}")
    return unreadable(name, reason.fill(where=excerpt(where, 120)), _CORRECT_IT)


def wrong_type(name: str, where: str, wanted: type, seen: object) -> UnreadableInput:
    """Return the error for a case file in which one value has the wrong form."""
    reason = Text(
        en="at {where} the case has {seen} where {wanted} belongs",
        es="en {where} el caso tiene {seen} donde corresponde {wanted}",
    )
    wanted_kind = _KINDS[wanted]
    return unreadable(
        name,
        reason.fill(where=excerpt(where, 120), seen=_kind_of(seen), wanted=wanted_kind),
        _CORRECT_IT,
    )


def _what_it_holds(document: object) -> Text:
    if isinstance(document, dict) and document:
        keys = excerpts(document)
        return Text(en="an object with the keys {keys}", es="un objeto con las claves {keys}").fill(keys=keys)
    if isinstance(document, list) and document:
        return Text(en="a list of {inner}", es="una lista de {inner}").fill(inner=_what_it_holds(document[0]))
    if document in ({}, []):
        return Text(en="{kind} that is empty", es="{kind} sin contenido").fill(kind=_kind_of(document))
    return _kind_of(document)


def _kind_of(value: object) -> Text:
    return _KINDS[type(value)]
