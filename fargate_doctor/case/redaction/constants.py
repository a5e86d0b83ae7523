"""Names that AWS gave, not its customer: they are the same in every account."""

from __future__ import annotations

import re
from typing import Final

_DIRECTIONS: Final = "north|south|east|west|central|northeast|southeast|northwest|southwest|gov|iso[bef]?|de"

REGION: Final = rf"(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-(?:{_DIRECTIONS}))+-\d"

IN_TEXT: Final = (
    r"(?:https?://(?:docs\.aws\.amazon\.com|aws\.amazon\.com|(?:www\.|docs\.)?docker\.com)\b[^\s\"']*"
    r"|\bGetImageBlob\d+|\bapplication/(?:vnd|x)[.-][\w.+-]+|\b(?:media-type|docker-hub|in-toto)\b"
    r"|\bELB (?:app|net|gwy)/"
    r"|\brslvr-autodefined-[a-z-]+"
    rf"|prod-(?:{REGION}|\*)-starport-layer-bucket(?:\.s3(?:\.dualstack)?(?:[.-]{REGION})?\.amazonaws\.com(?:\.cn)?)?"
    rf"|arn:aws[a-z-]*:[a-z0-9*-]*:[a-z0-9*-]*:aws:[^\s\"'<>,;()\[\]{{}}\\]+"
    rf"|\b(?:cn\.)?com\.amazonaws\.vpce\.{REGION}\.(?=vpce-svc-)"
    rf"|\b(?:cn\.)?com\.amazonaws\.(?!vpce\.)(?:[a-z0-9-]+\.)*[a-z0-9-]*[a-z0-9](?=[^\w-]|$)"
    r"|\becs\.(?:cpu-architecture|os-type|os-family|availability-zone|capability\.[\w.-]+)"
    rf"|\b(?:autoscaling|cloudtrail|ec2|ecr|ecs|elasticfilesystem|elasticloadbalancing|iam|kms|logs|s3"
    rf"|secretsmanager|servicediscovery|ssm|ssmmessages|sts):[A-Z][a-z]+[A-Z][A-Za-z]*(?![\w-]))"
)
"""Forms inside a text: documentation, image layer buckets, AWS's policies, endpoint services, actions, attributes."""

_WORD = re.compile(
    rf"""(?:
    {REGION}(?:[a-z]|-[a-z]{{3}}-\d[a-z]?)?     # Region, zone, local zone
    |[a-z]{{2,4}}\d-(?:[a-z]{{3}}\d-)?az\d{{1,2}}   # zone id
    |\d{{1,6}}[A-Za-z]{{0,3}}                   # number, perhaps with its unit
    |v\d{{1,4}} | 0x[0-9a-f]+
    |(?:\d{{1,4}}h)?(?:\d{{1,4}}m)?\d{{1,5}}m?s   # duration
    |AWSServiceRoleFor\w+
    |awslogs-[a-z-]+|splunk-[a-z-]+|fluentd-[a-z-]+|gelf-[a-z-]+|syslog-[a-z-]+
    )""",
    re.VERBOSE,
)

_WORDS: Final = frozenset(
    """
    AmazonProvidedDNS ExecuteCommandAgent ElasticNetworkInterface amazon-aws amazon-elb amazon-vpce aws-marketplace
    assumed-role aws-service-role capacity-provider cluster-name compute-optimized container-instance
    ecs-svc ecs-tasks ecs-managed ecs-service-scheduler ecs-eni-provisioning FARGATE FARGATE_SPOT
    listener-rule load-balancer loadbalancer log-group log-stream networkinterface mount-target access-point
    network-interface service-deployment service-revision service-role task-definition task-set task-protection
    targetgroup vpc-endpoint security-group route-table managed-prefix-list prefix-list nat-gateway internet-gateway
    elastic-ip dhcp-options network-acl file-system federated-user saml-provider instance-profile
    HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy AWS_REGION AWS_DEFAULT_REGION
    subnetId networkInterfaceId macAddress privateDnsName privateIPv4Address privateIPv6Address ipv6Address
    associatePublicIPAddress
    containerName containerPort targetGroupArn ECSManagedTag AWSServiceName ClusterName DiscoveryName PortName
    AccessDenied AccessDeniedException ThrottlingException ResourceNotFoundException UnauthorizedOperation
    awsvpcTrunking containerInsights containerInstanceLongArnFormat defaultLogDriverMode dualStackIPv6
    fargateEventWindows fargateFIPSMode fargateTaskRetirementWaitPeriod guardDutyActivate serviceLongArnFormat
    tagResourceAuthorization taskLongArnFormat
    AWSCURRENT AWSPENDING AWSPREVIOUS SecureString alias
    enableDnsSupport enableDnsHostnames enableNetworkAddressUsageMetrics
    StringEquals StringNotEquals StringLike StringNotLike ArnEquals ArnLike ArnNotEquals ArnNotLike IpAddress
    NotIpAddress Bool Null implicitDeny explicitDeny localhost library amazonlinux docker-entrypoint
    """.split()  # noqa: SIM905 - words read better as words
)


STRUCTURAL: Final = frozenset(
    """
    access-point alias all allow any assumed-role awsvpc aws cluster container container-instance default deny
    deployment disabled efs elb enabled endpoint env false family fargate file-system group http http2 https
    instance interface ipv4 ipv6 json key latest linux listener listener-rule log-group log-stream mount-target
    network-interface none null off on parameter password policy proxy-protocol repository role root secret
    service session stack subnet table targetgroup task task-definition task-set tcp tls topic true udp user
    username version vpc windows yes no
    """.split()  # noqa: SIM905 - words read better as words
)
"""Words that mean something where they stand in ids, ARNs and values; a thing that is called so keeps its name."""


def is_constant(word: str) -> bool:
    """Say whether a word is AWS's own wherever it stands."""
    return word in _WORDS or bool(_WORD.fullmatch(word))
