"""A task behind a load balancer, in an account that a test may change before it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import ask, diagnose
from tests.account import networks
from tests.account.account import Account
from tests.account.filtering import tcp
from tests.account.stop import Stop
from tests.checks.asking import facts_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.diagnosis.check import Answer, Check
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.facts.task_facts import TaskFacts

ADDRESS, IPV6 = "10.20.10.47", "2001:db8:1a20:5c0a::47"


class Balanced:
    """A service behind a load balancer. `life` is `running`, `pending` or `stopped`, the latter for its health."""

    def __init__(
        self, life: str = "running", *, kind: str = "application", ipv6: bool = False, admits: bool = True
    ) -> None:
        self.account = Account(seed="balanced")
        self.network = networks.private_with_nat(self.account, ipv6=ipv6)
        self.definition = self.account.add_definition()
        addresses = "ipv6" if ipv6 else "ipv4"
        self.group = self.account.add_target_group(self.network.vpc, addresses=addresses, kind=kind)
        groups = [self.network.group]
        self.service = self.account.add_service(
            self.definition, self.network.task_subnets, groups, target_group=self.group, running=1
        )
        self.address = IPV6 if ipv6 else ADDRESS
        self.set_inbound(self._usual_rule() if admits else None)
        own = IPV6 if ipv6 else None
        subnet = self.network.task_subnets[0]
        if life == "stopped":
            self.task = self.account.add_stopped(self.service, subnet, self._stop(), ipv6=own)
        else:
            add = self.account.add_running if life == "running" else self.account.add_pending
            self.task = add(self.service, subnet, groups, ipv6=own)

    @property
    def balancer(self) -> JsonObject:
        """Return the load balancer."""
        return self.account.held["elbv2:DescribeLoadBalancers"][0]

    @property
    def balancer_group(self) -> JsonObject:
        """Return the security group of the load balancer."""
        groups = self.account.held["ec2:DescribeSecurityGroups"]
        return next(each for each in groups if each["GroupName"] == "web-alb")

    def set_inbound(self, *rules: JsonObject | None) -> None:
        """Let the tasks' group admit this and nothing else."""
        self.network.group["IpPermissions"] = [each for each in rules if each]

    def registered(
        self, state: str = "healthy", reason: str = "", description: str = "", *, address: str | None = None
    ) -> Balanced:
        """Register an address, the task's own unless another is named."""
        at, zone = address or self.address, self.task["availabilityZone"]
        self.account.register_target(self.group, at, zone, state=state, reason=reason, description=description)
        return self

    def without(self, *operations: str) -> Balanced:
        """Refuse the reader some operations."""
        self.account.refused.update(operations)
        return self

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        return facts_of(self.account.case())

    def answer(self, check: Check) -> Answer:
        """Return what a check answers."""
        return ask(check, self.facts())

    def diagnosis(self) -> Diagnosis:
        """Return the whole diagnosis."""
        return diagnose(self.facts(), all_checks())

    def roots(self) -> set[str]:
        """Return the ids of the root causes."""
        return {each.id for each in diagnose(self.facts(), all_checks(), proves=False).root_causes}

    def _usual_rule(self) -> JsonObject:
        has_groups = "SecurityGroups" in self.balancer
        return tcp(8080, self.balancer_group if has_groups else self.network.vpc["CidrBlock"])

    def _stop(self) -> Stop:
        return Stop(
            f"Task failed ELB health checks in (target-group {self.group['TargetGroupArn']})",
            code="ServiceSchedulerInitiated",
            phase="run",
            exit_code=143,
        )
