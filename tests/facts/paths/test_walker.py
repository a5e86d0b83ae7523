"""A walker answers the same whatever it was asked before, and says in both languages why."""

from __future__ import annotations

from random import Random

import pytest

from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.facts.paths.walker import Walker, walk
from fargate_doctor.model.snapshot import Snapshot
from tests.facts.paths.network import ECR_API, Network, endpoint, group, rule
from tests.facts.paths.random_network import random_name, random_network, random_question


@pytest.mark.parametrize("seed", range(1000, 1015))
def test_what_was_asked_before_changes_no_answer(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    net = random_network(chance)
    snapshot, sender = Snapshot.of(net.case()), net.sender()
    flows = [Flow(sender, **random_question(chance)) for _ in range(6)]  # type: ignore[arg-type]
    flows += [Flow(sender, **random_name(chance)) for _ in range(4)]  # type: ignore[arg-type]
    walker = Walker(snapshot)

    first = [walker.walk(flow) for flow in flows]
    again = [walker.walk(flow) for flow in reversed(flows)]

    assert first == list(reversed(again))
    assert first == [walk(snapshot, flow) for flow in flows]


@pytest.mark.parametrize("seed", range(2000, 2020))
def test_every_hop_explains_itself_in_both_languages(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable, not secret
    net = random_network(chance)
    walker, sender = Walker(Snapshot.of(net.case())), net.sender()
    walks = [walker.walk(Flow(sender, **random_question(chance))) for _ in range(6)]  # type: ignore[arg-type]
    walks += [walker.walk(Flow(sender, **random_name(chance))) for _ in range(6)]  # type: ignore[arg-type]

    for hop in (hop for each in walks for hop in each.hops):
        assert hop.because.en
        assert hop.because.es
        assert hop.because.en != hop.because.es
        assert "{" not in hop.because.en + hop.because.es


def test_a_failing_hop_quotes_what_it_rests_on() -> None:
    net = Network().put("SecurityGroups", group("sg-task", egress=[rule("10.0.0.0/8", ports=(443, 443))]))

    (broken,) = net.walk(host=ECR_API).broken

    assert (broken.kind, broken.id, broken.resource_type) == ("security-group", "sg-task", "security-group")
    assert [(each.operation, each.field) for each in broken.evidence] == [
        ("ec2:DescribeSecurityGroups", "IpPermissionsEgress")
    ]


def test_a_walk_names_what_it_did_not_read() -> None:
    net = Network().refuse("DescribeVpcBlockPublicAccessOptions", "route53:ListHostedZonesByVPC")

    walk_ = net.walk(host=ECR_API)

    assert walk_.verdict == "pass"
    assert {each.operation for each in walk_.unread} == {
        "ec2:DescribeVpcBlockPublicAccessOptions",
        "route53:ListHostedZonesByVPC",
    }


@pytest.mark.parametrize(("services", "via"), [((), "nat-1"), (("ecr.api",), "vpce-ecr-api")])
def test_a_walk_names_the_way_it_took(services: tuple[str, ...], via: str) -> None:
    net = Network().put("VpcEndpoints", *(endpoint(each) for each in services))

    assert net.walk(host=ECR_API).via == via


def test_a_part_says_what_it_is() -> None:
    net = Network().put("SecurityGroups", group("sg-task", egress=[rule("0.0.0.0/1", ports=(443, 443))]))

    (broken,) = net.walk(host="registry-1.docker.io").broken

    assert broken.verdict == "unknown"
    assert broken.supports == "possible"
    assert broken.part is not None
    assert broken.part.en.startswith("128.0.0.0/")


def test_a_custom_name_server_that_may_forward_makes_an_endpoints_failure_likely() -> None:
    net = Network().name_servers("172.16.0.1").put("VpcEndpoints", endpoint("ecr.api"))
    net.put("SecurityGroups", group("sg-endpoint", egress=[], ingress=[]))

    failing = [hop for hop in net.walk(host=ECR_API).hops if hop.finding == "endpoint.sg-blocked"]

    assert [hop.supports for hop in failing] == ["likely"]
