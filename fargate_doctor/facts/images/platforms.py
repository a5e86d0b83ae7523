"""For which processors and operating systems an image is built, and which one the task runs on.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html,
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html,
https://github.com/opencontainers/image-spec/blob/main/image-index.md
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.registry import ImageDetail, ImageManifest
    from fargate_doctor.model.snapshot import Snapshot

MULTI_PLATFORM: Final = frozenset(
    {
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
    }
)
"""Media types of what lists the images for several platforms."""

_ATTRIBUTE: Final = "ecs.cpu-architecture"
_OF_PROCESSOR: Final = {"x86_64": "amd64", "amd64": "amd64", "arm64": "arm64", "aarch64": "arm64"}
_ALSO_RUNS: Final = {"amd64": "386", "arm64": "arm"}
"""What a container runtime may take where the very architecture is not there."""

_WINDOWS_BUILDS: Final = {
    "2016": "10.0.14393",
    "2019": "10.0.17763",
    "2004": "10.0.19041",
    "20h2": "10.0.19042",
    "2022": "10.0.20348",
    "2025": "10.0.26100",
}


@frozen
class ImagePlatform:
    """A platform that an image is built for; `build` is the first three numbers of a Windows version."""

    os: str
    architecture: str
    variant: str = ""
    build: str = ""

    @property
    def written(self) -> str:
        """Return it as `docker buildx build --platform` takes it, with the Windows build."""
        parts = "/".join(part for part in (self.os, self.architecture, self.variant) if part)
        return f"{parts} ({self.build})" if self.build else parts

    def serves(self, wanted: ImagePlatform) -> bool:
        """Tell whether a task on the wanted platform may run what is built for this one."""
        same = self.architecture in (wanted.architecture, _ALSO_RUNS.get(wanted.architecture))
        return same and self.os == wanted.os and (not self.build or not wanted.build or self.build == wanted.build)


@frozen
class BuiltFor:
    """The platforms that an image lists; None where it does not list them, or not all."""

    platforms: tuple[ImagePlatform, ...] | None
    evidence: tuple[Evidence, ...]


def platform_wanted(facts: TaskFacts) -> Known[ImagePlatform]:
    """Return the platform of the task: its own attribute first, then its definition, else what ECS assumes.

    Raises `Unanswered` where the definition is needed and was not read.
    """
    processor = _processor(facts)
    family = _system(facts)
    build = next((build for name, build in _WINDOWS_BUILDS.items() if name in family.value.split("_")), "")
    is_windows = family.value.startswith("windows")
    wanted = ImagePlatform("windows" if is_windows else "linux", processor.value, build=build if is_windows else "")
    return Known(wanted, processor.evidence + family.evidence)


def built_for(snapshot: Snapshot, image: PulledImage, shown: ImageDetail) -> BuiltFor:
    """Return the platforms of an image that ECR holds; raises `Unanswered` where its list was not read."""
    if shown.image_manifest_media_type not in MULTI_PLATFORM:
        return BuiltFor(None, (shown.cite("imageManifestMediaType"),))
    for each in snapshot.image_manifests:
        if _is_of(each, image, shown):
            return BuiltFor(_listed(each.image_manifest), (each.cite("imageManifest"),))
    raise Unanswered(*snapshot.image_manifests.missing)


def _processor(facts: TaskFacts) -> Known[str]:
    for index, each in enumerate(facts.task.attributes):
        known = _OF_PROCESSOR.get(each.value.lower())
        if each.name == _ATTRIBUTE and known:
            return Known(known, (facts.task.cite(f"attributes[{index}].value"),))
    definition = facts.definition.require().value
    asked = (definition.runtime_platform.cpu_architecture or "") if definition.runtime_platform else ""
    if asked.lower() in _OF_PROCESSOR:
        return Known(_OF_PROCESSOR[asked.lower()], (definition.cite("runtimePlatform.cpuArchitecture"),))
    return Known("amd64", (_assumed(definition.cite("runtimePlatform.cpuArchitecture")),))


def _system(facts: TaskFacts) -> Known[str]:
    if facts.task.platform_family:
        return Known(facts.task.platform_family.lower(), (facts.task.cite("platformFamily"),))
    definition = facts.definition.require().value
    asked = (definition.runtime_platform.operating_system_family or "") if definition.runtime_platform else ""
    quoted = definition.cite("runtimePlatform.operatingSystemFamily")
    return Known(asked.lower(), (quoted,)) if asked else Known("linux", (_assumed(quoted),))


def _assumed(quoted: Evidence) -> Evidence:
    """Return the quotation of a field that is not set: what ECS takes then is the way of things, not said."""
    return quoted.model_copy(update={"supports": "likely"})


def _is_of(manifest: ImageManifest, image: PulledImage, shown: ImageDetail) -> bool:
    is_here = manifest.registry_id in ("", image.name.account)
    is_there = is_here and manifest.read_from.region in (None, image.name.region)
    if not is_there or manifest.repository_name != image.name.repository:
        return False
    return shown.image_digest == manifest.image_id.image_digest or manifest.is_known_by(image.reference)


def _listed(text: str) -> tuple[ImagePlatform, ...] | None:
    """Return the platforms of an index; attestations are of none, and an entry without a platform may be of any."""
    try:
        entries = json.loads(text).get("manifests")
    except (ValueError, RecursionError, AttributeError):
        return None
    if not isinstance(entries, list) or not entries:
        return None
    found = [_platform(each) for each in entries]
    if any(each is None for each in found):
        return None
    return tuple(dict.fromkeys(each for each in found if each and each.os != "unknown"))


def _platform(entry: Any) -> ImagePlatform | None:  # noqa: ANN401 - whatever the index holds
    platform = entry.get("platform") if isinstance(entry, dict) else None
    if not isinstance(platform, dict) or entry.get("mediaType") in MULTI_PLATFORM:
        return None
    named = {name: platform.get(name, "") for name in ("os", "architecture", "variant", "os.version")}
    if not all(isinstance(each, str) for each in named.values()) or not named["os"] or not named["architecture"]:
        return None
    build = ".".join(named["os.version"].split(".")[:3])
    return ImagePlatform(named["os"].lower(), named["architecture"].lower(), named["variant"].lower(), build)
