"""Images that do not fit: more ephemeral storage, or a smaller image.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.images.room import GIB, MOST_GIB, room_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.task_definition import EphemeralStorage
from fargate_doctor.remedies.images_revision import Revision, new_revision
from fargate_doctor.remedies.next_task import launched_anew
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.task_definition import TaskDefinition

_REFERENCES: Final = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html",)
_TIMES: Final = 3
_LEAST_GIB: Final = 21

_TITLE: Final = Text(
    en="Give the task {storage} GiB of ephemeral storage", es="Dar a la tarea {storage} GiB de almacenamiento efímero"
)
_DETAIL: Final = Text(
    en="Fargate takes 21 to 200 GiB, and bills what is above 20. A smaller image starts faster too: leave out what the "
    "program does not need.",
    es="Fargate admite de 21 a 200 GiB y cobra lo que pasa de 20. Una imagen menor además arranca antes: quite lo que "
    "el programa no necesita.",
)
_EDIT: Final = Text(
    en="“ephemeralStorage” gets {storage} as “sizeInGiB”.",
    es="«ephemeralStorage» recibe {storage} como «sizeInGiB».",
)


def more_storage(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a new revision with storage for the images as pulled, unpacked, and as much again for what is written."""
    here = Standpoint(facts)
    size = _enough(facts)

    def enlarged(definition: TaskDefinition) -> TaskDefinition:
        return definition.model_copy(update={"ephemeral_storage": EphemeralStorage(size_in_gib=size)})

    return (
        remedy(
            "enlarge-ephemeral-storage",
            _TITLE.fill(storage=size),
            _DETAIL,
            new_revision(here, Revision(_EDIT.fill(storage=size), enlarged)),
            Step(change=launched_anew(here, ephemeral_storage=None)),
            needs_new_tasks=True,
            references=_REFERENCES,
        ),
    )


def _enough(facts: TaskFacts) -> int:
    try:
        room = room_of(facts)
    except Unanswered:
        return 2 * _LEAST_GIB
    wanted = max(_TIMES * -(-room.compressed // GIB), 2 * room.storage, _LEAST_GIB)
    return min(wanted, MOST_GIB)
