"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import entry, group, route, rule
from tests.facts.paths.rows import (
    ALLOW_NOTHING,
    API,
    EPHEMERAL,
    IN,
    NEEDED,
    OUT,
    PORT,
    READS,
    Row,
    attribute,
    both,
    egress,
    far_acl,
    fare,
    isolated,
    nat_acl,
    refuse,
    routes,
    row,
    states,
    task_acl,
    with_endpoint,
)

ROWS = [
    row(
        "a dual-stack ECR name beside ECR's own endpoint has no way in",
        isolated("ecr.api"),
        {"host": "ecr.eu-west-1.api.aws", "needed_services": NEEDED},
        "fail",
        "route.none",
    ),
    row(
        "half a default route is a route, so no endpoint is missing",
        both(isolated("ecr.dkr"), lambda net: net.routes(route("0.0.0.0/1", "nat-1"))),
        {**API, "needed_services": NEEDED},
        "unknown",
        "route.none",
    ),
    row("an endpoint serves a subnet without any route", isolated("ecr.api"), API, "pass"),
    row("an endpoint in the task's own subnet", isolated("ecr.api", subnets=("subnet-task",)), API, "pass"),
    row(
        "an endpoint that is not available is not fallen back from",
        with_endpoint("ecr.api", State="failed"),
        API,
        "fail",
        "endpoint.not-available",
    ),
    row("the state is read in any case", with_endpoint("ecr.api", State="Available"), API, "pass"),
    row("an endpoint that was deleted is not there", with_endpoint("ecr.api", State="deleted"), API, "pass"),
    row(
        "the endpoint's group does not admit the task",
        both(
            with_endpoint("ecr.api"),
            lambda net: net.put(
                "SecurityGroups", group("sg-endpoint", egress=[], ingress=[rule("10.0.2.0/24", ports=(443, 443))])
            ),
        ),
        API,
        "fail",
        "endpoint.sg-blocked",
    ),
    row(
        "the endpoint's group admits by reference",
        both(
            with_endpoint("ecr.api"),
            lambda net: net.put(
                "SecurityGroups", group("sg-endpoint", egress=[], ingress=[rule("sg-task", ports=(443, 443))])
            ),
        ),
        API,
        "pass",
    ),
    row(
        "the endpoint's group admits only itself",
        both(
            with_endpoint("ecr.api"),
            lambda net: net.put("SecurityGroups", group("sg-endpoint", egress=[], ingress=[rule("sg-endpoint")])),
        ),
        API,
        "fail",
        "endpoint.sg-blocked",
    ),
    row(
        "the endpoint's group admits the wrong port",
        both(
            with_endpoint("ecr.api"),
            lambda net: net.put(
                "SecurityGroups", group("sg-endpoint", egress=[], ingress=[rule("10.0.0.0/16", ports=(80, 80))])
            ),
        ),
        API,
        "fail",
        "endpoint.sg-blocked",
    ),
    row(
        "the endpoint's group admits half the subnet and the address is not known",
        both(
            with_endpoint("ecr.api"),
            states(private_ipv4=...),
            lambda net: net.put("SecurityGroups", group("sg-endpoint", egress=[], ingress=[rule("10.0.1.0/25")])),
        ),
        API,
        "unknown",
    ),
    row(
        "the endpoint's group admits the whole subnet",
        both(with_endpoint("ecr.api"), states(private_ipv4=...)),
        API,
        "pass",
    ),
    row(
        "the task may reach the endpoint's group only",
        both(with_endpoint("ecr.api"), egress(rule("sg-endpoint", ports=(443, 443)))),
        API,
        "pass",
    ),
    row(
        "the task may not reach the endpoint",
        both(with_endpoint("ecr.api"), egress(rule("52.0.0.0/8"))),
        API,
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "the endpoint's subnet admits no request",
        far_acl([OUT], [entry(100, "allow", "0.0.0.0/0", (80, 80))]),
        API,
        "fail",
        "nacl.egress-blocked",
    ),
    row("the endpoint's subnet lets no answer out", far_acl([PORT], [IN]), API, "fail", "nacl.return-blocked"),
    row("the published pair is right for the endpoint's subnet", far_acl([EPHEMERAL], [PORT]), API, "pass"),
    row(
        "no ACL is asked inside one subnet",
        both(with_endpoint("ecr.api", subnets=("subnet-task",)), task_acl([], [])),
        API,
        "pass",
    ),
    row(
        "one of two endpoint subnets is closed",
        both(with_endpoint("ecr.api", subnets=("subnet-far", "subnet-public")), nat_acl([], [])),
        API,
        "unknown",
        "nacl.egress-blocked",
        "nacl.return-blocked",
    ),
    row(
        "the policy allows everything",
        with_endpoint(
            "ecr.api", PolicyDocument='{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}'
        ),
        {**API, **READS},
        "pass",
    ),
    row(
        "the policy allows nothing",
        with_endpoint("ecr.api", PolicyDocument=ALLOW_NOTHING),
        {**API, **READS},
        "fail",
        "endpoint.policy-denied",
    ),
    row(
        "the policy depends on what cannot be judged",
        with_endpoint(
            "ecr.api",
            PolicyDocument='{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}}]}',
        ),
        {**API, **READS},
        "unknown",
    ),
    row("private DNS off, and the internet works", with_endpoint("ecr.api", PrivateDnsEnabled=False), API, "pass"),
    row(
        "private DNS off, and there is no internet",
        isolated("ecr.api", PrivateDnsEnabled=False),
        {**API, "needed_services": NEEDED},
        "fail",
        "endpoint.private-dns-disabled",
    ),
    row(
        "host names off, and the internet works",
        both(with_endpoint("ecr.api"), attribute("enableDnsHostnames", value=False)),
        API,
        "pass",
    ),
    row(
        "host names off, and there is no internet",
        both(isolated("ecr.api"), attribute("enableDnsHostnames", value=False)),
        API,
        "fail",
        "dns.hostnames-disabled",
    ),
    row(
        "a service without an endpoint where others have one",
        isolated("ecr.dkr"),
        {**API, "needed_services": NEEDED},
        "fail",
        "endpoint.missing",
    ),
    row(
        "endpoints that the task does not need do not count",
        isolated("sqs"),
        {**API, "needed_services": NEEDED},
        "fail",
        "route.none",
    ),
    row(
        "Docker Hub can have no endpoint",
        isolated("ecr.dkr"),
        {"host": "registry-1.docker.io", "needed_services": NEEDED},
        "fail",
        "route.none",
    ),
    row(
        "ECR Public can have no endpoint",
        isolated("ecr.dkr"),
        {"host": "public.ecr.aws", "needed_services": NEEDED},
        "fail",
        "route.none",
    ),
    row(
        "a broken default route is not a missing endpoint",
        both(with_endpoint("ecr.dkr"), routes(route("0.0.0.0/0", "nat-1", State="blackhole"))),
        {**API, "needed_services": NEEDED},
        "fail",
        "route.blackhole",
    ),
    row(
        "an endpoint for another Region serves that Region",
        isolated("ecr.api", ServiceName="com.amazonaws.us-east-1.ecr.api"),
        {**API, "needed_services": NEEDED},
        "fail",
        "endpoint.missing",
    ),
    row(
        "a cross-Region endpoint",
        isolated("ecr.api", ServiceRegion="us-east-1"),
        {"host": "api.ecr.us-east-1.amazonaws.com"},
        "pass",
    ),
    row("an endpoint of another VPC", isolated("ecr.api", VpcId="vpc-2"), API, "fail", "route.none"),
    row(
        "the endpoint's own name leads to it",
        isolated(
            "ecr.api",
            PrivateDnsEnabled=False,
            DnsEntries=[{"DnsName": "vpce-1-x.ecr.api.eu-west-1.vpce.amazonaws.com"}],
        ),
        {"host": "vpce-1-x.ecr.api.eu-west-1.vpce.amazonaws.com"},
        "pass",
    ),
    row(
        "ECR has no private dual-stack name",
        isolated("ecr.api"),
        {"host": "ecr.eu-west-1.api.aws"},
        "fail",
        "route.none",
    ),
    row("endpoints nobody could list", both(routes(), refuse("DescribeVpcEndpoints")), API, "unknown"),
    row(
        "endpoints of a shared VPC are not shown",
        both(routes(), lambda net: net.change("Vpcs", "vpc-1", OwnerId="999999999999")),
        API,
        "unknown",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
