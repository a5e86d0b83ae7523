"""Whether the images of a task fit into its ephemeral storage.

The storage holds an image as it was pulled and as it was unpacked:
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.images.platforms import MULTI_PLATFORM
from fargate_doctor.facts.images.pulled import ecr_images_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.registry import ImageDetail

GIB: Final = 1024**3
DEFAULT_GIB: Final = 20
MOST_GIB: Final = 200

Fit = Literal["fits", "tight", "does-not-fit"]


@frozen
class Room:
    """What the task's images of ECR take at least, in bytes compressed, and the storage that it has, in GiB.

    `is_upper_bound` tells that an image for several platforms is among them: ECR shows the size of its largest one.
    """

    compressed: int
    storage: int
    evidence: tuple[Evidence, ...]
    missing: tuple[Missing, ...] = ()
    is_upper_bound: bool = False

    @property
    def fit(self) -> Fit:
        """Return whether they fit: compressed alone, and then unpacked beside it, which takes at least as much."""
        if self.compressed > self.storage * GIB:
            return "does-not-fit"
        return "tight" if 2 * self.compressed > self.storage * GIB else "fits"


def room_of(facts: TaskFacts) -> Room:
    """Return what the images take and what there is; raises `Unanswered` without the task definition."""
    storage = storage_of(facts)
    shown: dict[str, ImageDetail] = {}
    missing: list[Missing] = []
    for image in ecr_images_of(facts):
        try:
            held = _shown(facts, image)
        except Unanswered as gap:
            missing += gap.missing
        else:
            shown.update({held.identifier: held} if held and held.image_size_in_bytes else {})
    return Room(
        compressed=sum(each.image_size_in_bytes or 0 for each in shown.values()),
        storage=storage.value,
        evidence=(*(each.cite("imageSizeInBytes") for each in shown.values()), *storage.evidence),
        missing=tuple(dict.fromkeys(missing)),
        is_upper_bound=any(each.image_manifest_media_type in MULTI_PLATFORM for each in shown.values()),
    )


def storage_of(facts: TaskFacts) -> Known[int]:
    """Return the ephemeral storage of the task in GiB: its own, its definition's, else Fargate's default."""
    own = facts.task.ephemeral_storage
    if own and own.size_in_gib:
        return Known(own.size_in_gib, (facts.task.cite("ephemeralStorage.sizeInGiB"),))
    definition = facts.definition.require().value
    asked = definition.ephemeral_storage.size_in_gib if definition.ephemeral_storage else None
    return Known(asked or DEFAULT_GIB, (definition.cite("ephemeralStorage.sizeInGiB"),))


def _shown(facts: TaskFacts, image: PulledImage) -> ImageDetail | None:
    return holding_of(facts.snapshot, image.name, image.reference).image
