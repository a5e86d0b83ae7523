"""Load balancers of every kind that do not get to the task, or do not like its answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.mending.tasks import interface_of
from tests.lab.rules import acl_entry, tcp
from tests.lab.scenario import Scenario, Target
from tests.lab.state import ZONES
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.server import Lab

_PORT = 8080


class Balanced(BehindNat):
    """Tasks behind a NAT gateway, with a load balancer in public subnets of two zones that sends to them."""

    def __init__(self, lab: Lab, *, kind: str = "application", zones: int = 2, admits: bool = True) -> None:
        super().__init__(lab)
        elsewhere = self.network.subnet(1, zone=1)
        self.network.route(self.network.table(elsewhere), self.gateway)
        self.nodes = [self.public, elsewhere][-zones:]
        self.groups = [self.network.group("alb", ingress=[tcp(443, cidr="0.0.0.0/0")])] if kind == "application" else []
        self.elb = lab.client("elbv2")
        self.balancer = self._balancer(kind)
        self.target_group = self._target_group(kind)
        if admits:
            self.admit(tcp(_PORT, group=self.groups[0]) if self.groups else tcp(_PORT, cidr=str(self.network.cidr)))

    def admit(self, *rules: dict[str, Any]) -> None:
        """Let the tasks' group admit this."""
        group = self.network.task_group
        self.network.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(rules))

    def runs(self, health: dict[str, str] | None = None) -> Target:
        """Run a task that is registered; `health` is what the load balancer says of it, healthy where nothing is."""
        target = self.workload().runs()
        task = self.lab.state.tasks[target.task_arn]
        interface = self.lab.state.ec2.enis[interface_of(task)]
        self._register(interface.private_ip_address, health)
        return target

    def fails(self, **differing: Any) -> Target:  # noqa: ANN401 - the fields of a workload
        """Let the service stop a task because its target failed."""
        return self.workload(**differing).fails(health_checks_failed(self.target_group))

    def sibling(self, health: dict[str, str]) -> None:
        """Register another task of the service, of which the load balancer says this."""
        self._register("10.20.11.99", health)

    def _register(self, address: str, health: dict[str, str] | None) -> None:
        self.elb.register_targets(TargetGroupArn=self.target_group, Targets=[{"Id": address, "Port": _PORT}])
        if health:
            self.lab.state.target_health[address] = health

    def _usual(self) -> dict[str, Any]:
        return {"target_group": self.target_group}

    def _balancer(self, kind: str) -> str:
        groups = {"SecurityGroups": self.groups} if self.groups else {}
        created = self.elb.create_load_balancer(Name="web", Subnets=self.nodes, Type=kind, **groups)
        return str(created["LoadBalancers"][0]["LoadBalancerArn"])

    def _target_group(self, kind: str) -> str:
        protocol = "HTTP" if kind == "application" else "TCP"
        vpc = self.network.vpc_id
        created = self.elb.create_target_group(Name="web", Protocol=protocol, Port=_PORT, VpcId=vpc, TargetType="ip")
        group = str(created["TargetGroups"][0]["TargetGroupArn"])
        forward = [{"Type": "forward", "TargetGroupArn": group}]
        self.elb.create_listener(LoadBalancerArn=self.balancer, Protocol=protocol, Port=80, DefaultActions=forward)
        return group


def health_checks_failed(target_group: str) -> Stop:
    """Say that the service stopped the task because its target failed."""
    return Stop(
        f"Task failed ELB health checks in (target-group {target_group})",
        code="ServiceSchedulerInitiated",
        phase="run",
        exit_code=143,
        lasted=timedelta(minutes=3),
    )


_WRONG_CODE = {
    "State": "unhealthy",
    "Reason": "Target.ResponseCodeMismatch",
    "Description": "Health checks failed with these codes: [503]",
}
_TIMEOUT = {"State": "unhealthy", "Reason": "Target.Timeout", "Description": "Request timed out"}
_NOT_IN_USE = {
    "State": "unused",
    "Reason": "Target.NotInUse",
    "Description": "Target is in an Availability Zone that is not enabled for the load balancer",
}


