import json

from tests.remedies import broken
from tests.remedies.account import Account, interface_endpoint
from tests.remedies.cli import parse


def test_private_dns_is_turned_on_and_off_again() -> None:
    """Everything in the VPC that uses the name is concerned, and that is told."""
    choice = broken.silent_endpoint().choices("endpoint.private-dns-disabled")["enable-private-dns"]

    assert parse(choice.remedy.commands[0])["private-dns-enabled"] is True
    assert "no-private-dns-enabled" in parse(choice.remedy.undo[0]).options
    assert "Everything in vpc-0a then reaches ecr.api" in choice.remedy.affects[0].en
    assert choice.proven


def test_private_dns_waits_for_the_attributes_of_the_vpc() -> None:
    """AWS refuses private DNS while DNS host names are off."""
    account = broken.silent_endpoint()
    account.answers["$attributes"]["enableDnsHostnames"]["EnableDnsHostnames"]["Value"] = False
    choice = account.choices("endpoint.private-dns-disabled")["enable-private-dns"]

    assert "--enable-dns-hostnames" in choice.remedy.commands[0]


def test_the_gateway_endpoint_is_associated_with_the_effective_table() -> None:
    """AWS then adds the route by itself."""
    choice = broken.unassociated_endpoint().choices("endpoint.not-associated")["associate-gateway-endpoint"]

    assert parse(choice.remedy.commands[0])["add-route-table-ids"] == "rtb-0private"
    assert parse(choice.remedy.undo[0])["remove-route-table-ids"] == "rtb-0private"
    assert choice.proven


def test_a_statement_is_added_for_what_is_refused_and_the_others_stay() -> None:
    """The new statement names only what the task needs and the policy does not allow."""
    choices = broken.narrow_policy().choices("endpoint.policy-denied")
    mended = parse(choices["allow-in-endpoint-policy"].remedy.commands[0])["policy-document"]
    before = parse(choices["allow-in-endpoint-policy"].remedy.undo[0])["policy-document"]

    assert mended["Statement"][0] == before["Statement"][0]
    assert mended["Statement"][1]["Action"] == ["ecr:GetAuthorizationToken"]
    assert list(choices) == ["allow-in-endpoint-policy", "reset-endpoint-policy"]
    assert all(each.proven for each in choices.values())


def test_no_statement_helps_against_a_denial() -> None:
    """An explicit denial wins, so only another policy is offered."""
    choices = broken.narrow_policy(Action="ecr:Get*").choices("endpoint.policy-denied")

    assert list(choices) == ["reset-endpoint-policy"]
    assert choices["reset-endpoint-policy"].proven


def test_a_failed_endpoint_is_made_again_as_it_was() -> None:
    """Same service, subnets, groups and policy."""
    choice = broken.failed_endpoint().choices("endpoint.not-available")["replace-endpoint"]
    gone, made = (parse(each) for each in choice.remedy.commands)

    assert gone["vpc-endpoint-ids"] == "vpce-0ecr.api"
    assert (made["subnet-ids"], made["security-group-ids"]) == ("subnet-0private2", "sg-0endpoints")
    assert made["policy-document"] == json.loads(interface_endpoint("ecr.api")["PolicyDocument"])
    assert choice.proven


def test_an_endpoint_that_is_being_made_is_waited_for() -> None:
    """Nothing is deleted that is on its way."""
    account = Account().behind_endpoints(interface_endpoint("ecr.api", State="pending"))
    choices = account.choices("endpoint.not-available")

    assert list(choices) == ["wait-for-endpoint"]
    assert not choices["wait-for-endpoint"].remedy.undo
