"""Host names: what AWS and public registries call themselves stays, what a customer called a thing does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.redaction.constants import REGION

if TYPE_CHECKING:
    from collections.abc import Callable

_AWS: Final = (
    "amazonaws.com",
    "amazonaws.com.cn",
    "amazonaws.eu",
    "api.aws",
    "ecr.aws",
    "api.amazonwebservices.com.cn",
    "c2s.ic.gov",
    "sc2s.sgov.gov",
)

_OF_CUSTOMERS: Final = ("on.aws", "compute.internal", "ec2.internal", "cloudfront.net")

_PUBLIC: Final = (
    "docker.io",
    "docker.com",
    "docker.elastic.co",
    "ghcr.io",
    "githubusercontent.com",
    "gcr.io",
    "pkg.dev",
    "quay.io",
    "registry.k8s.io",
    "mcr.microsoft.com",
    "nvcr.io",
    "cgr.dev",
    "registry.gitlab.com",
)

_SERVICE_LABELS: Final = frozenset(
    """
    api auth cdn cdn01 cdn02 cdn03 compute delivery dkr dkr-ecr dkr-fips dualstack ecr ecr-fips ecs efs elb hub
    index ipv6 k8s kms logs pkg-containers production cloudflare public registry registry-1 s3 s3-fips
    secretsmanager sqs ssm sts vpce www us eu asia
    """.split()  # noqa: SIM905 - words read better as words
)

_ENDINGS: Final = frozenset(
    """
    app arpa at au be biz br ca ch cloud cn co com consul corp cz de dev edu es eu example fi fr gov ie
    in info int internal intra invalid io it jp kr lan local localdomain me mx net nl no nz onion org pl
    private pt ru se sg test tr tv uk us za
    """.split()  # noqa: SIM905 - words read better as words
)

_HAS_ADDRESS = re.compile(r"(?P<before>ip-|ec2-)(?P<address>\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3})")
_REGION = re.compile(rf"{REGION}[a-z]?")


def is_host(words: str) -> bool:
    """Say whether words with dots are surely a host name, and not the end of one sentence and the next."""
    return words == words.lower() and (
        words.rpartition(".")[2] in _ENDINGS or _suffix_of(words, (*_AWS, *_OF_CUSTOMERS)) is not None
    )


def replace_host(words: str, replace_label: Callable[[str], str], replace_address: Callable[[str], str]) -> str:
    """Return the host name that stands for another; `replace_label` knows names, ids and words."""

    def replace(label: str) -> str:
        if match := _HAS_ADDRESS.fullmatch(label):
            address = replace_address(match["address"].replace("-", "."))
            return match["before"] + address.replace(".", "-")
        return replace_label(label)

    suffix = _suffix_of(words, (*_AWS, *_OF_CUSTOMERS, *_PUBLIC))
    if not suffix:
        *labels, ending = words.split(".")
        return ".".join([*map(replace, labels), ending if ending in _ENDINGS else replace(ending)])
    labels = [label for label in words.removesuffix(suffix).split(".") if label]
    kept = _places_of_aws(labels) if suffix in _AWS else set()
    return ".".join(
        [
            *(
                label if place in kept or label in _SERVICE_LABELS else replace(label)
                for place, label in enumerate(labels)
            ),
            suffix,
        ]
    )


def _places_of_aws(labels: list[str]) -> set[int]:
    """Return where a service and its Region stand; what is before them belongs to a customer."""
    region = next((place for place, label in enumerate(labels) if _REGION.fullmatch(label)), len(labels))
    behind_region = set(range(region, len(labels)))
    if labels[region + 1 :] == ["vpce"]:
        return behind_region | set(range(1, region))
    return behind_region | ({region - 1} if len(labels) <= region + 1 else set())


def _suffix_of(words: str, suffixes: tuple[str, ...]) -> str | None:
    lower = words.lower()
    return next((words[-len(each) :] for each in suffixes if lower == each or lower.endswith(f".{each}")), None)
