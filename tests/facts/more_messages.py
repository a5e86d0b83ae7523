"""Messages as people meet them: those that other tools relay, reworded ones, and ones that were cut off."""

from __future__ import annotations

from tests.facts.relayed_messages import RELAYED

MORE: tuple[tuple[str, str, str], ...] = (
    *RELAYED,
    # Images
    (
        "image_pull",
        "access_denied",
        (
            "CannotPullContainerError: The task can't pull the image. Check that the role has the permissions"
            " to pull images from the registry."
        ),
    ),
    (
        "image_pull",
        "network_timeout",
        "CannotPullContainerError: The task can't pull the image. Check your network configuration.",
    ),
    (
        "image_pull",
        "access_denied",
        (
            "CannotPullContainerError: unexpected status from HEAD request to"
            " https://444455556666.dkr.ecr.sa-east-1.amazonaws.com/v2/web/manifests/1: 403 Forbidden"
        ),
    ),
    (
        "image_pull",
        "access_denied",
        (
            "CannotPullContainerError: Get https://registry.example.com/v2/: unauthorized: incorrect username"
            " or password"
        ),
    ),
    (
        "image_pull",
        "rate_limited",
        (
            "CannotPullContainerError: unexpected status from GET request to https://registry-1.docker.io/v2/x:"
            " 429 Too Many Requests"
        ),
    ),
    (
        "image_pull",
        "disk_full",
        (
            "CannotPullContainerError: failed to extract layer sha256:0aa: write /usr/lib/x.so: no space left"
            " on device: unknown"
        ),
    ),
    (
        "image_pull",
        "architecture_mismatch",
        ("CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'"),
    ),
    (
        "image_pull",
        "tls_error",
        ("CannotPullContainerError: tls: failed to verify certificate: x509: certificate signed by unknown authority"),
    ),
    (
        "image_pull",
        "invalid_reference",
        (
            "CannotPullContainerError: failed to normalize image reference"
            ' "444455556666.dkr.ecr.sa-east-1.amazonaws.com/web:": invalid reference format'
        ),
    ),
    (
        "image_pull",
        "network_timeout",
        (
            "CannotPullContainerError: The task cannot pull 444455556666.dkr.ecr.sa-east-1.amazonaws.com/web:1"
            " from the registry 444455556666.dkr.ecr.sa-east-1.amazonaws.com/web:1. There is a connection issue"
            " betw"
        ),
    ),
    (
        "image_pull",
        "ambiguous",
        (
            "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref"
            " 444455556666.dkr.ecr.sa-east-1.amazonaws.com/web@sha256:0"
        ),
    ),
    (
        "image_pull",
        "dns_failure",
        (
            "CannotPullContainerError: dial tcp: lookup 444455556666.dkr.ecr.sa-east-1.amazonaws.com on"
            " 172.16.0.2:53: no such host"
        ),
    ),
    (
        "image_pull",
        "connection_refused",
        (
            'CannotPullContainerError: Get "http://registry.corp:5000/v2/": dial tcp 10.4.4.4:5000: connect:'
            " connection refused"
        ),
    ),
    # Secrets, parameters, environment files
    (
        "secrets_fetch",
        "not_found",
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: The task can't retrieve the"
            " secret with ARN 'arn:aws:secretsmanager:x' from AWS Secrets Manager. Check whether the secret"
            " exists in the specified Region."
        ),
    ),
    (
        "secrets_fetch",
        "network_timeout",
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
            " failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanc"
        ),
    ),
    (
        "secrets_fetch",
        "access_denied",
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
            " failed: unable to retrieve secrets from ssm: AccessDeniedException: User: x is not authorized to"
            " perform: ssm:GetParameters on resource: arn:aws:ssm:x because no identity-based policy allows it"
        ),
    ),
    (
        "secrets_fetch",
        "kms_denied",
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
            " failed: unable to retrieve secrets from ssm: AccessDeniedException: The ciphertext refers to a"
            " customer master key that does not exist, does not exist in this region, or you are not allowed to"
            " access."
        ),
    ),
    (
        "secrets_fetch",
        "not_found",
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
            " failed: unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find"
            " the specified secret value for staging label: AWSPREVIOUS"
        ),
    ),
    (
        "secrets_fetch",
        "ambiguous",
        ("ResourceInitializationError: unable to pull secrets or registry auth: pull command failed: : signal: killed"),
    ),
    (
        "registry_auth",
        "not_found",
        (
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval"
            " failed: unable to retrieve registry auth from asm: ResourceNotFoundException: Secrets Manager"
            " can't find the specified secret."
        ),
    ),
    (
        "other",
        "not_found",
        (
            "ResourceInitializationError: failed to download env files: file download command: NoSuchKey: The"
            " specified key does not exist."
        ),
    ),
    (
        "other",
        "network_timeout",
        (
            "ResourceInitializationError: The task can't download the environment variable files from Amazon"
            " S3. There is a connection issue between the task and Amazon S3."
        ),
    ),
    # Logs
    (
        "logging_init",
        "network_timeout",
        (
            "ResourceInitializationError: The task cannot find the Amazon CloudWatch log group defined in the"
            " task definition. There is a connection issue between the task and Amazon CloudWatch."
        ),
    ),
    (
        "logging_init",
        "not_found",
        (
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1"
            " times: failed to create Cloudwatch log stream: operation error CloudWatch Logs: CreateLogStream,"
            " https response error StatusCode: 400, ResourceNotFoundException: The specified log group does not"
            " exist."
        ),
    ),
    (
        "logging_init",
        "connection_refused",
        (
            "ResourceInitializationError: failed to validate logger args: Options"
            " https://10.0.0.9:8088/services: dial tcp 10.0.0.9:8088: connect: connection refused"
        ),
    ),
    (
        "logging_init",
        "access_denied",
        (
            "ResourceInitializationError: failed to validate logger args: create stream has been retried 1"
            " times: AccessDeniedException: not authorized to perform: logs:CreateLogStream"
        ),
    ),
    # File systems
    (
        "volume_mount",
        "efs_mount_network",
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr:"
            " b'mount.nfs4: Connection timed out'"
        ),
    ),
    (
        "volume_mount",
        "efs_mount_access",
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr:"
            " b'mount.nfs4: Operation not permitted'"
        ),
    ),
    (
        "volume_mount",
        "not_found",
        (
            "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr:"
            " b'mount.nfs4: mounting fs-0aa:/data failed, reason given by server: No such file or directory'"
        ),
    ),
    ("volume_mount", "ambiguous", "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS vol"),
    # Network interfaces and what a launch names
    (
        "eni_provisioning",
        "subnet_ip_exhausted",
        (
            "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment"
            " enabled in subnet 'subnet-0aa': InsufficientFreeAdd"
        ),
    ),
    (
        "eni_provisioning",
        "ambiguous",
        (
            "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment"
            " enabled in subnet 'subnet-0aa'"
        ),
    ),
    (
        "eni_provisioning",
        "eni_limit",
        (
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa':"
            " NetworkInterfaceLimitExceeded: The maximum number of network interfaces has been reached."
        ),
    ),
    (
        "eni_provisioning",
        "access_denied",
        (
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa':"
            " UnauthorizedOperation: You are not authorized."
        ),
    ),
    (
        "eni_provisioning",
        "security_group_or_subnet_missing",
        (
            "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa':"
            " InvalidSubnetID.NotFound"
        ),
    ),
    (
        "eni_provisioning",
        "ambiguous",
        "Network interface provision complete error timeout wait for network interface provision",
    ),
    (
        "eni_provisioning",
        "security_group_or_subnet_missing",
        "InvalidParameterException: securityGroups can have at most 5 items.",
    ),
    (
        "eni_provisioning",
        "security_group_or_subnet_missing",
        "InvalidParameterException: All subnets must belong to the same VPC.",
    ),
    # Containers
    (
        "container_start",
        "bad_command",
        (
            "CannotStartContainerError: ResourceInitializationError: failed to create shim task: OCI runtime"
            ' create failed: runc create failed: exec: "npm": executable file not found in $PATH: unknown'
        ),
    ),
    (
        "container_start",
        "bad_command",
        (
            'ResourceInitializationError: failed to create new container runtime task: exec: "/start.sh":'
            " permission denied: unknown"
        ),
    ),
    ("container_start", "architecture_mismatch", "exec /app/server: exec format error"),
    (
        "container_start",
        "ambiguous",
        "DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s",
    ),
    ("container_start", "ambiguous", "Task failed to start"),
    ("out_of_memory", "oom", "OutOfMemoryError: Container killed due to memory usage, exit code 137"),
    ("essential_exit", "app_exit", "Essential container in task exited (exit code: 255)"),
    ("essential_exit", "ambiguous", "Essential container in task ex"),
    ("essential_exit", "ambiguous", "Exited (137) 4 minutes ago"),
    # Load balancers
    (
        "elb_health",
        "unhealthy_target",
        (
            "(service web, taskSet ecs-svc/1) (port 80) is unhealthy in (target-group arn:x) due to (reason"
            " Request timed out)"
        ),
    ),
    (
        "elb_config",
        "security_group_or_subnet_missing",
        (
            "(service web) failed to register targets in (target-group arn:x) with (error The following targets"
            " are not in the target group VPC 'vpc-0aa': '10.0.0.1')"
        ),
    ),
    (
        "elb_config",
        "not_found",
        "(service web) failed to register targets in (target-group arn:x) with (error TargetGroupNotFound)",
    ),
    # Capacity, services, users, the platform
    ("capacity", "quota", "You've reached the limit on the number of tasks that you can run concurrently"),
    (
        "capacity",
        "quota",
        ("(service web) was unable to place a task. Reason: The requested CPU configuration is above your limit."),
    ),
    (
        "capacity",
        "capacity_unavailable",
        (
            "failures: [{reason: Capacity is unavailable at this time. Please try again later or in a different"
            " availability zone}]"
        ),
    ),
    ("capacity", "api_throttled", "(service web) operations are being throttled on elb. Will try again later."),
    ("placement", "internal_error", "(service web) was unable to place a task. Reason: Internal error."),
    ("deployment", "scale_in_or_deploy", "(service web) has begun draining connections on 1 tasks."),
    ("user_stop", "user_initiated", "Task stopped by user ana via the console"),
    ("platform", "internal_error", "InternalError: An internal error occurred."),
    ("platform", "other", "Amazon ECS is performing maintenance on the underlying infrastructure hosting the task."),
)
