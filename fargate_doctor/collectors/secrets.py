"""Whether the secrets and parameters that tasks name exist, and whom they and their keys admit; never their values."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.batches import batches
from fargate_doctor.collectors.definitions import definitions_of
from fargate_doctor.collectors.target import account_of, partition_of, region_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls
    from fargate_doctor.collectors.definitions import Defined

    AskKey = Callable[[Calls, str], Awaitable[str | None]]

# https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html
_NAMES_A_CALL: Final = 50
_OF_AWS: Final = ":alias/aws/"
_PARAMETER: Final = "parameter/"
_RESOURCE: Final = 5


async def ask_secrets(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask about every secret and parameter in the Region where it lives, and about the keys of those that exist."""
    await _ask_all(calls, tasks, _ask_key)


async def keys_of(calls: Calls, tasks: Sequence[JsonObject]) -> tuple[str, ...]:
    """Return the ARNs of the keys of all secrets and parameters, less those that AWS keeps; nothing is asked twice."""
    return await _ask_all(calls, tasks, _describe_key)


async def _ask_all(calls: Calls, tasks: Sequence[JsonObject], ask_key: AskKey) -> tuple[str, ...]:
    defined = await definitions_of(calls, tasks)
    named = dict.fromkeys(arn for each in defined for arn in _named(each))
    secrets = [each for each in named if _service(each) == "secretsmanager"]
    parameters: dict[str, list[str]] = defaultdict(list)
    for each in named:
        if _service(each) == "ssm" and account_of(each) in {one.account for one in defined}:
            parameters[region_of(each) or ""].append(each)
    found = await asyncio.gather(
        *(_ask_secret(calls, each, ask_key) for each in secrets),
        *(
            _ask_parameters(calls, arns[0], batch, ask_key)
            for arns in parameters.values()
            for batch in batches(sorted({name for arn in arns for name in _names(arn)}), _NAMES_A_CALL)
        ),
    )
    return tuple(sorted({key for keys in found for key in keys if key}))


async def _ask_secret(calls: Calls, arn: str, ask_key: AskKey) -> list[str | None]:
    region = region_of(arn)
    asked = {"SecretId": arn}
    described, _ = await asyncio.gather(
        calls.ask("secretsmanager:DescribeSecret", asked, region=region),
        calls.ask("secretsmanager:GetResourcePolicy", asked, region=region),
    )
    if not described or not described.get("KmsKeyId"):
        return []
    return [await ask_key(calls, _key_arn(str(described["KmsKeyId"]), str(described.get("ARN") or arn)))]


async def _ask_parameters(calls: Calls, beside: str, names: list[str], ask_key: AskKey) -> list[str | None]:
    """Ask for parameters of one account and Region, which the ARN of one of them names."""
    by_name = {"Key": "Name", "Option": "Equals", "Values": names}
    described = await calls.ask("ssm:DescribeParameters", {"ParameterFilters": [by_name]}, region=region_of(beside))
    shown = (described or {}).get("Parameters", ())
    keys = {_key_arn(str(each["KeyId"]), beside) for each in shown if each.get("KeyId")}
    return await asyncio.gather(*(ask_key(calls, each) for each in sorted(keys)))


async def _ask_key(calls: Calls, arn: str) -> str | None:
    """Ask for the state of a key, and for the policy of one that AWS does not keep itself."""
    key = await _describe_key(calls, arn)
    if key:
        await calls.ask("kms:GetKeyPolicy", {"KeyId": key}, region=region_of(arn))
    return key


async def _describe_key(calls: Calls, arn: str) -> str | None:
    """Return the ARN of a key, also of one named by an alias; None for one that AWS keeps, or that is not shown."""
    if _OF_AWS in arn:
        return None
    described = await calls.ask("kms:DescribeKey", {"KeyId": arn}, region=region_of(arn))
    key = (described or {}).get("KeyMetadata", {})
    return str(key["Arn"]) if key.get("Arn") and key.get("KeyManager") != "AWS" else None


def _named(defined: Defined) -> Iterator[str]:
    """Return the ARN of every secret and parameter of the containers; a bare name is of the task's own Region."""
    for container in defined.containers:
        logging = container.get("logConfiguration") or {}
        for secret in (*(container.get("secrets") or ()), *(logging.get("secretOptions") or ())):
            written = str(secret.get("valueFrom") or "")
            yield from _whole(defined.arn("ssm", f"{_PARAMETER}{written.removeprefix('/')}"), written)
        written = str((container.get("repositoryCredentials") or {}).get("credentialsParameter") or "")
        yield from _whole(defined.arn("secretsmanager", f"secret:{written}"), written)


def _whole(bare: str, written: str) -> Iterator[str]:
    """Return the ARN of what is written, without JSON key, version stage and version id."""
    if written and not written.startswith("arn:"):
        yield bare
    elif region_of(written) and account_of(written):
        yield ":".join(written.split(":")[: _RESOURCE + (2 if _service(written) == "secretsmanager" else 1)])


def _names(arn: str) -> list[str]:
    """Return the names that a parameter of this ARN may have: the slash before a name without others is not shown."""
    name = arn.split(":", _RESOURCE)[_RESOURCE].removeprefix(_PARAMETER).partition(":")[0]
    return [f"/{name}"] if "/" in name else [name, f"/{name}"]


def _key_arn(key: str, owner: str) -> str:
    """Return the ARN of a key or alias beside what it encrypts; an ARN stays as it is."""
    if key.startswith("arn:"):
        return key
    resource = key if key.startswith("alias/") else f"key/{key}"
    return f"arn:{partition_of(owner)}:kms:{region_of(owner)}:{account_of(owner)}:{resource}"


def _service(arn: str) -> str:
    return arn.split(":", _RESOURCE)[2] if arn.count(":") >= _RESOURCE else ""
