"""What Amazon ECR holds: repositories, images, and rules by which it fetches images from other registries.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
"""

from __future__ import annotations

from typing import ClassVar

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

    @property
    def identifier(self) -> str:
        """Return repository and digest, as an image reference has them."""
        return f"{self.repository_name}@{self.image_digest}"

    def is_known_by(self, reference: str) -> bool:
        """Tell whether a tag or a digest names this image."""
        return reference == self.image_digest or reference in self.image_tags
