"""Does what was read fit what the message says?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.checks.stop.contradiction import contradiction
from fargate_doctor.diagnosis.engine import ask, diagnose
from tests.account import messages, networks
from tests.account.stop import Stop
from tests.checks.asking import Stopped, answer_of, levels_of
from tests.checks.test_refused_packets import flow_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.check import Answer

LOGIN_HOST = "api.ecr.eu-west-1.amazonaws.com"


def login_timed_out(address: str) -> Stop:
    """Say that the login to ECR at an address got no answer."""
    return Stop(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
        "unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request "
        f'failed caused by: Post "https://{LOGIN_HOST}/": dial tcp {address}:443: i/o timeout'
    )


def lookup_failed(server: str) -> Stop:
    """Say that a name server was asked and gave no answer."""
    own = "10.20.10.47"
    return Stop(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
        "unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request "
        f'failed caused by: Post "https://{LOGIN_HOST}/": dial tcp: lookup {LOGIN_HOST} on {server}:53: read udp '
        f"{own}:38211->{server}:53: i/o timeout"
    )


def without_way(stop: Stop) -> Stopped:
    """Return a task whose way is broken, so that only the words of the message can contradict anything."""
    case = Stopped(stop=stop)
    case.account.drop_routes(case.network.task_table, "0.0.0.0/0")
    return case


def _subjects(answer: Answer) -> list[str]:
    return [raised.resources[0].type for raised in answer.raised]


@pytest.mark.parametrize(
    ("address", "verdict"),
    [("10.20.11.200", "fail"), ("10.20.0.2", "pass"), ("192.168.7.7", "pass")],
)
def test_an_address_of_the_vpc_that_nobody_holds(address: str, verdict: str) -> None:
    """Only an address inside the VPC must have a holder there, and the VPC's resolver has none that shows."""
    answer = answer_of(contradiction, without_way(login_timed_out(address)))

    assert answer.verdict == verdict
    assert _subjects(answer) == (["vpc"] if verdict == "fail" else [])


def test_an_address_of_the_vpc_that_an_endpoint_holds() -> None:
    """The way leads to that address and is open, whatever the route table says of the internet."""
    case = without_way(login_timed_out("10.20.10.2"))
    networks.add_endpoints(case.account, case.network, ("logs",))
    interface = case.account.held["ec2:DescribeNetworkInterfaces"][-1]
    interface["PrivateIpAddress"] = "10.20.10.2"

    assert _subjects(answer_of(contradiction, case)) == ["destination"]


def test_both_sides_are_quoted() -> None:
    """The finding holds the message and the listing that lacks the address, in both languages, and blames none."""
    case = without_way(login_timed_out("10.20.11.200"))

    answer = answer_of(contradiction, case)

    (raised,) = answer.raised
    assert {each.operation for each in raised.evidence} == {
        "ecs:DescribeTasks",
        "ec2:DescribeVpcs",
        "ec2:DescribeNetworkInterfaces",
    }
    assert "10.20.11.200" in raised.detail.en
    assert "10.20.11.200" in raised.detail.es
    assert levels_of(contradiction, case) == {"evidence.contradiction": "info"}


def test_an_unread_listing_is_unknown() -> None:
    """Without the interfaces nobody can tell who holds the address."""
    case = without_way(login_timed_out("10.20.11.200"))
    case.account.refused.add("ec2:DescribeNetworkInterfaces")

    answer = answer_of(contradiction, case)

    assert answer.verdict == "unknown"
    assert {each.operation for each in answer.missing} == {"ec2:DescribeNetworkInterfaces"}


def _isolated(stop: Stop) -> Stopped:
    return Stopped("isolated", stop=stop)


def _without_private_dns(case: Stopped) -> None:
    case.network.endpoints["ecr.api"]["PrivateDnsEnabled"] = False


def _unavailable(case: Stopped) -> None:
    case.network.endpoints["ecr.api"]["State"] = "pending"


def _nothing(_: Stopped) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "address", "subjects"),
    [
        (_nothing, "52.95.122.6", {"vpc-endpoint"}),
        (_without_private_dns, "52.95.122.6", set()),
        (_unavailable, "52.95.122.6", set()),
    ],
)
def test_a_public_address_for_what_an_endpoint_serves(
    change: Callable[[Stopped], None], address: str, subjects: set[str]
) -> None:
    """Private DNS that leads to an endpoint now was not in use when the name led to a public address."""
    case = _isolated(login_timed_out(address))
    change(case)

    answer = answer_of(contradiction, case)

    assert set(_subjects(answer)) & {"vpc-endpoint"} == subjects


