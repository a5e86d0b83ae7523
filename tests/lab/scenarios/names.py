"""Names that do not resolve, or do not resolve to the endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindEndpoints, BehindNat
from tests.lab.messages import login_connection_issue, login_lookup_failed, login_timed_out
from tests.lab.rules import tcp
from tests.lab.scenario import Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab

_IN_VPC, _ELSEWHERE = "10.20.0.53", "192.168.50.53"


def _no_resolver(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    layout.network.set_dns(support=not broken, hostnames=not broken)
    return layout.workload().fails(login_lookup_failed("10.20.0.2"))


def _no_host_names(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    layout.network.set_dns(hostnames=not broken)
    return layout.workload().fails(login_timed_out())


def _server_out_of_reach(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    layout.network.option_set(_ELSEWHERE if broken else "AmazonProvidedDNS")
    return layout.workload().fails(login_connection_issue())


def _server_not_let_out(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    network = layout.network
    queries = [tcp(53, cidr=str(network.cidr)), {**tcp(53, cidr=str(network.cidr)), "IpProtocol": "udp"}]
    group = network.group("name-server", ingress=queries)
    network.ec2.create_network_interface(
        SubnetId=layout.public, PrivateIpAddress=_IN_VPC, Groups=[group], Description="name server"
    )
    network.option_set(_IN_VPC)
    out = [tcp(443, cidr="0.0.0.0/0")]
    network.set_egress(network.task_group, *out, *([] if broken else queries))
    return layout.workload().fails(login_lookup_failed(_IN_VPC))


SCENARIOS = (
    Scenario(
        "dns-support-disabled",
        "DNS resolution is off in the VPC",
        _no_resolver,
        frozenset({"dns.support-disabled"}),
        beside=frozenset({"dns.hostnames-disabled"}),
        key_operation="ec2:DescribeVpcAttribute",
    ),
    Scenario(
        "dns-hostnames-disabled",
        "DNS host names are off, so that the endpoints' private DNS does not work",
        _no_host_names,
        frozenset({"dns.hostnames-disabled"}),
        key_operation="ec2:DescribeVpcAttribute",
    ),
    Scenario(
        "dns-custom-server-out-of-reach",
        "the option set names a server on premises, and no route leads there",
        _server_out_of_reach,
        frozenset({"dns.custom-servers"}),
        beside=frozenset({"route.none"}),
        key_operation="ec2:DescribeDhcpOptions",
    ),
    Scenario(
        "dns-custom-server-not-let-out",
        "the option set names a server in the VPC, and the task's security group lets out no port 53",
        _server_not_let_out,
        frozenset({"dns.custom-servers"}),
        beside=frozenset({"sg.egress-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
)
