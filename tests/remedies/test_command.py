import shlex

import pytest

from fargate_doctor.remedies.command import NOT_AN_ID, aws, only_reads


def test_options_are_spelt_as_the_aws_cli_spells_them() -> None:
    """Names get dashes, tuples several words, dictionaries JSON, flags no value, and None nothing."""
    command = aws(
        "ec2",
        "create-thing",
        "eu-west-1",
        vpc_id="vpc-1",
        subnet_ids=("subnet-1", "subnet-2"),
        port_range={"From": 1},
        private_dns_enabled=True,
        dry_run=False,
        policy=None,
    )

    assert command == (
        "aws ec2 create-thing --vpc-id vpc-1 --subnet-ids subnet-1 subnet-2 --port-range '{\"From\": 1}' "
        "--private-dns-enabled --no-dry-run --region eu-west-1"
    )


@pytest.mark.parametrize(
    "hostile",
    ["a b", "$(reboot)", "`reboot`", "'; reboot; '", '"; reboot; "', "a|b>c&d", "*", "~root", "!x", "a\\b", "#c", ""],
)
def test_a_shell_takes_a_hostile_name_for_one_word(hostile: str) -> None:
    """Whatever a name holds, the shell hands exactly that name to the AWS CLI."""
    command = aws("ecs", "update-service", "eu-west-1", service=hostile)

    assert shlex.split(command) == ["aws", "ecs", "update-service", "--service", hostile, "--region", "eu-west-1"]


def test_control_characters_are_shown_and_never_sent() -> None:
    """An escape sequence or a line break in a name reaches neither terminal nor shell."""
    command = aws("ecs", "update-service", "eu-west-1", service="web\n\x1b[31mreboot")

    assert "\n" not in command
    assert "\x1b" not in command


@pytest.mark.parametrize("hostile", ["--endpoint-url=http://x", "-v", "file:///etc/passwd", "fileb://x", "https://x/y"])
def test_a_name_is_neither_an_option_nor_something_to_load(hostile: str) -> None:
    """The AWS CLI reads files and addresses that values name, so such a value is replaced."""
    command = aws("ecs", "update-service", "eu-west-1", service=hostile)

    assert shlex.split(command)[4] == NOT_AN_ID


@pytest.mark.parametrize(
    ("command", "reads"),
    [
        ("aws ec2 describe-subnets --region eu-west-1", True),
        ("aws ecs wait services-stable --cluster a --services b", True),
        ("aws ecr get-login-password | docker login --username AWS --password-stdin a", False),
        ("aws ec2 create-route --route-table-id rtb-1", False),
        ("docker pull a", False),
    ],
)
def test_a_command_that_only_reads_is_known(command: str, *, reads: bool) -> None:
    assert only_reads(command) is reads