@pytest.mark.parametrize(
    ("handed_out", "server", "verdict"),
    [
        ("AmazonProvidedDNS", "10.20.0.2", "pass"),
        ("AmazonProvidedDNS", "169.254.169.253", "pass"),
        ("AmazonProvidedDNS", "10.9.9.9", "fail"),
        ("10.20.10.53", "10.20.10.53", "pass"),
        ("10.20.10.53", "10.20.0.2", "fail"),
        ("10.20.10.53", "127.0.0.11", "pass"),
    ],
)
def test_a_name_server_that_the_vpc_does_not_hand_out(handed_out: str, server: str, verdict: str) -> None:
    """The server in the message is held against the option set, and the VPC's own resolver counts by any address."""
    case = without_way(lookup_failed(server))
    values = case.account.held["ec2:DescribeDhcpOptions"][0]["DhcpConfigurations"]
    next(each for each in values if each["Key"] == "domain-name-servers")["Values"] = [{"Value": handed_out}]

    answer = answer_of(contradiction, case)

    assert answer.verdict == verdict
    assert _subjects(answer) == (["dhcp-options"] if verdict == "fail" else [])


def test_an_unread_option_set_is_unknown() -> None:
    """Without the DHCP options no server can be held against them."""
    case = without_way(lookup_failed("10.9.9.9"))
    case.account.refused.add("ec2:DescribeDhcpOptions")

    assert answer_of(contradiction, case).verdict == "unknown"


@pytest.mark.parametrize("allowed", [True, False])
def test_an_endpoint_policy_that_allows_what_was_refused(*, allowed: bool) -> None:
    """A refusal by an endpoint's policy does not fit a policy that allows it."""
    user = "arn:aws:sts::111122223333:assumed-role/web-execution/0123456789abcdef0123456789abcdef"
    case = _isolated(
        Stop(
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval "
            "failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): "
            "AccessDeniedException: "
            f"User: {user} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no VPC "
            "endpoint policy allows the ecr:GetAuthorizationToken action"
        )
    )
    if not allowed:
        statement = {"Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage", "Resource": "*"}
        case.network.endpoints["ecr.api"]["PolicyDocument"] = json.dumps({"Statement": [statement]})

    answer = answer_of(contradiction, case)

    assert ("vpc-endpoint" in _subjects(answer)) == allowed


def test_a_way_that_is_open_now_names_the_places_to_look() -> None:
    """Where every hop lets it through, the diagnosis stays open, and flow logs and resolver logs are pointed to."""
    case = Stopped()
    flow_log(case)
    facts = case.facts()

    answer = ask(contradiction, facts)

    assert answer.verdict == "fail"
    assert _subjects(answer) == ["destination"]
    for english, spanish in (
        ("fl-0a1b2c3d4e5f60718", "fl-0a1b2c3d4e5f60718"),
        ("resolver", "solucionador"),
        (LOGIN_HOST, LOGIN_HOST),
    ):
        assert english in answer.because.en
        assert spanish in answer.because.es
    assert diagnose(facts, [contradiction]).status == "undetermined"


def test_a_hop_that_cannot_be_seen_through_is_where_to_look() -> None:
    """Behind a transit gateway nobody can see: it is named, and what was read is not blamed."""
    case = Stopped()
    case.account.drop_routes(case.network.task_table, "0.0.0.0/0")
    case.network.task_table["Routes"].append(
        {
            "DestinationCidrBlock": "0.0.0.0/0",
            "VpcPeeringConnectionId": "tgw-0a1b2c3d4e5f60718",
            "Origin": "CreateRoute",
            "State": "active",
        }
    )

    answer = answer_of(contradiction, case)

    assert answer.verdict == "unknown"
    assert "tgw-0a1b2c3d4e5f60718" in answer.because.en
    assert "Mire después" in answer.because.es


@pytest.mark.parametrize(
    "stop",
    [messages.stopped_by_user(), messages.out_of_memory()],
)
def test_a_message_that_names_nothing_is_not_compared(stop: Stop) -> None:
    """Who stopped it, and how much memory it took, stand in no configuration of the network."""
    assert answer_of(contradiction, Stopped(stop=stop)).verdict == "not_applicable"


def test_a_refused_connection_is_no_contradiction_to_an_open_way() -> None:
    """Who refuses was reached."""
    refused = login_timed_out("52.95.122.6")
    case = Stopped(stop=Stop(refused.reason.replace("i/o timeout", "connect: connection refused")))

    assert answer_of(contradiction, case).verdict == "pass"
