"""What is worth knowing and never stops a task by itself: frames, host names, platform versions, managed interfaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat
from tests.lab.messages import login_timed_out
from tests.lab.rules import acl_entry, tcp
from tests.lab.scenario import NOTHING, Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab

_NAME_SERVER = "10.20.0.53"


def _notices_dropped(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    answers = acl_entry(egress=False, ports=(1024, 65535)) if broken else acl_entry(egress=False)
    layout.network.acl(layout.private, answers, acl_entry(egress=True))
    return layout.workload().fails(login_timed_out())


def _random_host_name(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    layout.network.set_dns(hostnames=not broken)
    return layout.workload().fails(login_timed_out())


def _old_platform(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return BehindNat(lab).workload(platform="1.3.0" if broken else "1.4.0").fails(login_timed_out())


def _new_platform(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return BehindNat(lab).workload(platform="1.4.0" if broken else "1.3.0").fails(login_timed_out())


def _interface_there(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - it still runs, or its interface is gone
    layout = BehindNat(lab)
    network = layout.network
    queries = [tcp(53, cidr=str(network.cidr)), {**tcp(53, cidr=str(network.cidr)), "IpProtocol": "udp"}]
    group = network.group("name-server", ingress=queries)
    network.ec2.create_network_interface(SubnetId=layout.public, PrivateIpAddress=_NAME_SERVER, Groups=[group])
    network.option_set(_NAME_SERVER)
    workload = layout.workload()
    return workload.waits() if broken else workload.fails(login_timed_out())


SCENARIOS = (
    Scenario(
        "acl-drops-notices-of-frame-sizes",
        "the network ACL of the task's subnet admits answers of TCP alone, and so no notice that a frame is too large",
        _notices_dropped,
        NOTHING,
        raises=frozenset({"path.mtu"}),
        key_operation="ec2:DescribeNetworkAcls",
    ),
    Scenario(
        "host-name-random",
        "DNS host names are off in the VPC, and the task needs no private name",
        _random_host_name,
        NOTHING,
        raises=frozenset({"vpc.dns-hostname-random"}),
        key_operation="ec2:DescribeVpcAttribute",
    ),
    Scenario(
        "platform-1-3",
        "on platform 1.3.0 Fargate's own interface carries the login",
        _old_platform,
        NOTHING,
        raises=frozenset({"platform.fargate-eni", "platform.version-old"}),
    ),
    Scenario(
        "jumbo-frames",
        "on platform 1.4.0 the task's interface sends jumbo frames",
        _new_platform,
        NOTHING,
        raises=frozenset({"eni.jumbo-frames"}),
    ),
    Scenario(
        "interface-managed",
        "the interface of the task is there, and only ECS may change it",
        _interface_there,
        NOTHING,
        raises=frozenset({"eni.managed"}),
        key_operation="ec2:DescribeNetworkInterfaces",
    ),
)
