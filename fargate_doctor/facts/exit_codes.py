"""What exit codes mean by the convention of shells; a program may use any of them in its own way.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.symptom import Message

KILLED: Final = 137
TERMINATED: Final = 143
NOT_RUN: Final = frozenset({126, 127})
SAYS_LITTLE: Final = frozenset({0, KILLED, TERMINATED})
"""Codes of containers that ended well, or that somebody else ended."""

_FIRST_SIGNAL: Final = 129
_LAST_SIGNAL: Final = 159

_MEANINGS: Final[dict[int, Text]] = {
    0: Text(
        en="its program ended by itself and reported no error",
        es="su programa terminó por sí mismo y no notificó ningún error",
    ),
    1: Text(en="its program ended with a general error", es="su programa terminó con un error general"),
    2: Text(
        en="its program ended with an error that often means wrong arguments",
        es="su programa terminó con un error que a menudo indica argumentos incorrectos",
    ),
    126: Text(
        en="its command was found and could not be executed, for example for want of permission",
        es="su comando existe pero no se pudo ejecutar, por ejemplo por falta de permiso",
    ),
    127: Text(en="its command was not found in the image", es="su comando no se encontró en la imagen"),
    134: Text(
        en="its program aborted itself (SIGABRT), often after a failed check of its own or for want of memory",
        es="su programa se abortó a sí mismo (SIGABRT), a menudo por una comprobación fallida o por falta de memoria",
    ),
    KILLED: Text(
        en="it was killed (SIGKILL). That alone does not prove a lack of memory: a stop that took longer than "
        "stopTimeout, a failed health check, a Spot interruption or the program itself end in the same code",
        es="fue interrumpido (SIGKILL). Eso solo no prueba falta de memoria: una detención más larga que stopTimeout, "
        "una comprobación de estado fallida, una interrupción de Spot o el propio programa dan el mismo código",
    ),
    139: Text(
        en="its program touched memory that is not its own (SIGSEGV), a fault of the program or of a library",
        es="su programa accedió a memoria ajena (SIGSEGV), un fallo del programa o de una biblioteca",
    ),
    TERMINATED: Text(
        en="it was asked to end (SIGTERM), as by a deployment, a scale-in or the end of another container",
        es="se le pidió terminar (SIGTERM), como hace un despliegue, una reducción de escala o el fin de otro "
        "contenedor",
    ),
    255: Text(
        en="its program ended with an error out of the usual range, or the runtime could not start it",
        es="su programa terminó con un error fuera del rango habitual, o el entorno de ejecución no pudo iniciarlo",
    ),
}

_BY_SIGNAL: Final = Text(en="signal {signal} ended it", es="lo terminó la señal {signal}")
_OF_ITS_OWN: Final = Text(
    en="its program ended with an error code of its own", es="su programa terminó con un código de error propio"
)


def says_less(code: int) -> int:
    """Return how little a code tells: 0 of an error of the program itself, 1 of an end by others, 2 of none."""
    return 2 if code == 0 else int(code in SAYS_LITTLE)


def meaning_of(code: int) -> Text:
    """Return in words what an exit code usually means."""
    if code in _MEANINGS:
        return _MEANINGS[code]
    if _FIRST_SIGNAL <= code <= _LAST_SIGNAL:
        return _BY_SIGNAL.fill(signal=code - _FIRST_SIGNAL + 1)
    return _OF_ITS_OWN


def code_of_no_command(message: Message | None) -> int | None:
    """Return the exit code by which a message says that a command could not be run; None where it does not."""
    if message is None or message.family != "essential_exit":
        return None
    code = message.extracted.exit_code
    return code if code in NOT_RUN else None
