"""Which finding does a message state by itself?"""

from __future__ import annotations

import pytest

from fargate_doctor.checks import all_checks
from fargate_doctor.checks.stop.stated_cause import stated_cause
from fargate_doctor.diagnosis.engine import ask, diagnose
from tests.diagnosis.one_task import facts_of

LOGIN = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
ASM = f"{LOGIN}unable to retrieve secret from asm: service call has been retried 1 time(s): "
ENI = "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa': "
EFS = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
ENV = "ResourceInitializationError: failed to download env files: file download command: non empty error stream: "
PULL = "CannotPullContainerError: "
UNPLACED = "(service web) was unable to place a task. Reason: "
DENIED = "AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/web/1 is not authorized to perform: "

STATED = (
    (f"{ENI}InsufficientFreeAddressesInSubnet", "eni.subnet-addresses-exhausted"),
    (f"{ENI}NetworkInterfaceLimitExceeded", "eni.limit-reached"),
    (f"{ENI}AuthFailure", "eni.access-denied"),
    ("Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation", "eni.tag-policy"),
    ("Timeout waiting for network interface provisioning to complete.", "eni.provisioning-timeout"),
    (
        "InternalError: Network interface provision complete error timeout wait for network interface provision",
        "eni.provisioning-timeout",
    ),
    ("InvalidParameterException: subnets can have at most 16 items.", "config.too-many-subnets"),
    ("InvalidParameterException: securityGroups can have at most 5 items.", "config.too-many-security-groups"),
    (f"{ENI}InvalidSubnetID.NotFound: The subnet ID 'subnet-0aa' does not exist", "config.subnet-missing"),
    ("InvalidGroup.NotFound: The security group 'sg-0aa' does not exist", "config.security-group-missing"),
    (
        "InvalidParameterException: Error retrieving security group information for [sg-0aa]: does not exist",
        "config.security-group-missing",
    ),
    (
        "Security group sg-0aa and subnet subnet-0bb belong to different networks. InvalidParameter",
        "config.vpc-mismatch",
    ),
    (
        "InvalidParameterException: Unable to assume the service linked role. Please verify that the role exists.",
        "iam.service-linked-role-missing",
    ),
    (
        "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/web' that was provided",
        "iam.execution-role-trust",
    ),
    (
        "Fargate requires task definition to have execution role ARN to support ECR images.",
        "iam.execution-role-missing",
    ),
    (f"{LOGIN}unable to retrieve ecr registry auth: {DENIED}ecr:GetAuthorizationToken", "iam.execution-role-denied"),
    (
        f"{LOGIN}unable to retrieve ecr registry auth: {DENIED}ecr:X because no VPC endpoint policy allows the action",
        "endpoint.policy-denied",
    ),
    (
        f"{ASM}{DENIED}secretsmanager:GetSecretValue because no identity-based policy allows",
        "iam.execution-role-denied",
    ),
    (
        f"{ASM}{DENIED}secretsmanager:GetSecretValue with an explicit deny in a resource-based policy",
        "secret.policy-denied",
    ),
    (f"{ASM}ResourceNotFoundException: Secrets Manager can't find the specified secret.", "secret.not-found"),
    (f"{ASM}AccessDeniedException: Access to KMS is not allowed", "secret.kms-denied"),
    (f"{ASM}invalid character 'p' looking for beginning of value", "secret.invalid"),
    (f"{ASM}ThrottlingException: Rate exceeded", "api.throttled"),
    (f"{ENV}s3 access denied: AccessDenied: Access Denied status code: 403", "iam.execution-role-denied"),
    (f"{ENV}NoSuchKey: The specified key does not exist. status code: 404", "envfile.not-found"),
    (f"{ENV}invalid line in the file", "envfile.invalid"),
    (f"{EFS}b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'", "efs.access-denied"),
    (f'{EFS}Failed to resolve "fs-0aa.efs.eu-west-1.amazonaws.com"', "efs.dns"),
    (
        f"{EFS}b'mount.nfs4: mounting 127.0.0.1:/data failed, reason given by server: No such file or directory'",
        "efs.not-found",
    ),
    ("CannotCreateVolumeError: failed to create volume: not found", "volume.not-created"),
    (f"{PULL}pull access denied for x, repository does not exist or may require 'docker login'", "image.access-denied"),
    (f"{PULL}unexpected status code [manifests 1]: 503 Service Unavailable", "registry.failed"),
    (f"{PULL}Get https://registry.example.com/v2/: x509: certificate has expired", "registry.tls"),
    (f"{ASM}Post: dial tcp 10.1.1.1:443: connect: connection refused", "registry.refused"),
    (f"{UNPLACED}Capacity is unavailable at this time. Please try again later", "capacity.unavailable"),
    (f"{UNPLACED}You've reached the limit on the number of vCPUs you can run concurrently", "capacity.quota"),
    (f"{UNPLACED}Internal error", "task.internal-error"),
    ("(service web) operations are being throttled on elb. Will try again later.", "api.throttled"),
    ("Your Spot Task was interrupted.", "capacity.spot-interrupted"),
    ("RESOURCE:CPU", "placement.container-instances"),
    ("The selected task definition is not compatible with the selected compute strategy.", "config.incompatible"),
    ("ClientException: No Fargate configuration exists for given values: 256 CPU, 4096 memory.", "config.task-size"),
    ("OutOfMemoryError: Container killed due to memory usage", "container.out-of-memory"),
    (
        'CannotStartContainerError: OCI runtime create failed: exec: "npm": executable file not found',
        "container.bad-command",
    ),
    (
        "CannotStartContainerError: hcs::System::CreateProcess: The system cannot find the file specified.: unknown",
        "container.bad-command",
    ),
    ("CannotStartContainerError: exec /bin/run: exec format error", "image.architecture-mismatch"),
    ("CannotStartContainerError: bind source path does not exist: /d: invalid mount config", "container.start-failed"),
    ("dependency container is unhealthy", "container.dependency"),
    ("Task failed container health checks", "container.unhealthy"),
    ("Task failed ELB health checks in (target-group arn:aws:x)", "lb.target-unhealthy"),
    ("task set (x) is not healthy in target-group (y) due to TARGET GROUP IS NOT FOUND", "lb.target-group-missing"),
    ("The target group with targetGroupArn x does not have an associated load balancer.", "lb.target-group-missing"),
    (
        "InvalidParameterException: The provided target group arn:x has target type instance, which is incompatible.",
        "lb.target-type",
    ),
    ("InvalidParameterException: The container web did not have a container port 8080 defined.", "lb.port-mismatch"),
    ("ECS is performing maintenance on the underlying infrastructure hosting the task.", "task.platform-retired"),
    ("Timeout waiting for EphemeralStorage provisioning to complete.", "task.internal-error"),
    ("Scaling activity initiated by (deployment ecs-svc/1234567890123456789)", "task.stopped-by-service"),
)

