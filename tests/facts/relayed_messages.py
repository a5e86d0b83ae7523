"""Messages as other tools relay them: behind their own words, and under headings of consoles in other languages."""

from __future__ import annotations

RELAYED: tuple[tuple[str, str, str], ...] = (
    # Behind the words of Terraform, CloudFormation, Copilot, Airflow, Step Functions, a cluster's log
    (
        "deployment",
        "ambiguous",
        (
            "Resource handler returned message: \"Error occurred during operation 'ECS Deployment Circuit"
            " Breaker was triggered'.\" (RequestToken: 0aa, HandlerErrorCode: GeneralServiceException)"
        ),
    ),
    (
        "eni_provisioning",
        "security_group_or_subnet_missing",
        (
            'Resource handler returned message: "Invalid request provided: CreateService error: Error'
            " retrieving security group information for [sg-0aa]: The security group 'sg-0aa' does not exist"
            ' (ErrorCode: InvalidGroup.NotFound)"'
        ),
    ),
    (
        "elb_config",
        "other",
        (
            "Error: creating ECS Service (web): InvalidParameterException: The target group with targetGroupArn"
            " arn:aws:elasticloadbalancing:x does not have an associated load balancer."
        ),
    ),
    (
        "iam_role",
        "role_missing_or_untrusted",
        (
            "Error: creating ECS Service (web): InvalidParameterException: Unable to assume the service linked"
            " role. Please verify that the ECS service linked role exists."
        ),
    ),
    (
        "deployment",
        "ambiguous",
        (
            "Error: waiting for ECS Service (arn:aws:ecs:x:service/web) update: timeout while waiting for state"
            " to become 'tfSTABLE' (last state: 'tfPENDING', timeout: 10m0s)"
        ),
    ),
    (
        "other",
        "task_size_config",
        (
            "Error: creating ECS Task Definition (web): ClientException: No Fargate configuration exists for"
            " given values: 512 CPU, 8192 memory. See the Amazon ECS documentation for the valid values."
        ),
    ),
    (
        "other",
        "task_size_config",
        (
            "Error: Failed to register task definition in ECS: Invalid setting for container 'web'. At least"
            " one of 'memory' or 'memoryReservation' must be specified."
        ),
    ),
    ("deployment", "ambiguous", "Error: Resource is not in the state servicesStable"),
    ("deployment", "ambiguous", "Waiter ServicesStable failed: Max attempts exceeded"),
    (
        "container_health",
        "unhealthy_container",
        "  - [x] (service test-web-Service-0aa) (task 0aa) failed container health checks.",
    ),
    (
        "image_pull",
        "not_found",
        (
            "airflow.exceptions.AirflowException: The task failed to start due to: CannotPullContainerError:"
            " failed to resolve ref 444455556666.dkr.ecr.sa-east-1.amazonaws.com/etl:v9:"
            " 444455556666.dkr.ecr.sa-east-1.amazonaws.com/etl:v9: not found"
        ),
    ),
    (
        "registry_auth",
        "network_timeout",
        (
            '{"Error":"States.TaskFailed","Cause":"{\\"StoppedReason\\":\\"ResourceInitializationError: unable to'
            " pull secrets or registry auth: The task cannot pull registry authentication from Amazon ECR:"
            ' There is a connection issue between the task and Amazon ECR.\\"}"}'
        ),
    ),
    (
        "image_pull",
        "network_timeout",
        (
            "Warning  Failed  2m17s (x3 over 9m)  ecs-agent  CannotPullContainerError: Head"
            ' "https://444455556666.dkr.ecr.sa-east-1.amazonaws.com/v2/etl/manifests/v9": dial tcp'
            " 10.9.8.7:443: i/o timeout"
        ),
    ),
    (
        "iam_role",
        "role_missing_or_untrusted",
        (
            "botocore.errorfactory.ClientException: An error occurred (ClientException) when calling the"
            " RunTask operation: ECS was unable to assume the role 'arn:aws:iam::444455556666:role/etl' that"
            " was provided for this task."
        ),
    ),
    (
        "iam_role",
        "access_denied",
        (
            "An error occurred (AccessDeniedException) when calling the RunTask operation: User:"
            " arn:aws:sts::444455556666:assumed-role/scheduler/1 is not authorized to perform: iam:PassRole on"
            " resource: arn:aws:iam::444455556666:role/etl"
        ),
    ),
    (
        "placement",
        "other",
        (
            "An error occurred (InvalidParameterException) when calling the RunTask operation: The selected"
            " task definition is not compatible with the selected compute strategy."
        ),
    ),
    (
        "other",
        "not_found",
        (
            "An error occurred (ClusterNotFoundException) when calling the DescribeServices operation: Cluster"
            " not found."
        ),
    ),
    # Under headings of consoles in other languages
    (
        "image_pull",
        "rate_limited",
        ("Motivo de la detención\nCannotPullContainerError: toomanyrequests: You have reached your pull rate limit."),
    ),
    (
        "eni_provisioning",
        "subnet_ip_exhausted",
        (
            "Grund für das Anhalten: Unexpected EC2 error while attempting to Create Network Interface in"
            " subnet 'subnet-0aa': InsufficientFreeAddressesInSubnet"
        ),
    ),
    ("essential_exit", "ambiguous", "Raison de l\u2019arrêt : Essential container in task exited"),
    ("out_of_memory", "oom", "중지된 이유: OutOfMemoryError: Container killed due to memory usage"),
    (
        "volume_mount",
        "efs_dns",
        (
            "已停止原因 ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes:"
            ' stderr: Failed to resolve "fs-0aa.efs.sa-east-1.amazonaws.com" - check that your file system ID'
            " is correct"
        ),
    ),
    (
        "elb_health",
        "unhealthy_target",
        "Motivo da interrupção | Task failed ELB health checks in (target-group arn:aws:x)",
    ),
    ("spot_interruption", "spot_reclaim", "停止済みの理由\uff1aYour Spot Task was interrupted."),
)
