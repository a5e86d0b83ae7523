"""Answers that do not say what they are about, where the case leaves more than one thing, or none, to be it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fargate_doctor.case.model import Case, JsonObject


def unplaced_answers(case: Case) -> tuple[str, ...]:
    """Return the operations whose answers without a request cannot be placed, once for each answer."""
    return tuple(
        operation
        for operation, subjects_in in _SUBJECTS.items()
        for _ in _without_subject(case, operation, set(subjects_in(case)))
    )


def _without_subject(case: Case, operation: str, subjects: set[str]) -> Iterator[JsonObject]:
    bare = [record.answer for record in case.records.get(operation, ()) if record.request is None]
    if len(bare) > 1 or len(subjects) != 1:
        yield from bare


def prefix_lists_without_entries(case: Case) -> frozenset[str]:
    """Return the prefix lists that entries without their request may belong to.

    Those of the customer that a listing, a route or a rule names, less those whose entries the case has by name; those
    of AWS are asked for with DescribePrefixLists, which names them.
    """
    listed = tuple(_items(case, "ec2:DescribeManagedPrefixLists", "PrefixLists"))
    of_aws = {*_texts(each.get("PrefixListId") for each in listed if each.get("OwnerId") == "AWS")}
    of_aws |= {*_texts(each.get("PrefixListId") for each in _items(case, "ec2:DescribePrefixLists", "PrefixLists"))}
    named = _texts(each.get("PrefixListId") for each in listed)
    asked = (record.request for record in case.records.get("ec2:GetManagedPrefixListEntries", ()) if record.request)
    known = {*_texts(each.get("PrefixListId") for each in asked)}
    return frozenset({*named, *_referenced_lists(case)} - of_aws - known)


def _referenced_lists(case: Case) -> Iterator[str]:
    for table in _items(case, "ec2:DescribeRouteTables", "RouteTables"):
        yield from _texts(route.get("DestinationPrefixListId") for route in _objects(table.get("Routes")))
    for group in _items(case, "ec2:DescribeSecurityGroups", "SecurityGroups"):
        rules = (*_objects(group.get("IpPermissions")), *_objects(group.get("IpPermissionsEgress")))
        yield from _texts(each.get("PrefixListId") for rule in rules for each in _objects(rule.get("PrefixListIds")))


def _target_groups(case: Case) -> Iterable[str]:
    return _texts(each.get("TargetGroupArn") for each in _items(case, "elbv2:DescribeTargetGroups", "TargetGroups"))


def _roles(case: Case) -> Iterable[str]:
    for record in case.records.get("ecs:DescribeTaskDefinition", ()):
        definition = record.answer.get("taskDefinition")
        if isinstance(definition, dict):
            yield from _texts(definition.get(key) for key in ("executionRoleArn", "taskRoleArn"))


def _managed_policies(case: Case) -> Iterable[str]:
    for record in case.records.get("iam:GetPolicy", ()):
        policy = record.answer.get("Policy")
        if isinstance(policy, dict):
            yield from _texts([policy.get("Arn")])


def keys_of_policies(case: Case) -> Iterable[str]:
    """Return the keys that a policy without its request may belong to."""
    described = (record.answer.get("KeyMetadata") for record in case.records.get("kms:DescribeKey", ()))
    return _texts(each.get("Arn") for each in described if isinstance(each, dict))


def buckets_of_files(case: Case) -> Iterable[str]:
    """Return the buckets that an answer without its request may be about: those of the tasks' environment files."""
    for record in case.records.get("ecs:DescribeTaskDefinition", ()):
        definition = record.answer.get("taskDefinition")
        containers = definition.get("containerDefinitions") if isinstance(definition, dict) else None
        for container in _objects(containers):
            values = _texts(each.get("value") for each in _objects(container.get("environmentFiles")))
            yield from (each.partition(":::")[2].partition("/")[0] for each in values if ":::" in each)


def domain_lists_of_rules(case: Case) -> Iterable[str]:
    """Return the lists that domains without their request may be on: those that rules of DNS Firewall name."""
    rules = _items(case, "route53resolver:ListFirewallRules", "FirewallRules")
    return _texts(each.get("FirewallDomainListId") for each in rules)


def _mount_targets(case: Case) -> Iterable[str]:
    return _texts(each.get("MountTargetId") for each in _items(case, "efs:DescribeMountTargets", "MountTargets"))


def _items(case: Case, operation: str, list_name: str) -> Iterator[JsonObject]:
    for record in case.records.get(operation, ()):
        yield from _objects(record.answer.get(list_name))


def _objects(items: Any) -> Iterable[JsonObject]:  # noqa: ANN401 - whatever stands where AWS has a list
    return (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ()


def _texts(values: Iterable[Any]) -> Iterable[str]:
    return (value for value in values if isinstance(value, str))


_SUBJECTS: Final[dict[str, Callable[[Case], Iterable[str]]]] = {
    "ec2:GetManagedPrefixListEntries": prefix_lists_without_entries,
    "efs:DescribeMountTargetSecurityGroups": _mount_targets,
    "elbv2:DescribeTargetHealth": _target_groups,
    "elbv2:DescribeTargetGroupAttributes": _target_groups,
    "iam:ListAttachedRolePolicies": _roles,
    "iam:ListRolePolicies": _roles,
    "iam:SimulatePrincipalPolicy": _roles,
    "iam:GetPolicyVersion": _managed_policies,
    "kms:GetKeyPolicy": keys_of_policies,
    "route53resolver:ListFirewallDomains": domain_lists_of_rules,
    "s3:GetBucketLocation": buckets_of_files,
    "s3:GetBucketPolicy": buckets_of_files,
    "s3:ListObjectsV2": buckets_of_files,
}
