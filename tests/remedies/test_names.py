import pytest

from tests.remedies import broken
from tests.remedies.cli import parse
from tests.remedies.on_the_model import run, same


@pytest.mark.parametrize(
    ("finding", "choice", "option"),
    [
        ("dns.support-disabled", "enable-dns-support", "enable-dns-support"),
        ("dns.hostnames-disabled", "enable-dns-hostnames", "enable-dns-hostnames"),
    ],
)
def test_an_attribute_of_the_vpc_is_turned_on(finding: str, choice: str, option: str) -> None:
    """One command on, one off; the model does what they do."""
    account = broken.no_dns_support() if "support" in finding else broken.no_dns_hostnames()
    offered = account.choices(finding)[choice]
    before = account.snapshot()
    after = run(before, *offered.remedy.commands)

    assert parse(offered.remedy.commands[0])[option] == {"Value": True}
    assert offered.remedy.change is not None
    assert same(after, offered.remedy.change(before), "vpc_attributes")
    assert same(run(after, *offered.remedy.undo), before, "vpc_attributes")
    assert "vpc-0a" in offered.remedy.affects[0].en
    assert offered.proven


def test_a_filtered_name_server_is_let_through_on_both_protocols() -> None:
    """Where the group is in the way, opening it is the smallest change."""
    choice = broken.unreachable_name_server().choices("dns.custom-servers")["open-egress-to-name-servers"]
    rules = parse(choice.remedy.commands[0])["ip-permissions"]

    assert [(each["IpProtocol"], each["FromPort"], each["IpRanges"]) for each in rules] == [
        ("udp", 53, [{"CidrIp": "10.0.11.53/32"}]),
        ("tcp", 53, [{"CidrIp": "10.0.11.53/32"}]),
    ]
    assert choice.proven


def test_amazon_provided_dns_needs_a_new_set_and_new_tasks() -> None:
    """Sets cannot be changed: the other options are taken over, and the VPCs that keep the old one are named."""
    choice = broken.unreachable_name_server().choices("dns.custom-servers")["amazon-provided-dns"]
    made = parse(choice.remedy.commands[0])["dhcp-configurations"]

    assert {"Key": "domain-name", "Values": ["shop.internal"]} in made
    assert {"Key": "domain-name-servers", "Values": ["AmazonProvidedDNS"]} in made
    assert parse(choice.remedy.undo[0])["dhcp-options-id"] == "dopt-0a"
    assert any("vpc-0b" in each.en for each in choice.remedy.affects)
    assert choice.remedy.needs_new_tasks
    assert choice.proven


def test_forwarding_is_named_although_no_command_does_it() -> None:
    """What the model cannot show is not called proven."""
    choice = broken.unreachable_name_server().choices("dns.custom-servers")["forward-to-vpc-resolver"]

    assert choice.remedy.commands == ()
    assert choice.proven is None


def test_a_shadowing_zone_or_rule_is_taken_away_from_the_vpc() -> None:
    """Both are disassociated, and associated again by undo."""
    zone = broken.shadowing_zone().choices("dns.name-shadowed")["disassociate-private-zone"]
    rule = broken.shadowing_rule().choices("dns.name-shadowed")["disassociate-resolver-rule"]

    assert parse(zone.remedy.commands[0])["vpc"] == {"VPCRegion": "eu-west-1", "VPCId": "vpc-0a"}
    assert parse(zone.remedy.undo[0]).operation == "associate-vpc-with-hosted-zone"
    assert parse(rule.remedy.commands[0])["resolver-rule-id"] == "rslvr-rr-1"
    assert parse(rule.remedy.undo[0]).operation == "associate-resolver-rule"
    assert zone.proven
    assert rule.proven
