"""Host names of AWS services: which service, Region and partition a name belongs to, and the name of each.

Forms: https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html,
https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html and
https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fargate_doctor.frozen import frozen

_REGION: Final = r"[a-z]{2,5}(?:-[a-z]+)+-\d+"
_SUFFIXES: Final = {
    "aws": ("amazonaws.com", "api.aws", "on.aws"),
    "aws-cn": ("amazonaws.com.cn", "api.amazonwebservices.com.cn", "on.amazonwebservices.com.cn"),
    "aws-us-gov": ("amazonaws.com", "api.aws", "on.aws"),
    "aws-eusc": ("amazonaws.eu", "api.amazonwebservices.eu", "on.amazonwebservices.eu"),
    "aws-iso": ("c2s.ic.gov", "api.aws.ic.gov", "on.aws.ic.gov"),
    "aws-iso-b": ("sc2s.sgov.gov", "api.aws.scloud", "on.aws.scloud"),
    "aws-iso-e": ("cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "on.cloud-aws.adc-e.uk"),
    "aws-iso-f": ("csp.hci.ic.gov", "api.aws.hci.ic.gov", "on.aws.hci.ic.gov"),
}
_PREFIX_OF_PARTITION: Final = {
    "aws-cn": "cn-",
    "aws-us-gov": "us-gov-",
    "aws-eusc": "eusc-",
    "aws-iso": "us-iso-",
    "aws-iso-b": "us-isob-",
    "aws-iso-e": "eu-isoe-",
    "aws-iso-f": "us-isof-",
}


def _one_of(kind: int) -> str:
    return "|".join(re.escape(each[kind]) for each in _SUFFIXES.values())


_FORMS: Final = tuple(
    re.compile(pattern.format(region=_REGION, classic=_one_of(0), dual=_one_of(1), on=_one_of(2)))
    for pattern in (
        r"^(?P<account>\d{{12}})\.dkr\.ecr(?P<fips>-fips)?\.(?P<region>{region})\.(?:{classic})$",
        r"^(?P<account>\d{{12}})\.dkr-ecr(?P<fips>-fips)?\.(?P<region>{region})\.(?P<dual>{on})$",
        r"^(?:(?P<bucket>[a-z0-9][a-z0-9.-]*?)\.)?s3(?P<fips>-fips)?\.(?:(?P<dual>dualstack)\.)?(?P<region>{region})\.(?:{classic})$",
        r"^(?:(?P<bucket>[a-z0-9][a-z0-9.-]*?)\.)?s3-(?P<region>{region})\.(?:{classic})$",
        r"^(?:(?P<bucket>[a-z0-9][a-z0-9.-]*?)\.)?s3\.(?:{classic})$",
        r"^(?:api\.)?ecr(?P<fips>-fips)?\.(?P<region>{region})\.(?P<dual>{dual})$",
        r"^(?:api\.)?ecr(?P<fips>-fips)?\.(?P<region>{region})\.(?:{classic})$",
        r"^(?P<name>[a-z0-9-]+?)(?P<fips>-fips)?\.(?P<region>{region})\.(?P<dual>{dual})$",
        r"^[a-z0-9]+\.(?P<name>execute-api)\.(?P<region>{region})\.(?:{classic})$",
        r"^(?P<name>[a-z0-9-]+?)(?P<fips>-fips)?\.(?P<region>{region})\.(?:{classic})$",
    )
)
_NAMES_OF_FORMS: Final = ("ecr.dkr", "ecr.dkr", "s3", "s3", "s3", "ecr.api", "ecr.api", None, None, None)
_ENDPOINT_SERVICE: Final = re.compile(rf"^(?:[a-z0-9-]+\.)*?(?P<region>{_REGION})\.(?P<name>.+)$")
_GLOBAL_S3_REGION: Final = {"amazonaws.com": "us-east-1", "amazonaws.com.cn": "cn-north-1"}

SERVED_BY_NO_ENDPOINT: Final = frozenset({"ecr-public", "iam", "route53", "cloudfront"})


@frozen
class AwsService:
    """A service in one Region, by the ending of its endpoint service: `ecr.api`, `ecr.dkr`, `s3`, `logs`.

    `dual_stack` tells whether the host name it was read from answers over IPv6 too.
    """

    name: str
    region: str
    partition: str = "aws"
    dual_stack: bool = False
    fips: bool = False
    account: str | None = None
    bucket: str | None = None

    @property
    def endpoint_name(self) -> str:
        """Return how the name of its endpoint service ends."""
        return f"{self.name}-fips" if self.fips else self.name

    @property
    def can_have_endpoint(self) -> bool:
        """Tell whether a VPC endpoint could serve it."""
        return self.name not in SERVED_BY_NO_ENDPOINT

    def is_served_by(self, service_name: str, service_region: str | None = None) -> bool:
        """Tell whether an endpoint for that service, `com.amazonaws.eu-west-1.ecr.api`, leads to this one.

        `service_region` is where the service lies when it is not the Region in the name.
        """
        matched = _ENDPOINT_SERVICE.match(service_name)
        if matched is None or matched["name"] != self.endpoint_name:
            return False
        return (service_region or matched["region"]) == self.region


@lru_cache(maxsize=4096)
def service_of(host: str) -> AwsService | None:
    """Return the AWS service behind a host name; None for a host that no VPC endpoint's service could be."""
    name = host.lower().rstrip(".")
    for form, fixed in zip(_FORMS, _NAMES_OF_FORMS, strict=True):
        matched = form.match(name)
        if matched:
            return _service(name, matched.groupdict(), fixed)
    return None


