"""The page of the AWS Management Console that shows a resource: https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/what-is.html

Each partition has a console of its own; of a partition whose console is not public, and of a resource without a page
of its own, there is no address.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_REGION: Final = re.compile(r"[a-z]{2,5}(?:-[a-z]+)+-\d+")
_HOSTS: Final = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}

_VPC: Final = {
    "vpc": "VpcDetails:VpcId=",
    "subnet": "SubnetDetails:subnetId=",
    "rtb": "RouteTableDetails:RouteTableId=",
    "sg": "SecurityGroup:groupId=",
    "acl": "NetworkAclDetails:networkAclId=",
    "igw": "InternetGateway:internetGatewayId=",
    "eigw": "EgressOnlyInternetGateway:egressOnlyInternetGatewayId=",
    "nat": "NatGatewayDetails:natGatewayId=",
    "vpce": "EndpointDetails:vpcEndpointId=",
    "dopt": "DhcpOptionsDetails:DhcpOptionsId=",
    "pl": "ManagedPrefixListDetails:prefixListId=",
    "pcx": "PeeringConnectionDetails:VpcPeeringConnectionId=",
    "tgw": "TransitGatewayDetails:transitGatewayId=",
    "tgw-attach": "TransitGatewayAttachmentDetails:transitGatewayAttachmentId=",
}
"""The part of the VPC console's address that comes before an id, by the prefix of the id."""

_IDS: Final = "|".join(sorted((*_VPC, "eni", "fs"), key=len, reverse=True))
_ID: Final = re.compile(rf"({_IDS})-[0-9a-f]{{8,17}}")
_NAME: Final = r"[\w+=,.@/:*-]"
_NAMES: Final = re.compile(
    rf"(?<![\w-])(?:arn:aws[\w-]*:[a-z0-9-]+:[a-z0-9-]*:\d{{0,12}}:{_NAME}*[\w*]|(?:{_IDS})-[0-9a-f]{{8,17}})(?![\w-])"
)


def names_in(words: str) -> tuple[str, ...]:
    """Return the ids and ARNs of resources that stand in a text, each once, in their order."""
    return tuple(dict.fromkeys(each.group() for each in _NAMES.finditer(words)))


def places_of_names(words: str) -> tuple[tuple[int, int, str], ...]:
    """Return where each id and ARN stands in a text: start, end and the name."""
    return tuple((each.start(), each.end(), each.group()) for each in _NAMES.finditer(words))


def where_of(arn: str) -> tuple[str, str]:
    """Return the Region and the partition that an ARN names; empty, and `aws`, where it names none."""
    parts = arn.split(":", 5)
    return (parts[3], parts[1]) if len(parts) == 6 else ("", "aws")  # noqa: PLR2004 - the parts of an ARN


def page_of(name: str, region: str, partition: str = "aws") -> str | None:
    """Return the address of the console's page of an id or ARN; None where there is none that is known."""
    if name.startswith("arn:"):
        return _page_of_arn(name, region) if _NAMES.fullmatch(name) else None
    found = _ID.fullmatch(name)
    host = _host(region, partition)
    if found is None or host is None:
        return None
    if found[1] == "eni":
        return f"{host}/ec2/home?region={region}#NetworkInterface:networkInterfaceId={name}"
    if found[1] == "fs":
        return f"{host}/efs/home?region={region}#/file-systems/{name}"
    return f"{host}/vpcconsole/home?region={region}#{_VPC[found[1]]}{name}"


def _host(region: str, partition: str) -> str | None:
    return f"https://{region}.{_HOSTS[partition]}" if _REGION.fullmatch(region) and partition in _HOSTS else None


def _page_of_arn(arn: str, region: str) -> str | None:
    _, partition, service, of_region, account, resource = arn.split(":", 5)
    host = _host(of_region or region, partition)
    written = _PAGES.get(service)
    if host is None or written is None:
        return None
    page = written(resource, of_region or region, account, arn)
    return f"{host}{page}" if page else None


def _ecs(resource: str, region: str, _account: str, _arn: str) -> str | None:
    kind, _, rest = resource.partition("/")
    cluster, _, name = rest.rpartition("/")
    if kind == "cluster":
        return f"/ecs/v2/clusters/{rest}?region={region}"
    if kind in ("task", "service") and cluster:
        return f"/ecs/v2/clusters/{cluster}/{kind}s/{name}?region={region}"
    if kind == "task-definition" and ":" in rest:
        return f"/ecs/v2/task-definitions/{rest.replace(':', '/')}?region={region}"
    return None


def _iam(resource: str, region: str, _account: str, _arn: str) -> str | None:
    kind, _, name = resource.partition("/")
    page = f"/iam/home?region={region}#/roles/details/{quote(name.rpartition('/')[2], safe='')}"
    return page if kind == "role" and name else None


def _secret(_resource: str, region: str, _account: str, arn: str) -> str | None:
    return f"/secretsmanager/secret?name={quote(arn, safe='')}&region={region}"


def _parameter(resource: str, region: str, _account: str, _arn: str) -> str | None:
    kind, _, name = resource.partition("/")
    page = f"/systems-manager/parameters/{quote(name, safe='')}/description?region={region}"
    return page if kind == "parameter" and name else None


def _repository(resource: str, region: str, account: str, _arn: str) -> str | None:
    kind, _, name = resource.partition("/")
    page = f"/ecr/repositories/private/{account}/{quote(name)}?region={region}"
    return page if kind == "repository" and name else None


def _log_group(resource: str, region: str, _account: str, _arn: str) -> str | None:
    kind, _, rest = resource.partition(":")
    name = quote(quote(rest.partition(":")[0], safe=""), safe="").replace("%25", "$25")
    return f"/cloudwatch/home?region={region}#logsV2:log-groups/log-group/{name}" if kind == "log-group" else None


def _key(resource: str, region: str, _account: str, _arn: str) -> str | None:
    kind, _, name = resource.partition("/")
    return f"/kms/home?region={region}#/kms/keys/{name}" if kind == "key" else None


def _load_balancing(resource: str, region: str, _account: str, arn: str) -> str | None:
    kind = resource.partition("/")[0]
    words = {"targetgroup": "TargetGroup:targetGroupArn=", "loadbalancer": "LoadBalancer:loadBalancerArn="}.get(kind)
    return f"/ec2/home?region={region}#{words}{arn}" if words else None


_PAGES: Final = {
    "ecs": _ecs,
    "iam": _iam,
    "secretsmanager": _secret,
    "ssm": _parameter,
    "ecr": _repository,
    "logs": _log_group,
    "kms": _key,
    "elasticloadbalancing": _load_balancing,
}
