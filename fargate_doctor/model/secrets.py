"""Secrets of Secrets Manager and parameters of Systems Manager: that they exist, never what they hold.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html and
https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from pydantic import Field

from fargate_doctor.model.asked import ASKED, Asking, Place, read_asked, text
from fargate_doctor.model.shape import Quotable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.model.table import Table

DESCRIBED: Final = "secretsmanager:DescribeSecret"
_POLICY: Final = "secretsmanager:GetResourcePolicy"
PARAMETERS: Final = "ssm:DescribeParameters"
CURRENT: Final = "AWSCURRENT"


class Secret(Quotable):
    """https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html"""

    type_name: ClassVar[str] = "secret"

    asked: str = Field(default="", alias=ASKED)
    arn: str = Field(default="", alias="ARN")
    name: str = ""
    kms_key_id: str | None = None
    deleted_date: str | None = None
    primary_region: str | None = None
    version_ids_to_stages: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """Return the ARN or name by which the secret was asked for, else its ARN."""
        return self.asked or self.arn

    def is_called(self, name: str) -> bool:
        """Tell whether a full ARN, an ARN without its six random characters, or a name means this secret."""
        bare, _, suffix = self.arn.rpartition("-")
        return name in (self.asked, self.arn, self.name) or bool(suffix and name == bare)


class SecretPolicy(Quotable):
    """https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html"""

    type_name: ClassVar[str] = "secret"

    asked: str = Field(default="", alias=ASKED)
    arn: str = Field(default="", alias="ARN")
    resource_policy: str | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN or name by which the secret was asked for, else its ARN."""
        return self.asked or self.arn


class Parameter(Quotable):
    """https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterMetadata.html"""

    type_name: ClassVar[str] = "parameter"

    asked: str = Field(default="", alias=ASKED)
    name: str = ""
    type: str = ""
    key_id: str | None = None
    version: str | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the parameter."""
        return self.asked


def parameter_resource(name: str) -> str:
    """Return a parameter's name as its ARN ends: `/team/db` as `parameter/team/db`."""
    return f"parameter/{name.removeprefix('/')}"


def read_secrets(case: Case) -> Table[Secret]:
    """Return the secrets by the ARN or name that was asked for."""
    return read_asked(case, Secret, Asking(DESCRIBED, _secret_ids, _one))


def read_secret_policies(case: Case) -> Table[SecretPolicy]:
    """Return the resource policies of secrets by the ARN or name that was asked for."""
    return read_asked(case, SecretPolicy, Asking(_POLICY, _secret_ids, _one))


def read_parameters(case: Case) -> Table[Parameter]:
    """Return the parameters by their ARNs."""
    return read_asked(case, Parameter, Asking(PARAMETERS, _filtered_names, _parameters))


def _secret_ids(request: JsonObject, _: Place) -> Iterable[str]:
    return text(request.get("SecretId"))


def _one(answer: JsonObject, _: Place, names: tuple[str, ...]) -> Iterator[JsonObject]:
    yield {**answer, ASKED: names[0] if names else ""}


def _filtered_names(request: JsonObject, place: Place) -> Iterator[str]:
    """Return the parameters that a filter asks for by name; any other filter beside it proves no absence."""
    filters = list(request.get("ParameterFilters") or ())
    if len(filters) == 1 and filters[0].get("Key") == "Name" and filters[0].get("Option") == "Equals":
        for name in filters[0].get("Values") or ():
            yield place.arn("ssm", parameter_resource(name))


def _parameters(answer: JsonObject, place: Place, _: tuple[str, ...]) -> Iterator[JsonObject]:
    for each in answer.get("Parameters") or ():
        yield {**each, ASKED: each.get("ARN") or place.arn("ssm", parameter_resource(each["Name"]))}
