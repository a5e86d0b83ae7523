"""The snapshot: all tables of a case, frozen. Rebuilt from the case at will; changed only by copying."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from fargate_doctor.frozen import frozen
from fargate_doctor.model.balancing import read_target_health
from fargate_doctor.model.bucket_policies import read_bucket_policies
from fargate_doctor.model.container_logs import read_container_logs
from fargate_doctor.model.dns_firewall import read_firewall_domains
from fargate_doctor.model.file_system import read_mount_target_groups
from fargate_doctor.model.flow_records import FlowLogLines, read_flow_log_lines
from fargate_doctor.model.former import read_former_interfaces
from fargate_doctor.model.keys import read_key_policies, read_keys
from fargate_doctor.model.kinds import kinds_by_table
from fargate_doctor.model.logs import read_log_groups
from fargate_doctor.model.lookup import EventLookup
from fargate_doctor.model.object_store import read_buckets, read_stored_objects
from fargate_doctor.model.prefix_lists import read_prefix_lists
from fargate_doctor.model.reading import is_complete, read_table
from fargate_doctor.model.role_answers import (
    read_attached_policies,
    read_inline_policy_names,
    read_policy_versions,
    read_simulations,
)
from fargate_doctor.model.secrets import read_parameters, read_secret_policies, read_secrets
from fargate_doctor.model.times import moment
from fargate_doctor.model.transit_gateways import read_transit_gateway_route_tables

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.case.model import Case, Failure, Statement
    from fargate_doctor.model import (
        balancing,
        bucket_policies,
        container_logs,
        dns_firewall,
        file_system,
        filtering,
        history,
        identity,
        logs,
        naming,
        object_store,
        registry,
        routing,
        service,
        task,
        task_definition,
        transit_gateways,
        vpc,
    )
    from fargate_doctor.model import keys as kms
    from fargate_doctor.model import secrets as secret
    from fargate_doctor.model.shape import Quotable
    from fargate_doctor.model.table import Table


@frozen
class Snapshot:
    """A typed view of one case. `now` is the time of collection, None where the case does not say."""

    region: str | None
    account: str | None
    partition: str
    focus: str | None
    now: datetime | None
    tasks: Table[task.Task]
    task_definitions: Table[task_definition.TaskDefinition]
    services: Table[service.Service]
    task_sets: Table[service.TaskSet]
    service_deployments: Table[service.ServiceDeployment]
    service_revisions: Table[service.ServiceRevision]
    account_settings: Table[service.AccountSetting]
    target_groups: Table[balancing.TargetGroup]
    load_balancers: Table[balancing.LoadBalancer]
    target_health: Table[balancing.TargetHealth]
    vpcs: Table[vpc.Vpc]
    vpc_attributes: Table[vpc.VpcAttribute]
    subnets: Table[vpc.Subnet]
    network_interfaces: Table[vpc.NetworkInterface]
    route_tables: Table[routing.RouteTable]
    network_acls: Table[filtering.NetworkAcl]
    security_groups: Table[filtering.SecurityGroup]
    endpoints: Table[filtering.VpcEndpoint]
    nat_gateways: Table[routing.NatGateway]
    internet_gateways: Table[routing.InternetGateway]
    egress_only_gateways: Table[routing.EgressOnlyInternetGateway]
    dhcp_options: Table[vpc.DhcpOptions]
    prefix_lists: Table[routing.PrefixList]
    peerings: Table[routing.VpcPeering]
    transit_gateway_attachments: Table[routing.TransitGatewayVpcAttachment]
    transit_gateway_associations: Table[transit_gateways.TransitGatewayAttachment]
    transit_gateway_route_tables: Table[transit_gateways.TransitGatewayRouteTable]
    block_public_access: Table[vpc.BlockPublicAccessOptions]
    block_public_access_exclusions: Table[vpc.BlockPublicAccessExclusion]
    flow_logs: Table[naming.FlowLog]
    hosted_zones: Table[naming.HostedZone]
    resolver_rule_associations: Table[naming.ResolverRuleAssociation]
    resolver_rules: Table[naming.ResolverRule]
    firewall_associations: Table[naming.FirewallRuleGroupAssociation]
    firewall_rules: Table[dns_firewall.FirewallRule]
    firewall_domain_lists: Table[dns_firewall.FirewallDomainList]
    firewall_domains: Table[dns_firewall.FirewallDomains]
    mount_targets: Table[file_system.MountTarget]
    mount_target_groups: Table[file_system.MountTargetGroups]
    access_points: Table[file_system.AccessPoint]
    file_system_policies: Table[file_system.FileSystemPolicy]
    secrets: Table[secret.Secret]
    secret_policies: Table[secret.SecretPolicy]
    parameters: Table[secret.Parameter]
    keys: Table[kms.Key]
    key_policies: Table[kms.KeyPolicy]
    log_groups: Table[logs.LogGroup]
    container_logs: Table[container_logs.ContainerLog]
    buckets: Table[object_store.Bucket]
    stored_objects: Table[object_store.StoredObject]
    pull_through_cache_rules: Table[registry.PullThroughCacheRule]
    repositories: Table[registry.Repository]
    images: Table[registry.ImageDetail]
    image_manifests: Table[registry.ImageManifest]
    repository_policies: Table[registry.RepositoryPolicy]
    bucket_policies: Table[bucket_policies.BucketPolicy]
    roles: Table[identity.Role]
    simulations: Table[identity.SimulatedDecision]
    attached_policies: Table[identity.AttachedPolicies]
    inline_policy_names: Table[identity.InlinePolicyNames]
    inline_policies: Table[identity.InlinePolicy]
    managed_policies: Table[identity.ManagedPolicy]
    policy_versions: Table[identity.PolicyVersion]
    former_interfaces: dict[str, vpc.NetworkInterface]
    events: Table[history.TrailEvent]
    event_lookups: tuple[EventLookup, ...]
    flow_log_lines: FlowLogLines
    failures: tuple[Failure, ...]
    statements: tuple[Statement, ...]
    calls: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, case: Case) -> Self:
        """Return the snapshot of a case; what cannot be read is absent with its reason, never empty."""
        tables = {name: read_table(case, kind) for name, kind in kinds_by_table().items()}
        return cls(
            region=case.region,
            account=case.account,
            partition=case.partition or "aws",
            focus=case.focus,
            now=moment(case.collected_at),
            **tables,
            former_interfaces=read_former_interfaces(case, tables["network_interfaces"]),
            prefix_lists=read_prefix_lists(case),
            transit_gateway_route_tables=read_transit_gateway_route_tables(case),
            firewall_domains=read_firewall_domains(case),
            mount_target_groups=read_mount_target_groups(case),
            secrets=read_secrets(case),
            secret_policies=read_secret_policies(case),
            parameters=read_parameters(case),
            keys=read_keys(case),
            key_policies=read_key_policies(case),
            log_groups=read_log_groups(case),
            container_logs=read_container_logs(case),
            buckets=read_buckets(case),
            stored_objects=read_stored_objects(case),
            target_health=read_target_health(case),
            bucket_policies=read_bucket_policies(case),
            simulations=read_simulations(case),
            attached_policies=read_attached_policies(case),
            inline_policy_names=read_inline_policy_names(case),
            policy_versions=read_policy_versions(case),
            event_lookups=_event_lookups(case),
            flow_log_lines=read_flow_log_lines(case),
            failures=case.failures,
            statements=case.statements,
            calls=_calls(case),
        )

    def with_resource(self, table: str, resource: Quotable, *scopes: str) -> Self:
        """Return the snapshot with one resource of a table added or replaced; nothing else changes."""
        changed = getattr(self, table).with_resource(resource, *scopes)
        return replace(self, **{table: changed})

    def stated(self, question: str) -> str | None:
        """Return what the user last answered to a question; None where the user was not asked."""
        answers = [each.answer for each in self.statements if each.question == question]
        return answers[-1] if answers else None

    @cached_property
    def interfaces_of_address(self) -> dict[str, tuple[vpc.NetworkInterface, ...]]:
        """Return which network interfaces hold which address; VPCs may use the same ones."""
        holders: dict[str, tuple[vpc.NetworkInterface, ...]] = {}
        for each in self.network_interfaces:
            for address in each.addresses:
                holders[address] = (*holders.get(address, ()), each)
        return holders

    @cached_property
    def holders_of_address(self) -> dict[str, vpc.NetworkInterface]:
        """Return which network interface holds which private or IPv6 address."""
        return {address: each for each in self.network_interfaces for address in each.addresses}


def _event_lookups(case: Case) -> tuple[EventLookup, ...]:
    return tuple(
        _lookup(record.request, complete=is_complete(record), at=record.at)
        for record in case.records.get("cloudtrail:LookupEvents", ())
        if record.request is not None
    )


def _calls(case: Case) -> tuple[tuple[str, int], ...]:
    """Return how often each operation was asked, as far as the case records it."""
    counted = Counter({operation: len(records) for operation, records in case.records.items()})
    counted.update(failure.operation for failure in case.failures)
    return tuple(sorted(counted.items()))


def _lookup(request: dict[str, Any], *, complete: bool, at: str | None) -> EventLookup:
    attributes = request.get("LookupAttributes")
    pairs = [each for each in attributes if isinstance(each, dict)] if isinstance(attributes, list) else []
    names = [each.get("AttributeValue") for each in pairs if each.get("AttributeKey") == "EventName"]
    return EventLookup(
        event_name=names[0] if names else None,
        start=moment(request.get("StartTime")),
        end=moment(request.get("EndTime")),
        is_complete=complete,
        at=at,
    )
