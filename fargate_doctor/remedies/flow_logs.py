"""A flow log that keeps what is refused from now on.

https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl-create-flow-log.html",)

_TITLE: Final = Text(
    en="Create a flow log of what is refused in {vpc}", es="Crear un registro de flujo de lo que se rechaza en {vpc}"
)
_DETAIL: Final = Text(
    en="It shows refusals from its creation on; CloudWatch Logs bills what it takes in and keeps.",
    es="Muestra los rechazos desde su creación; CloudWatch Logs factura lo que recibe y conserva.",
)


def create_flow_log(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the flow log of the VPC that the finding names; it mends nothing, so nothing can be proven."""
    vpc = raised.resources[0].id
    region = Standpoint(facts).region
    create = aws(
        "ec2",
        "create-flow-logs",
        region,
        resource_type="VPC",
        resource_ids=vpc,
        traffic_type="REJECT",
        log_destination_type="cloud-watch-logs",
        log_group_name="<LOG_GROUP>",
        deliver_logs_permission_arn="<ROLE_ARN>",
    )
    delete = aws("ec2", "delete-flow-logs", region, flow_log_ids="<FLOW_LOG_ID>")
    step = Step(commands=(create,), undo=(delete,), change=None)
    return (remedy("create-flow-log", _TITLE.fill(vpc=vpc), _DETAIL, step, references=_REFERENCES),)
