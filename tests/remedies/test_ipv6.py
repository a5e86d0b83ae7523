from tests.remedies import broken
from tests.remedies.cli import parse
from tests.remedies.names import SERVICE_ARN
from tests.remedies.on_the_model import run, same


def test_the_setting_is_turned_on_for_one_principal_or_for_all() -> None:
    """Who has to run it and whom it concerns is said; a principal that the case does not hold is a placeholder."""
    choices = broken.running(setting="disabled").choices("ipv6.account-setting-off")
    one, everyone = (parse(each.remedy.commands[0]) for each in choices.values())

    assert (one["name"], one["value"]) == ("dualStackIPv6", "enabled")
    assert one["principal-arn"] == "<ARN_OF_THE_PRINCIPAL_THAT_LAUNCHES>"
    assert everyone.operation == "put-account-setting-default"
    assert all(each.proven and each.remedy.needs_new_tasks for each in choices.values())
    assert all("Only tasks launched afterwards" in each.remedy.detail.en for each in choices.values())


def test_conditions_come_in_their_order_and_new_tasks_only_after_the_last() -> None:
    """A subnet needs the block of its VPC first; replacing tasks before all conditions hold would be for nothing."""
    findings = {each.id: each for each in broken.conditions_off().diagnosis().findings}
    operations = {
        identifier: [parse(each).operation for each in findings[identifier].recommendations[0].remedy.commands]
        for identifier in ("ipv6.vpc-not-enabled", "ipv6.subnet-not-enabled", "ipv6.auto-assign-off")
    }

    assert operations == {
        "ipv6.vpc-not-enabled": ["associate-vpc-cidr-block"],
        "ipv6.subnet-not-enabled": ["associate-vpc-cidr-block", "associate-subnet-cidr-block"],
        "ipv6.auto-assign-off": [
            "associate-vpc-cidr-block",
            "associate-subnet-cidr-block",
            "modify-subnet-attribute",
        ],
    }
    assert all(findings[each].recommendations[0].proven for each in operations)


def test_a_subnet_gets_the_first_block_that_no_other_has() -> None:
    """The block is worked out where every subnet of the VPC is known."""
    account = broken.running(subnet=False)
    state = {"State": "associated"}
    account.subnet("subnet-0public")["Ipv6CidrBlockAssociationSet"] = [
        {"Ipv6CidrBlock": "2600:1f00:1:100::/64", "Ipv6CidrBlockState": state}
    ]
    choice = account.choices("ipv6.subnet-not-enabled")["subnet-ipv6-block"]

    assert parse(choice.remedy.commands[0])["ipv6-cidr-block"] == "2600:1f00:1:101::/64"
    assert choice.proven


def test_assignment_is_turned_on_and_off_again() -> None:
    """It is the last condition here, so new tasks follow."""
    account = broken.running(assigns=False)
    choice = account.choices("ipv6.auto-assign-off")["assign-ipv6-addresses"]
    before = account.snapshot()
    after = run(before, *choice.remedy.commands)

    assert [parse(each).operation for each in choice.remedy.commands][1] == "update-service"
    assert same(run(after, *choice.remedy.undo), before, "subnets")
    assert choice.proven


def test_an_old_platform_is_left_by_a_new_deployment() -> None:
    """What then leaves through the task's own interface is said."""
    choice = broken.old_platform().choices("ipv6.platform-version")["upgrade-platform-version"]

    assert parse(choice.remedy.commands[0])["platform-version"] == "1.4.0"
    assert parse(choice.remedy.undo[0])["platform-version"] == "1.3.0"
    assert "own interface" in choice.remedy.detail.en


def test_an_image_gets_its_dual_stack_name_and_nat64_is_the_other_way() -> None:
    """The name of the registry changes; with NAT64 nothing in the task definition does."""
    choices = broken.only_ipv4_name().choices("ipv6.ipv4-only-name")
    snapshot = broken.only_ipv4_name().snapshot()
    change = choices["use-dual-stack-image-names"].remedy.change
    assert change is not None
    (definition,) = change(snapshot).task_definitions

    assert definition.container_definitions[0].image == "123456789012.dkr-ecr.eu-west-1.on.aws/shop:1"
    assert choices["reach-ipv4-by-nat64"].proven


def test_where_dns64_is_on_only_the_route_for_nat64_is_missing() -> None:
    """The gateway behind ::/0 translates nothing; what the subnet has already is neither done nor undone."""
    account = broken.only_ipv4_name()
    account.subnet("subnet-0private")["EnableDns64"] = True
    choice = account.choices("ipv6.ipv4-only-name")["reach-ipv4-by-nat64"]

    assert [parse(each).operation for each in (*choice.remedy.commands, *choice.remedy.undo)] == [
        "create-route",
        "delete-route",
    ]
    assert choice.proven


def test_the_principal_of_a_service_is_the_one_that_made_it() -> None:
    """Where ECS tells who created the service, its setting is the one to turn on."""
    account = broken.running(setting="disabled")
    account.created_by = "arn:aws:iam::123456789012:role/deployer"
    choice = account.choices("ipv6.account-setting-off")["enable-dual-stack-for-principal"]

    assert parse(choice.remedy.commands[0])["principal-arn"] == account.created_by
    assert SERVICE_ARN not in choice.remedy.commands[0]
