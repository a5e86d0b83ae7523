"""What must hold of every remedy, whatever is broken."""

import re
import shlex
from collections.abc import Callable
from functools import reduce

import pytest

from fargate_doctor.diagnosis.remedy import Remedy
from tests.remedies.account import Account, interface_endpoint
from tests.remedies.broken import BROKEN, DENY_ALL
from tests.remedies.broken_beyond import BROKEN_BEYOND
from tests.remedies.broken_told import BROKEN_TOLD
from tests.remedies.cli import parse
from tests.remedies.names import ACL, TASK_GROUP

HOSTILE = "web'; curl x|sh; echo '$(reboot)`id`\n\x1b[31m"
_ABOUT_MANAGED_INTERFACES = re.compile(r"(detach|modify|delete)-network-interface|attach-network-interface")
_NEVER_NEEDED = re.compile(r"\.(ecs|ecs-agent|ecs-telemetry)\b")


def remedies_of(account: Account) -> tuple[Remedy, ...]:
    """Return every remedy that the diagnosis of an account offers."""
    return tuple(each.remedy for finding in account.diagnosis().findings for each in finding.recommendations)


@pytest.mark.parametrize("break_", [*BROKEN, *BROKEN_BEYOND, *BROKEN_TOLD], ids=lambda each: each.__name__)
def test_every_command_is_one_of_the_aws_cli(break_: Callable[[], Account]) -> None:
    """Commands and undo name operations and options that AWS has, and all that it requires."""
    remedies = remedies_of(break_())

    assert remedies
    for remedy in remedies:
        for command in (*remedy.commands, *remedy.undo):
            parse(command)
            assert not _ABOUT_MANAGED_INTERFACES.search(command)
            assert not _NEVER_NEEDED.search(command)


@pytest.mark.parametrize("break_", [*BROKEN, *BROKEN_BEYOND, *BROKEN_TOLD], ids=lambda each: each.__name__)
def test_every_sentence_is_whole_in_both_languages(break_: Callable[[], Account]) -> None:
    """No blank is left open, no sentence is missing, and the references are AWS's pages."""
    for remedy in remedies_of(break_()):
        for text in (remedy.title, remedy.detail, *remedy.affects):
            for said in (text.en, text.es):
                assert said.strip()
                assert "{" not in said
                assert "  " not in said
        assert remedy.references
        assert all(each.startswith("https://docs.aws.amazon.com/") for each in remedy.references)


@pytest.mark.parametrize("break_", [*BROKEN, *BROKEN_BEYOND, *BROKEN_TOLD], ids=lambda each: each.__name__)
def test_a_hostile_service_name_stays_one_word(break_: Callable[[], Account]) -> None:
    """A name out of AWS's text neither leaves its quotes nor reaches the terminal as control characters."""
    account = break_()
    account.service = HOSTILE

    for remedy in remedies_of(account):
        shown = "\n".join((*remedy.commands, *remedy.undo, remedy.terraform, remedy.cloudformation))
        assert "\x1b" not in shown
        for command in (*remedy.commands, *remedy.undo):
            words = shlex.split(command.partition(" > ")[0])
            assert words[0] == "aws"
            assert "\n" not in command
            assert all("reboot" not in word or word.startswith("web'") for word in words)
        assert "\x1b" not in "".join((remedy.title.en, remedy.detail.en, *(each.en for each in remedy.affects)))


@pytest.mark.parametrize("break_", [*BROKEN, *BROKEN_BEYOND, *BROKEN_TOLD], ids=lambda each: each.__name__)
def test_the_same_account_gets_the_same_remedies(break_: Callable[[], Account]) -> None:
    """Remedies are pure: asked twice, they say the same."""
    said = [
        [(each.id, each.commands, each.undo, each.affects, each.terraform) for each in remedies_of(break_())]
        for _ in range(2)
    ]

    assert said[0] == said[1]


@pytest.mark.parametrize("break_", [*BROKEN, *BROKEN_BEYOND, *BROKEN_TOLD], ids=lambda each: each.__name__)
@pytest.mark.parametrize("unread", ["ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "ecs:DescribeServices"])
def test_remedies_never_need_an_answer(break_: Callable[[], Account], unread: str) -> None:
    """Where an answer is missing a remedy says less, and does not fail."""
    account = break_()
    account.unread = {unread}

    for remedy in remedies_of(account):
        for command in (*remedy.commands, *remedy.undo):
            parse(command)
        if remedy.change is not None:
            remedy.change(account.snapshot())


def test_changes_add_up_in_whatever_order_they_are_made() -> None:
    """A change starts from the model as it is, not as it was when the remedy was worked out."""
    account = Account().behind_endpoints(
        interface_endpoint("ecr.api", PrivateDnsEnabled=False),
        interface_endpoint("ecr.dkr", PolicyDocument='{"Statement": []}'),
    )
    account.group(TASK_GROUP)["IpPermissionsEgress"] = []
    account.acl(ACL)["Entries"] = list(DENY_ALL)
    changes = [each.change for each in remedies_of(account) if each.change]
    before = account.snapshot()

    forwards = reduce(lambda changed, change: change(changed), changes, before)
    backwards = reduce(lambda changed, change: change(changed), reversed(changes), before)

    for changed in (forwards, backwards):
        assert changed.endpoints.by_id["vpce-0ecr.api"].private_dns_enabled
        assert changed.security_groups.by_id[TASK_GROUP].ip_permissions_egress
        assert len(changed.network_acls.by_id[ACL].entries) > len(DENY_ALL)


@pytest.mark.parametrize("break_", [*BROKEN, *BROKEN_BEYOND, *BROKEN_TOLD], ids=lambda each: each.__name__)
def test_snippets_name_every_resource_once(break_: Callable[[], Account]) -> None:
    """Terraform labels and CloudFormation logical ids are valid, and none stands twice in one remedy."""
    for remedy in remedies_of(break_()):
        labels = re.findall(r'^resource "(\w+)" "([^"]*)" \{$', remedy.terraform, re.MULTILINE)
        logical = re.findall(r"^(\S+):$", remedy.cloudformation, re.MULTILINE)

        assert len(labels) == len(set(labels)) == remedy.terraform.count("resource ")
        assert all(re.fullmatch(r"[A-Za-z_]\w*", label) for _, label in labels)
        assert len(logical) == len(set(logical)) == remedy.cloudformation.count("  Type: AWS::")
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", each) for each in logical)