def host_of(  # noqa: PLR0913 - the parts of a name
    service: str,
    region: str,
    partition: str = "aws",
    *,
    dual_stack: bool = False,
    account: str | None = None,
    bucket: str | None = None,
) -> str:
    """Return the host name of a service, `ecr.api`; `account` is for `ecr.dkr` and `bucket` for `s3`."""
    classic, dual, on = _SUFFIXES.get(partition, _SUFFIXES["aws"])
    if service == "ecr.dkr":
        registry = account or "*"
        return f"{registry}.dkr-ecr.{region}.{on}" if dual_stack else f"{registry}.dkr.ecr.{region}.{classic}"
    if service == "ecr.api":
        return f"ecr.{region}.{dual}" if dual_stack else f"api.ecr.{region}.{classic}"
    if service == "s3":
        prefix = f"{bucket}." if bucket else ""
        return f"{prefix}s3.dualstack.{region}.{classic}" if dual_stack else f"{prefix}s3.{region}.{classic}"
    return f"{service}.{region}.{dual if dual_stack else classic}"


def layer_bucket(region: str) -> str:
    """Return the bucket from which ECR serves image layers.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
    """
    return f"prod-{region}-starport-layer-bucket"


def layers_host(region: str, partition: str = "aws", *, dual_stack: bool = False) -> str:
    """Return the host from which image layers are fetched."""
    return host_of("s3", region, partition, dual_stack=dual_stack, bucket=layer_bucket(region))


def answers_over_ipv6(host: str) -> bool | None:
    """Tell whether an AWS host name has IPv6 addresses; None for names that are not AWS's."""
    service = service_of(host)
    return service.dual_stack if service else None


def partition_of(region: str) -> str:
    """Return the partition that a Region belongs to."""
    return next((name for name, prefix in _PREFIX_OF_PARTITION.items() if region.startswith(prefix)), "aws")


def _service(host: str, parts: dict[str, str | None], fixed: str | None) -> AwsService:
    region = parts.get("region") or _region_of_global_s3(host)
    return AwsService(
        name=fixed or parts["name"] or "",
        region=region,
        partition=partition_of(region),
        dual_stack=bool(parts.get("dual")),
        fips=bool(parts.get("fips")),
        account=parts.get("account"),
        bucket=parts.get("bucket"),
    )


def _region_of_global_s3(host: str) -> str:
    return next((region for suffix, region in _GLOBAL_S3_REGION.items() if host.endswith(f".{suffix}")), "us-east-1")
