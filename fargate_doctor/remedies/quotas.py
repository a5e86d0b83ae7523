"""Requests for higher quotas, read first: their codes and values are best taken from the account itself.

https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.remedies.standpoint import Standpoint

_REQUEST: Final = "https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html"
_CODE: Final = "<QUOTA_CODE_FROM_THE_LIST>"
_WANTED: Final = "<NEW_VALUE>"

_TITLE: Final = Text(en="Ask for a higher quota: {name}", es="Solicitar una cuota mayor: {name}")
_DETAIL: Final = Text(
    en="The first command lists the quotas with their codes and present values. The quotas of a Region are shared by "
    "all that runs in it; AWS may take some time to answer.",
    es="El primer comando enumera las cuotas con sus códigos y valores actuales. Las cuotas de una región se comparten "
    "entre todo lo que se ejecuta en ella; AWS puede tardar en responder.",
)


@frozen
class Quota:
    """A quota by its service code and AWS's name for it."""

    service_code: str
    name: str


INTERFACES: Final = Quota("vpc", "Network interfaces per Region")
VCPUS: Final = Quota("fargate", "Fargate On-Demand vCPU resource count")
SPOT_VCPUS: Final = Quota("fargate", "Fargate Spot vCPU resource count")


def raising_quota(here: Standpoint, quota: Quota) -> Remedy:
    """Return the request for a higher quota."""
    step = Step(
        commands=(
            aws(
                "service-quotas",
                "list-service-quotas",
                here.region,
                service_code=quota.service_code,
                query=f"Quotas[?QuotaName=='{quota.name}'].[QuotaCode,Value]",
            ),
            aws(
                "service-quotas",
                "request-service-quota-increase",
                here.region,
                service_code=quota.service_code,
                quota_code=_CODE,
                desired_value=_WANTED,
            ),
        ),
        change=None,
    )
    return remedy("raise-quota", _TITLE.fill(name=quota.name), _DETAIL, step, references=(_REQUEST,))
