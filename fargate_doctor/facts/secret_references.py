"""The secrets and parameters that a task definition names: how they are written, and what that asks for.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html and
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import Arn, parse_arn
from fargate_doctor.facts.service_names import partition_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.secrets import CURRENT, parameter_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

Store = Literal["secret", "parameter"]
Fault = Literal["empty", "arn", "service", "parts", "parameter-name", "parameter-path", "old-platform"]
"""What is wrong with a reference as it is written."""

_SECRET_PARTS: Final = (2, 5)
"""`secret:name`, or that with JSON key, version stage and version id, whose colons stand also where they are empty."""

_PARAMETER_NAME: Final = re.compile(r"[A-Za-z0-9_./-]+(?::[A-Za-z0-9_.-]+)?")


@frozen
class SecretReference:
    """One reference; `asked` is the ARN by which its store is asked, without JSON key and version.

    `named` quotes it. `fault` is what is wrong with its form, and then nothing else of it is meant.
    """

    store: Store
    written: str
    asked: str
    region: str
    account: str
    is_foreign: bool
    named: Evidence
    json_key: str = ""
    stage: str = ""
    version_id: str = ""
    fault: Fault | None = None

    @property
    def wanted_stage(self) -> str:
        """Return the version stage that is fetched: the one named, the current one where no version is named."""
        return self.stage or ("" if self.version_id else CURRENT)

    @property
    def name(self) -> str:
        """Return the name as people know it: without what an ARN begins with."""
        arn = parse_arn(self.asked)
        resource = arn.resource if arn else self.asked
        return resource.removeprefix("secret:").removeprefix("parameter/")

    def ways(self, facts: TaskFacts) -> tuple[NeedWalk, ...]:
        """Return the task's ways to the store."""
        return tuple(each for each in facts.walks if self.named in each.need.evidence)


def references_of(facts: TaskFacts) -> tuple[SecretReference, ...]:
    """Return every reference of the task's containers, each once; raises `Unanswered` without the definition."""
    home = parse_arn(facts.task.task_arn)
    region = (home.region if home else "") or facts.snapshot.region or ""
    here = Arn(
        home.partition if home else partition_of(region),
        "",
        region,
        (home.account if home else "") or facts.snapshot.account or "",
        "",
    )
    found: dict[tuple[str, str], SecretReference] = {}
    for written, named, is_credentials in _written(facts):
        reference = _read(written, named, here, is_credentials=is_credentials)
        if reference.fault is None and _wants_newer(facts, reference):
            reference = _faulty(reference.store, written, named, here, "old-platform")
        found.setdefault((reference.store, written), reference)
    return tuple(found.values())


def _written(facts: TaskFacts) -> Iterator[tuple[str, Evidence, bool]]:
    """Return what is written, where, and whether it names the credentials of a registry."""
    definition = facts.definition.require().value
    for index, container in enumerate(definition.container_definitions):
        place = f"containerDefinitions[{index}]"
        for number, secret in enumerate(container.secrets):
            yield secret.value_from, definition.cite(f"{place}.secrets[{number}].valueFrom"), False
        options = container.log_configuration.secret_options if container.log_configuration else ()
        for number, secret in enumerate(options):
            path = f"{place}.logConfiguration.secretOptions[{number}].valueFrom"
            yield secret.value_from, definition.cite(path), False
        if container.repository_credentials:
            path = f"{place}.repositoryCredentials.credentialsParameter"
            yield container.repository_credentials.credentials_parameter, definition.cite(path), True


def _read(written: str, named: Evidence, here: Arn, *, is_credentials: bool) -> SecretReference:
    if not written.strip():
        return _faulty("secret", written, named, here, "empty")
    if not written.startswith("arn:"):
        return _bare_secret(written, named, here) if is_credentials else _bare_parameter(written, named, here)
    arn = parse_arn(written)
    if arn is None or not arn.region or not arn.account:
        return _faulty("secret", written, named, here, "arn")
    if arn.service == "secretsmanager":
        return _secret(arn, written, named, here)
    if arn.service == "ssm" and not is_credentials:
        return _parameter(arn, written, named, here)
    return _faulty("secret", written, named, here, "service")


def _secret(arn: Arn, written: str, named: Evidence, here: Arn) -> SecretReference:
    parts = arn.resource.split(":")
    if parts[0] != "secret" or len(parts) not in _SECRET_PARTS or not parts[1]:
        return _faulty("secret", written, named, here, "parts")
    _, name, json_key, stage, version_id = (*parts, "", "", "")[:5]
    asked = Arn(arn.partition, arn.service, arn.region, arn.account, f"secret:{name}")
    return SecretReference(
        store="secret",
        written=written,
        asked=str(asked),
        region=arn.region,
        account=arn.account,
        is_foreign=arn.account != here.account,
        named=named,
        json_key=json_key,
        stage=stage,
        version_id=version_id,
    )


def _parameter(arn: Arn, written: str, named: Evidence, here: Arn) -> SecretReference:
    kind, _, name = arn.resource.partition("/")
    if kind != "parameter" or not _PARAMETER_NAME.fullmatch(name):
        return _faulty("parameter", written, named, here, "parameter-name")
    return _of_parameter(arn, arn.resource, written, named, here)


def _bare_parameter(written: str, named: Evidence, here: Arn) -> SecretReference:
    if not _PARAMETER_NAME.fullmatch(written):
        return _faulty("parameter", written, named, here, "parameter-name")
    if "/" in written and not written.startswith("/"):
        return _faulty("parameter", written, named, here, "parameter-path")
    return _of_parameter(here, parameter_resource(written), written, named, here)


def _of_parameter(at: Arn, resource: str, written: str, named: Evidence, here: Arn) -> SecretReference:
    asked = Arn(at.partition, "ssm", at.region, at.account, resource.partition(":")[0])
    return SecretReference("parameter", written, str(asked), at.region, at.account, at.account != here.account, named)


def _bare_secret(written: str, named: Evidence, here: Arn) -> SecretReference:
    asked = Arn(here.partition, "secretsmanager", here.region, here.account, f"secret:{written}")
    return SecretReference("secret", written, str(asked), here.region, here.account, is_foreign=False, named=named)


def _faulty(store: Store, written: str, named: Evidence, here: Arn, fault: Fault) -> SecretReference:
    return SecretReference(
        store, written, written, here.region, here.account, is_foreign=False, named=named, fault=fault
    )


def _wants_newer(facts: TaskFacts, reference: SecretReference) -> bool:
    """Tell whether a JSON key or a version is named for a platform that fetches whole secrets alone."""
    selects = reference.json_key or reference.stage or reference.version_id
    return bool(selects) and facts.platform.is_before_one_interface
