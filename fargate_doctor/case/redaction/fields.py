"""What each field holds: AWS's own words, a sentence or, where nothing else is known, a name."""

from __future__ import annotations

import re
from typing import Final

SENTENCES: Final = frozenset(
    """
    Cause DeliverLogsErrorMessage ErrorMessage FailureMessage FailureReason Message Output Reason
    StateMessage StateReason StatusMessage StatusReason WarningMessage deliverLogsErrorMessage detail
    errorMessage failureReason message output reason rolloutStateReason stateReason statusMessage
    statusReason stoppedReason updateStatusReason
    """.split()  # noqa: SIM905 - words read better as words
)

KEPT: Final = frozenset(
    """
    AWSRegion AcceleratedRecoveryStatus Action ActionNames AdjustableAtLevel AdvertiseTrustStoreCaNames
    AgentUpdateStatus AllocationStrategy ApplianceModeSupport AttachmentState AttachmentType Attribute
    AttributeKey AttributeNames AutoAcceptSharedAttachments AutoScalingIps AvailabilityMode AvailabilityZone
    AvailabilityZoneId AvailabilityZoneIds AvailabilityZoneName AvailabilityZones AwsRegion BlockOverrideDnsType
    BlockResponse Code ConfidenceThreshold ConnectivityType ContextKeyType ContextScope CustomerMasterKeySpec
    DataType DefaultRouteTableAssociation DefaultRouteTablePropagation DeliverLogsStatus Direction
    DnsHostnameType DnsRecordIpType DnsSupport DnsThreatProtection Effect EnablePrefixForIpv6SourceNat
    EncapsulationAlgorithms EncryptionAlgorithms EncryptionControlState EncryptionState ErrorCode EvalActionName
    EvalDecision EvalDecisionDetails EvalResourceDecision EventCategory EventName EventSource ExclusionsAllowed
    ExpirationModel ExplanationCode Failover FileFormat FirewallDomainRedirectionAction FirewallFailOpen
    FlowLogStatus GrpcCode HealthCheckPort HealthCheckProtocol HostedZoneType HostnameType HttpCode
    IPAddressType Include InstanceTenancy InterfaceType InternetGatewayBlockMode InternetGatewayExclusionMode
    IpAddressType IpProtocol IpSource Ipv6AddressAttribute Ipv6Support KeyAgreementAlgorithms KeyManager KeySpec
    KeyState KeyUsage LifeCycleState LocationConstraint LogDestinationType LogFormat MacAlgorithms ManagedBy
    ManagedListType MitigationInEffect Mode ModificationState MultiRegionKeyType MulticastSupport
    MultipathResilienceMode MutationProtection NatGatewaySupport NetworkBorderGroup NotAction
    OnUnauthenticatedRequest OptInStatus Origin PayerResponsibility PayerResponsibilityType PerformanceMode
    PeriodUnit PermissionsBoundaryType PolicyType Port PrivateDnsNameVerificationState Protocol ProtocolVersion
    Protocols Qtype QuotaAppliedAtLevel QuotaCode QuotaName ReadOnly Region RegionName
    ReplicationOverwriteProtection ReplicationStatus ResolverEndpointType ResourceType RouteOrigin RuleAction
    RuleType ScalableDimension Scheme SecurityGroupReferencingSupport ServiceCode ServiceManaged
    ServiceNamespace ServiceRegion ServiceRegions ServiceType ShareStatus SharingEnabled SigningAlgorithms
    SortBy SortOrder SourcePolicyType SslPolicy State Status StatusCode SupportedIpAddressTypes SyncStatus
    TargetType ThroughputMode TrafficType TransitGatewayAttachmentStatus TransparentFilteringNatScope
    TrustStoreAssociationStatus Type VPCRegion VersionStages VpcEndpointType VpnEcmpSupport ZoneType action
    actionsStatus agentUpdateStatus appProtocol assignPublicIp attachmentsStatus availabilityZone
    availabilityZoneRebalancing awsRegion burstablePerformance capacityOptionType compatibilities condition
    connectivity containerPortRange cpu cpuArchitecture dataProtectionStatus desiredStatus encryptionType
    errorCode eventCategory eventName eventSource eventType eventVersion filterType healthCheckProtocol
    healthStatus hostPortRange iam imageStatus imageTagMutability include includeQueryParameters
    inheritedProperties ipcMode isolationMode lastStatus launchType lifecycleStage lifecycleStages localStorage
    logDriver logGroupClass logLevel managedDraining managedTerminationProtection memory memoryReservation
    mode networkMode operatingSystemFamily orderBy pidMode platformFamily platformVersion propagateTags protocol
    region requiresCompatibilities reservationPreference resourceManagementType resourceType rolloutState
    schedulingStrategy scheme scope sort sourceServiceRevisionCleanup stabilityStatus status stopCode strategy
    tagStatus targetType timeoutAction transitEncryption type updateStatus upstreamRegistry versionConsistency
    """.split()  # noqa: SIM905 - words read better as words
)

