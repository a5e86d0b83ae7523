"""The flow logs that cover a task: of its VPC, its subnet or its network interface, and what each is good for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.task_interface import interface_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.naming import FlowLog

Lack = Literal["inactive", "undelivered", "accepted_only", "no_action"]

_ACTIVE: Final = "ACTIVE"


@frozen
class CoveringFlowLog:
    """A flow log over the task, and why it cannot show what was refused; `lack` is None where it can."""

    flow_log: FlowLog
    lack: Lack | None

    @property
    def shows_refusals(self) -> bool:
        """Tell whether what is refused can be found in it."""
        return self.lack is None


def covered_by(facts: TaskFacts) -> tuple[str, ...]:
    """Return what a flow log over the task may be attached to, as far as it is known; the VPC comes first."""
    interface = interface_of(facts.snapshot, facts.task).id
    known = (facts.placement.vpc_id, facts.placement.subnet_id, interface)
    return tuple(each.value for each in known if isinstance(each, Known))


def flow_logs_over(facts: TaskFacts) -> tuple[CoveringFlowLog, ...]:
    """Return the flow logs over a task that the case shows; there may be others."""
    resources = covered_by(facts)
    return tuple(
        CoveringFlowLog(each, _lack(each)) for each in facts.snapshot.flow_logs if each.resource_id in resources
    )


def _lack(flow_log: FlowLog) -> Lack | None:
    if (flow_log.flow_log_status or _ACTIVE).upper() != _ACTIVE:
        return "inactive"
    if (flow_log.traffic_type or "ALL").upper() == "ACCEPT":
        return "accepted_only"
    if flow_log.log_format and "${action}" not in flow_log.log_format:
        return "no_action"
    return "undelivered" if (flow_log.deliver_logs_status or "").upper() == "FAILED" else None