ZONE = (
    "(service web) (port 80) is unhealthy in (target-group x) due to (reason Target is in an Availability Zone that is "
    "not enabled for the load balancer)"
)

LEFT_OPEN = (
    "Task failed to start",
    f"{LOGIN}unable to retrieve ecr registry auth: RequestError: send request failed: dial tcp: i/o timeout",
    "(service web) is unable to consistently start tasks successfully.",
    "Essential container in task exited",
    f"{PULL}inspect image has been retried 5 time(s)",
    f"{PULL}ref pull has been retried 1 time(s): failed to copy: httpReadSeeker: failed open: failed t",
    f"{PULL}Error response from daemon",
    f"{PULL}ref pull has been retried 1 time(s): unexpected status code https://",
    "",
)


@pytest.mark.parametrize(("text", "identifier"), [*STATED, (ZONE, "lb.zone-not-enabled")])
def test_a_cause_that_is_stated_is_raised(text: str, identifier: str) -> None:
    """Whatever else can be read, the cause that a message states is raised, with the message as its evidence."""
    answer = ask(stated_cause, facts_of(stoppedReason=text, createdAt=0))

    assert [each.kind.id for each in answer.raised] == [identifier]
    assert [each.value for each in answer.raised[0].evidence][:1] == [text]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_a_message_that_leaves_the_cause_open_states_nothing(text: str) -> None:
    """Where the words could mean several things, none of them is stated."""
    assert ask(stated_cause, facts_of(stoppedReason=text, createdAt=0)).raised == ()


def test_a_stated_cause_alone_is_a_diagnosis() -> None:
    """A message that states a cause is enough: nothing else of the account needs to be read."""
    diagnosis = diagnose(facts_of(stoppedReason=f"{ENI}InsufficientFreeAddressesInSubnet", createdAt=0), all_checks())

    assert diagnosis.status == "cause_found"
    assert [each.id for each in diagnosis.root_causes] == ["eni.subnet-addresses-exhausted"]


def test_a_role_that_no_definition_places_is_one_of_two() -> None:
    """Without the task definition nobody can tell the execution role from the task role that a message names."""
    said = "ECS was unable to assume the role 'arn:aws:iam::111122223333:role/web' that was provided for this task."

    (raised,) = ask(stated_cause, facts_of(stoppedReason=said, createdAt=0)).raised

    assert raised.supports == "possible"
    assert "task definition" in raised.detail.en
