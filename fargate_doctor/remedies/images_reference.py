"""A malformed image reference: written as registries take it, in a new revision of the task definition.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.image_names import ImageName, parse_image_name
from fargate_doctor.facts.images.pulled import malformed_images_of
from fargate_doctor.remedies.images_revision import Revision, new_revision, with_container
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.images.pulled import MalformedImage
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
)

_TITLE: Final = Text(
    en="Correct the image of container {container}", es="Corregir la imagen del contenedor {container}"
)
_FORM: Final = Text(
    en="A reference is [host[:port]/]repository[:tag][@digest], with the repository in lower case.",
    es="Una referencia es [host[:puerto]/]repositorio[:etiqueta][@digest], con el repositorio en minúsculas.",
)
_AS_PROPOSED: Final = Text(
    en="“image” of container {container} becomes {image}, if that is what was meant.",
    es="«image» del contenedor {container} pasa a ser {image}, si es lo que se quería decir.",
)
_BY_HAND: Final = Text(
    en="“image” of container {container} becomes a reference of that form.",
    es="«image» del contenedor {container} pasa a ser una referencia de esa forma.",
)


def corrected_reference(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a new revision for each malformed reference that the finding is about."""
    blamed = {each.id for each in raised.resources}
    return tuple(_corrected(facts, each) for each in malformed_images_of(facts) if each.name.written in blamed)


def _corrected(facts: TaskFacts, image: MalformedImage) -> Remedy:
    container = image.container.name
    proposed = next((each for each in _guesses(image.name.written) if _is_reference(each)), None)
    words = _AS_PROPOSED if proposed else _BY_HAND
    edits = words.fill(container=printable(container), image=proposed)
    corrected = (
        with_container(container, lambda each: each.model_copy(update={"image": proposed})) if proposed else None
    )
    return remedy(
        "correct-image-reference",
        _TITLE.fill(container=printable(container)),
        _FORM,
        new_revision(Standpoint(facts), Revision(edits, corrected)),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _guesses(written: str) -> Iterator[str]:
    """Return what may have been meant: without blanks and scheme, then with the name in lower case."""
    bare = "".join(written.split()).removeprefix("https://").removeprefix("http://").rstrip(":@/")
    yield bare
    name, at, digest = bare.partition("@")
    repository, colon, tag = name.rpartition(":")
    if not colon or "/" in tag:
        repository, colon, tag = name, "", ""
    yield f"{repository.lower()}{colon}{tag}{at}{digest.lower()}"


def _is_reference(written: str) -> bool:
    return isinstance(parse_image_name(written), ImageName)
