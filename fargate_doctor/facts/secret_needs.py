"""What secrets, parameters, registry credentials and environment files must be fetched from.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.arns import Arn, parse_arn
from fargate_doctor.facts.paths.flow import Permission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.needing import Needing
    from fargate_doctor.model.evidence import Evidence


def secret_needs(needing: Needing) -> Iterator[Need]:
    """Return the stores that a task's containers are filled from before they start."""
    for index, container in enumerate(needing.definition.container_definitions):
        place = f"containerDefinitions[{index}]"
        for number, secret in enumerate(container.secrets):
            yield from _of_reference(needing, secret.value_from, f"{place}.secrets[{number}].valueFrom")
        options = container.log_configuration.secret_options if container.log_configuration else ()
        for number, secret in enumerate(options):
            path = f"{place}.logConfiguration.secretOptions[{number}].valueFrom"
            yield from _of_reference(needing, secret.value_from, path)
        if container.repository_credentials:
            path = f"{place}.repositoryCredentials.credentialsParameter"
            yield from _of_credentials(needing, container.repository_credentials.credentials_parameter, path)
        for number, file in enumerate(container.environment_files):
            yield from _of_file(needing, file.value, f"{place}.environmentFiles[{number}].value")


def _of_reference(needing: Needing, written: str, path: str) -> Iterator[Need]:
    """Return the store of a reference: an ARN tells which, a bare name is a parameter of the task's Region."""
    arn = parse_arn(written)
    named = needing.definition.cite(path)
    if arn is None:
        yield _parameter(needing, _parameter_arn(needing, written), named)
    elif arn.service == "secretsmanager":
        yield _secret(needing, arn, named)
    elif arn.service == "ssm":
        yield _parameter(needing, arn, named)


def _of_credentials(needing: Needing, written: str, path: str) -> Iterator[Need]:
    """Return the store of registry credentials, which is Secrets Manager also where they are named without an ARN."""
    named = needing.definition.cite(path)
    arn = parse_arn(written) or _arn(needing, "secretsmanager", f"secret:{written}")
    if arn.service == "secretsmanager":
        yield _secret(needing, arn, named)


def _of_file(needing: Needing, written: str, path: str) -> Iterator[Need]:
    """Return the bucket of an environment file; its Region is taken to be the task's, as its ARN names none.

    A platform that takes no environment files fetches none.
    """
    arn = parse_arn(written)
    if arn is None or arn.service != "s3" or not needing.platform.supports_env_files:
        return
    bucket, _, key = arn.resource.partition("/")
    if bucket and key:
        whole = written.removesuffix(f"/{key}")
        permissions = (Permission("s3:GetObject", written), Permission("s3:GetBucketLocation", whole))
        yield needing.service("s3", "s3", needing.definition.cite(path), bucket=bucket, permissions=permissions)


def _secret(needing: Needing, arn: Arn, named: Evidence) -> Need:
    kind, _, rest = arn.resource.partition(":")
    secret = Arn(arn.partition, arn.service, arn.region, arn.account, f"{kind}:{rest.partition(':')[0]}")
    permission = Permission("secretsmanager:GetSecretValue", str(secret))
    return needing.service("secrets", "secretsmanager", named, region=arn.region, permissions=(permission,))


def _parameter(needing: Needing, arn: Arn, named: Evidence) -> Need:
    permission = Permission("ssm:GetParameters", str(arn))
    return needing.service("ssm", "ssm", named, region=arn.region, permissions=(permission,))


def _parameter_arn(needing: Needing, name: str) -> Arn:
    return _arn(needing, "ssm", f"parameter/{name.removeprefix('/')}")


def _arn(needing: Needing, service: str, resource: str) -> Arn:
    return Arn(needing.partition, service, needing.region, needing.account, resource)
