"""Image references, read by the grammar of the registries.

https://github.com/distribution/reference (regexp.go, normalize.go), https://github.com/opencontainers/go-digest,
https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
"""

from __future__ import annotations

import re
from typing import Final, Literal

from fargate_doctor.frozen import frozen

RegistryKind = Literal["ecr", "ecr-public", "docker-hub", "other"]

DOCKER_HUB: Final = "docker.io"
ECR_PUBLIC: Final = "public.ecr.aws"

_LONGEST_REPOSITORY = 255
_DEFAULT_PORT = 443
_HIGHEST_PORT = 65_535

_LABEL = r"(?:[A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])"
_HOST = re.compile(rf"(?P<host>{_LABEL}(?:\.{_LABEL})*|\[[0-9a-fA-F:]+\])(?::(?P<port>[0-9]{{1,5}}))?")
_REPOSITORY = re.compile(r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}")
_IMAGE_ID = re.compile(r"[0-9a-f]{64}")

_ECR_IPV4 = re.compile(r"(\d{12})\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?")
_ECR_DUAL_STACK = re.compile(r"(\d{12})\.dkr-ecr(-fips)?\.([a-z0-9-]+)\.on\.(?:aws|amazonwebservices\.com\.cn)")


@frozen
class ImageName:
    """An image reference that a registry understands. `account` and `region` are those of a private ECR registry."""

    written: str
    kind: RegistryKind
    host: str
    repository: str
    port: int = _DEFAULT_PORT
    tag: str | None = None
    digest: str | None = None
    account: str | None = None
    region: str | None = None
    is_dual_stack: bool = False
    is_fips: bool = False

    @property
    def reference(self) -> str:
        """Return what is asked of the registry: the digest, else the tag, else `latest`."""
        return self.digest or self.tag or "latest"

    @property
    def partition(self) -> str:
        """Return the AWS partition that the host of a private ECR registry belongs to."""
        if self.host.endswith(".cn"):
            return "aws-cn"
        return "aws-us-gov" if (self.region or "").startswith("us-gov-") else "aws"


@frozen
class InvalidImageName:
    """Something that no registry takes for an image reference; `part` is what breaks the grammar."""

    written: str
    part: Literal["name", "host", "tag", "digest"]


def parse_image_name(written: str) -> ImageName | InvalidImageName:
    """Return what an image reference names, or which part of it is malformed.

    A port that no host can have counts as malformed too, although the grammar takes any number.
    """
    if _IMAGE_ID.fullmatch(written):
        return InvalidImageName(written, "name")
    rest, at, digest = written.partition("@")
    if at and not _DIGEST.fullmatch(digest):
        return InvalidImageName(written, "digest")
    name, tag = _split_tag(rest)
    if tag is not None and not _TAG.fullmatch(tag):
        return InvalidImageName(written, "tag")
    domain, repository = _split_domain(name)
    if len(repository) > _LONGEST_REPOSITORY or not _REPOSITORY.fullmatch(repository):
        return InvalidImageName(written, "name")
    found = _HOST.fullmatch(domain)
    port = int(found["port"]) if found and found["port"] else _DEFAULT_PORT
    if port > _HIGHEST_PORT or (found is None and not _is_path_alone(domain, repository)):
        return InvalidImageName(written, "host")
    return _of_host(written, found["host"] if found else domain, port, repository, tag, digest or None)


def _is_path_alone(domain: str, repository: str) -> bool:
    """Tell whether the grammar takes what is no host, `a_b.example`, for the first part of a path."""
    return len(domain) + 1 + len(repository) <= _LONGEST_REPOSITORY and _REPOSITORY.fullmatch(domain) is not None


def _of_host(written: str, host: str, port: int, repository: str, tag: str | None, digest: str | None) -> ImageName:  # noqa: PLR0913, PLR0917 - the parts of a reference
    private = _ECR_IPV4.fullmatch(host) or _ECR_DUAL_STACK.fullmatch(host)
    return ImageName(
        written=written,
        kind=_kind(host, is_private_ecr=private is not None),
        host=host,
        repository=repository,
        port=port,
        tag=tag,
        digest=digest,
        account=private[1] if private else None,
        region=private[3] if private else None,
        is_dual_stack=".dkr-ecr" in host and private is not None,
        is_fips=bool(private and private[2]),
    )


def _kind(host: str, *, is_private_ecr: bool) -> RegistryKind:
    if is_private_ecr:
        return "ecr"
    if host == ECR_PUBLIC:
        return "ecr-public"
    return "docker-hub" if host == DOCKER_HUB else "other"


def _split_tag(rest: str) -> tuple[str, str | None]:
    """Split off the tag: what follows the last colon, unless a slash does, which makes it a port."""
    name, colon, tag = rest.rpartition(":")
    return (name, tag) if colon and "/" not in tag else (rest, None)


def _split_domain(name: str) -> tuple[str, str]:
    """Split off the registry as Docker does: a first part with a dot, a colon or capitals, or `localhost`."""
    first, slash, rest = name.partition("/")
    is_domain = slash and (any(each in first for each in ".:") or first == "localhost" or first != first.lower())
    domain, repository = (first, rest) if is_domain else (DOCKER_HUB, name)
    if domain == "index.docker.io":
        domain = DOCKER_HUB
    if domain == DOCKER_HUB and "/" not in repository:
        repository = f"library/{repository}"
    return domain, repository
