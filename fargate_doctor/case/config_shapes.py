"""One configuration of AWS Config, in the words of the API that describes the resource.

Older types are recorded in the SDK's words (`cidrBlock`), newer ones in CloudFormation's (`DomainNameServers`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject

    Carried = tuple[str, JsonObject, JsonObject]
    """An operation, the request that asks for this one resource, and the answer."""

_DHCP_KEYS: Final = {
    "DomainName": "domain-name",
    "DomainNameServers": "domain-name-servers",
    "NetbiosNameServers": "netbios-name-servers",
    "NetbiosNodeType": "netbios-node-type",
    "NtpServers": "ntp-servers",
}
_OTHERWISE: Final = {
    "EFSVolumeConfiguration": "efsVolumeConfiguration",
    "FSxWindowsFileServerVolumeConfiguration": "fsxWindowsFileServerVolumeConfiguration",
    "FilesystemId": "fileSystemId",
    "IAM": "iam",
    "EnableECSManagedTags": "enableECSManagedTags",
}
_FREE_MAPS: Final = frozenset({"Options", "DockerLabels", "Labels", "DriverOpts"})
_SERVICE_ARN: Final = re.compile(r"(?P<start>arn:[^:]+:ecs:[^:]*:[^:]*):service/(?:(?P<cluster>[^/]+)/)?[^/]+")


def in_ec2_words(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a configuration with EC2's own field names; `{"value": "available"}` is the SDK's form of a state."""
    if isinstance(value, list):
        return [in_ec2_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"value"}:
        return value["value"]
    return {key[:1].upper() + key[1:]: in_ec2_words(member) for key, member in value.items()}


def in_ecs_words(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a configuration with ECS's own field names; maps whose keys are a customer's keep them."""
    if isinstance(value, list):
        return [in_ecs_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        _OTHERWISE.get(key, key[:1].lower() + key[1:]): member if key in _FREE_MAPS else in_ecs_words(member)
        for key, member in value.items()
    }


def security_group(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the group; its IPv4 ranges are recorded in two forms, of which the older has bare blocks."""
    group = in_ec2_words(configuration)
    for rules in ("IpPermissions", "IpPermissionsEgress"):
        listed = group.get(rules)
        if isinstance(listed, list):
            group[rules] = [_rule(each) if isinstance(each, dict) else each for each in listed]
    if isinstance(group.get("GroupId"), str):
        yield "ec2:DescribeSecurityGroups", {"GroupIds": [group["GroupId"]]}, {"SecurityGroups": [group]}


def dhcp_options(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the option set."""
    identifier = configuration.get("DhcpOptionsId")
    configurations = [
        {"Key": name, "Values": [{"Value": str(each)} for each in _list(configuration[key])]}
        for key, name in _DHCP_KEYS.items()
        if configuration.get(key) not in (None, [], "")
    ]
    if isinstance(identifier, str):
        options = {"DhcpOptionsId": identifier, "DhcpConfigurations": configurations}
        yield "ec2:DescribeDhcpOptions", {"DhcpOptionsIds": [identifier]}, {"DhcpOptions": [options]}


def managed_prefix_list(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the list, and its entries where they are recorded."""
    identifier = configuration.get("PrefixListId")
    if not isinstance(identifier, str):
        return
    named = {key: value for key, value in configuration.items() if key != "Entries"}
    yield "ec2:DescribeManagedPrefixLists", {"PrefixListIds": [identifier]}, {"PrefixLists": [named]}
    entries = configuration.get("Entries")
    if isinstance(entries, list):
        yield "ec2:GetManagedPrefixListEntries", {"PrefixListId": identifier}, {"Entries": entries}


def block_public_access(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the setting of the account and Region."""
    yield "ec2:DescribeVpcBlockPublicAccessOptions", {}, {"VpcBlockPublicAccessOptions": configuration}


def ecs_service(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the service with its present configuration; deployments and events are not recorded."""
    service = in_ecs_words(configuration)
    arn, cluster = service.get("serviceArn"), service.pop("cluster", None)
    found = _SERVICE_ARN.fullmatch(arn) if isinstance(arn, str) else None
    if not found:
        return
    name = str(cluster or found["cluster"] or "default").rpartition("/")[2]
    service["clusterArn"] = f"{found['start']}:cluster/{name}"
    service.setdefault("serviceName", found[0].rpartition("/")[2])
    yield "ecs:DescribeServices", {"cluster": name, "services": [arn]}, {"services": [service], "failures": []}


def ecs_task_definition(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the definition."""
    definition = in_ecs_words(configuration)
    arn = definition.get("taskDefinitionArn")
    if isinstance(arn, str):
        yield "ecs:DescribeTaskDefinition", {"taskDefinition": arn}, {"taskDefinition": definition}


def iam_role(configuration: JsonObject) -> Iterator[Carried]:
    """Yield the role, its inline policies, and the names of those attached to it."""
    name = configuration.get("roleName")
    if not isinstance(name, str):
        return
    asked = {"RoleName": name}
    role = {
        in_iam: configuration[recorded] for in_iam, recorded in _ROLE.items() if configuration.get(recorded) is not None
    }
    role["AssumeRolePolicyDocument"] = _policy(configuration.get("assumeRolePolicyDocument"))
    yield "iam:GetRole", asked, {"Role": role}
    attached, inline = configuration.get("attachedManagedPolicies"), configuration.get("rolePolicyList")
    if isinstance(attached, list):
        yield "iam:ListAttachedRolePolicies", asked, {"AttachedPolicies": in_ec2_words(attached)}
    if isinstance(inline, list):
        named = [each for each in inline if isinstance(each, dict) and isinstance(each.get("policyName"), str)]
        yield "iam:ListRolePolicies", asked, {"PolicyNames": [each["policyName"] for each in named]}
        for each in named:
            own = {**asked, "PolicyName": each["policyName"]}
            yield "iam:GetRolePolicy", own, {**own, "PolicyDocument": _policy(each.get("policyDocument"))}


def _rule(rule: JsonObject) -> JsonObject:
    ranges = rule.pop("Ipv4Ranges", None)
    if isinstance(ranges, list) and ranges:
        rule["IpRanges"] = ranges
    elif isinstance(rule.get("IpRanges"), list):
        rule["IpRanges"] = [{"CidrIp": each} if isinstance(each, str) else each for each in rule["IpRanges"]]
    return rule


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, list) else [value]


def _policy(document: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a policy as the AWS CLI shows it; AWS Config keeps it URL-encoded."""
    if not isinstance(document, str):
        return document
    try:
        return json.loads(unquote(document))
    except (ValueError, RecursionError):
        return document


_ROLE: Final = {
    "Path": "path",
    "RoleName": "roleName",
    "RoleId": "roleId",
    "Arn": "arn",
    "CreateDate": "createDate",
    "PermissionsBoundary": "permissionsBoundary",
}
