"""What ECR answers."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.reading import Kind, each_of
from fargate_doctor.model.registry import ImageDetail, ImageManifest, PullThroughCacheRule, Repository, RepositoryPolicy

PULL_THROUGH_CACHE_RULES: Final = Kind(
    PullThroughCacheRule,
    "ecr:DescribePullThroughCacheRules",
    each_of("pullThroughCacheRules"),
    ids=("ecrRepositoryPrefixes",),
    scope_parameters=("registryId",),
    scopes=lambda each: [each.registry_id],
)
REPOSITORIES: Final = Kind(
    Repository,
    "ecr:DescribeRepositories",
    each_of("repositories"),
    ids=("repositoryNames",),
    scopes=lambda _: [],
)
IMAGES: Final = Kind(ImageDetail, "ecr:DescribeImages", each_of("imageDetails"), scopes=lambda _: [])
IMAGE_MANIFESTS: Final = Kind(ImageManifest, "ecr:BatchGetImage", each_of("images"), scopes=lambda _: [])
REPOSITORY_POLICIES: Final = Kind(
    RepositoryPolicy, "ecr:GetRepositoryPolicy", lambda answer: [answer], scopes=lambda _: []
)
