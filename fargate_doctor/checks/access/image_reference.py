"""Is every image reference well formed?

Why it matters: what no registry takes for a reference cannot be pulled from anywhere, and no way is even tried.
How we know: the references of the task definition are read by the grammar of the registries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
)
from fargate_doctor.facts.images.pulled import images_of, malformed_images_of
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.images.pulled import MalformedImage
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
)

MALFORMED: Final = FindingKind(
    id="image.invalid-reference",
    title=Text(en="The image reference is malformed", es="La referencia de la imagen está mal formada"),
    place=70,
    docs=_DOCS,
    explains=frozenset({"invalid_reference"}),
    remedies=offered("images_reference.corrected_reference"),
)

_NO_IMAGES: Final = Text(
    en="The task definition names no container.", es="La definición de tarea no nombra ningún contenedor."
)
_HEALTHY: Final = Text(
    en="Every image reference has a form that registries take.",
    es="Todas las referencias de imagen tienen una forma que los registros admiten.",
)
_DETAIL: Final = Text(
    en="No registry takes “{image}” for a reference: {part}",
    es="Ningún registro toma «{image}» por una referencia: {part}",
)
_SCHEME: Final = Text(
    en="it begins with a scheme, and a reference begins with the host of the registry.",
    es="empieza con un esquema, y una referencia empieza con el host del registro.",
)
_BLANKS: Final = Text(en="it holds a blank or a line break.", es="contiene un espacio o un salto de línea.")
_CAPITALS: Final = Text(
    en="the name of a repository is in lower case throughout.",
    es="el nombre de un repositorio va entero en minúsculas.",
)
_PARTS: Final = {
    "name": Text(
        en="the name of the repository is of lower-case letters, digits, and single separators between them.",
        es="el nombre del repositorio consta de minúsculas, cifras y separadores sueltos entre ellas.",
    ),
    "host": Text(
        en="what stands before the first slash is neither a host nor a host with a port.",
        es="lo que precede a la primera barra no es un host ni un host con puerto.",
    ),
    "tag": Text(
        en="a tag has 1 to 128 letters, digits, underscores, dots and hyphens, and begins with none of the last two.",
        es="una etiqueta tiene de 1 a 128 letras, cifras, guiones bajos, puntos y guiones, y no empieza con ninguno de "
        "los dos últimos.",
    ),
    "digest": Text(
        en="a digest is sha256: with 64 hexadecimal digits in lower case.",
        es="un digest es sha256: con 64 cifras hexadecimales en minúsculas.",
    ),
}


@check(
    id="access.image-reference",
    under="access",
    order=12,
    label=Text(en="Image references", es="Referencias de imagen"),
    question=Text(
        en="Is every image reference well formed?", es="¿Están bien formadas todas las referencias de imagen?"
    ),
    otherwise=Text(
        en="A reference that no registry understands leads nowhere; the network has no part in it.",
        es="Una referencia que ningún registro entiende no lleva a ninguna parte; la red no tiene nada que ver.",
    ),
    reads=("ecs:DescribeTaskDefinition",),
    docs=_DOCS,
    findings=(MALFORMED,),
)
def image_reference(facts: TaskFacts) -> Answer:
    """Answer from the grammar alone."""
    malformed = malformed_images_of(facts)
    if malformed:
        raised = tuple(_raised(each) for each in malformed)
        return fails(raised[0].detail, *raised)
    named = tuple(dict.fromkeys(each.named for each in images_of(facts)))
    return passes(_HEALTHY, *named) if named else does_not_apply(_NO_IMAGES)


def _raised(image: MalformedImage) -> Raised:
    written = image.name.written
    return Raised(
        MALFORMED,
        _DETAIL.fill(image=verbatim(written), part=_what_breaks(written, image.name.part)),
        "blocker",
        resources=(ResourceName("image", written),),
        evidence=(image.named,),
        phase="image",
    )


def _what_breaks(written: str, part: str) -> Text:
    if "://" in written:
        return _SCHEME
    if any(each.isspace() for each in written):
        return _BLANKS
    return _CAPITALS if part == "name" and written != written.lower() else _PARTS[part]
