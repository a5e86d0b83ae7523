import pytest

from tests.remedies import broken
from tests.remedies.account import Account
from tests.remedies.cli import parse
from tests.remedies.names import ACL, ENDPOINT_GROUP, PUBLIC_ACL, TASK_GROUP
from tests.remedies.on_the_model import run, same
from tests.remedies.shapes import entry


def test_the_narrowest_egress_goes_to_the_endpoints_and_the_prefix_list() -> None:
    """Where private DNS and a gateway endpoint lead, the rule names them; one for any address is second."""
    choices = broken.no_egress_to_endpoints().choices("sg.egress-blocked")
    narrow, wide = (parse(choices[each].remedy.commands[0]) for each in ("open-egress", "open-egress-anywhere"))

    assert narrow["group-id"] == TASK_GROUP
    assert [
        {key: rule[key] for key in rule if key.endswith(("Pairs", "Ids", "Ranges"))}
        for rule in narrow["ip-permissions"]
    ] == [{"UserIdGroupPairs": [{"GroupId": ENDPOINT_GROUP}]}, {"PrefixListIds": [{"PrefixListId": "pl-0s3"}]}]
    assert [rule["IpRanges"] for rule in wide["ip-permissions"]] == [[{"CidrIp": "0.0.0.0/0"}]]
    assert all(each.proven for each in choices.values())


def test_without_endpoints_port_443_is_opened_to_the_internet_and_nothing_else() -> None:
    """The rule is for the port that is needed, and takes effect without new tasks."""
    choice = broken.no_egress().choices("sg.egress-blocked")["open-egress"]
    (rule,) = parse(choice.remedy.commands[0])["ip-permissions"]

    assert (rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) == ("tcp", 443, 443)
    assert not choice.remedy.needs_new_tasks
    assert choice.proven


def test_who_else_holds_the_group_is_told() -> None:
    """Other interfaces and services with the group get the rule as well; unread, that is said."""
    known = broken.no_egress()
    unknown = broken.no_egress()
    unknown.unread = {"ec2:DescribeNetworkInterfaces"}
    told, untold = (
        [said.en for said in each.choices("sg.egress-blocked")["open-egress"].remedy.affects]
        for each in (known, unknown)
    )

    assert "Security group sg-0task is also held by eni-0other." in told
    assert any("not fully known" in said for said in untold)


@pytest.mark.parametrize(
    ("account", "finding", "choice", "tables"),
    [
        (broken.no_egress_to_endpoints(), "sg.egress-blocked", "open-egress", ("security_groups",)),
        (broken.closed_endpoints(), "endpoint.sg-blocked", "open-endpoint-group", ("security_groups",)),
        (broken.acl_of_task(), "nacl.egress-blocked", "open-network-acl", ("network_acls",)),
        (broken.acl_of_nat_gateway(), "nacl.return-blocked", "open-network-acl", ("network_acls",)),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_a_rule_does_on_the_model_is_what_its_command_does(
    account: Account, finding: str, choice: str, tables: tuple[str, ...]
) -> None:
    """The change equals the commands, and the undo brings back what was before."""
    before, remedy = account.snapshot(), account.choices(finding)[choice].remedy

    after = run(before, *remedy.commands)
    assert remedy.change is not None
    assert same(after, remedy.change(before), *tables)
    assert same(run(after, *remedy.undo), before, *tables)


def test_the_endpoint_group_admits_the_group_of_the_task_first_and_its_subnet_second() -> None:
    """The narrower rule stands first."""
    choices = broken.closed_endpoints().choices("endpoint.sg-blocked")
    rules = [parse(each.remedy.commands[0])["ip-permissions"][0] for each in choices.values()]

    assert rules[0]["UserIdGroupPairs"] == [{"GroupId": TASK_GROUP}]
    assert rules[1]["IpRanges"] == [{"CidrIp": "10.0.10.0/24"}]
    assert all(each.proven for each in choices.values())


def test_an_acl_rule_stands_before_the_one_that_denies() -> None:
    """A free number below the denial, with the ports of the request."""
    choice = broken.acl_of_task().choices("nacl.egress-blocked")["open-network-acl"]
    command = parse(choice.remedy.commands[0])

    assert (command["network-acl-id"], int(command["rule-number"])) == (ACL, 80)
    assert command["port-range"] == {"From": 443, "To": 443}
    assert "subnet-0private2" in choice.remedy.affects[0].en
    assert choice.proven


@pytest.mark.parametrize(
    ("denial", "others", "expected"),
    [(90, (), 80), (90, (85,), 89), (5, (), 4), (2, (1,), None), (2, (), 1)],
)
def test_a_number_is_found_however_little_room_there_is(
    denial: int, others: tuple[int, ...], expected: int | None
) -> None:
    """Ten below if that is free, else as near as there is room; a placeholder where there is none."""
    account = Account()
    denied = entry(denial, egress=True, allow=False, ports=(443, 443))
    elsewhere = [{**entry(each, egress=True, ports=(80, 80)), "CidrBlock": "10.9.0.0/16"} for each in others]
    account.acl(ACL)["Entries"] = [denied, *elsewhere, *account.acl(ACL)["Entries"]]
    choice = account.choices("nacl.egress-blocked")["open-network-acl"]
    number = parse(choice.remedy.commands[0])["rule-number"]

    assert number == ("<FREE_RULE_NUMBER_BEFORE_THE_DENIAL>" if expected is None else str(expected))
    assert choice.proven is (None if expected is None else True)


def test_the_acl_of_a_nat_gateway_needs_all_four_rules() -> None:
    """The task's request in, the gateway's out, its answer on 1024 to 65535, and the task's on its own ports."""
    choice = broken.acl_of_nat_gateway().choices("nacl.egress-blocked")["open-network-acl"]
    made = [parse(each) for each in choice.remedy.commands]

    assert {each["network-acl-id"] for each in made} == {PUBLIC_ACL}
    assert {
        ("egress" in each.options, each["cidr-block"], each["port-range"]["From"], each["port-range"]["To"])
        for each in made
    } == {
        (True, "0.0.0.0/0", 443, 443),
        (False, "0.0.0.0/0", 1024, 65535),
        (False, "10.0.10.0/24", 443, 443),
        (True, "10.0.10.0/24", 32768, 60999),
    }
    assert choice.proven
