"""The name of a file system, where no mount target answers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import EVERYTHING
from fargate_doctor.facts.paths.ruling import Place, leaves_open, refuses
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.mount_targets import Mounting
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.ruling import Ruling

_NONE: Final = Text(
    en="{file_system} has no mount target in zone {zone}, so its name leads nowhere there.",
    es="{file_system} no tiene destino de montaje en la zona {zone}, así que allí su nombre no lleva a ninguna parte.",
)
_UNREADY: Final = Text(
    en="Mount target {target} of {file_system} in zone {zone} is in state {state}.",
    es="El destino de montaje {target} de {file_system} en la zona {zone} está en estado {state}.",
)
_UNKNOWN: Final = Text(
    en="Which mount target {file_system} has in the sender's zone cannot be told from the data.",
    es="Con estos datos no se puede saber qué destino de montaje tiene {file_system} en la zona del emisor.",
)


def without_target(journey: Journey, mounting: Mounting) -> Ruling:
    """Return the refusal of a file system without a mount target in the sender's zone, or the doubt."""
    file_system = mounting.file_system_id
    place = Place("destination", file_system, "file-system")
    if not mounting.is_absent:
        return leaves_open(place, _UNKNOWN.fill(file_system=file_system), missing=mounting.missing)
    because = _NONE.fill(file_system=file_system, zone=mounting.zone)
    if mounting.unready:
        because = _UNREADY.fill(
            target=mounting.unready.mount_target_id,
            file_system=file_system,
            zone=mounting.zone,
            state=mounting.unready.life_cycle_state,
        )
    everything = EVERYTHING[journey.traffic.version]
    return refuses(place, everything, because, *mounting.evidence, finding="efs.no-mount-target")
