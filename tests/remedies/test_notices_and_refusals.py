"""What is advised beside reading and waiting: a look in CloudTrail, and an entry for notices of large frames."""

from __future__ import annotations

from fargate_doctor.remedies.command import only_reads
from tests.remedies.account import Account
from tests.remedies.broken import DENY_ALL
from tests.remedies.broken_told import TOLD, stopped_with
from tests.remedies.names import ACL
from tests.remedies.shapes import entry


def test_who_was_refused_is_looked_up_by_reading() -> None:
    """CloudTrail is asked for the very call, and nothing is changed."""
    account = stopped_with(TOLD["look-up-refusal"])

    (command,) = account.choices("eni.access-denied")["look-up-refusal"].remedy.commands
    assert only_reads(command)
    assert "CreateNetworkInterface" in command


def test_no_more_groups_are_named_than_a_task_can_have() -> None:
    """The first ones stay."""
    account = stopped_with("InvalidParameterException: securityGroups can have at most 5 items.")

    assert [*account.choices("config.too-many-security-groups")] == ["name-fewer"]


def test_notices_of_large_frames_are_let_in_before_the_denial() -> None:
    """One entry for ICMP type 3 code 4, which is taken back by its number."""
    account = Account()
    opened = entry(100, egress=True, allow=True), entry(100, egress=False, allow=True)
    account.acl(ACL)["Entries"] = [{**each, "Protocol": "6", "PortRange": {"From": 1, "To": 65535}} for each in opened]
    account.acl(ACL)["Entries"] += DENY_ALL

    remedy = account.choices("path.mtu")["let-notices-in"].remedy
    (command,), (undo,) = remedy.commands, remedy.undo
    assert """--protocol 1 --icmp-type-code '{"Type": 3, "Code": 4}' --cidr-block 0.0.0.0/0""" in command
    assert "--rule-number 110 " in command
    assert "--ingress --rule-number 110 " in undo