def _wrong_code(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return Balanced(lab).runs(_WRONG_CODE if broken else None)


def _group_in(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab, admits=not broken)
    layout.admit(tcp(9090, group=layout.groups[0]))
    return layout.fails()


def _group_in_while_running(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return Balanced(lab, admits=not broken).runs(_TIMEOUT if broken else None)


def _group_out(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab)
    layout.network.set_egress(layout.groups[0], tcp(80 if broken else _PORT, group=layout.network.task_group))
    return layout.fails()


def _acl(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab)
    own = acl_entry(egress=False, ports=(32768, 60999) if broken else (1024, 65535))
    layout.network.acl(layout.private, own, acl_entry(egress=True))
    return layout.fails()


def _network_balancer(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab, kind="network", admits=not broken)
    layout.admit(tcp(_PORT, group=layout.network.group("clients")))
    return layout.fails()


def _waiting(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return Balanced(lab, admits=not broken).workload().waits()


def _zone(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return Balanced(lab, zones=1 if broken else 2).runs(_NOT_IN_USE if broken else None)


def _port(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab)
    layout.admit(tcp(80, group=layout.groups[0]))
    return layout.fails(balanced={"containerPort": 80} if broken else {})


def _target_type(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab)
    group = lab.state.elbv2.target_groups[layout.target_group]
    group.target_type = "instance" if broken else "ip"
    return layout.workload().waits()


def _classic(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Balanced(lab)
    named = {"targetGroupArn": None, "loadBalancerName": "web-classic"} if broken else {}
    return layout.workload(balanced=named).waits()


def _sibling(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    layout = Balanced(lab)
    layout.sibling(_WRONG_CODE)
    return layout.fails()


_UNHEALTHY = frozenset({"lb.target-unhealthy"})
_BLOCKED = frozenset({"lb.sg-blocked"})
_NETWORK = frozenset(
    {
        "route.none",
        "route.igw-without-public-ip",
        "nat.no-internet-route",
        "sg.egress-blocked",
        "nacl.egress-blocked",
        "nacl.return-blocked",
        "endpoint.missing",
        "dns.support-disabled",
        "vpc.block-public-access",
    }
)

SCENARIOS = (
    Scenario(
        "lb-answers-with-the-wrong-code",
        f"a running task in {ZONES[0]} answers health checks with 503",
        _wrong_code,
        _UNHEALTHY,
        never=_NETWORK | _BLOCKED,
        key_operation="elbv2:DescribeTargetHealth",
    ),
    Scenario(
        "lb-not-admitted-by-the-task",
        "the task's group admits the load balancer on another port than that of the container",
        _group_in,
        _BLOCKED,
        beside=_UNHEALTHY,
        never=_NETWORK,
        key_operation="ec2:DescribeSecurityGroups",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-not-admitted-by-a-running-task",
        "the task's group admits nobody, and health checks of the running task time out",
        _group_in_while_running,
        _BLOCKED | _UNHEALTHY,
        never=_NETWORK,
        key_operation="ec2:DescribeSecurityGroups",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-not-let-out-by-its-group",
        "the load balancer's group lets out only port 80",
        _group_out,
        _BLOCKED,
        beside=_UNHEALTHY,
        never=_NETWORK,
        key_operation="ec2:DescribeSecurityGroups",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-refused-by-an-acl",
        "the ACL of the task's subnet admits answers alone, not the container's port",
        _acl,
        _BLOCKED,
        beside=_UNHEALTHY,
        never=_NETWORK,
        key_operation="ec2:DescribeNetworkAcls",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-of-the-network-without-groups",
        "a Network Load Balancer has no groups, and the task's group admits only another group",
        _network_balancer,
        _BLOCKED,
        beside=_UNHEALTHY,
        never=_NETWORK,
        key_operation="ec2:DescribeSecurityGroups",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-would-not-reach-a-pending-task",
        "a task waits to start, and its group does not admit the load balancer",
        _waiting,
        _BLOCKED,
        never=_NETWORK | _UNHEALTHY,
        key_operation="elbv2:DescribeTargetGroups",
    ),
    Scenario(
        "lb-zone-not-enabled",
        "the load balancer has a node in another zone alone",
        _zone,
        frozenset({"lb.zone-not-enabled"}) | _UNHEALTHY,
        never=_NETWORK | _BLOCKED,
        key_operation="elbv2:DescribeLoadBalancers",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-port-gone",
        "the service registers port 80, and the container has 8080",
        _port,
        frozenset({"lb.port-mismatch"}),
        beside=_UNHEALTHY,
        never=_NETWORK | _BLOCKED,
        key_operation="ecs:DescribeTaskDefinition",
        carried=_UNHEALTHY,
    ),
    Scenario(
        "lb-target-type-instance",
        "the target group takes instances",
        _target_type,
        frozenset({"lb.target-type"}),
        never=_NETWORK | _BLOCKED,
        key_operation="elbv2:DescribeTargetGroups",
    ),
    Scenario(
        "lb-classic",
        "the service names a Classic Load Balancer",
        _classic,
        frozenset({"lb.classic-not-supported"}),
        never=_NETWORK | _BLOCKED,
        key_operation="ecs:DescribeServices",
    ),
    Scenario(
        "lb-siblings-answer-with-the-wrong-code",
        "the program of every task answers with 503; network and load balancer are sound",
        _sibling,
        _UNHEALTHY,
        never=_NETWORK | _BLOCKED,
        has_twin=False,
    ),
)
