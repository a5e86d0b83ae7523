"""Why the content of a file is no JSON that can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.case.unreadable import SAVE_AGAIN, WHAT_IS_READ, excerpt, unreadable
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.errors import UnreadableInput


def empty(name: str) -> UnreadableInput:
    """Return the error for a file without one character."""
    return unreadable(
        name,
        Text(en="there is nothing in it", es="no tiene contenido"),
        Text(
            en="Run the command that wrote it again and look at its errors.",
            es="Vuelva a ejecutar el comando que lo escribió y mire sus errores.",
        ),
    )


def not_text(name: str, position: int) -> UnreadableInput:
    """Return the error for bytes that are neither UTF-8 nor marked as another encoding."""
    return unreadable(
        name,
        Text(
            en="it is not UTF-8 text, byte {number} does not fit",
            es="no es texto UTF-8, el byte {number} no encaja",
        ).fill(number=position + 1),
        Text(
            en="Save it as UTF-8; a compressed file has to be unpacked first.",
            es="Guárdelo como UTF-8; si está comprimido, descomprímalo antes.",
        ),
    )


def not_json(name: str, start: str) -> UnreadableInput:
    """Return the error for text of another kind: a table, YAML, an error message."""
    return unreadable(
        name,
        Text(en="it is not JSON, it begins with “{start}”", es="no es JSON, empieza por «{start}»").fill(
            start=excerpt(start.strip().partition("\n")[0])
        ),
        Text(
            en="Run the AWS CLI with --output json, and keep its errors out of the file.",
            es="Ejecute la AWS CLI con --output json y deje sus errores fuera del archivo.",
        ),
    )


def cut_off(name: str, line: int, column: int) -> UnreadableInput:
    """Return the error for JSON that ends too early."""
    reason = Text(
        en="the JSON is cut off, it ends too early at line {line}, column {column}",
        es="el JSON está cortado, acaba antes de tiempo en la línea {line}, columna {column}",
    )
    return unreadable(name, reason.fill(line=line, column=column), SAVE_AGAIN)


def broken(name: str, line: int, column: int) -> UnreadableInput:
    """Return the error for JSON with something wrong in the middle."""
    reason = Text(
        en="it is not valid JSON at line {line}, column {column}",
        es="no es JSON válido en la línea {line}, columna {column}",
    )
    return unreadable(
        name,
        reason.fill(line=line, column=column),
        Text(en="Correct that place, or save the file again.", es="Corrija ese punto o guárdelo de nuevo."),
    )


def key_twice(name: str, key: str) -> UnreadableInput:
    """Return the error for an object that has one key twice, so that one value would be lost."""
    reason = Text(en="one object has the key “{key}” twice", es="un mismo objeto tiene dos veces la clave «{key}»")
    return unreadable(
        name,
        reason.fill(key=excerpt(key)),
        Text(en="Keep one of the two.", es="Deje solo una de las dos."),
    )


def not_a_number(name: str, word: str) -> UnreadableInput:
    """Return the error for a number that JSON does not have or that no computer keeps: NaN, 1e999."""
    reason = Text(en="“{word}” is not a number in JSON", es="«{word}» no es un número en JSON")
    return unreadable(name, reason.fill(word=excerpt(word, 20)), SAVE_AGAIN)


def number_too_long(name: str) -> UnreadableInput:
    """Return the error for an integer of thousands of digits."""
    reason = Text(
        en="it holds a number of thousands of digits, which AWS never sends",
        es="contiene un número de miles de cifras, algo que AWS nunca envía",
    )
    return unreadable(name, reason, SAVE_AGAIN)


def too_many_values(name: str) -> UnreadableInput:
    """Return the error for a document of more values than memory should hold."""
    reason = Text(
        en="it holds more values than any case",
        es="contiene más valores que cualquier caso",
    )
    return unreadable(name, reason, SAVE_AGAIN)


def too_deep(name: str) -> UnreadableInput:
    """Return the error for lists in lists without an end."""
    reason = Text(
        en="it is nested more deeply than any AWS answer",
        es="tiene más niveles anidados que cualquier respuesta de AWS",
    )
    return unreadable(name, reason, WHAT_IS_READ)