LOOSE: Final = frozenset(
    """
    Comment Description Key Sid Value Values command description entryPoint key value user userAgent
    workingDirectory
    """.split()  # noqa: SIM905 - words read better as words
)
"""Fields whose plain words are ordinary language: they are masked here, but not looked for in sentences."""

OWN: Final = frozenset(
    """
    GroupName LoadBalancerName LogGroupName PolicyName PolicyNames RoleName SecretId TargetGroupName UserName
    awslogs-group awslogs-stream-prefix cluster clusterName clusterNames containerName family group groupName
    logGroupName logGroupNamePrefix logStreamNamePrefix logicalName portName repositoryName repositoryNames roleName
    service serviceName services sourceContainer sourceVolume userName volumeName
    """.split()  # noqa: SIM905 - words read better as words
)
"""Fields that hold nothing but a name that a customer chose, be it an ordinary word."""

_OWN_PAIRS: Final = {
    *((parent, "name") for parent in ("containers", "containerDefinitions", "environment", "secrets", "volumes")),
    *(("tags", name) for name in ("key", "value")),
    *(("Tags", name) for name in ("Key", "Value")),
    *((parent, "Description") for parent in ("IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs")),
    ("SecurityGroups", "Description"),
}

_CONDITION_KEYS: Final = frozenset({"ContextKeyName", "MissingContextValues"})
"""Fields for keys such as `aws:SourceVpc`; after a slash stands the key of a tag, which is a customer's."""

_KEPT_PAIRS: Final = {
    ("Attributes", "Key"),
    ("DhcpConfigurations", "Key"),
    ("Filter", "Name"),
    ("Filters", "Name"),
    ("ParameterFilters", "Key"),
    ("ParameterFilters", "Option"),
    ("TargetHealth", "Reason"),
    ("filters", "name"),
    ("platform", "architecture"),
    ("platform", "os"),
    ("platform", "variant"),
    ("settings", "name"),
    ("systemControls", "namespace"),
    ("ulimits", "name"),
}

_SENTENCE_PAIRS: Final = {("TargetHealth", "Description")}

_LOG_ROUTERS: Final = frozenset(
    """
    azure bigquery cloudwatch cloudwatch_logs datadog elasticsearch es file firehose forward gelf http
    kafka kinesis kinesis_firehose kinesis_streams logdna loki newrelic nrlogs null opensearch
    opentelemetry s3 splunk stackdriver stdout sumologic syslog tcp
    """.split()  # noqa: SIM905 - words read better as words
)

_FREE_MAPS: Final = frozenset({"dockerLabels", "environment", "labels", "driverOpts", "metadata", "tags", "Tags"})
_PLATFORM_KEYS: Final = frozenset({"os.version", "os.features"})
_OPTION_KEY = re.compile(r"[A-Za-z][\w.-]{0,60}")
_FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CONDITION_KEY = re.compile(r"(?P<kept>(?:[a-z0-9-]+:[A-Za-z0-9]+|For(?:All|Any)Values?:[A-Za-z]+)/?)(?P<name>.*)")
_HOLDS_A_NAME = re.compile(r"arn:|\d{12}|\d+\.\d+\.\d+\.\d+|-[0-9a-f]{8}|@|\s")


def is_kept(parent: str, field: str, value: str) -> bool:
    """Say whether a value is AWS's own word because of where it stands."""
    if field in _CONDITION_KEYS:
        return "/" not in value
    if field in KEPT:
        return field == "LogFormat" or not _HOLDS_A_NAME.search(value)
    if field == "Name" and parent == "options":
        return value.lower() in _LOG_ROUTERS
    return (parent, field) in _KEPT_PAIRS


def is_sentence(parent: str, field: str) -> bool:
    """Say whether what stands there is a sentence of AWS, which may hold names."""
    return field in SENTENCES or (parent, field) in _SENTENCE_PAIRS


def is_own_name(parent: str, field: str) -> bool:
    """Say whether what stands there was surely put there by the customer."""
    return field in OWN or (parent, field) in _OWN_PAIRS


def kept_part_of_key(parent: str, key: str) -> int:
    """Return how much of a key is a field name of AWS; what follows is a customer's."""
    if parent in _FREE_MAPS:
        return 0
    if _FIELD_NAME.fullmatch(key) or (parent == "options" and _OPTION_KEY.fullmatch(key)):
        return len(key)
    if parent == "platform" and key in _PLATFORM_KEYS:
        return len(key)
    condition = _CONDITION_KEY.fullmatch(key)
    return condition.end("kept") if condition else 0
