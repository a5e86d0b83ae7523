"""What Amazon ECR holds: repositories, images, and rules by which it fetches images from other registries.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fargate_doctor.model.shape import EcsShape, Quotable

EVERY_OTHER_PREFIX = "ROOT"
"""The prefix of a rule for every repository that no other rule is for."""


class PullThroughCacheRule(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PullThroughCacheRule.html"""

    type_name: ClassVar[str] = "pull-through-cache-rule"

    ecr_repository_prefix: str
    upstream_registry_url: str = ""
    upstream_registry: str | None = None
    registry_id: str = ""

    @property
    def identifier(self) -> str:
        """Return the prefix of the repositories that the rule is for."""
        return self.ecr_repository_prefix

    @property
    def is_for_named(self) -> bool:
        """Tell whether the rule names a prefix, before which a rule for all other repositories stands back."""
        return self.ecr_repository_prefix != EVERY_OTHER_PREFIX

    def is_for(self, repository: str) -> bool:
        """Tell whether a repository of the registry belongs to the rule."""
        if not self.is_for_named:
            return True
        return repository.startswith(f"{self.ecr_repository_prefix.rstrip('/')}/")


class Repository(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Repository.html"""

    type_name: ClassVar[str] = "ecr-repository"

    repository_name: str
    repository_arn: str = ""
    registry_id: str = ""

    @property
    def identifier(self) -> str:
        """Return the name of the repository."""
        return self.repository_name


class ImageDetail(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html"""

    type_name: ClassVar[str] = "ecr-image"

    repository_name: str
    registry_id: str = ""
    image_digest: str = ""
    image_tags: tuple[str, ...] = ()
    image_size_in_bytes: int | None = None
    image_manifest_media_type: str | None = None
    image_status: str | None = None

    @property
    def identifier(self) -> str:
        """Return repository and digest, as an image reference has them, with what tells two registries apart."""
        return _in_registry(self, f"{self.repository_name}@{self.image_digest}")

    @property
    def is_archived(self) -> bool:
        """Tell whether the image was moved to the archive, from which nobody can pull it."""
        return (self.image_status or "").upper() in ("ARCHIVED", "ACTIVATING")

    def is_known_by(self, reference: str) -> bool:
        """Tell whether a tag or a digest names this image."""
        return reference == self.image_digest or reference in self.image_tags


class ImageId(EcsShape):
    """What names an image in its repository."""

    image_digest: str | None = None
    image_tag: str | None = None


class ImageManifest(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Image.html"""

    type_name: ClassVar[str] = "ecr-image"

    repository_name: str
    registry_id: str = ""
    image_id: ImageId = Field(default_factory=ImageId)
    image_manifest: str = ""
    image_manifest_media_type: str | None = None

    @property
    def identifier(self) -> str:
        """Return repository and digest, as an image reference has them, with what tells two registries apart."""
        return _in_registry(self, f"{self.repository_name}@{self.image_id.image_digest or self.image_id.image_tag}")

    def is_known_by(self, reference: str) -> bool:
        """Tell whether a tag or a digest names this image."""
        return reference in (self.image_id.image_digest, self.image_id.image_tag)


class RepositoryPolicy(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html"""

    type_name: ClassVar[str] = "ecr-repository"

    repository_name: str
    registry_id: str = ""
    policy_text: str = ""

    @property
    def identifier(self) -> str:
        """Return the name of the repository, with what tells two registries apart."""
        return _in_registry(self, self.repository_name)


def _in_registry(resource: ImageDetail | ImageManifest | RepositoryPolicy, name: str) -> str:
    """Return a name after the account and the Region of its registry: names repeat in the registries of many."""
    return "/".join(part for part in (resource.registry_id, resource.read_from.region, name) if part)
