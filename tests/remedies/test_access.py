from tests.remedies import broken
from tests.remedies.account import Account
from tests.remedies.cli import parse
from tests.remedies.names import PUBLIC


def test_the_subnet_of_the_nat_gateway_is_excluded_for_egress() -> None:
    """It is the NAT gateway that faces the internet; an exclusion is smaller than another mode."""
    choices = broken.blocked_public_access().choices("vpc.block-public-access")
    exclusion = parse(choices["exclude-subnet"].remedy.commands[0])

    assert (exclusion["subnet-id"], exclusion["internet-gateway-exclusion-mode"]) == (PUBLIC, "allow-egress")
    assert list(choices) == ["exclude-subnet", "exclude-vpc", "change-block-public-access-mode"]
    assert all(each.proven for each in choices.values())


def test_a_task_with_a_public_address_needs_both_directions() -> None:
    """An internet gateway without a NAT gateway counts as two-way."""
    account = Account(task_subnet=PUBLIC, subnets=[PUBLIC], assign_public_ip="ENABLED")
    account.answers["ec2:DescribeVpcBlockPublicAccessOptions"] = {
        "VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "block-ingress"}
    }
    choices = account.choices("vpc.block-public-access")

    assert parse(choices["exclude-subnet"].remedy.commands[0])["internet-gateway-exclusion-mode"] == (
        "allow-bidirectional"
    )
    assert parse(choices["change-block-public-access-mode"].remedy.commands[0])["internet-gateway-block-mode"] == "off"
    assert all(each.proven for each in choices.values())


def test_the_mode_is_no_choice_where_an_organization_owns_it() -> None:
    """A declarative policy overrules the account; that is said."""
    account = broken.blocked_public_access(ManagedBy="declarative-policy")
    choices = account.choices("vpc.block-public-access")

    assert "change-block-public-access-mode" not in choices
    assert "declarative policy" in choices["exclude-subnet"].remedy.detail.en
